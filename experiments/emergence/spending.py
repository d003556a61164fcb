"""Spending: too little does nothing, more pays less and less, and nothing of it is typed in (S35, M28).

Looked at are active members. What members write says less: where staff answer, members answer that much less.
The platform goes first where money is short: what there is goes into people. A launch is looked at without impulses from
outside, which come whatever is spent.
"""

import numpy as np

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import mean_over, metric
from experiments.emergence.withdrawal import APART
from scenarios.facts.emergence import AT, elasticities
from scenarios.facts.fact import INFINITE

SHARES = tuple(sorted({factor * share for share in AT for factor in (0.5, 2.0)}))
SOURCE = "design; Millington; Hill"
FIRST, LAST = 19, 24  # months that are looked at


def bought(results) -> tuple[tuple[float, ...], np.ndarray]:
    """Shares of the budget, and active members with each of them, means of all runs."""
    return SHARES, np.array([np.mean(mean_over(metric(results[f"{s:g}"], "active"), FIRST, LAST)) for s in SHARES])


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
    scaled = {f"{s:g}": Variant(words=(change.format(s), *words)) for s in SHARES if s != 1.0}
    return scaled | {"1": Variant(words=words)}


EXPERIMENTS = tuple(
    Experiment(
        f"{key}_{community}", "S35", name, True, community, of(community), figure, low, INFINITE, SOURCE,
        times=3, shows=(32, 107, 108, 109),
    )
    for community in ("launch", "b2b_saas")
    for key, name, figure, low in (
        ("spending_threshold", "elasticity of activity, half of the budget less a tenth", rise, 1e-9),
        ("spending_saturation", "elasticity of activity, whole budget less three times it", flattening, 0.0),
    )
)  # fmt: skip
