"""Comparing: paired differences of stored runs to the first of them, by metric and month."""

import numpy as np

from experiments.bands import PERCENTILES, band, chance_better, pairing_gain, patterns
from experiments.hedges import FEWEST
from experiments.tables import Table, take
from scenarios.metrics import METRICS, Metric

COLUMNS = ("scenario", "metric", "unit", *PERCENTILES, "p_better", "pairing_gain", "runs")  # of the answer at the horizon
BY_MONTH = (*COLUMNS[:3], "month", *COLUMNS[3:], "reference")
LEVELS = ("scenario", "metric", "unit", *PERCENTILES, "runs")
LEVELS_BY_MONTH = (*LEVELS[:3], "month", *LEVELS[3:])
GAINS = ("p_better", "pairing_gain")
COST = "cost/"  # series of a run that say what a part of the community costs
COSTS = ("scenario", "part", "unit", "month", "dollars")


def differences(results, names=None) -> Table:
    """Every scenario minus the first, seed by seed: one row a scenario, metric and month.

    Args:
        results: `Result`s with the same seeds; each needs `name`, `seeds`, `names` and `series`.
        names: of the metrics that are wanted; None: all.

    Returns columns `scenario, metric, unit, month, median, low80, high80, low95, high95, p_better, pairing_gain, runs,
    reference`. `runs` is the number of pairs in which both figures are known. What cannot be told is nan.

    Raises:
        ValueError: fewer than two results, or different seeds.
    """
    if len(results) < 2:
        raise ValueError(f"differences: {len(results)} result; give the reference and at least one more")
    first, *others = results
    for other in others:
        if other.seeds != first.seeds:
            raise ValueError(f"differences: {other.name} and {first.name} have different seeds; run both on the same")
    parts = []
    for other in others:
        for metric in shared(results, names):
            month, reference, figures = _aligned(first, other, metric.name)
            changes = _changes(reference, figures, metric.better)
            parts.append(_part(other.name, metric, month, changes | {"reference": np.full(len(month), first.name)}))
    return _table(BY_MONTH, parts)


def levels(results, names=None) -> Table:
    """The figures themselves, of all metrics or some: one row a scenario, metric and month; columns as `LEVELS_BY_MONTH`."""
    parts = []
    for result in results:
        for metric in shared([result], names):
            month, figures = result.series(metric.name)
            parts.append(_part(result.name, metric, month, band(figures) | {"runs": np.isfinite(figures).sum(axis=0)}))
    return _table(LEVELS_BY_MONTH, parts)


def costs(results) -> Table:
    """What each part of the community costs, by name (`scenarios.ledger`): one row a scenario, part and month.

    Costs are decided, so they are the same in all runs of a scenario.
    """
    parts = []
    for result in results:
        for name in sorted(name for name in result.names if name.startswith(COST)):
            month, figures = result.series(name)
            labels = {"scenario": result.name, "part": name.removeprefix(COST), "unit": "$/month"}
            labels = {key: np.full(len(month), text) for key, text in labels.items()}
            parts.append(labels | {"month": month, "dollars": figures[0]})
    return _table(COSTS, parts)


def at_horizon(by_month: Table) -> Table:
    """The last month in which each metric of each scenario is known, of a table by month.

    Known is what at least `FEWEST` runs know, or all of them if there are fewer: what one of fifty runs knows has a band
    without width, and says nothing. A metric that never is known has its last row, left open.
    """
    enough = by_month["runs"] >= max(min(FEWEST, by_month["runs"].max(initial=0)), 1)
    last: dict[tuple, int] = {}
    for i, key in enumerate(zip(by_month["scenario"], by_month["metric"], strict=True)):
        if key not in last or (enough[i] and np.isfinite(by_month["median"][i])):
            last[key] = i
    found = take(by_month, list(last.values()))
    few = ~enough[list(last.values())]
    figures = {name: np.where(few, np.nan, found[name]) for name in (*PERCENTILES, *GAINS) if name in found}
    return found | figures


def answer(by_month: Table) -> Table:
    """The table at the horizon with the columns of the answer only, as `--json` prints it."""
    wanted = COLUMNS if "p_better" in by_month else LEVELS
    rows = at_horizon(by_month)
    return {name: rows[name] for name in wanted}


def happening(levels: Table) -> set[str]:
    """The metrics in which anything happens in any scenario: those not zero or unknown throughout."""
    low, high = (np.nan_to_num(levels[name]) for name in ("low95", "high95"))
    return set(levels["metric"][(low != 0) | (high != 0)].tolist())


def all_equal(results) -> bool:
    """Whether every series of every seed is the same in all results, to the last bit."""
    first, *others = results
    return all(
        np.array_equal(first.outcomes[column], other.outcomes[column], equal_nan=column != "name")
        for other in others
        for column in ("seed", "name", "x", "value")
    )


def shared(results, names=None) -> list[Metric]:
    """The metrics that all results have, of all or of those named, in the order of importance."""
    wanted = METRICS if names is None else names
    held = [set(result.names) for result in results]
    return [metric for name, metric in METRICS.items() if name in wanted and all(name in each for each in held)]


def _aligned(first, other, name: str):
    """Months that both have, and the figures of both (seeds, months)."""
    (month, reference), (others_month, figures) = first.series(name), other.series(name)
    month, here, there = np.intersect1d(month, others_month, return_indices=True)
    return month, reference[:, here], figures[:, there]


def _changes(reference, figures, better: int) -> dict[str, np.ndarray]:
    """What the paired differences (seeds, months) tell, month by month."""
    known = np.isfinite(reference) & np.isfinite(figures)
    change = np.where(known, figures - reference, np.nan)
    told = {name: np.full(change.shape[1], np.nan) for name in GAINS}
    for seeds, months in patterns(known):
        at = np.ix_(seeds, months)
        told["p_better"][months] = chance_better(change[at], better)
        told["pairing_gain"][months] = pairing_gain(reference[at], figures[at])
    return band(change) | told | {"runs": known.sum(axis=0)}


def _part(name: str, metric: Metric, month, columns: dict) -> Table:
    """The rows of one scenario and metric."""
    labels = {"scenario": name, "metric": metric.name, "unit": metric.unit}
    return {key: np.full(len(month), text) for key, text in labels.items()} | {"month": month, **columns}


def _table(columns, parts) -> Table:
    return {name: np.concatenate([part[name] for part in parts]) if parts else np.array([]) for name in columns}
