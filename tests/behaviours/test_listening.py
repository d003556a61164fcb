"""Listening: tickets, questions, views and paid surveys as signals."""

import numpy as np
import pytest

from agents import counts
from agents.behaviours import listening
from agents.behaviours.listening import ListeningPars, read_share, reported, time_left
from agents.codes import GAVE_UP, LANDED, LISTENING, MIDDLE, OPEN, REUSED, STALE_HIT, TICKET
from agents.streams import GIFT, HEAR
from sim.draws import uniform, uniforms
from tests.worlds import LINKS, NOW, changed, pose, put, snapshot, tiny

PARS = ListeningPars(read=10.0, views=5.0)


def asked(number=10, hours=1.0, hand_off=1.0):
    """A world with some questions of last week and so many of this one, by turns about topic 0 and 1."""
    world = tiny(people=40, questions=80)
    pose(world, [NOW.week - 1] * 3 + [NOW.week] * number, topic=[1, 1, 1] + [0, 1] * (number // 2))
    world.lifts.hours[NOW.week, LISTENING] = hours
    world.calendar.hand_off[NOW.week] = hand_off
    return world


def live(world, gain=1.0, pars=PARS):
    w, links = world, LINKS._replace(insight=gain)
    listening.everyone(w.people, w.questions, w.topics, w.tally, w.calendar, w.lifts, w.weekly, pars, links, NOW)
    return w.topics.heard.tolist()


@pytest.mark.parametrize(("capacity", "there", "share"), [(10.0, 40.0, 0.25), (10.0, 5.0, 1.0), (0.0, 5.0, 0.0), (9.0, 0.0, 0.0)])
def test_share_that_is_read(capacity, there, share):
    assert read_share(capacity, there) == share


@pytest.mark.parametrize(("capacity", "questions", "views"), [(10.0, 4.0, 30.0), (10.0, 10.0, 0.0), (10.0, 40.0, 0.0)])
def test_time_left_for_views(capacity, questions, views):
    assert time_left(capacity, questions, PARS) == views


@pytest.mark.shows(17, 18, 41)
def test_every_question_of_this_week_is_heard_where_there_is_time_and_nothing_gets_lost():
    world = asked(10)
    before = snapshot(world)
    assert live(world) == [5.0, 5.0]
    assert world.weekly[NOW.week, counts.INSIGHTS] == 10
    assert changed(before, snapshot(world)) == {"topics.heard", "weekly"}


def test_what_was_written_unasked_tells_nothing_and_takes_no_time():
    world = asked(10)
    world.questions.asker[3:13] = [0, 0, 0, -1, -1, -1, -1, -1, -1, -1]
    assert sum(live(world)) == 3.0 == world.weekly[NOW.week, counts.INSIGHTS]
    short = asked(10, hours=3.0 / PARS.read)  # time for three questions
    short.questions.asker[3:13] = world.questions.asker[3:13]
    assert sum(live(short)) == 3.0


@pytest.mark.shows(18, 42)
def test_what_is_not_read_or_lost_on_the_way_never_arrives():
    world = asked(40, hours=2.0, hand_off=0.5)  # half is read, half of that arrives
    keys = world.questions.key[3:43]
    heard = [uniform(NOW.seed, HEAR, NOW.week, key) < 0.25 for key in keys.tolist()]
    assert live(world) == [sum(heard[0::2]), sum(heard[1::2])] and 0 < sum(heard) < 20


@pytest.mark.parametrize("silent", [{"hours": 0.0}, {"hand_off": 0.0}])
def test_nobody_listens(silent):
    assert live(asked(10, **silent)) == [0.0, 0.0]
    assert live(asked(10), gain=0.0) == [0.0, 0.0]
    shut = asked(10)
    put(shut.calendar, open=0)
    assert live(shut) == [0.0, 0.0]


@pytest.mark.shows(96)
def test_views_are_insight_once_the_questions_are_read():
    world = asked(0, hours=1.0)
    put(world.people, need=[MIDDLE] * 30 + [0] * 10, topic=[1] * 20 + [0] * 20, search=[REUSED, LANDED, STALE_HIT, OPEN] * 10)
    assert live(world) == [8.0, 15.0]  # three of four have viewed an answer, where there is a problem
    short = asked(10, hours=1.0)  # all the time goes to the ten questions
    put(short.people, need=MIDDLE, search=REUSED)
    assert live(short) == [5.0, 5.0]


@pytest.mark.shows(94)
@pytest.mark.parametrize(
    ("ticket", "without", "gain", "told"),
    [(True, True, 0.0, 1), (True, False, 1.0, 1), (True, False, 0.0, 0), (False, True, 0.25, 0.75), (False, True, 1.0, 0)],
)
def test_a_ticket_that_is_spared_tells_nothing_unless_the_link_is_cut(ticket, without, gain, told):
    assert reported(ticket, without, gain) == told


def test_tickets_are_counted_whether_or_not_there_is_a_community():
    def tickets(**columns):
        world = asked(0, hours=0.0)
        put(world.people, need=[MIDDLE] * 9 + [0], topic=[0, 1, 1] * 3 + [0], channel=[TICKET] * 6 + [GAVE_UP] * 3 + [TICKET])
        put(world.calendar, **columns)
        live(world)
        return world.topics.tickets.tolist()

    assert tickets() == tickets(open=0) == [2.0, 4.0]


@pytest.mark.shows(20)
def test_answers_for_a_gift_are_about_anything():
    world = asked(0, hours=0.0)
    world.lifts.gift[NOW.week] = 2000.25
    draws = [uniforms(NOW.seed, GIFT, NOW.week, k) for k in range(2001)]
    expected = np.bincount([int(2 * v) for k, (u, v, _, _) in enumerate(draws) if u < 2000.25 - k], minlength=2)
    assert live(world, gain=0.0) == [0.0, 0.0]
    assert world.topics.gifted.tolist() == expected.tolist()  # a survey does not need the community
    assert world.weekly[NOW.week, counts.DISTORTED] == expected.sum() in (2000, 2001)


def test_nothing_to_hear():
    world = tiny(people=0)
    before = snapshot(world)
    live(world)
    assert changed(before, snapshot(world)) == set()
