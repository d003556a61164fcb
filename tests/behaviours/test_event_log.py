"""The event log: appended row by row, never beyond its room."""

from agents.codes import ANSWER, QUESTION
from agents.entities import EVENT_ROWS, OVERFLOW
from agents.event_log import log
from tests.worlds import changed, events_of, snapshot, tiny


def test_events_are_appended():
    world = tiny()
    log(world.events, world.tally, 0.0, 4, 7, QUESTION)
    log(world.events, world.tally, 171.5, -2, 7, ANSWER)
    assert events_of(world) == [(0.0, 4, 7, QUESTION), (171.5, -2, 7, ANSWER)]
    assert world.tally.rows[EVENT_ROWS] == 2 == world.tally.rows.sum()


def test_a_full_log_says_so_and_stays_as_it_is():
    world = tiny(events=1)
    log(world.events, world.tally, 1.0, 1, 1, QUESTION)
    before = snapshot(world)
    log(world.events, world.tally, 2.0, 2, 2, ANSWER)
    assert changed(before, snapshot(world)) == {"tally.rows"} and world.tally.rows[OVERFLOW] == 1
    assert events_of(world) == [(1.0, 1, 1, QUESTION)]


def test_no_room_at_all():
    world = tiny(events=0)
    log(world.events, world.tally, 1.0, 1, 1, QUESTION)
    assert world.tally.rows[OVERFLOW] == 1 and events_of(world) == []
