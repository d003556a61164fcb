"""Orbit levels, gravity and reach: the exact arithmetic of the Orbit Model (M13, M14).

Source: Orbit Model, github.com/orbit-love/orbit-model, pages `love/orbit-levels` (levels, steps, presence milestones,
holding a level), `activities` (weights 1 to 12), `gravity/measure` (weighted commitment) and `reach/measure`
(strength of connections). Everything here is a scalar rule or a sum in a fixed order, usable inside kernels.

A **level** is 4 (outermost) to 1 (innermost), a **step** 1 (just arrived) to 12 (the core), three to a level; 0 is
outside all orbits: nothing done within memory.
"""

import math

import numpy as np

from sim.clock import WEEKS_PER_MONTH
from sim.kernel import kernel, rule

LEVEL_NAMES = {4: "Exploring", 3: "Participating", 2: "Contributing", 1: "Leading"}
STEPS = 12
STEPS_PER_LEVEL = 3

# A presence milestone: so many active days within one period. Repeating it climbs the steps of its level.
DAYS_IN_WEEK = 2  # Participating
DAYS_IN_MONTH = 7  # Contributing
DAYS_IN_QUARTER = 30  # Leading

DIRECT = 10.0  # strength of a connection in which two members spoke to each other
INDIRECT = 1.0  # strength of one in which they were in the same place
KEPT_PER_MONTH = 0.9  # share of its strength that an idle connection keeps in a month
FADING = math.log(KEPT_PER_MONTH) / WEEKS_PER_MONTH  # the same as a rate a week
LEFT = np.array([math.exp(FADING * weeks) for weeks in range(1024)])  # share left after so many weeks: quicker than to reckon


@rule
def left_after(weeks: float) -> float:
    """Share of a tie, or of love, that is left after whole weeks; of weeks below 0: what it was before."""
    return LEFT[int(weeks)] if 0.0 <= weeks < 1024.0 else math.exp(FADING * weeks)


# Levels and steps


def step_name(step: int) -> str:
    """Name of a step, "Exploring III" (1) to "Leading I" (12).

    Raises:
        ValueError: the step is not in 1 to 12.
    """
    if not 1 <= step <= STEPS:
        raise ValueError(f"orbit step {step}: a step is a whole number from 1 to {STEPS}")
    numeral = ("III", "II", "I")[(step - 1) % STEPS_PER_LEVEL]
    return f"{LEVEL_NAMES[level_of_step(step)]} {numeral}"


@rule
def level_of_step(step: int) -> int:
    """Level 4 to 1 of a step 1 to 12; 0 for step 0 (outside all orbits)."""
    return 4 - (step - 1) // 3 if step > 0 else 0


@rule
def level_weight(level: int) -> int:
    """Weight of a level: Exploring 1, Participating 4, Contributing 7, Leading 10; 0 outside all orbits."""
    return 13 - 3 * level if 1 <= level <= 4 else 0


@rule
def step_from_weight(weight: float) -> int:
    """Step earned by the weightiest activity of the last year, weight 0 (none) to 12; fractions earn the step below."""
    return int(min(max(weight, 0.0), 12.0))


@rule
def step_from_presence(weeks: int, months: int, quarters: int) -> int:
    """Step earned by presence: how many weeks, months and quarters since the last review reached their milestone of days.

    The milestones are `DAYS_IN_WEEK`, `DAYS_IN_MONTH` and `DAYS_IN_QUARTER` active days. The first time gives the
    first step of the level, the second and third time the next ones; the innermost level reached counts.
    """
    if quarters > 0:
        return 9 + min(quarters, 3)
    if months > 0:
        return 6 + min(months, 3)
    return 3 + min(weeks, 3) if weeks > 0 else 0


@rule
def earned_step(weight: float, weeks: int, months: int, quarters: int) -> int:
    """Step earned by activity weight or by presence, whichever is further in."""
    return max(step_from_weight(weight), step_from_presence(weeks, months, quarters))


@rule
def held_step(held: int, earned: int, review: bool) -> int:
    """Step held from now on: promoted at once, demoted only at a review (every 1, 3 or 12 months)."""
    return earned if review else max(held, earned)


# Gravity


@kernel
def weighted_commitment(counts):
    """Sum of weight² × members over the levels (int).

    Args:
        counts: members per level, whole numbers, shape (4,), outermost first: Exploring, Participating,
            Contributing, Leading. Staff are left out.

    Raises:
        ValueError: not four counts.
    """
    if len(counts) != 4:
        raise ValueError("weighted_commitment: give four counts, from Exploring to Leading")
    total = 0
    for i in range(4):
        weight = level_weight(4 - i)
        total += weight * weight * counts[i]
    return total


@rule
def gravity(now: float, before: float, members: int) -> float:
    """Change of weighted commitment per member between two months; nan where there are no members."""
    return (now - before) / members if members > 0 else math.nan


# Reach


@rule
def connection_strength(strength: float, idle_months: float) -> float:
    """Strength of a connection after so many months without contact: it loses a tenth a month."""
    return strength * KEPT_PER_MONTH**idle_months


@kernel
def reach(strengths):
    """Reach of one member: the sum of the strengths of its connections, shape (connections,), in their order."""
    total = 0.0
    for i in range(len(strengths)):
        total += strengths[i]
    return total
