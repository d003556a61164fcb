"""Ageing: releases make solved answers go out of date."""

import numpy as np
import pytest

from agents.behaviours import ageing
from agents.behaviours.ageing import AgeingPars, goes_stale
from agents.streams import REPAIR, STALE
from sim.clock import Now
from sim.draws import uniform
from tests.worlds import NOW, changed, many, near, pose, put, snapshot, tiny

PARS = AgeingPars(stale=0.5, repaired=0.25)
ALWAYS = AgeingPars(stale=1.0, repaired=0.0)


def village(fresh=(1, 1, 0, 2), release=1):
    """Four questions on topics 0, 1, 1, 1: two fresh, one unsolved, one stale."""
    world = tiny()
    pose(world, [0, 0, 1, 2], topic=[0, 1, 1, 1], fresh=fresh)
    put(world.topics, fresh=[1, 1], stale=[0, 1])
    put(world.calendar, release=release)
    return world


def live(world, pars=ALWAYS, now=NOW):
    ageing.everyone(world.questions, world.topics, world.calendar, world.tally, pars, now)


@pytest.mark.parametrize(
    ("u", "v", "stale"),
    [(0.4999, 0.25, True), (0.4999, 0.2499, False), (0.5, 0.9, False), (0.0, 0.25, True), (0.0, 0.0, False), (0.9, 0.1, False)],
)
def test_rule(u, v, stale):
    assert goes_stale(u, v, PARS) == stale


def test_a_release_moves_solved_questions_from_fresh_to_stale():
    world = village()
    live(world)
    assert world.questions.fresh[:4].tolist() == [2, 2, 0, 2]
    assert world.topics.fresh.tolist() == [0, 0] and world.topics.stale.tolist() == [1, 2]


def test_a_second_release_finds_nothing_left():
    world = village()
    live(world)
    before = snapshot(world)
    live(world, now=Now(NOW.seed, NOW.week + 1))
    assert changed(before, snapshot(world)) == set()


@pytest.mark.parametrize("pars", [AgeingPars(stale=0.0, repaired=0.0), AgeingPars(stale=1.0, repaired=1.0)])
def test_nothing_ages_where_none_goes_stale_or_all_are_repaired(pars):
    world = village()
    before = snapshot(world)
    live(world, pars)
    assert changed(before, snapshot(world)) == set()


def test_a_week_without_a_release_changes_nothing():
    world = village(release=0)
    before = snapshot(world)
    live(world)
    assert changed(before, snapshot(world)) == set()


def test_no_questions():
    world = tiny()
    put(world.calendar, release=1)
    live(world, now=Now(1, 0))


def test_each_question_is_drawn_at_its_own_key():
    world = village(fresh=(1, 1, 1, 1))
    put(world.topics, fresh=[1, 3], stale=[0, 0])
    live(world, PARS)
    for q in range(4):
        key = int(world.questions.key[q])
        stale = uniform(NOW.seed, STALE, NOW.week, key) < 0.5 and uniform(NOW.seed, REPAIR, NOW.week, key) >= 0.25
        assert world.questions.fresh[q] == (2 if stale else 1)


def test_rows_beyond_those_in_use_are_left_alone():
    world = village()
    put(world.questions, fresh=1)  # also what is not in use yet
    live(world)
    assert world.questions.fresh[4:].tolist() == [1] * 12


def test_the_share_that_ages_is_stale_times_unrepaired():
    n = many(20_000, 1500)
    world = tiny(questions=n)
    pose(world, np.zeros(n), topic=0, fresh=1)
    put(world.topics, fresh=[n])
    put(world.calendar, release=1)
    live(world, PARS)
    share, sd = world.topics.stale[0] / n, (0.375 * 0.625 / n) ** 0.5  # 0.5 x (1 - 0.25) = 0.375
    assert world.topics.fresh[0] + world.topics.stale[0] == n
    assert near(share, 0.375, sd) and not near(share, 0.5, sd)  # without repairs: refused
