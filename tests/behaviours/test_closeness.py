"""Closeness: which of two people at hand somebody meets."""

import numpy as np
import pytest

from agents.behaviours.bonding import BondingPars
from agents.closeness import is_near, meets_second, met, of_one_field
from tests.worlds import NOW, chi_square, many, put, tiny

PARS = BondingPars(closeness=0.4, unknown=1.0)


@pytest.mark.parametrize(
    ("u", "nearer", "first", "second", "is_second"),
    [
        (0.39, 1, 9.0, 0.0, True),  # below 0.4 the nearer one, however little known
        (0.39, -1, 0.0, 9.0, False),
        (0.41, 1, 1e9, 0.0, False),  # else the better known, however far
        (0.99, -1, 0.0, 1e9, True),
        (0.19, 0, 0.0, 0.0, True),  # both as near: 1/2, here of 0.4
        (0.21, 0, 0.0, 0.0, False),
        (0.69, 0, 0.0, 0.0, True),  # and of the other 0.6
        (0.71, 0, 0.0, 0.0, False),
        (0.84, 0, 1.0, 5.0, True),  # 6 / 8, so up to 0.4 + 0.6 x 0.75
        (0.86, 0, 1.0, 5.0, False),
        (0.47, 0, 6.0, 0.0, True),  # 1 / 8
        (0.48, 0, 6.0, 0.0, False),
    ],
)
def test_the_second_is_met(u, nearer, first, second, is_second):
    assert meets_second(u, nearer, first, second, PARS.closeness, PARS.unknown) == is_second


@pytest.mark.parametrize("u", [1e-9, 0.5, 1.0 - 1e-9])
def test_always_and_never_the_nearer(u):
    assert meets_second(u, 1, 1e9, 0.0, 1.0, 1.0) and not meets_second(u, -1, 0.0, 1e9, 1.0, 1.0)
    assert meets_second(u, 1, 1.0, 1.0, 0.0, 1.0) == (u < 0.5) == meets_second(u, 0, 1.0, 1.0, 1.0, 1.0)


def village(*pairs, field=(0, 1, 2, 3)):
    """People of different fields; pairs are (who, whom, strength) of this week."""
    world = tiny(people=4)
    put(world.people, field=field)
    for who, whom, strength in pairs:
        slot = int((world.ties.strength[who] > 0).sum())
        world.ties.other[who, slot], world.ties.strength[who, slot], world.ties.met[who, slot] = whom, strength, NOW.week
    return world


@pytest.mark.parametrize(
    ("pairs", "field", "near"),
    [
        ((), (0, 1, 2, 3), False),
        ((), (1, 1, 2, 3), True),
        (((0, 3, 1.0), (1, 3, 1.0)), (0, 1, 2, 3), True),  # both know 3
        (((0, 2, 1.0), (0, 3, 1.0), (1, 3, 1.0)), (0, 1, 2, 3), True),
        (((0, 3, 1.0), (1, 2, 1.0)), (0, 1, 2, 3), False),
        (((0, 1, 1.0), (1, 0, 1.0)), (0, 1, 2, 3), False),  # they know each other, and nobody else
        (((0, 3, 1.0),), (0, 1, 2, 3), False),
    ],
)
def test_near_are_people_of_one_field_or_with_a_common_tie(pairs, field, near):
    world = village(*pairs, field=field)
    assert is_near(0, 1, world.people.field, world.ties) == near == is_near(1, 0, world.people.field, world.ties)
    assert of_one_field(0, 1, world.people.field) == (field[0] == field[1])


def shares(world, pars=PARS, pair=(1, 2)):
    """How often 0 meets the first and the second of two."""
    u = np.random.default_rng(4).random(many(20_000, 2000))
    found = [met(x, 0, *pair, world.people.field, world.ties, pars, NOW.week) for x in u]
    return [found.count(one) for one in pair], len(u)


def test_of_two_as_near_each_is_met_by_k_and_a():
    """Ties of 20 and 10 at the second: k is 3, against none of the first; a fourth tie is idle since a year."""
    world = village((2, 0, 20.0), (2, 3, 10.0))
    counts, n = shares(world)
    assert chi_square(counts, n * np.array([1, 4]) / 5) and not chi_square(counts, n * np.array([1, 1]) / 2)
    world.ties.met[2, 0] -= 52  # 20 has faded to 5.65
    k = 1.0 + 2.0 * 0.9**12
    counts, n = shares(world)
    assert chi_square(counts, n * np.array([1.0, k + 1.0]) / (k + 2.0))


def test_the_nearer_is_met_with_the_chance_of_closeness_and_in_its_share_of_the_rest():
    counts, n = shares(village(field=(0, 0, 1, 2)))
    assert chi_square(counts, n * np.array([0.4 + 0.3, 0.3])) and not chi_square(counts, n * np.array([0.5, 0.5]))
