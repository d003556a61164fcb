"""Exposure: whom a toxic post hurts."""

import math

import numpy as np
import pytest
from scipy.stats import binom

from agents.behaviours import exposure
from agents.behaviours.exposure import ExposurePars, soreness, struck
from agents.codes import ACTIVE
from agents.counts import HURT
from agents.streams import EXPOSURE
from sim.draws import uniform
from tests.worlds import FALSE_ALARM, NOW, changed, many, put, snapshot, tiny

PARS = ExposurePars(hits=0.1, reads=40.0, visits=1.0, leaving=0.5, healing=8.0)


def village(people=3, toxic=5.0, posts=0.0, days=1):
    world = tiny(people)
    put(world.members, membership=ACTIVE, days=days)
    world.tally.toxic[0], world.tally.posts[0] = toxic, posts
    return world


def live(world, pars=PARS):
    exposure.everyone(world.members, world.tally, world.weekly, pars, NOW)
    return (world.members.hurt == NOW.week).tolist()


@pytest.mark.parametrize(
    ("toxic", "days", "posts", "hazard"),
    [
        (5.0, 1, 40.0, 0.5),  # one reads everything
        (5.0, 1, 0.0, 0.5),
        (5.0, 1, 400.0, 0.05),
        (5.0, 5, 400.0, 0.25),
        (5.0, 7, 100.0, 0.5),
        (0.0, 7, 100.0, 0.0),
        (2.5, 1, 40.0, 0.25),
    ],
)
def test_chance_to_be_struck(toxic, days, posts, hazard):
    assert struck(toxic, days, posts, PARS) == pytest.approx(1.0 - math.exp(-hazard), rel=1e-12)


@pytest.mark.parametrize(("weeks", "left"), [(0, 1.0), (1, 0.875), (4, 0.5), (8, 0.0), (9, 0.0), (10002, 0.0)])
def test_soreness(weeks, left):
    assert soreness(weeks, PARS) == left


def test_whoever_draws_below_the_chance_is_hurt_and_counted():
    world = village(people=300, days=[0] * 100 + [1] * 200)
    before = snapshot(world)
    expected = [i >= 100 and uniform(NOW.seed, EXPOSURE, NOW.week, i) < 1.0 - math.exp(-0.5) for i in range(300)]
    assert live(world) == expected
    assert changed(before, snapshot(world)) == {"members.hurt", "weekly"}
    assert world.weekly[NOW.week, HURT] == world.weekly.sum() == sum(expected)


def test_how_many_are_hurt():
    n = many(20_000, 2000)
    hurt = sum(live(village(people=n)))
    assert binom.ppf(FALSE_ALARM / 2, n, 1 - math.exp(-0.5)) <= hurt <= binom.isf(FALSE_ALARM / 2, n, 1 - math.exp(-0.5))
    assert hurt > binom.isf(FALSE_ALARM / 2, n, 1 - math.exp(-0.4))  # 0.08 for each of five: refused


def test_nothing_toxic_nobody_hurt():
    world = village(toxic=0.0)
    before = snapshot(world)
    assert live(world) == [False] * 3 and changed(before, snapshot(world)) == set()
    assert live(village(people=0, days=[])) == []


@pytest.mark.parametrize("worse", [{"toxic": 10.0}, {"days": 7, "posts": 200.0}, {"posts": 0.0}])
def test_more_toxic_posts_more_days_and_a_smaller_place_hurt_more(worse):
    usual, more = np.array(live(village(500, posts=200.0))), np.array(live(village(500, **{"posts": 200.0} | worse)))
    assert (more >= usual).all() and more.sum() > usual.sum()
