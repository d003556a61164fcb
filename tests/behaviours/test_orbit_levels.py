"""Orbit levels: promoted at once, demoted at review."""

import numpy as np
import pytest

from agents.behaviours import orbit_levels
from agents.behaviours.orbit_levels import OrbitPars, activity_weight, month_ends, review_weeks
from agents.codes import ACTIVE, LAPSED, NEVER, NONE
from sim.clock import Now
from tests.worlds import changed, put, snapshot, tiny

PARS = OrbitPars(review=3.0, read=1.0, post=4.0, answer=6.0, thanked=7.0)
MONTH_ENDS = (4, 8, 12, 17, 21, 25, 30, 34, 38, 43, 47, 51)  # last weeks of the months of a year of 52 weeks


def village(people=3, membership=ACTIVE, step=1):
    world = tiny(people, weeks=120)
    put(world.members, membership=membership)
    put(world.orbits, step=step)
    return world


def live(world, week, pars=PARS, days=0, **columns):
    """A week with these days present; other columns of members and feelings as given."""
    put(world.members, days=days, **{k: v for k, v in columns.items() if k == "last_post"})
    put(world.feelings, **{k: v for k, v in columns.items() if k != "last_post"})
    orbit_levels.everyone(world.members, world.feelings, world.orbits, pars, Now(1, week))
    return world.orbits.step.tolist()


@pytest.mark.parametrize(
    ("days", "posted", "answered", "thanked", "weight"),
    [
        (0, False, False, False, 0.0),
        (3, False, False, False, 1.0),
        (3, True, False, False, 4.0),
        (0, True, False, False, 4.0),
        (3, True, True, False, 6.0),
        (3, True, True, True, 7.0),
        (0, False, False, True, 0.0),  # no thanks without an answer
    ],
)
def test_weight_of_the_week(days, posted, answered, thanked, weight):
    assert activity_weight(days, posted, answered, thanked, PARS) == weight


def test_the_months_of_a_year():
    assert tuple(week for week in range(52) if month_ends(week)) == MONTH_ENDS
    assert [week for week in range(52, 104) if month_ends(week)] == [52 + week for week in MONTH_ENDS]


@pytest.mark.parametrize(("months", "weeks"), [(1.0, 4), (3.0, 13), (12.0, 52), (2.5, 10)])
def test_weeks_between_reviews(months, weeks):
    assert review_weeks(PARS._replace(review=months)) == weeks


@pytest.mark.parametrize(
    ("columns", "step"),
    [
        ({"days": 1}, 1),
        ({"days": 1, "last_post": 1}, 4),
        ({"days": 1, "last_post": 1, "given_week": 1}, 6),
        ({"days": 1, "last_post": 1, "given_week": 1, "thanks": 1}, 7),
        ({"days": 2}, 4),  # two days in a week: the first milestone
        ({"days": 1, "last_post": 0, "given_week": 0, "thanks": 1}, 1),  # all of last week
    ],
)
def test_promoted_at_once(columns, step):
    assert live(village(), 1, **columns) == [step] * 3


def test_steps_are_kept_until_the_review_and_then_are_the_best_since_the_last_one():
    world = village(people=1)
    steps = []
    for week in range(30):
        steps += live(world, week, days=int(week in (2, 3)), last_post=2 if week == 2 else NEVER)
    first = steps.index(4)
    reviewed = [week for week in range(30) if (week + 1) % 13 == 0]  # person 0: every 13 weeks
    assert first == 2 and reviewed == [12, 25]
    assert steps == [1] * 2 + [4] * 23 + [1] * 5  # the first review still finds the question, the second nothing


def test_everybody_is_reviewed_once_a_period():
    world = village(people=40, step=9)
    falls = []
    for week in range(13):
        before = world.orbits.step.copy()
        live(world, week)
        falls.append(int((world.orbits.step < before).sum()))
    assert sum(falls) == 40 and max(falls) <= 4 and set(world.orbits.step.tolist()) == {1}


def test_presence_climbs_the_steps():
    world = village(people=1)
    # two days a week: the weekly milestone again and again; at the end of the first month 10 days in 5 weeks
    assert [live(world, week, days=2)[0] for week in range(5)] == [4, 5, 6, 6, 7]


def test_a_quarter_with_thirty_days_leads():
    world = village(people=1)
    assert [live(world, week, days=3, pars=PARS._replace(review=12.0))[0] for week in range(13)][-1] == 10  # 39 days
    world = village(people=1)
    assert [live(world, week, days=2, pars=PARS._replace(review=12.0))[0] for week in range(13)][-1] == 9  # 26 days


def test_days_of_a_month_and_a_quarter_start_anew():
    world = village(people=1)
    for week in range(13):
        live(world, week, days=2)
        expected = 0 if month_ends(week) else 2 * (week - max((w for w in MONTH_ENDS if w < week), default=-1))
        assert world.orbits.month_days[0] == expected
        assert world.orbits.quarter_days[0] == (0 if week == 12 else 2 * (week + 1))


def test_counters_do_not_run_over():
    world = village(people=1)
    put(world.orbits, month_days=30, quarter_days=90, weeks_met=200)
    live(world, 1, days=7)
    o = world.orbits
    assert (o.month_days[0], o.quarter_days[0], o.weeks_met[0]) == (31, 92, 200)


@pytest.mark.parametrize("state", [NONE, LAPSED])
def test_outsiders_have_no_orbit_and_the_lapsed_fall_out_slowly(state):
    world = village(membership=state, step=0 if state == NONE else 6)
    for week in range(13):
        live(world, week)
    assert world.orbits.step.tolist() == ([0] * 3 if state == NONE else [1] * 3)


def test_a_quiet_week_within_the_month_changes_nothing():
    world = village(people=2)
    before = snapshot(world)
    live(world, 1)  # nobody of these two is due
    assert changed(before, snapshot(world)) == set()


def test_nobody():
    assert live(village(people=0, membership=[], step=[]), 4) == []


def test_who_does_more_is_never_further_out():
    rng = np.random.default_rng(3)
    less, more = village(people=50), village(people=50)
    for week in range(60):
        days, extra = rng.integers(0, 4, 50) * (rng.random(50) < 0.3), rng.integers(0, 4, 50)
        assert (np.array(live(more, week, days=days + extra)) >= live(less, week, days=days)).all()


def test_a_week_counts_once_whoever_is_reviewed_in_it():
    world = village(people=30)
    live(world, 1, days=2)
    assert world.orbits.month_days.tolist() == [2] * 30
