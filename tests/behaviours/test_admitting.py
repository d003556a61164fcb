"""Admitting: members get a row for their ties once, in the order of people; outsiders get none."""

import numpy as np

from agents import ties
from agents.behaviours import admitting
from agents.codes import ACTIVE, LAPSED, LURKING, NONE
from agents.entities import CIRCLES
from agents.founding import steady
from agents.simulate import simulate
from sim.clock import Now
from tests.worlds import LINKS, LIVELY, NOW, VILLAGE, put, tiny


def admitted(membership, joined, circle=-1, used=0, now=NOW):
    world = tiny(people=len(membership))
    put(world.members, membership=membership, joined=joined)
    world.ties.circle[:] = circle
    world.tally.rows[CIRCLES] = used
    admitting.everyone(world.members, world.ties, world.tally, now)
    return world.ties.circle.tolist(), int(world.tally.rows[CIRCLES])


def test_who_joined_last_week_or_by_asking_this_week_gets_the_next_row():
    joined = [NOW.week, NOW.week - 1, NOW.week - 2, NOW.week - 1]
    assert admitted([ACTIVE, LURKING, ACTIVE, LAPSED], joined, used=5) == ([7, 5, -1, 6], 8)


def test_who_has_a_row_keeps_it():
    assert admitted([ACTIVE] * 2, NOW.week, circle=[4, -1], used=9) == ([4, 9], 10)


def test_outsiders_get_none_in_the_first_week_either():
    assert admitted([NONE, LURKING], [-1, -1], now=Now(7, 0)) == ([-1, 0], 1)


def test_in_a_run_just_the_members_have_rows_each_its_own():
    world = simulate(VILLAGE, steady(30), LIVELY, LINKS, 1).world
    has = world.ties.circle >= 0
    late = world.members.joined == 29  # joined after admitting: next week
    assert not has[world.members.membership == NONE].any() and has[(world.members.membership != NONE) & ~late].all()
    rows = world.ties.circle[has]
    assert sorted(rows.tolist()) == list(range(rows.size)) and rows.size == world.tally.rows[CIRCLES]
    others, strengths = ties.of_people(world.ties)
    assert (strengths > 0).any() and not strengths[~has].any()
    i = int(np.flatnonzero((strengths > 0).any(axis=1))[0])
    assert others[i].tolist() == world.ties.other[world.ties.circle[i]].tolist()


def test_without_a_row_there_are_no_ties():
    world = tiny(people=2)
    world.ties.circle[:] = -1
    ties.touch(world.ties, 0, 1, 10.0, 3)
    assert ties.bonds(world.ties, 0, 3) == ties.company(world.ties, world.members.last_visit, 0, 3) == 0.0
    assert not world.ties.strength.any()
