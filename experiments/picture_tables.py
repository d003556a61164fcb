"""The tables that pictures are drawn from, made from stored results. No statistics of their own but medians and bands."""

import numpy as np

from experiments.bands import band
from experiments.charts.cohorts import FEW
from experiments.charts.lorenz import OBSERVED
from experiments.charts.orbit_levels import LEVELS
from experiments.compare import differences, levels
from experiments.hedges import FEWEST
from experiments.tables import Table, stacked, take
from scenarios.curves import QUARTER
from scenarios.facts import own_figures
from scenarios.metrics import METRICS
from scenarios.statistics.concentration import PERCENTS

GRAVITY = ("gravity", "pull", "hold", "self_sustaining")  # three figures: the second has two halves
DIFFERENCE = ("pull", "hold", "answered_7d", "active")  # attract, retain, how reliable, how large
TOGETHER = (1, 2, 4)  # quarters in a cohort of the picture
TOPS = PERCENTS[::-1]  # of the helpers whose share of the answers a preset may carry


def gravity(results) -> Table:
    """The three figures of every scenario by month, for the chart "gravity"."""
    return _of_metrics(levels(results, GRAVITY), GRAVITY, results)


def difference(results, metrics=DIFFERENCE) -> Table:
    """Paired differences to the first scenario by month, for the chart "difference"."""
    return _of_metrics(differences(results, metrics), metrics, results)


def orbit_levels(result) -> Table:
    """Members by orbit level and month, for the chart "orbit_levels"."""
    parts = []
    for level in LEVELS:
        month, figures = result.series(level.lower())
        parts.append({"month": month, "level": np.full(len(month), level)} | _bands(figures, ("median", "low80", "high80")))
    return _with_runs(stacked(parts), result)


def answer_reuse(result) -> Table:
    """Questions asked and answered, and problems solved by reuse, by month, for the chart "answer_reuse"."""
    month, asked = result.series("questions")
    _, answered = result.series("answered")
    _, reused = result.series("reused")
    bands = _bands(reused, ("median", "low80", "high80"))
    table = {
        "month": month, "asked": np.median(asked, axis=0), "answered": np.median(answered, axis=0),
        "reused": bands["median"], "reused_low80": bands["low80"], "reused_high80": bands["high80"],
    }  # fmt: skip
    return _with_runs(table, result)


def cohorts(result) -> Table:
    """Share of each cohort still active, over all runs together, and its mean size, for the chart "cohorts".

    Quarters stand together, up to a year, until most cohorts have as many members as the chart does not hatch.
    """
    quarters = _quarters(result)
    if not quarters:
        return {}
    size = np.median([members[0] for _, members, _ in quarters]) / len(result.seeds)
    together = next((n for n in TOGETHER if n * size >= FEW), TOGETHER[-1])
    groups = [quarters[i : i + together] for i in range(0, len(quarters), together)]
    span = quarters[1][0] - quarters[0][0] if len(quarters) > 1 else QUARTER
    digits = len(str(quarters[-1][0] + span - 1))
    parts = []
    for group in groups:
        label = f"months {group[0][0]:0{digits}d}–{group[-1][0] + span - 1:0{digits}d}"
        members, active = _together([each[1] for each in group]), _together([each[2] for each in group])
        parts.append({
            "joined_month": np.full(len(members), label),
            "months_since": np.arange(float(len(members))),
            "active_share": np.divide(active, members, out=np.full(len(members), np.nan), where=members > 0).round(3),
            "members": np.round(members / len(result.seeds)),
        })
    return _with_runs(stacked(parts), result)


def _quarters(result) -> list[tuple[int, np.ndarray, np.ndarray]]:
    """First month of each stored cohort, its members and active ones by months since joining, summed over the runs."""
    firsts = sorted(int(name.split("/")[1]) for name in result.names if name.startswith("cohort/") and name.endswith("/active"))
    sums = {what: [result.series(f"cohort/{m}/{what}")[1].sum(axis=0) for m in firsts] for what in ("members", "active")}
    return list(zip(firsts, sums["members"], sums["active"], strict=True))


def _together(columns) -> np.ndarray:
    """Sum of columns of different length."""
    total = np.zeros(max(len(column) for column in columns))
    for column in columns:
        total[: len(column)] += column
    return total


def lorenz(results) -> Table:
    """Lorenz curves of helpers, staff among them, and the observed one if the community carries it; for "lorenz"."""
    parts = []
    for result in results:
        x, share = result.series("helpers/all/lorenz")
        share = share[np.isfinite(share).all(axis=1)]  # a run without any answer has no curve
        if len(share) < min(FEWEST, len(result.seeds)):
            continue
        bands = _bands(share, ("median", "low80", "high80"))
        gini, half = (float(np.nanmedian(result.series(f"helpers/all/{name}")[1])) for name in ("gini", "half"))
        parts.append(_line(result.name, x, bands["median"], bands["low80"], bands["high80"], gini, half))
    seen = observed_lorenz(results[0].config.community)
    table = stacked(parts + ([seen] if seen else []))
    return _with_runs(table, *results) if parts else {}


def observed_lorenz(community) -> Table | None:
    """The observed curve through the points that a preset carries; None if it does not carry them all."""
    figures = own_figures(community)
    names = [*(f"top{percent}_helpers" for percent in TOPS), "gini_answers", "helpers_for_half"]
    if any(name not in figures or not np.isfinite(figures[name].value) for name in names):
        return None
    x = np.array([0.0, *(1.0 - percent / 100 for percent in TOPS), 1.0])
    y = np.array([0.0, *(1.0 - figures[f"top{percent}_helpers"].value for percent in TOPS), 1.0])
    return _line(OBSERVED, x, y, y, y, figures["gini_answers"].value, figures["helpers_for_half"].value)


def _of_metrics(table: Table, names, results) -> Table:
    """The rows of some metrics, in the order of the names. Figures known in too few runs are left open."""
    order = [i for name in names if name in METRICS for i in np.flatnonzero(table["metric"] == name)]
    table = take(table, order)
    few = table["runs"] < min(FEWEST, len(results[0].seeds))
    figures = {name: np.where(few, np.nan, column) if column.dtype.kind == "f" else column for name, column in table.items()}
    return _with_runs(figures | {"month": table["month"], "known": table["runs"]}, *results)


def _bands(figures, names) -> Table:
    """Bands over the runs at every point, figures of shape (runs, points)."""
    found = [band(figures[:, i]) for i in range(figures.shape[1])]
    return {name: np.array([each[name] for each in found]) for name in names}


def _line(name, x, share, low, high, gini, half) -> Table:
    n = len(x)
    return {
        "line": np.full(n, name), "share_helpers": x, "share_answers": share, "low80": low, "high80": high,
        "gini": np.full(n, gini), "helpers_for_half": np.full(n, half),
    }  # fmt: skip


def _with_runs(table: Table, *results) -> Table:
    runs = min(len(result.seeds) for result in results)
    return table | {"runs": np.full(len(next(iter(table.values()), ())), runs)}
