"""The past: how those who are here at the start came to stand where they stand."""

import math

import numpy as np
import pytest

from agents import counts
from agents.codes import ACTIVE, LAPSED, LURKING, NEVER, NONE
from agents.founding import Founders, Founding, found, steady
from agents.past import REACH, thanked_chance, weeks_until
from agents.simulate import first_guess, simulate
from tests.worlds import LINKS, LIVELY, near

CALM = LIVELY._replace(
    joining=LIVELY.joining._replace(outside=0.05, imitation=0.0, landed=0.0), asking=LIVELY.asking._replace(outside=0.0)
)


def begin(founding, pars=CALM, seed=3):
    return found(founding, steady(8), pars, LINKS, seed, first_guess(founding, steady(8)))


@pytest.mark.parametrize(
    ("u", "chance", "weeks"),
    [(0.6, 0.5, 0), (0.5, 0.5, 1), (0.26, 0.5, 1), (0.2, 0.5, 2), (0.9, 0.0, 30_000), (1e-9, 1.0, 0), (0.7, 0.25, 1)],
)
def test_weeks_until(u, chance, weeks):
    assert weeks_until(u, chance) == weeks  # 0.5^n: 1, 0.5, 0.25; 0.75^n: 0.75, 0.56


@pytest.mark.parametrize(("answers", "chance"), [(0, 0.0), (1, 0.2), (2, 0.36)])
def test_thanked(answers, chance):
    assert thanked_chance(answers, 0.5, 0.4) == pytest.approx(chance, abs=1e-12)


def steps(**founders):
    return begin(Founding(market=400, founders=(Founders(400, **founders),))).orbits.step


def test_the_more_one_gave_and_the_shorter_one_is_silent_the_further_in_one_stands():
    busy, calm = steps(silent=(0.0, 4.0), answers=100.0), steps(silent=(0.0, 4.0), answers=2.0)
    assert busy.mean() > calm.mean() + 1 and busy.min() >= 6  # an answer is worth Participating I until the next review
    asked, silent = steps(silent=(0.0, 4.0), questions=4.0), steps(silent=(30.0, 50.0), questions=4.0)
    assert asked.min() >= 4 and silent.mean() < asked.mean() - 1
    assert (steps(silent=(60.0, 99.0), answers=100.0) == 1).all()  # long forgotten


def test_days_of_this_month_and_quarter_are_on_the_account():
    o = begin(Founding(market=300, founders=(Founders(300, (0.0, 0.0), 100.0),))).orbits
    assert not o.month_days.any() and not o.quarter_days.any()  # the run begins with a month and a quarter
    assert o.weeks_met.mean() > 2 and o.months_met.max() >= 1 and o.best.max() >= 7


def test_nobody_registered_before_unless_it_was_open():
    assert (begin(Founding(market=50)).members.membership == NONE).all()
    never = LIVELY._replace(joining=CALM.joining._replace(outside=0.0))
    assert (begin(Founding(market=50, age=500), never).members.membership == NONE).all()


def test_who_registered_and_never_posted_is_drawn_by_the_rules():
    n, age = 4000, 100
    fixed = CALM._replace(joining=CALM.joining._replace(outside=0.52, keen=0.0))
    world = begin(Founding(market=n, age=age), fixed)
    m = world.members
    here = m.membership != NONE
    share = 1 - 0.99**age  # 0.01 a week
    assert near(here.mean(), share, math.sqrt(share * (1 - share) / n)) and not near(here.mean(), 0.5, 0.5 * n**-0.5)
    assert m.joined[here].min() == -age and m.joined[here].max() == -1 and (m.first_post == NEVER).all()
    assert set(m.membership[here].tolist()) == {LURKING, LAPSED}
    assert (m.membership[here & (m.joined > -4)] == LURKING).mean() > (m.membership[here & (m.joined < -50)] == LURKING).mean()
    assert (world.orbits.step[here] >= 1).all() and not world.orbits.step[~here].any()
    away = here & (m.membership == LAPSED) & (m.last_visit < -REACH)
    assert away.any() and (world.orbits.step[away] == 1).all()
    assert world.tally.arrivals[0] == (here & (m.joined == -1)).sum() > 0


def test_founders_who_only_looked_on_have_a_past_too():
    world = begin(Founding(market=200, founders=(Founders(200, (0.0, 20.0), lurking=True),)))
    assert (world.members.membership == LURKING).all() and (world.feelings.love > 0).mean() > 0.5
    assert 1 < world.orbits.step.mean() < 7


# What it is for: no start-up transient

TOWN = Founding(market=6000, topics=5, questions_a_week=8.0, age=400)
SLOW = LIVELY._replace(
    needs=LIVELY.needs._replace(start=0.1),
    joining=LIVELY.joining._replace(outside=0.06, imitation=0.0, landed=0.0),
    asking=LIVELY.asking._replace(member=0.02, outside=0.0, landed=0.0),
    helping=LIVELY.helping._replace(willing=1e-6, spread=0.0),
)


def test_a_community_in_a_steady_state_starts_in_it():
    """Those who come are as those who are here: hardly any drift of levels in eight months, and gravity is about zero."""
    weekly = np.mean([simulate(TOWN, steady(36), SLOW, LINKS, seed).weekly for seed in range(3)], axis=0)
    inner = weekly[:, counts.CONTRIBUTING] + weekly[:, counts.LEADING]
    assert 0.8 < inner[26:35].mean() / inner[:9].mean() < 1.25 and inner.mean() > 20
    assert 0.8 < weekly[26:35, counts.PARTICIPATING].mean() / weekly[:9, counts.PARTICIPATING].mean() < 1.25
    gravity = np.diff(weekly[::4, counts.COMMITMENT]) / weekly[4::4, counts.MEMBERS]
    assert abs(gravity.mean()) < 0.05
    # without a past the same town would start from nothing
    new = simulate(TOWN._replace(age=0), steady(36), SLOW, LINKS, 0).weekly
    assert new[0, counts.CONTRIBUTING] == 0 and new[:9, counts.VISITS].mean() < 0.5 * weekly[:9, counts.VISITS].mean()


def test_active_founders_are_at_work_as_before():
    world = begin(Founding(market=100, founders=(Founders(100, (0.0, 2.0), 20.0, 20.0),)))
    assert (world.members.membership == ACTIVE).all() and world.members.last_visit.min() >= -8
