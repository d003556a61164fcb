"""Docking: published models and closed forms that the simulator's own parts must reproduce (docs/docks.md)."""


def docks(networks: int = 400) -> list[dict]:
    """The tables of docks 1 to 5: rows `fact, preset, band, observed, simulated, ok`. Takes some ten seconds.

    Args:
        networks: grown for each cell of dock 1, at least 1; below 40 the band of the control is within four
            standard errors.

    Raises:
        ValueError: no network at all.
    """
    # imported late: SciPy and networkx are slow to import, and only the docks need both
    from experiments.docks import activity_threshold, closed_forms, moderation, onboarding_growth, orbit_arithmetic

    return [
        *onboarding_growth.rows(networks),
        *activity_threshold.rows(),
        *moderation.rows(),
        *orbit_arithmetic.rows(),
        *closed_forms.rows(),
    ]
