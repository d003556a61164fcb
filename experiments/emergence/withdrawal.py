"""Withdrawal: what is left a year after the money stops; and the critical mass that a launch has to reach (S19, M5).

Everything that costs money stops; the community stays where it is, as a free group.
"""

import numpy as np

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import mean_over, metric, monthly, over
from scenarios.facts.emergence import AROUND, left_after_withdrawal
from scenarios.facts.fact import INFINITE

SOURCE = "design; Walk et al. 2016; Millington: 'nuclear plant'"
YEAR, TWO_YEARS = 12, 24  # last months with staff
ALONE = "[{{month: {month}, scale: 0.0}}]"  # of budget.changes


def stopped(last: int) -> str:
    """The override that stops all spending but the platform after a month."""
    return "budget.changes=" + ALONE.format(month=last + 1)


def left(last: int):
    """Members' contributions a year after the money stopped, divided by those before."""
    return lambda results: [left_after_withdrawal(row, last) for row in monthly(results["stopped"], "contributions")]


def many_over_few(results) -> np.ndarray:
    """Active members a year after the money stopped, for each founder: launched with many over launched with few."""
    each = {}
    for label, result in results.items():
        founders = sum(group.members for group in result.config.community.founders)
        each[label] = mean_over(metric(result, "active"), YEAR + 13 - AROUND, YEAR + 12) / founders
    return over(each["many"], each["few"])


def staff_alone(results) -> np.ndarray:
    """Share of contributions in a community without anybody paid that come from inside, half a year after the last seed."""
    return mean_over(metric(results["stopped"], "self_sustaining"), TWO_YEARS + 7, TWO_YEARS + 12)


FEW, MANY = ("{members: 5, silent: [0.0, 1.0], answers: 10.0, questions: 6.0}", "{members: 60, silent: [0.0, 1.0], answers: 10.0, questions: 6.0}")
EXPERIMENTS = (
    Experiment(
        "withdrawal_living", "S19", "activity left a year after staff stop, living", True, "b2b_saas",
        {"stopped": Variant(words=(stopped(TWO_YEARS),))}, left(TWO_YEARS), 0.6, INFINITE, SOURCE, months=36, shows=(2, 3, 110),
    ),
    Experiment(
        "withdrawal_young", "S19", "the same, launched with little", True, "launch",
        {"stopped": Variant("launch_small", (stopped(YEAR),))}, left(YEAR), 0.0, 0.2, SOURCE, months=24, shows=(29, 110),
    ),
    Experiment(
        "critical_mass", "S19", "active per founder, 60 founders over 5, alone for a year", True, "launch",
        {
            label: Variant("launch_small", (stopped(YEAR), f"community.founders=[{founders}]"))
            for label, founders in (("few", FEW), ("many", MANY))
        },
        many_over_few, 1.2, INFINITE, SOURCE, months=24, shows=(29, 110),
    ),
    Experiment(
        "self_sustaining", "S19", "contributions caused from inside, nobody paid", True, "b2b_saas",
        {"stopped": Variant(words=(stopped(TWO_YEARS),))}, staff_alone, 0.6, 1.0, SOURCE, months=36, shows=(30, 110),
    ),
)  # fmt: skip
