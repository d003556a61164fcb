"""Cuts: cutting looks free for months, and then it is not (S33, M28, M33)."""

import numpy as np

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import mean_over, metric, smoothed
from scenarios.facts.fact import INFINITE

SOURCE = "design; Woods; Millington: 'first cut in recession'"
CUT = 4  # month
VARIANTS = {"whole": Variant(), "cut": Variant("cut40")}


def hidden(results) -> float:
    """Months after the cut in which the company seems to gain by it: until net value of a month first falls below the usual.

    Means over three months and all runs; nan where that never comes.
    """
    gain = smoothed(metric(results["cut"], "net") - metric(results["whole"], "net")).mean(axis=0)[CUT - 1 :]
    return float(np.argmax(gain < 0)) if (gain < 0).any() else np.nan


def turned(results) -> np.ndarray:
    """Dollars a month by which net value is lower in the last half year."""
    last = metric(results["cut"], "net").shape[1]
    return -change(results, "net", last - 5, last)


def free(results) -> np.ndarray:
    """Dollars a month that the cut seems to bring in its first quarter, the community's cost and support together."""
    return -change(results, "net_cost", CUT, CUT + 2)


def change(results, name: str, first: int, last: int) -> np.ndarray:
    """By how much a metric is higher with the cut."""
    return mean_over(metric(results["cut"], name), first, last) - mean_over(metric(results["whole"], name), first, last)


def activity(results) -> np.ndarray:
    """Active members in the last half year, as a share of those without the cut."""
    last = metric(results["cut"], "active").shape[1]
    cut, whole = (mean_over(metric(results[label], "active"), last - 5, last) for label in ("cut", "whole"))
    return cut / whole


EXPERIMENTS = (
    Experiment(
        "cut_hidden", "S33", "months in which a cut looks like a gain", True, "b2b_saas", VARIANTS, hidden, 3.0,
        INFINITE, SOURCE, months=36, shows=(48, 98),
    ),
    Experiment(
        "cut_free", "S33", "dollars a month that a cut seems to save at first", True, "b2b_saas", VARIANTS, free, 0.0, INFINITE,
        SOURCE, months=36, shows=(98,),
    ),
    Experiment(
        "cut_turns", "S33", "dollars a month lost by a cut in the third year", True, "b2b_saas", VARIANTS, turned, 0.0, INFINITE,
        SOURCE, months=36, shows=(48, 98),
    ),
    Experiment(
        "cut_activity", "S33", "activity left in the third year after a cut of 40 %", True, "b2b_saas", VARIANTS, activity, 0.0,
        0.95, SOURCE, months=36, shows=(32, 98),
    ),
)  # fmt: skip
