"""Closeness: who is near whom, and which of two people at hand somebody meets (M6).

Near are people of one home topic, and people who both know a third. With chance `closeness` the nearer of two is met; else
each of them in proportion to k + A, where k is the strength of one's ties in direct ones: with A above 0 those who know nobody
are met too. (k is not the number of ties, as nobody keeps more than six.) A choice between two costs the same whatever the
number of people there; it makes somebody well known met at most twice as often as by chance.
"""

from agents.entities import SLOTS
from agents.orbit import DIRECT
from agents.ties import bonds
from sim.kernel import kernel, rule


@rule
def meets_second(u: float, nearer: int, first: float, second: float, closeness: float, unknown: float) -> bool:
    """Whether the second of two is met, given how well known each is; `nearer` is 1 for the second, -1 the first, 0 neither.

    `unknown` is A: what somebody without ties weighs.
    """
    if u < closeness:
        if nearer != 0:
            return nearer > 0
        u = u / closeness
    else:
        u = (u - closeness) / (1.0 - closeness)
    return u * (first + second + 2.0 * unknown) < second + unknown


@kernel
def of_one_field(one, other, field):
    """Whether two people share a home topic."""
    return field[one] == field[other]


@kernel
def is_near(one, other, field, ties):
    """Whether two people share a home topic, or know somebody in common."""
    if of_one_field(one, other, field):
        return True
    a, b = ties.circle[one], ties.circle[other]
    if a < 0 or b < 0:
        return False
    for s in range(SLOTS):
        if ties.strength[a, s] > 0.0:
            for t in range(SLOTS):
                if ties.strength[b, t] > 0.0 and ties.other[b, t] == ties.other[a, s]:
                    return True
    return False


@kernel
def met(u, i, first, second, field, ties, bonding, week):
    """Whom of two others somebody meets."""
    nearer = int(is_near(i, second, field, ties)) - int(is_near(i, first, field, ties))
    k_first, k_second = bonds(ties, first, week) / DIRECT, bonds(ties, second, week) / DIRECT
    return second if meets_second(u, nearer, k_first, k_second, bonding.closeness, bonding.unknown) else first
