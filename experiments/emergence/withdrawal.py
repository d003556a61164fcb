"""Withdrawal: what is left a year after the money stops; and the critical mass that a launch has to reach (S19, M5).

Everything that costs money stops; the community stays where it is, as a free group.
"""

import numpy as np

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import mean_over, metric, monthly
from scenarios.facts.emergence import left_after_withdrawal
from scenarios.facts.fact import INFINITE

SOURCE = "design; Walk et al. 2016; Millington: 'nuclear plant'"
TWO_YEARS = 24  # months with staff
ALONE = "[{{month: {month}, scale: 0.0}}]"  # of budget.changes


# Nobody comes by themselves, because of the product or a need: a community that has only itself (Walk et al.: "without
# external impulses ... will vanish"). Invitations, word of mouth and search stay.
APART = ("pars.asking.outside=0.0", "pars.joining.outside=0.0", "pars.joining.customer=0.0")


def stopped(last: int) -> str:
    """The override that stops all spending but the platform after a month."""
    return "budget.changes=" + ALONE.format(month=last + 1)


def left(last: int):
    """Members' contributions a year after the money stopped, divided by those before."""
    return lambda results: left_after_withdrawal(monthly(results["stopped"], "contributions"), last)


def more_left(results) -> float:
    """Share left a year after the money stopped: launched with many and much, less launched with few and little."""
    large, small = (left_after_withdrawal(monthly(results[label], "contributions"), TWO_YEARS) for label in ("large", "small"))
    return large - small


def staff_alone(results) -> np.ndarray:
    """Share of contributions in a community without anybody paid that come from inside, half a year after the last seed."""
    return mean_over(metric(results["stopped"], "self_sustaining"), TWO_YEARS + 7, TWO_YEARS + 12)


EXPERIMENTS = (
    Experiment(
        "withdrawal_living", "S19", "activity left a year after staff stop, living", True, "b2b_saas",
        {"stopped": Variant(words=(stopped(TWO_YEARS),))}, left(TWO_YEARS), 0.6, INFINITE, SOURCE, months=36, shows=(2, 3, 110),
    ),
    Experiment(
        "withdrawal_young", "S19", "the same, launched with little, no impulse from outside", True, "launch",
        {"stopped": Variant("launch_small", (stopped(TWO_YEARS), *APART))}, left(TWO_YEARS), 0.0, 0.2, SOURCE, months=36,
        times=3, shows=(29, 110),
    ),
    Experiment(
        "critical_mass", "S19", "activity left, launched large less small, no impulse from outside", True, "launch",
        {label: Variant(f"launch_{label}", (stopped(TWO_YEARS), *APART)) for label in ("small", "large")}, more_left, 0.1, 1.0,
        SOURCE, months=36, times=3, shows=(29, 110),
    ),
    Experiment(
        "self_sustaining", "S19", "contributions caused from inside, nobody paid", True, "b2b_saas",
        {"stopped": Variant(words=(stopped(TWO_YEARS),))}, staff_alone, 0.6, 1.0, SOURCE, months=36, shows=(30, 110),
    ),
)  # fmt: skip
