"""Ties: each side keeps the strongest, all of them fading."""

import numpy as np
import pytest

from agents import ties
from agents.entities import SLOTS
from agents.ties import strength_now
from tests.worlds import put, tiny


def known(*pairs, met=10):
    """A world in which person 0 knows others with these strengths."""
    world = tiny(people=20)
    for slot, (other, strength) in enumerate(pairs):
        world.ties.other[0, slot], world.ties.strength[0, slot], world.ties.met[0, slot] = other, strength, met
    return world


def circle(world, row=0):
    t = world.ties
    return {(int(t.other[row, s]), float(t.strength[row, s]), int(t.met[row, s])) for s in range(SLOTS) if t.strength[row, s] > 0}


@pytest.mark.parametrize(
    ("strength", "weeks", "now"),
    [(10.0, 0.0, 10.0), (10.0, 13.0, 7.29), (10.0, 26.0, 5.31441), (1.0, 52.0, 0.282429536481), (0.0, 99.0, 0.0)],
)
def test_strength_now(strength, weeks, now):
    assert strength_now(strength, weeks) == pytest.approx(now, rel=1e-12)  # 0.9 to the 3rd, 6th and 12th


def test_the_first_tie_takes_an_empty_place():
    world = known()
    ties.touch(world.ties, 0, 7, 10.0, 10)
    assert circle(world) == {(7, 10.0, 10)}


def test_person_0_can_be_a_tie():
    world = known()
    ties.touch(world.ties, 3, 0, 1.0, 10)
    ties.touch(world.ties, 3, 0, 1.0, 10)
    assert circle(world, 3) == {(0, 2.0, 10)}


def test_a_known_tie_grows_from_what_is_left_of_it():
    world = known((4, 2.0), (7, 10.0))
    ties.touch(world.ties, 0, 7, 1.0, 23)  # 13 idle weeks: 7.29 + 1
    assert sorted(circle(world)) == [(4, 2.0, 10), (7, pytest.approx(8.29, rel=1e-6), 23)]


def test_a_full_circle_gives_up_its_weakest_tie():
    world = known((1, 9.0), (2, 9.0), (3, 0.5), (4, 9.0), (5, 0.75), (6, 9.0))
    ties.touch(world.ties, 0, 7, 1.0, 10)
    assert circle(world) == {(1, 9.0, 10), (2, 9.0, 10), (7, 1.0, 10), (4, 9.0, 10), (5, 0.75, 10), (6, 9.0, 10)}


def test_a_weaker_newcomer_finds_no_place():
    world = known(*((k, 2.0) for k in range(1, 7)))
    before = circle(world)
    ties.touch(world.ties, 0, 7, 1.0, 10)
    assert circle(world) == before
    ties.touch(world.ties, 0, 7, 1.0, 60)  # eleven and a half months later they have faded to 0.6
    assert (7, 1.0, 60) in circle(world) and len(circle(world)) == SLOTS


def test_only_the_own_side_is_written():
    world = known()
    ties.touch(world.ties, 0, 7, 10.0, 10)
    assert world.ties.strength.sum() == 10.0


@pytest.mark.parametrize(("last_visit", "share"), [([9, 9], 1.0), ([9, 8], 0.75), ([8, 9], 0.25), ([10, -9999], 0.0)])
def test_company(last_visit, share):
    world = known((1, 3.0), (2, 1.0))
    put(world.members, last_visit=[9, *last_visit])
    assert ties.company(world.ties, world.members.last_visit, 0, 10) == pytest.approx(share)


def test_company_of_who_knows_nobody():
    world = known()
    put(world.members, last_visit=9)
    assert ties.company(world.ties, world.members.last_visit, 0, 10) == 0.0


def test_old_ties_weigh_less_in_company():
    world = known((1, 1.0), (2, 1.0))
    world.ties.met[0, 1] = 10 - 52
    put(world.members, last_visit=[0, 9, 0])
    assert ties.company(world.ties, world.members.last_visit, 0, 10) == pytest.approx(1 / (1 + 0.9**12), rel=1e-6)


def test_bonds_are_the_sum_of_strengths_as_they_are_by_now():
    world = known((1, 10.0), (2, 1.0))
    assert ties.bonds(world.ties, 0, 10) == 11.0
    assert ties.bonds(world.ties, 0, 23) == pytest.approx(11 * 0.729)
    assert ties.bonds(world.ties, 1, 10) == 0.0


@pytest.mark.parametrize(
    ("bonds", "clout", "weight", "reach"),
    [(11.0, 1.0, 10.0, 21.0), (0.0, 2.5, 10.0, 25.0), (11.0, 2.5, 0.0, 11.0), (0.0, 0.0, 9.0, 0.0)],
)
def test_reach_is_ties_and_clout(bonds, clout, weight, reach):
    assert ties.reach(bonds, clout, weight) == pytest.approx(reach, rel=1e-12)


def test_idle_ties_decay_exponentially():
    world = known((1, 10.0))
    left = np.array([ties.bonds(world.ties, 0, 10 + week) for week in range(0, 261, 13)])
    assert np.log(left) == pytest.approx(np.log(10.0) + np.arange(21) * 3 * np.log(0.9), abs=1e-12)
    assert np.log(left) != pytest.approx(np.log(10.0) + np.arange(21) * np.log(1 - 0.3), abs=1e-3)  # 30 % a quarter: refused
