"""Attitude as it is now: satisfaction, affinity and trust are kept as of the week in which they last moved (M24)."""

from agents.behaviours.judging import attitude_index, kept, settled
from sim.kernel import kernel


@kernel
def affinity_now(i, attitudes, judging, week):
    """Affinity of a person in a week, in [0, 1]."""
    return settled(attitudes.affinity[i], 0.0, kept(float(week - int(attitudes.warmed[i])), judging.cooling))


@kernel
def trust_now(i, attitudes, trusting, week):
    """Trust of a person in the company in a week, in [0, 1]."""
    return settled(attitudes.trust[i], trusting.usual, kept(float(week - int(attitudes.trusted[i])), trusting.memory))


@kernel
def attitude_now(i, attitudes, judging, trusting, links, week):
    """Attitude of a person in a week against the usual one: 0 for somebody without experience."""
    calm = kept(float(week - int(attitudes.judged[i])), judging.memory)
    satisfaction = settled(attitudes.satisfaction[i], judging.usual, calm)
    affinity, trust = affinity_now(i, attitudes, judging, week), trust_now(i, attitudes, trusting, week)
    return attitude_index(satisfaction, affinity, trust, links.support_to_attitude, links.trust, judging) - judging.usual
