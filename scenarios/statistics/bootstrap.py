"""Sampling intervals: how far a figure of one community could be off because it has only so many members."""

from typing import NamedTuple

import numpy as np

from scenarios.statistics.digest import digest_of

BLOCK = 25  # draws worked on at once: bounds the memory at 25 numbers a member


class Interval(NamedTuple):
    """A figure with its 80 % and 95 % percentile intervals; all nan where the table cannot tell it."""

    value: float
    low80: float
    high80: float
    low95: float
    high95: float


def intervals(statistics, table, draws=200, seed=0):
    """`Interval` of each statistic by name: bootstrap over members, the same draws for all statistics.

    Every member (with the questions asked, the answers given, the weeks lived) is counted Poisson(1) times: a
    community of as many people drawn from the same population, its size left to chance (Hanley and MacGibbon 2006,
    "Creating non-parametric bootstrap samples using Poisson frequencies"). Raises ValueError for draws below 2.
    """
    if draws < 2:
        raise ValueError(f"draws is {draws}: a bootstrap needs at least 2 (200 is usual)")
    digest, generator = digest_of(table), np.random.default_rng(seed)
    with np.errstate(invalid="ignore", divide="ignore"):
        estimators = {each.name: each.count(digest) for each in statistics}
        values = {name: float(e.of(np.ones((1, digest.units)))[0]) for name, e in estimators.items()}
        drawn = {name: [] for name in estimators}
        for start in range(0, draws, BLOCK):
            shape = (min(BLOCK, draws - start), digest.units)
            weights = generator.poisson(1.0, shape).astype(np.float64)
            for name, estimator in estimators.items():
                drawn[name].append(estimator.of(weights))
    return {name: _interval(values[name], np.concatenate(drawn[name])) for name in estimators}


def _interval(value, draws):
    draws = draws[np.isfinite(draws)]
    if np.isnan(value) or len(draws) == 0:
        return Interval(value, *[np.nan] * 4)
    return Interval(value, *(float(q) for q in np.quantile(draws, (0.10, 0.90, 0.025, 0.975))))
