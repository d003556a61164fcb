"""The Orbit Model's arithmetic, against the worked examples and the table of its own pages (S37, dock 4)."""

import math

import numpy as np
import pytest

from agents import orbit
from agents.orbit import level_of_step, weighted_commitment
from sim.kernel import allocating

# Members per level (Exploring … Leading) in January, February and March 2022 of the published example.
MONTHS = ([17, 8, 4, 1], [15, 9, 5, 1], [12, 10, 6, 2])


def test_weighted_commitment_is_exactly_the_published_one():
    assert [orbit.weighted_commitment(np.array(month)) for month in MONTHS] == [441, 504, 666]


@pytest.mark.shows(3)
def test_gravity_is_exactly_the_published_one():
    assert orbit.gravity(504, 441, 30) == 2.1
    assert orbit.gravity(666, 504, 30) == 5.4


def test_squaring_the_weights_is_what_gives_the_published_figures():
    plain = [sum(orbit.level_weight(4 - i) * n for i, n in enumerate(month)) for month in MONTHS]
    assert plain == [87, 96, 114]


def test_gravity_of_nobody_is_unknown():
    assert math.isnan(orbit.gravity(5.0, 0.0, 0))


def test_reach_and_fading_connections():
    assert orbit.reach(np.array([4.0, 3.0, 1.0, 7.0])) == 15
    assert orbit.reach(np.empty(0)) == 0
    assert math.floor(10 * orbit.connection_strength(7, 3)) / 10 == 5.1
    assert math.floor(10 * orbit.connection_strength(7, 12)) / 10 == 1.9
    assert orbit.connection_strength(orbit.DIRECT, 0) == 10
    assert orbit.connection_strength(orbit.INDIRECT, 1) == 0.9


# Step, name, level, weight of the level, then the (weeks, months, quarters) of presence that earn it.
TABLE = [
    (1, "Exploring III", 4, 1, None),
    (2, "Exploring II", 4, 1, None),
    (3, "Exploring I", 4, 1, None),
    (4, "Participating III", 3, 4, (1, 0, 0)),
    (5, "Participating II", 3, 4, (2, 0, 0)),
    (6, "Participating I", 3, 4, (3, 0, 0)),
    (7, "Contributing III", 2, 7, (0, 1, 0)),
    (8, "Contributing II", 2, 7, (0, 2, 0)),
    (9, "Contributing I", 2, 7, (0, 3, 0)),
    (10, "Leading III", 1, 10, (0, 0, 1)),
    (11, "Leading II", 1, 10, (0, 0, 2)),
    (12, "Leading I", 1, 10, (0, 0, 3)),
]


@pytest.mark.parametrize(("step", "name", "level", "weight", "presence"), TABLE)
def test_the_published_table_of_steps(step, name, level, weight, presence):
    assert orbit.step_name(step) == name
    assert orbit.level_of_step(step) == level
    assert orbit.level_weight(level) == weight
    assert orbit.step_from_weight(step) == step
    if presence:
        assert orbit.step_from_presence(*presence) == step
        assert orbit.earned_step(1, *presence) == step  # by presence
        assert orbit.earned_step(12, *presence) == 12  # or by an activity


def test_the_innermost_milestone_counts_and_repeating_it_ends_at_the_third_step():
    assert orbit.step_from_presence(52, 12, 0) == 9
    assert orbit.step_from_presence(52, 12, 4) == 12
    assert orbit.step_from_presence(52, 1, 0) == 7
    assert orbit.step_from_presence(0, 0, 0) == 0


def test_milestones_are_days_in_a_week_a_month_and_a_quarter():
    assert (orbit.DAYS_IN_WEEK, orbit.DAYS_IN_MONTH, orbit.DAYS_IN_QUARTER) == (2, 7, 30)


def test_weights_outside_the_scale_and_between_steps():
    assert [orbit.step_from_weight(w) for w in (-1, 0, 0.9, 6.7, 12, 40)] == [0, 0, 0, 6, 12, 12]


def test_outside_all_orbits_there_is_no_level_and_no_weight():
    assert orbit.level_of_step(0) == 0
    assert orbit.level_weight(0) == 0
    assert orbit.level_weight(5) == 0


def test_promoted_at_once_demoted_at_review():
    assert orbit.held_step(4, 8, False) == 8
    assert orbit.held_step(8, 4, False) == 8
    assert orbit.held_step(8, 4, True) == 4
    assert orbit.held_step(4, 8, True) == 8


def test_rules_are_usable_inside_a_kernel():
    @allocating
    def commitment_of(steps):
        counts = np.zeros(4, np.int64)
        for step in steps:
            counts[4 - level_of_step(step)] += 1
        return weighted_commitment(counts)

    steps = np.repeat([1, 5, 9, 12], MONTHS[0]).astype(np.uint8)
    assert commitment_of(steps) == 441


def test_clear_errors():
    with pytest.raises(ValueError, match=r"orbit step 13: .* from 1 to 12"):
        orbit.step_name(13)
    with pytest.raises(ValueError, match="orbit step 0"):
        orbit.step_name(0)
    with pytest.raises(ValueError, match="four counts, from Exploring to Leading"):
        orbit.weighted_commitment(np.array([1, 2, 3]))
