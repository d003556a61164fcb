"""Paired difference to the scenario the others are held against: the honest picture (chart C2)."""

import numpy as np

from experiments.charts import style
from experiments.charts.bands import BANDS, by_month, distinct, ends, fan, known, prepared
from experiments.charts.labels import EndLabels
from experiments.charts.words import number, points, rounded, shown, wrapped
from experiments.tables import Table, count, values, where

COLUMNS = ("scenario", "metric", "unit", "month", "median", *BANDS, "pairing_gain")
MOST = 4  # panels, and scenarios in each


def panels(table: Table) -> int:
    """Number of axes the chart needs: one per metric."""
    return distinct(table, "metric")


def chart(table: Table, axes):
    """Draw scenario minus reference, run by run on the same draws, one panel per metric.

    The zero line is bold; a dot marks the first month in which the 95% band leaves it; a note says how much narrower
    pairing made the band.

    Args:
        table: columns `scenario, metric, unit, month, median, low80, high80, low95, high95` of the difference, and
            `pairing_gain` (width of the unpaired over that of the paired band); optional `runs`, `reference`.
        axes: as many axes as there are metrics.

    Returns the axes. Raises ValueError for a missing column, more than four metrics or scenarios, a month that comes
    twice, or too few axes.
    """
    free = prepared(table, axes, COLUMNS, "difference", panels(table))
    if not len(free):
        return axes
    scenarios, metrics = values(table, "scenario"), values(table, "metric")
    for what, names in (("scenarios", scenarios), ("metrics", metrics)):
        if len(names) > MOST:
            raise ValueError(
                f"chart difference draws at most {MOST} {what}, got {len(names)} ({', '.join(map(str, names))}); "
                "leave some out, or make a second picture"
            )
    looks = style.looks(scenarios)
    columns = 2 if len(free) == MOST else len(free)
    notes = _notes([where(table, metric=metric) for metric in metrics], (90, 56, 27)[columns - 1])
    room = max(note.count("\n") + 1 for note in notes)
    for place, (ax, metric, note) in enumerate(zip(free, metrics, notes, strict=True)):
        _panel(ax, where(table, metric=metric), looks, place % columns == columns - 1, 3 if len(free) == MOST else 5)
        if place < len(free) - columns:  # two rows: room for the lines, the time axis named once
            ax.set_xlabel("")
        style.heading(ax, shown(metric).capitalize(), note, room=room)
    return axes


def leaves_zero(line: Table) -> int | None:
    """Row of the first month in which the 95% band holds no zero; None if it always does."""
    outside = np.flatnonzero((line["low95"] > 0) | (line["high95"] < 0))
    return int(outside[0]) if len(outside) else None


def gain_note(gains) -> str:
    """How much narrower pairing made the bands of a panel, in words; empty if unknown."""
    gains = [gain for gain in gains if np.isfinite(gain)]
    if not gains:
        return ""
    low, high = rounded(min(gains)), rounded(max(gains))
    size = low if low == high else f"{low}–{high}"
    return f"pairing: {size}× narrower" if min(gains) >= 1 else f"pairing: width divided by {size}"


def _notes(tables, width) -> list[str]:
    """For each panel its unit and what pairing gained in the last known month; on one line if that fits them all."""
    parts = []
    for table in tables:
        unit = "percentage points" if table["unit"][0] == "share" else str(table["unit"][0])
        gains = [last["pairing_gain"] for _, last in ends(table, "scenario").values()]
        parts.append([part for part in (unit, gain_note([g for g in gains if g is not None])) if part])
    together = ["; ".join(part) for part in parts]
    if all(len(note) <= width for note in together):
        return together
    return ["\n".join(wrapped(line, width) for line in part) for part in parts]


def _panel(ax, table, looks, named, ticks) -> None:
    style.dress(ax)
    labels = EndLabels(ax) if named else None
    first_months = []
    for scenario in values(table, "scenario"):
        line = by_month(where(table, scenario=scenario), f"difference, {scenario}")
        fan(ax, line["month"], line, **looks[scenario], strength=1.0 if len(looks) < 3 else 0.6)
        line = known(line)
        if not count(line):
            continue
        if named:
            labels.add(line["month"][-1], line["median"][-1], wrapped(shown(scenario), 13), looks[scenario]["color"])
        first = leaves_zero(line)
        if first is not None:
            _dot(ax, line["month"][first], line["median"][first], looks[scenario]["color"])
            first_months.append((line["month"][first], looks[scenario]["color"]))
    ax.axhline(0, color=style.DARK, linewidth=2.4, zorder=2.5)
    ax.margins(y=0.08)
    style.amounts(ax, points if table["unit"][0] == "share" else number, ticks)
    style.months(ax, table["month"].min(), table["month"].max())
    _say_when(ax, first_months)


def _dot(ax, month, median, color) -> None:
    ax.plot([month], [median], "o", markersize=11, color=color, markeredgecolor="white", markeredgewidth=1.5, zorder=5)


def _say_when(ax, first_months) -> None:
    """The months of the dots, in the corner that differences, starting from nothing, leave free."""
    low, high = ax.get_ylim()
    below = -low > high
    lines = [(f"\u25cf month {number(month)}", color) for month, color in first_months]
    for i, (text, color) in enumerate(lines):
        step = (len(lines) - 1 - i) if below else -i
        ax.annotate(
            text, (0, 0 if below else 1), (10, step * style.NOTE * 1.3 + (8 if below else -8)), xycoords="axes fraction",
            textcoords="offset points", ha="left", va="bottom" if below else "top", fontsize=style.NOTE, color=style.ink(color),
            bbox={"facecolor": "white", "alpha": 0.7, "edgecolor": "none", "pad": 0.5}, zorder=6,
        )  # fmt: skip
