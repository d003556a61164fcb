"""Deflection: the usual formula beside the tickets that the community truly avoids (S28, M11)."""

import numpy as np

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import metric, monthly, over
from scenarios.facts.emergence import naive_over_true_deflection
from scenarios.facts.fact import INFINITE

SOURCE = "FeverBee: Microsoft, conservative $80m against 'billions'"
VARIANTS = {"on": Variant(), "off": Variant("no_community")}


def naive_over_true(results) -> float:
    """The claim of the formula over the tickets avoided, all runs together."""
    on, off = results["on"], results["off"]
    return naive_over_true_deflection(metric(on, "deflected_naive"), metric(on, "tickets"), metric(off, "tickets"))


def would_have(results) -> np.ndarray:
    """Share of the problems solved in the community that would have become a ticket."""
    on = results["on"]
    solved = monthly(on, "reused") + monthly(on, "peer_solved")
    return over(monthly(on, "would_ticket").sum(axis=1), solved.sum(axis=1))


def saved(results) -> np.ndarray:
    """Share of the cost of support that the community saves."""
    cost = {label: metric(result, "support_cost").sum(axis=1) for label, result in results.items()}
    return 1.0 - cost["on"] / cost["off"]


EXPERIMENTS = tuple(
    Experiment(f"{key}_{community}", "S28", name, hard, community, VARIANTS, figure, low, high, SOURCE, shows=(64, 88))
    for community in ("b2b_saas", "developer_platform")
    for key, name, hard, figure, low, high in (
        ("deflection", "claimed over avoided tickets", True, naive_over_true, 2.0, INFINITE),
        ("would_have", "solved problems that would have become tickets", False, would_have, 0.01, 0.20),
        ("support_saved", "share of support cost saved", False, saved, 0.001, 0.5),
    )
)
