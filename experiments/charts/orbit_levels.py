"""Orbit levels over time: everybody as a stack, and the inner two levels enlarged with their bands (chart C8)."""

import matplotlib
import numpy as np

from experiments.charts import style
from experiments.charts.bands import by_month, prepared
from experiments.charts.labels import EndLabels
from experiments.charts.words import rounded, wrapped
from experiments.tables import Table, count, where

COLUMNS = ("month", "level", "median", "low80", "high80")
LEVELS = ("Leading", "Contributing", "Participating", "Exploring")  # from the core outward
INNER = LEVELS[:2]
SHADES = dict(zip(LEVELS, (0.0, 0.3, 0.62, 0.9), strict=True))  # places on the scale "cividis", the core darkest


def panels(table: Table) -> int:
    """Always two: the stack, and the inner levels."""
    return 2


def chart(table: Table, axes):
    """Draw members by orbit level: stacked medians on the first axes, the inner two levels on the second.

    Bands are shown for the inner two only, as lines: a band on a stack would mix the levels below it.

    Args:
        table: columns `month, level, median, low80, high80` (members), all four levels in every month; optional `runs`.
        axes: two.

    Returns the axes. Raises ValueError for a missing column, level or month, or too few axes.
    """
    free = prepared(table, axes, COLUMNS, "orbit_levels", 2)
    if len(free):
        lines = {level: by_month(where(table, level=level), "orbit_levels") for level in LEVELS}
        _check(table, lines)
        _stack(free[0], lines)
        _inner(free[1], lines)
    return axes


def color(level: str):
    """Color of a level, from dark (the core) to light."""
    return matplotlib.colormaps["cividis"](SHADES[level])


def _check(table, lines) -> None:
    strange = sorted(set(np.asarray(table["level"]).tolist()) - set(LEVELS))
    if strange:
        raise ValueError(f"chart orbit_levels: no level {', '.join(map(repr, strange))}; there are {', '.join(LEVELS)}")
    months = np.unique(table["month"])
    for level, line in lines.items():
        if count(line) != len(months):
            raise ValueError(f"chart orbit_levels: {level} has {count(line)} of {len(months)} months; give all, with zeros")


def _stack(ax, lines) -> None:
    style.dress(ax)
    labels = EndLabels(ax)
    below = np.zeros(count(lines["Leading"]))
    for level, line in lines.items():
        above = below + line["median"]
        ax.fill_between(line["month"], below, above, color=color(level), linewidth=0)
        ax.plot(line["month"], above, color="white", linewidth=0.8)
        middle = (below[-1] + above[-1]) / 2
        labels.add(line["month"][-1], middle, f"{level}\n{rounded(line['median'][-1])}", style.DARK, weight="normal")
        below = above
    _axes(ax, lines, "Everyone", "members by level, medians, stacked")


def _inner(ax, lines) -> None:
    style.dress(ax)
    labels = EndLabels(ax)
    for level, dash in zip(INNER, ("-", style.DASHES[1]), strict=True):
        line = lines[level]
        for bound in ("low80", "high80"):
            ax.plot(line["month"], line[bound], color=color(level), linewidth=1.2, linestyle=":")
        ax.plot(line["month"], line["median"], color=color(level), linestyle=dash, linewidth=2.8)
        labels.add(line["month"][-1], line["median"][-1], f"{level}\n{rounded(line['median'][-1])}", color(level))
    _axes(ax, lines, "The inner two, enlarged", "members; dotted lines hold 80% of runs")


def _axes(ax, lines, name, note) -> None:
    months = lines["Leading"]["month"]
    style.from_zero(ax)
    style.amounts(ax)
    style.months(ax, months[0], months[-1])
    style.heading(ax, name, wrapped(note, 42))
