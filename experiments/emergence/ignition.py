"""Ignition: it costs more to light a community than to keep it burning (M5, S18, S19). Without impulses from outside."""

import numpy as np

from experiments.emergence.experiment import Experiment, Variant
from experiments.emergence.series import mean_over, metric
from experiments.emergence.withdrawal import APART
from scenarios.facts.emergence import hysteresis
from scenarios.facts.fact import INFINITE

EFFORTS = (0.0, 0.2, 0.35, 0.5, 0.75, 1.0)  # shares of the budget of a large launch
LIT, END = 18, 36  # months: with the whole budget for those that are lit first, and in all
ALIVE = 0.5  # of the activity of the community that has the whole budget all the time: assumed


def alive(results, label: str, effort: float) -> float:
    """Share of the runs in which half a year before the end as many are active as half of those of a full budget."""
    full = mean_over(metric(results["cold 1"], "active"), END - 5, END)
    return float(np.mean(mean_over(metric(results[f"{label} {effort:g}"], "active"), END - 5, END) >= ALIVE * full))


def memory(results) -> float:
    """Effort that lights it over effort that keeps it burning."""
    lights, keeps = ([alive(results, label, e) for e in EFFORTS] for label in ("cold", "lit"))
    return hysteresis(EFFORTS, lights, keeps)


def variants() -> dict[str, Variant]:
    """Every effort from the first month on, and after the whole budget has lit it."""
    found = {}
    for e in EFFORTS:
        for label, month in (("cold", 1), ("lit", LIT + 1)):
            change = f"{{month: {month}, scale: {e}}}"
            found[f"{label} {e:g}"] = Variant("launch_large", (f"budget.changes=[{change}]", *APART))
    return found | {"cold 1": Variant("launch_large", APART), "lit 1": Variant("launch_large", APART)}


EXPERIMENTS = (
    Experiment(
        "ignition", "M5", "effort that lights over effort that keeps", True, "launch", variants(), memory, 1.01, INFINITE,
        "design; Millington: 'nuclear plant'", months=END, shows=(48, 110),
    ),
)  # fmt: skip
