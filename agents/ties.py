"""Ties: whom one knows and how well; each member keeps the strongest on its own side (M6, M14)."""

import numpy as np

from agents.entities import CIRCLES, SLOTS
from agents.orbit import left_after
from sim.kernel import inlined, kernel, rule


@rule
def strength_now(strength: float, weeks: float) -> float:
    """Connection strength after so many idle weeks."""
    return strength * left_after(weeks)


def of_people(ties) -> tuple[np.ndarray, np.ndarray]:
    """Whom each person knows and how well when they last met: others and strengths, shape (people, SLOTS); 0: nobody."""
    has = ties.circle >= 0
    others, strengths = np.zeros((ties.circle.size, SLOTS), np.int32), np.zeros((ties.circle.size, SLOTS))
    others[has], strengths[has] = ties.other[ties.circle[has]], ties.strength[ties.circle[has]]
    return others, strengths


@inlined
def make_room(person, ties, tally):
    """Somebody who has joined gets a row for ties, the next one; who has one keeps it."""
    if ties.circle[person] < 0:
        ties.circle[person] = tally.rows[CIRCLES]
        tally.rows[CIRCLES] += 1


@kernel
def touch(ties, person, other, added, week):
    """A member interacts with `other`: the tie grows, or takes the place of the weakest one if that is weaker."""
    row, weakest, least = ties.circle[person], 0, 1e30
    if row < 0:
        return
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
def company(ties, last_visit, person, week):
    """Share [0, 1] of one's tie strength that lies with people who came last week; 0 without ties."""
    row, came, total = ties.circle[person], 0.0, 0.0
    for s in range(SLOTS if row >= 0 else 0):
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
def bonds(ties, person, week):
    """Sum of a person's connection strengths now."""
    row, total = ties.circle[person], 0.0
    for s in range(SLOTS if row >= 0 else 0):
        if ties.strength[row, s] > 0.0:
            total += strength_now(ties.strength[row, s], float(week - int(ties.met[row, s])))
    return total
