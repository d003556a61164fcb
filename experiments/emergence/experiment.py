"""An experiment: variants of a community on the same draws, and one figure of what sets them apart, with its band."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from scenarios.facts.fact import INFINITE

Words = tuple[str, ...]  # overrides


class Variant(NamedTuple):
    """What is done differently: a scenario by its name, and further overrides."""

    scenario: str = "baseline"
    words: Words = ()


class Experiment(NamedTuple):
    """One experiment.

    `figure` takes the `experiments.result.Result` of each variant by its label and returns a number for each seed, or one
    for all of them. With `of_runs` it takes, seed by seed, a `Lived` of each variant and returns one number: for figures
    that need every person, of whom the store keeps nothing.
    """

    key: str
    id: str  # in facts.md, or the mechanism
    name: str
    hard: bool  # outside the band is a failure, not only a mark
    community: str
    variants: dict[str, Variant]
    figure: Callable[[dict], object]
    low: float
    high: float
    source: str
    months: int = 24
    observed: float = np.nan  # nan: nobody has published one
    of_runs: bool = False
    center: Callable[..., float] = np.nanmean  # of the seeds, that is held against the band
    times: int = 1  # runs for each run asked for: more where the effect is small against the noise
    shows: tuple[int, ...] = ()  # lines of the essays


def judged(experiment: Experiment, figures) -> dict:
    """A row of `gravity validate`: the figures of an experiment held against its band. Without any figure it is missed."""
    figures = np.atleast_1d(np.asarray(figures, float))
    figures = figures[~np.isnan(figures)]
    middle = float(experiment.center(figures)) if len(figures) else np.nan
    return {
        "fact": f"{experiment.id} {experiment.name}" + ("" if experiment.hard else " (soft)"),
        "preset": experiment.community,
        "band": f"{span(experiment.low, experiment.high)} (paired runs)",
        "observed": short(experiment.observed),
        "simulated": short(middle),
        "ok": bool(experiment.low <= middle <= experiment.high),
    }


def span(low: float, high: float) -> str:
    """A band in words."""
    if high == INFINITE:
        return f"{short(low):g} or more"
    return f"{short(high):g} or less" if low == -INFINITE else f"{short(low):g} to {short(high):g}"


def short(value: float) -> float:
    """A figure to three digits; an infinite one is not a number of a table."""
    return float(f"{value:.3g}") if np.isfinite(value) else (1e9 if value == INFINITE else np.nan)
