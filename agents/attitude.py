"""Attitude: what somebody thinks of the company, in one figure; all that is not cost reaches the business through it (M24)."""

from sim.kernel import rule


@rule
def attitude_of(satisfaction: float, affinity: float, trust: float, feeling: float, trusting: float) -> float:
    """Attitude, 0 = usual: satisfaction 0.6, no affinity, trust 0.5. Affinity and trust weigh half; assumed.

    `feeling` and `trusting` are the gains of the links `support_to_attitude` and `trust`. Satisfaction comes as it is:
    what the community adds to it is already held back by its link where it is judged.
    """
    return (satisfaction - 0.6) + 0.5 * feeling * affinity + 0.5 * trusting * (trust - 0.5)
