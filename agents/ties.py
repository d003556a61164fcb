"""Ties: whom one knows and how well; each person keeps the strongest on its own side (M6, M14)."""

import math

from agents.entities import SLOTS
from agents.orbit import FADING
from sim.kernel import inlined, kernel, rule


@rule
def strength_now(strength: float, weeks: float) -> float:
    """Connection strength after so many idle weeks."""
    return strength * math.exp(FADING * weeks)


@kernel
def touch(ties, row, other, added, week):
    """Person `row` interacts with `other`: the tie grows, or takes the place of the weakest one if that is weaker."""
    weakest, least = 0, 1e30
    for s in range(SLOTS):
        strength = strength_now(ties.strength[row, s], float(week - int(ties.met[row, s])))
        if ties.strength[row, s] > 0.0 and ties.other[row, s] == other:
            ties.strength[row, s] = strength + added
            ties.met[row, s] = week
            return
        if strength < least:
            weakest, least = s, strength
    if least <= added:
        ties.other[row, weakest] = other
        ties.strength[row, weakest] = added
        ties.met[row, weakest] = week


@inlined
def company(ties, last_visit, row, week):
    """Share [0, 1] of one's tie strength that lies with people who came last week; 0 without ties."""
    came, total = 0.0, 0.0
    for s in range(SLOTS):
        if ties.strength[row, s] > 0.0:
            strength = strength_now(ties.strength[row, s], float(week - int(ties.met[row, s])))
            total += strength
            if last_visit[ties.other[row, s]] == week - 1:
                came += strength
    return came / total if total > 0.0 else 0.0


@rule
def reach(bonds: float, clout: float, weight: float) -> float:
    """Orbit reach of a person: the sum of its connection strengths, and clout outside, a unit of which counts `weight`."""
    return bonds + weight * clout


@inlined
def bonds(ties, row, week):
    """Sum of a person's connection strengths now."""
    total = 0.0
    for s in range(SLOTS):
        if ties.strength[row, s] > 0.0:
            total += strength_now(ties.strength[row, s], float(week - int(ties.met[row, s])))
    return total
