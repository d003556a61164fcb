"""The table behind a metrics sheet: paired differences of one group of figures, month by month, with marks of poor health."""

import numpy as np

from experiments.compare import happening
from experiments.health_marks import marked
from experiments.hedges import FEWEST
from experiments.tables import Table, count, take
from scenarios.metrics import GROUPS, METRICS

CHOSEN = "chosen"  # the group of figures that somebody asked for


def sheets(differences: Table, levels: Table, health: dict, metrics=()) -> dict[str, Table]:
    """A table for each group of figures; or, if some are named, one with these only, in their order.

    Figures that are zero or unknown throughout are left out: nothing happens in them. A group without any other is
    left out.

    Args:
        differences: `compare.differences`.
        levels: `compare.levels` of the same results.
        health: `health_marks.health_of` the same results.
        metrics: names.
    """
    alive = happening(levels)
    if metrics:
        wanted = {CHOSEN: [name for name in metrics if name in alive]}
    else:
        wanted = {group: [m.name for m in METRICS.values() if m.group == group and m.name in alive] for group in GROUPS}
    table = marked(differences, health)
    for who in ("scenario", "reference"):
        table[f"health_of_{who}"] = np.array([health[name].state for name in table[who].tolist()], dtype="U16")
    found = {group: _sheet(table, group, names) for group, names in wanted.items()}
    return {group: table for group, table in found.items() if count(table) and np.isfinite(table["median"]).any()}


def _sheet(differences: Table, group: str, names) -> Table:
    order = [i for name in names for i in np.flatnonzero(differences["metric"] == name)]
    table = take(differences, order)
    few = table["runs"] < min(FEWEST, table["runs"].max(initial=0))  # known in too few runs: left open
    for name in ("median", "low80", "high80", "low95", "high95"):
        table[name] = np.where(few, np.nan, table[name])
    better = np.array([METRICS[name].better for name in table["metric"].tolist()], np.int64)
    runs = np.full(len(order), differences["runs"].max(initial=0))
    return table | {"group": np.full(len(order), group), "better": better, "runs": runs, "known": table["runs"]}
