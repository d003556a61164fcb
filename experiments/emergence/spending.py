"""Spending: too little does nothing, more pays less and less, and nothing of it is typed in (S35, M28).

The platform goes first where money is short: what there is goes into people. A launch is looked at without impulses from
outside, which come whatever is spent.
"""

import numpy as np
from scipy.optimize import isotonic_regression

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import mean_over, monthly
from experiments.emergence.withdrawal import APART
from scenarios.facts.emergence import elasticities
from scenarios.facts.fact import INFINITE

SHARES = (0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.5)
SOURCE = "design; Millington; Hill"
FIRST, LAST = 19, 24  # months that are looked at
FLOOR = 0.01  # of the most that money buys: the least that counts, as a logarithm needs something


def bought(results) -> tuple[np.ndarray, np.ndarray]:
    """Shares of the budget, and the mean of members' contributions that each buys above what comes without a budget."""
    nothing = mean_over(monthly(results["0"], "contributions"), FIRST, LAST)
    gains = [np.mean(mean_over(monthly(results[f"{s:g}"], "contributions"), FIRST, LAST) - nothing) for s in SHARES]
    rising = isotonic_regression(gains).x  # more money does no harm: what falls is noise of few runs
    return np.array(SHARES), np.maximum(rising, FLOOR * rising[-1])


def rise(results) -> float:
    """Elasticity at half of the budget less that at a tenth: above 0 where too little does nothing."""
    tenth, half, _, _ = elasticities(*bought(results))
    return half - tenth


def flattening(results) -> float:
    """Elasticity at the whole budget less that at three times as much: above 0 where more pays less and less."""
    _, _, whole, thrice = elasticities(*bought(results))
    return whole - thrice


def of(community: str) -> dict[str, Variant]:
    """Variants with shares of the budget from the first month on."""
    words = APART if community == "launch" else ()
    change = "budget.changes=[{{month: 1, scale: {}, cut_order: [platform]}}]"
    scaled = {f"{s:g}": Variant(words=(change.format(s), *words)) for s in (0.0, *SHARES) if s != 1.0}
    return scaled | {"1": Variant(words=words)}


EXPERIMENTS = tuple(
    Experiment(
        f"{key}_{community}", "S35", name, True, community, of(community), figure, low, INFINITE, SOURCE,
        shows=(32, 107, 108, 109),
    )
    for community in ("launch", "b2b_saas")
    for key, name, figure, low in (
        ("spending_threshold", "elasticity of activity, half of the budget less a tenth", rise, 1e-9),
        ("spending_saturation", "elasticity of activity, whole budget less three times it", flattening, 0.0),
    )
)  # fmt: skip
