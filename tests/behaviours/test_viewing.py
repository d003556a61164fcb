"""Viewing: how many questions are in view, recent ones in front."""

import numpy as np
import pytest

from agents.behaviours import viewing
from agents.behaviours.viewing import ViewingPars, age_seen
from agents.entities import OVERFLOW, WISH_ROWS
from sim.clock import Now
from tests.worlds import NOW, changed, chi_square, many, pose, snapshot, tiny

PARS = ViewingPars(memory=0.5)


def seen(asked, pars=PARS, now=NOW):
    world = tiny(weeks=20)
    pose(world, asked)
    viewing.everyone(world.tally, pars, now)
    return world.tally.seen[0]


def age(u, asked, pars=PARS, now=NOW):
    world = tiny(weeks=20)
    pose(world, asked)
    viewing.everyone(world.tally, pars, now)
    return age_seen(u, world.tally)


EVERY_WEEK = list(range(-4, 4))  # a question in each of the last eight weeks


@pytest.mark.parametrize(
    ("u", "weeks"),  # weights 1, 1/2, … 1/128 add up to 255/128, so age a is reached at 256/255 (1 - 2^-a)
    [
        (0.0, 0),
        (0.5019, 0),
        (0.502, 1),
        (0.7529, 1),
        (0.753, 2),
        (0.8784, 2),
        (0.8785, 3),
        (0.996, 6),
        (0.9961, 7),
        (0.999999, 7),
    ],
)
def test_age_seen(u, weeks):
    assert age(u, EVERY_WEEK) == weeks


@pytest.mark.parametrize(
    ("asked", "u", "weeks"),
    [
        ([2], 0.0, 1),  # nothing was asked this week: nobody looks there in vain
        ([2], 0.999, 1),
        ([-4], 0.0, 7),
        ([-4], 0.999999, 7),
        ([1, 3], 0.79, 0),  # 1 against a quarter
        ([1, 3], 0.81, 2),
        ([2, 2, 2, 2, 3], 0.33, 0),  # 1 against four halves: 1/3
        ([2, 2, 2, 2, 3], 0.34, 1),
    ],
)
def test_a_week_is_looked_at_by_its_questions(asked, u, weeks):
    assert age(u, sorted(asked)) == weeks


@pytest.mark.parametrize("u", [0.0, 0.5, 0.999999])
def test_without_memory_only_this_week_is_seen(u):
    assert age(u, EVERY_WEEK, ViewingPars(memory=0.0)) == 0


def test_ages_are_geometric():
    n = many(20_000, 2000)
    world = tiny()
    pose(world, EVERY_WEEK)
    viewing.everyone(world.tally, PARS, NOW)
    ages = np.bincount([age_seen((k + 0.5) / n, world.tally) for k in range(n)], minlength=8)
    assert np.abs(ages - n * 0.5 ** np.arange(8) / (255 / 128)).max() < 1.01  # a grid of uniforms: exact to one
    drawn = np.bincount([age_seen(u, world.tally) for u in np.random.default_rng(1).random(n)], minlength=8)[:6]
    assert not chi_square(drawn, drawn.sum() * 0.6 ** np.arange(6) / (0.6 ** np.arange(6)).sum())  # another memory: refused


@pytest.mark.parametrize(
    ("asked", "questions"),
    [
        ([], 0.0),
        ([3, 3, 3], 3.0),
        ([2], 0.5),
        ([-1, 0, 1, 2, 3], 1.9375),  # 1 + 1/2 + 1/4 + 1/8 + 1/16
        ([-4, -4, 3], 1.015625),  # two of seven weeks ago: 2/128
        ([-5, 3], 1.0),  # eight weeks ago: out of sight
        ([3, 4], 1.0),  # next week's is not there yet
    ],
)
def test_questions_in_view(asked, questions):
    assert seen(asked) == questions


def test_in_week_0_old_questions_are_in_view():
    assert seen([-8, -7, -1, 0], now=Now(1, 0)) == 1.5078125  # 1 + 1/2 + 1/128


def test_more_memory_more_in_view():
    assert (
        seen([1, 2, 3], ViewingPars(memory=0.9))
        > seen([1, 2, 3], ViewingPars(memory=0.1))
        > seen([1, 2, 3], ViewingPars(memory=0.0))
    )


def test_last_weeks_wishes_are_forgotten_and_nothing_else_changes():
    world = tiny()
    pose(world, [3])
    world.tally.rows[WISH_ROWS] = 5
    before = snapshot(world)
    viewing.everyone(world.tally, PARS, NOW)
    assert changed(before, snapshot(world)) == {"tally.seen", "tally.within", "tally.rows"}
    assert world.tally.rows[: OVERFLOW + 1].tolist() == [1, 0, 0, 0] and world.tally.within.tolist() == [1.0] * 8
    assert world.tally.seen[0] == 1.0
