"""Answer reuse: questions asked, answered, and problems solved by answers that were there already (chart C10)."""

import numpy as np

from experiments.charts import style
from experiments.charts.bands import by_month, prepared
from experiments.charts.labels import EndLabels
from experiments.charts.words import number, rounded
from experiments.tables import Table

COLUMNS = ("month", "asked", "answered", "reused", "reused_low80", "reused_high80")
REUSED, ASKED, ANSWERED = style.COLORS[2], style.COLORS[0], style.COLORS[1]


def panels(table: Table) -> int:
    """Always one."""
    return 1


def chart(table: Table, ax):
    """Draw questions asked and answered as lines, problems solved by reuse as an area with its 80% band, per month.

    Args:
        table: columns `month, asked, answered, reused, reused_low80, reused_high80`, counts per month; optional `runs`.
        ax: one.

    Returns the axes. Raises ValueError for a missing column or a month that comes twice.
    """
    free = prepared(table, ax, COLUMNS, "answer_reuse", 1)
    if len(free):
        _draw(free[0], by_month(table, "answer_reuse"))
    return ax


def passes(table: Table) -> int | None:
    """Row of the first month from which on reuse solves more than was asked; None if it does not, or always did."""
    more = np.asarray(table["reused"]) > np.asarray(table["asked"])
    if not more[-1] or more.all():
        return None
    return int(np.flatnonzero(~more)[-1] + 1)


def _draw(ax, table) -> None:
    month = table["month"]
    style.dress(ax)
    labels = EndLabels(ax)
    ax.fill_between(month, 0, table["reused"], color=REUSED, alpha=0.16, linewidth=0)
    ax.fill_between(month, table["reused_low80"], table["reused_high80"], color=REUSED, alpha=0.30, linewidth=0)
    for name, color, dash, words in (
        ("reused", REUSED, "-", "solved by reuse"),
        ("asked", ASKED, style.DASHES[1], "asked"),
        ("answered", ANSWERED, style.DASHES[2], "answered"),
    ):
        ax.plot(month, table[name], color=color, linestyle=dash, linewidth=2.8)
        labels.add(month[-1], table[name][-1], f"{words}\n{rounded(table[name][-1])}", color)
    style.from_zero(ax)
    style.amounts(ax)
    style.months(ax, month[0], month[-1])
    style.heading(ax, "Questions and problems a month", _note(table))
    first = passes(table)
    if first is not None:
        at = month[first], table["reused"][first]
        ax.plot(*at, "o", markersize=11, color=REUSED, markeredgecolor="white", markeredgewidth=1.5, zorder=5)


def _note(table) -> str:
    first = passes(table)
    passing = "" if first is None else f"\ndot: from month {number(table['month'][first])} on reuse solves more than is asked"
    return f"area: problems solved by an answer that was there already; band: 80% of runs{passing}"
