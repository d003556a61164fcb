"""Gravity over time by scenario: gravity, pull and hold, self-sustaining; three figures, never mixed (chart C1)."""

from experiments.charts import style
from experiments.charts.bands import BANDS, by_month, distinct, fan, known, prepared
from experiments.charts.labels import EndLabels
from experiments.charts.words import number, percent, shown, wrapped
from experiments.tables import Table, count, values, where

COLUMNS = ("scenario", "metric", "unit", "month", "median", *BANDS)
MOST = 4  # lines that the eye still tells apart with their bands
MEANING = {
    "gravity": "change of weighted commitment per member and month; about zero in any steady state",
    "pull": "joins without an invitation per 100 active members and month",
    "hold": "share of contributors who contribute again three months later",
    "self_sustaining": "contributions called forth from inside, per contribution",
}


def panels(table: Table) -> int:
    """Number of axes the chart needs: one for each figure in the table."""
    return distinct(table, "metric")


def chart(table: Table, axes):
    """Draw gravity, pull, hold and self-sustaining, each on its own axes, one line with 80% and 95% bands per scenario.

    Args:
        table: columns `scenario, metric` (a key of MEANING), `unit, month, median, low80, high80, low95,
            high95`; optional `runs`. Unknown months are nan.
        axes: as many axes as there are figures in the table.

    Returns the axes. Raises ValueError for a missing column, another metric, more than four scenarios, a month that
    comes twice, or too few axes.
    """
    free = prepared(table, axes, COLUMNS, "gravity", panels(table))
    if not len(free):
        return axes
    scenarios = values(table, "scenario")
    if len(scenarios) > MOST:
        raise ValueError(
            f"chart gravity draws at most {MOST} scenarios, got {len(scenarios)} ({', '.join(map(str, scenarios))}); "
            "leave some out, or make a second picture"
        )
    strange = [m for m in values(table, "metric") if m not in MEANING]
    if strange:
        raise ValueError(f"chart gravity shows {', '.join(MEANING)}; got {', '.join(strange)}: leave those rows out")
    looks = style.looks(scenarios, style.reference_of(scenarios))
    metrics = [metric for metric in MEANING if metric in values(table, "metric")]
    ends = {}
    for ax, metric in zip(free, metrics, strict=True):
        for scenario, point in _panel(ax, where(table, metric=metric), metric, looks).items():
            ends[scenario] = (ax, point)
    width = 80 // len(metrics) if len(metrics) < 4 else 45  # four stand two by two
    notes = [wrapped(MEANING[metric], width) for metric in metrics]
    room = max(note.count("\n") + 1 for note in notes)
    for ax, metric, note in zip(free, metrics, notes, strict=True):
        style.heading(ax, shown(metric).capitalize(), note, room=room)
    _name_lines(ends, looks)
    return axes


def _panel(ax, table, metric, looks):
    """One figure; returns the last known point of every scenario in it."""
    last = {}
    style.dress(ax)
    for scenario in values(table, "scenario"):
        line = by_month(where(table, scenario=scenario), f"gravity, {metric} of {scenario}")
        fan(ax, line["month"], line, **looks[scenario], strength=1.0 if len(looks) < 3 else 0.6)
        line = known(line)
        if count(line):
            last[scenario] = (line["month"][-1], line["median"][-1])
    style.from_zero(ax)
    style.amounts(ax, percent if table["unit"][0] == "share" else number)
    style.months(ax, table["month"].min(), table["month"].max())
    if metric == "gravity":
        ax.axhline(0, color=style.DARK, linewidth=1.0, zorder=1)
    return last


def _name_lines(ends, looks) -> None:
    """Name every line once, beside the last figure in which it stands."""
    labels = {}
    for scenario, (ax, (month, median)) in ends.items():
        labels.setdefault(ax, EndLabels(ax) if ax not in labels else None)
        labels[ax].add(month, median, wrapped(shown(scenario), 13), looks[scenario]["color"])
