"""Health before value: which scenarios are in poor health, and the rows of their value and money that are marked."""

import numpy as np

from experiments.compare import levels
from experiments.tables import Table, values, where
from scenarios.metrics import METRICS
from scenarios.metrics.health import CLOSED, POOR, Health, health

MARK = "poor health"
_MARKED = ("value", "money")  # groups of metrics that mean little while health is poor


def health_of(results) -> dict[str, Health]:
    """The health of each scenario, by the medians of its runs."""
    return {result.name: _health(result) for result in results}


def _health(result) -> Health:
    config = result.config
    if not config.scenario.open:
        return CLOSED
    table = levels([result])
    medians = {name: np.asarray(where(table, metric=name)["median"], float) for name in values(table, "metric")}
    return health(medians, config.community.lives_on)


def marked(table: Table, found: dict[str, Health]) -> Table:
    """The table with a column `mark`: a word where a figure means little because the scenario's health is poor."""
    poor = {name for name, each in found.items() if each.state == POOR}
    pairs = zip(table["scenario"], table["metric"], strict=True)
    marks = [MARK if name in poor and METRICS[metric].group in _MARKED else "" for name, metric in pairs]
    return table | {"mark": np.array(marks, dtype="U16")}


def for_reader(table: Table) -> Table:
    """The table without the column of marks if none is set, and without that of the runs if all figures are known in all."""
    said = {"mark": any(table["mark"]), "runs": len(set(table["runs"].tolist())) > 1}
    return {name: column for name, column in table.items() if said.get(name, True)}


def notes(found: dict[str, Health]) -> list[str]:
    """A line for each scenario whose health is not good."""
    return [f"health of {name}: {each.state}: {'; '.join(each.reasons)}" for name, each in found.items() if each.reasons]


def as_data(found: dict[str, Health]) -> dict:
    """The same as plain data, for --json."""
    return {name: {"state": each.state, "reasons": list(each.reasons)} for name, each in found.items()}
