"""Bands over seeds, and what pairing is worth. Pure: arrays in, numbers out.

Figures come as (seeds,) or (seeds, points), in the order of the seeds. What is not finite is left out, point by point.
"""

import numpy as np

PERCENTILES = {"median": 50, "low80": 10, "high80": 90, "low95": 2.5, "high95": 97.5}
SHIFTS = 32  # ways of pairing every seed with another one that are tried, at most


def band(draws) -> dict:
    """Median and the middle 80% and 95% of some draws, by linear interpolation; nan for none.

    Returns numbers for draws (seeds,), arrays (points,) for draws (seeds, points).
    """
    draws = np.asarray(draws, float)
    if draws.ndim == 1:
        return {name: float(column[0]) for name, column in band(draws[:, None]).items()}
    found = {name: np.full(draws.shape[1], np.nan) for name in PERCENTILES}
    for rows, points in patterns(np.isfinite(draws)):
        figures = np.percentile(draws[np.ix_(rows, points)], list(PERCENTILES.values()), axis=0)
        for column, figure in zip(found.values(), figures, strict=True):
            column[points] = figure
    return found


def patterns(known):
    """The points of a mask (seeds, points), by the seeds in which they are known: row numbers and point numbers.

    Points that are known in no seed are left out.
    """
    seeds, points = np.shape(known)
    kinds: dict[bytes, list[int]] = {}
    for point in range(points):
        if known[:, point].any():
            kinds.setdefault(known[:, point].tobytes(), []).append(point)
    return [(np.flatnonzero(known[:, alike[0]]), np.array(alike)) for alike in kinds.values()] if seeds else []


def chance_better(differences, better: int):
    """Share of the paired differences in the better direction (+1 up, -1 down), ties counted half.

    nan if neither direction is better (0), or there is no difference at all to count.
    """
    signs = np.sign(np.asarray(differences, float)) * better
    if better == 0 or not len(signs):
        return np.full(signs.shape[1:], np.nan)[()]
    return np.mean((signs > 0) + 0.5 * (signs == 0), axis=0)


NOTHING = 1e-9  # a paired width below this share of the unpaired one is rounding


def pairing_gain(reference, other):
    """How many times narrower the 80% band of the differences is for having the same draws in both scenarios.

    The band of the paired differences is held against that of differences between different seeds: seed i of one with
    seed i + k of the other, for up to 32 shifts k spread evenly, so that no chance is in it. nan where the
    paired differences have no width at all, or there are fewer than two seeds.

    Args:
        reference, other: the figures of the two scenarios, all finite.
    """
    reference, other = np.asarray(reference, float), np.asarray(other, float)
    n = len(reference)
    if n < 2:
        return np.full(reference.shape[1:], np.nan)[()]
    shifts = np.unique(np.linspace(1, n - 1, min(SHIFTS, n - 1)).round().astype(int))
    unpaired = _width(np.concatenate([np.roll(other, -shift, axis=0) - reference for shift in shifts]))
    paired = _width(other - reference)
    return np.divide(unpaired, paired, out=np.full(np.shape(paired), np.nan), where=paired > NOTHING * unpaired)[()]


def _width(draws):
    low, high = np.percentile(draws, [10, 90], axis=0)
    return high - low
