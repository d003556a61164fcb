"""Bands over seeds, and what pairing is worth. Pure: arrays in, numbers out."""

import numpy as np

PERCENTILES = {"median": 50, "low80": 10, "high80": 90, "low95": 2.5, "high95": 97.5}
SHIFTS = 32  # ways of pairing every seed with another one that are tried, at most


def band(draws) -> dict[str, float]:
    """Median and the middle 80% and 95% of some draws, by linear interpolation; nan for none.

    Args:
        draws: one number a seed; numbers that are not finite are left out.
    """
    draws = np.asarray(draws, float)
    draws = draws[np.isfinite(draws)]
    if not len(draws):
        return dict.fromkeys(PERCENTILES, np.nan)
    figures = np.percentile(draws, list(PERCENTILES.values()))
    return dict(zip(PERCENTILES, figures.tolist(), strict=True))


def chance_better(differences, better: int) -> float:
    """Share of the paired differences in the better direction (+1 up, -1 down), ties counted half.

    nan if neither direction is better (0), or there is no difference at all to count.
    """
    signs = np.sign(differences) * better
    if better == 0 or not len(signs):
        return float("nan")
    return float(np.mean((signs > 0) + 0.5 * (signs == 0)))


def pairing_gain(reference, other) -> float:
    """How many times narrower the 80% band of the differences is for having the same draws in both scenarios.

    The band of the paired differences is held against that of differences between different seeds: seed i of one with
    seed i + k of the other, for up to 32 shifts k spread evenly, so that no chance is in it. nan where the
    paired differences have no width at all, or there are fewer than two seeds.

    Args:
        reference, other: the figure by seed in the two scenarios, in the same order.
    """
    reference, other = np.asarray(reference, float), np.asarray(other, float)
    n = len(reference)
    if n < 2:
        return float("nan")
    shifts = np.unique(np.linspace(1, n - 1, min(SHIFTS, n - 1)).round().astype(int))
    unpaired = np.concatenate([np.roll(other, -shift) - reference for shift in shifts])
    paired = _width(other - reference)
    return float(_width(unpaired) / paired) if paired > 0 else float("nan")


def _width(draws) -> float:
    low, high = np.percentile(draws, [10, 90])
    return float(high - low)
