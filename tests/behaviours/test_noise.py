"""Noise: who writes rude posts."""

import math

import numpy as np
import pytest
from scipy.stats import poisson

from agents.behaviours import noise
from agents.behaviours.noise import NoisePars, rudeness
from agents.codes import ACTIVE
from agents.streams import TOXIC
from sim.draws import uniform
from tests.worlds import NOW, changed, chi_square, many, put, snapshot, tiny

PARS = NoisePars(rate=0.1, tame=4.0, crowd=0.5)


def village(people=3, **columns):
    world = tiny(people)
    put(world.members, **{"membership": ACTIVE, "days": 2, **columns})
    return world


def live(world, pars=PARS):
    noise.everyone(world.members, world.calendar, world.tally, pars, NOW)
    return world.members.rude.tolist()


@pytest.mark.parametrize(
    ("days", "norm", "toxicity", "posts", "mean"),
    [
        (1, 0.5, 1.0, 0.0, 0.1),
        (7, 0.5, 1.0, 40.0, 0.7),
        (1, 0.75, 1.0, 0.0, 0.1 / math.e),  # half the way to all norms
        (1, 1.0, 1.0, 0.0, 0.1 / math.e**2),
        (1, 0.0, 1.0, 0.0, 0.1 * math.e**2),
        (2, 0.5, 3.0, 0.0, 0.6),
        (2, 0.5, 0.0, 999.0, 0.0),
        (1, 0.5, 1.0, 160.0, 0.1 * math.e),  # two doublings of the crowd
        (7, 0.0, 1e9, 160.0, 30.0),
    ],
)
def test_rudeness(days, norm, toxicity, posts, mean):
    assert rudeness(days, norm, toxicity, posts, PARS) == pytest.approx(mean, rel=1e-12)


def test_rude_posts_are_a_poisson_draw_at_the_address_of_the_person():
    world = village(people=300, norm=np.linspace(0.0, 1.0, 300))
    put(world.calendar, toxicity=4.0)
    means = 0.8 * np.exp(4.0 * (0.5 - world.members.norm.astype(float)))
    expected = [int(poisson.ppf(uniform(NOW.seed, TOXIC, NOW.week, i), means[i])) for i in range(300)]
    assert live(world) == expected and max(expected) > 4


def test_numbers_are_poisson():
    n = many(20_000, 2000)
    counts = np.bincount(np.minimum(live(village(people=n), PARS._replace(rate=0.5)), 3), minlength=4)
    shares = np.array([1.0, 1.0, 0.5]) / math.e
    assert chi_square(counts, n * np.append(shares, 1 - shares.sum()))
    assert not chi_square(counts, n * np.append(0.7 * shares, 1 - 0.7 * shares.sum()))


def test_who_is_away_is_silent_and_last_weeks_posts_are_forgotten():
    world = village(people=40, days=[0] * 20 + [7] * 20, rude=9)
    before = snapshot(world)
    rude = live(world, PARS._replace(rate=0.3))
    assert not any(rude[:20]) and any(rude[20:])
    assert changed(before, snapshot(world)) == {"members.rude"}
    assert live(village(people=0, days=[])) == []


@pytest.mark.parametrize("mood", [{"norm": 0.0}, {"toxicity": 3.0}, {"posts": 640.0}, {"days": 7}])
def test_bad_manners_a_toxic_mood_a_large_crowd_and_time_make_more_of_it(mood):
    usual, bad = village(people=500), village(people=500)
    put(bad.members, **{name: mood[name] for name in ("norm", "days") if name in mood})
    put(bad.calendar, toxicity=mood.get("toxicity", 1.0))
    bad.tally.posts[0] = mood.get("posts", 0.0)
    usual, bad = np.array(live(usual)), np.array(live(bad))
    assert (bad >= usual).all() and bad.sum() > usual.sum()


def test_no_toxicity_no_rude_posts():
    world = village(people=500)
    put(world.calendar, toxicity=0.0)
    assert not any(live(world))
