"""Lags: effort shows in activity first, in what searchers find next, in support later and in renewals last (S33).

The shock is half a year without staff, seen from the other side: what their effort brings is what is missing without it.
More effort than the default brings less, so that its effects drown in noise. Activity is the number of active members: what
they write peaks only when staff no longer answer in their place. Peaks of differences want many runs: of 200 samples drawn
again from 144 paired ones, 24 runs missed the order in 9.5 % and 48 runs in 1.5 %.
"""

import numpy as np

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import metric, smoothed
from scenarios.facts.emergence import LATE, Peaks, in_order, peaks
from scenarios.facts.fact import INFINITE

SOURCE = "design; Woods: 'may not appear for a long time'"
WORDS = ("scenario.staff=[{month: 4, scale: 0.0}, {month: 10, scale: 1.0}]",)
VARIANTS = {"staffed": Variant(), "unstaffed": Variant(words=WORDS)}


def differences(results) -> list[np.ndarray]:
    """What the effort brings of each, by seed and month, means over three months."""
    staffed, unstaffed = results["staffed"], results["unstaffed"]
    activity, landings, kept = (metric(staffed, name) - metric(unstaffed, name) for name in ("active", "landings", "customers"))
    saved = metric(unstaffed, "support_cost") - metric(staffed, "support_cost")
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
        times=8, shows=(28, 48),
    ),
    Experiment(
        "lags_renewal", "S33", "months from the peak of activity to that of renewals", True, "b2b_saas", VARIANTS, behind,
        LATE, INFINITE, SOURCE, months=36, times=8, shows=(27, 48),
    ),
)  # fmt: skip
