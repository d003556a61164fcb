"""Managing: members take time of the staff before anything else is done with it."""

import numpy as np
import pytest

from agents.behaviours import managing
from agents.behaviours.managing import left_of, still_free
from agents.codes import MODERATING, WELCOMING
from agents.counts import ACTIVE, STAFF_ANSWERS
from agents.founding import steady
from agents.simulate import simulate
from tests.worlds import LINKS, LIVELY, NOW, VILLAGE, changed, put, snapshot, tiny

CARE = 1.0 / 52.0  # five minutes a month


def office(active=104.0, hours=(30.0, 10.0), free=0.9, care=CARE, **columns):
    """Forty hours of staff, ten of them on welcomes; a program pays for four more on moderation."""
    world = tiny(staff=2)
    put(world.staff, hours=hours, last=99)
    put(world.calendar, **({"free": free, "care": care} | columns))
    world.calendar.work[:, [WELCOMING, MODERATING]] = 9.0, 1.0
    world.lifts.hours[:, [WELCOMING, MODERATING]] = 9.0, 5.0
    world.weekly[NOW.week - 1, ACTIVE] = active
    return world


def live(world, now=NOW):
    w = world
    managing.everyone(w.staff, w.calendar, w.lifts, w.weekly, now)
    return [w.calendar.free[now.week], *w.lifts.hours[now.week, [WELCOMING, MODERATING]]]


@pytest.mark.parametrize(
    ("free", "hours", "care", "left"),
    [(1.0, 40.0, 10.0, 0.75), (0.8, 40.0, 10.0, 0.55), (0.2, 40.0, 10.0, 0.0), (0.5, 0.0, 10.0, 0.5), (0.7, 40.0, 0.0, 0.7)],
)
def test_share_of_the_hours_that_is_left(free, hours, care, left):
    assert still_free(free, hours, care) == pytest.approx(left, abs=1e-15)


@pytest.mark.parametrize(
    ("all_hours", "own", "before", "after", "left"),
    [
        (8.0, 6.0, 1.0, 0.5, 5.0),
        (6.0, 6.0, 0.8, 0.2, 1.5),
        (8.0, 6.0, 0.5, 0.0, 2.0),
        (8.0, 6.0, 0.3, 0.3, 8.0),
        (8.0, 6.0, 0.0, 0.0, 8.0),
    ],
)
def test_hours_of_an_activity_that_are_left(all_hours, own, before, after, left):
    assert left_of(all_hours, own, before, after) == pytest.approx(left, rel=1e-12)


@pytest.mark.shows(107)
def test_active_members_come_first():
    """By hand: 104 at 1/52 of an hour are 2 of 40 hours, a twentieth; 9 and 1 of its own hours fall from 0.9 to 0.85."""
    world = office()
    before = snapshot(world)
    assert live(world) == pytest.approx([0.85, 9.0 * 0.85 / 0.9, 5.0 - 0.05 / 0.9])
    assert changed(before, snapshot(world)) == {"calendar.free", "lifts.hours"}
    assert world.calendar.free[NOW.week + 1] == 0.9 and world.lifts.hours[NOW.week + 1, WELCOMING] == 9.0  # this week only
    half = office(staff=0.5)
    assert live(half)[0] == pytest.approx(0.8)  # of half the hours they take twice the share


def test_members_take_no_more_than_there_is():
    assert live(office(active=1e6)) == pytest.approx([0.0, 0.0, 4.0])
    put((gone := office()).staff, last=NOW.week - 1)
    assert live(gone) == [0.9, 9.0, 5.0]  # nobody is paid: nothing is taken


@pytest.mark.parametrize("idle", [{"active": 0.0}, {"care": 0.0}, {"hours": 0.0}, {"free": 0.0}])
def test_nothing_is_taken(idle):
    world = office(**idle)
    before = snapshot(world)
    live(world)
    assert changed(before, snapshot(world)) == set()


def test_in_the_first_week_nobody_is_known_yet():
    world = office()
    put(world.staff, first=0)
    assert live(world, NOW._replace(week=0)) == [0.9, 9.0, 5.0]


@pytest.mark.shows(107)
def test_size_cuts_both_ways_the_more_members_the_fewer_answers_by_the_same_staff():
    """With time taken by each member, four times as many members leave the staff less for answers, not as much."""

    def answered(care, size):
        path = steady(12)
        path.calendar.care[:] = care
        founders = tuple(group._replace(members=group.members * size) for group in VILLAGE.founders)
        place = VILLAGE._replace(market=300 * size, founders=founders, questions_a_week=0.0)
        runs = [simulate(place, path, LIVELY, LINKS, seed).weekly for seed in range(3)]
        return np.mean([run[:, STAFF_ANSWERS].sum() for run in runs])

    free = [answered(0.0, size) for size in (1, 4)]
    busy = [answered(0.04, size) for size in (1, 4)]
    assert busy[0] < free[0] and busy[1] / free[1] < busy[0] / free[0]
