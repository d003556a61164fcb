"""Attitude as it is now: satisfaction, affinity and trust are kept as of the week in which they last moved (M24)."""

from agents.behaviours.judging import attitude_index, kept, settled
from sim.kernel import inlined, rule

CLOSE = 1e-6  # to the usual, with values kept in 32 bits


@rule
def as_of(value: float, usual: float, weeks: float, memory: float) -> float:
    """A value so many weeks after it last moved, on its way back to the usual. Most people's is as usual: nothing to reckon."""
    return usual if abs(value - usual) < CLOSE else settled(value, usual, kept(weeks, memory))


@inlined
def affinity_now(i, attitudes, judging, week):
    """Affinity of a person in a week, in [0, 1]."""
    return as_of(attitudes.affinity[i], 0.0, float(week - int(attitudes.warmed[i])), judging.cooling)


@inlined
def trust_now(i, attitudes, trusting, week):
    """Trust of a person in the company in a week, in [0, 1]."""
    return as_of(attitudes.trust[i], trusting.usual, float(week - int(attitudes.trusted[i])), trusting.memory)


@inlined
def attitude_now(i, attitudes, product, judging, trusting, links, week):
    """Attitude of a person in a week against the usual one: `product`, what is thought of it, for somebody without experience."""
    satisfaction = as_of(attitudes.satisfaction[i], judging.usual, float(week - int(attitudes.judged[i])), judging.memory)
    affinity, trust = affinity_now(i, attitudes, judging, week), trust_now(i, attitudes, trusting, week) - trusting.usual
    return attitude_index(satisfaction, affinity, trust, product, links.trust, judging) - judging.usual
