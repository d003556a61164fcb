"""Spending: too little does nothing, more pays less and less, and nothing of it is typed in (S35, M28)."""

import numpy as np

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import mean_over, monthly
from scenarios.facts.emergence import elasticities
from scenarios.facts.fact import INFINITE

SHARES = (0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.5)
SOURCE = "design; Millington; Hill"
FIRST, LAST = 19, 24  # months that are looked at
FLOOR = 0.01  # of what the whole budget buys: the least that counts, as a logarithm needs something


def bought(results) -> tuple[np.ndarray, np.ndarray]:
    """Shares of the budget, and the mean of members' contributions that each buys above what comes without a budget."""
    nothing = mean_over(monthly(results["0"], "contributions"), FIRST, LAST)
    gains = [np.mean(mean_over(monthly(results[f"{s:g}"], "contributions"), FIRST, LAST) - nothing) for s in SHARES]
    return np.array(SHARES), np.maximum(gains, FLOOR * gains[SHARES.index(1.0)])


def rise(results) -> float:
    """Elasticity at half of the budget less that at a tenth: above 0 where too little does nothing."""
    tenth, half, _, _ = elasticities(*bought(results))
    return half - tenth


def flattening(results) -> float:
    """Elasticity at the whole budget less that at three times as much: above 0 where more pays less and less."""
    _, _, whole, thrice = elasticities(*bought(results))
    return whole - thrice


def of(scenario: str) -> dict[str, Variant]:
    """Variants with shares of the budget from the first month on."""
    scaled = {f"{s:g}": Variant(scenario, (f"budget.changes=[{{month: 1, scale: {s}}}]",)) for s in (0.0, *SHARES)}
    return scaled | {"1": Variant(scenario)}


EXPERIMENTS = tuple(
    Experiment(
        f"{key}_{community}", "S35", name, True, community, of("baseline"), figure, 0.0, INFINITE, SOURCE,
        shows=(32, 107, 108, 109),
    )
    for community in ("launch", "b2b_saas")
    for key, name, figure in (
        ("spending_threshold", "elasticity of activity, half of the budget less a tenth", rise),
        ("spending_saturation", "elasticity of activity, whole budget less three times it", flattening),
    )
)  # fmt: skip
