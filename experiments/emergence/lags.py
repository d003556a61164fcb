"""Lags: effort shows in activity first, in what searchers find next, in support later and in renewals last (S33).

The shock is half a year without money, seen from the other side: what the money brings is what is missing without it.
More money than the default buys little, so that its effects drown in noise."""

import numpy as np

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import metric, monthly, smoothed
from scenarios.facts.emergence import LATE, Peaks, in_order, peaks
from scenarios.facts.fact import INFINITE

SOURCE = "design; Woods: 'may not appear for a long time'"
WORDS = ("budget.changes=[{month: 4, scale: 0.0}, {month: 10, scale: 1.0}]",)
VARIANTS = {"paid": Variant(), "unpaid": Variant(words=WORDS)}
NAMES = ("activity", "landings", "support", "renewal")


def differences(results) -> list[np.ndarray]:
    """What the effort brings of each, by seed and month, means over three months."""
    more, usual = results["paid"], results["unpaid"]
    activity = monthly(more, "contributions") - monthly(usual, "contributions")
    landings = metric(more, "landings") - metric(usual, "landings")
    saved = metric(usual, "support_cost") - metric(more, "support_cost")
    kept = metric(more, "customers") - metric(usual, "customers")
    return [smoothed(each) for each in (activity, landings, saved, kept)]


def found(results) -> Peaks:
    """Months of the peaks."""
    return peaks(*differences(results))


def ordered(results) -> float:
    """1 if the peaks come in the order of the fact."""
    return float(in_order(found(results)))


def behind(results) -> float:
    """Months from the peak of activity to that of renewals."""
    each = found(results)
    return each.renewal - each.activity


EXPERIMENTS = (
    Experiment(
        "lags_order", "S33", "peaks in order (1: yes)", True, "b2b_saas", VARIANTS, ordered, 1.0, 1.0, SOURCE, months=36,
        shows=(28, 48),
    ),
    Experiment(
        "lags_renewal", "S33", "months from the peak of activity to that of renewals", True, "b2b_saas", VARIANTS, behind,
        LATE, INFINITE, SOURCE, months=36, shows=(27, 48),
    ),
)  # fmt: skip
