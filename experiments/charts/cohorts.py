"""Cohort retention: of those who joined together, how many are still active so many months on (chart C11)."""

import matplotlib
import numpy as np
from matplotlib.colors import Normalize
from matplotlib.patches import Rectangle

from experiments.charts import style
from experiments.charts.bands import prepared
from experiments.charts.words import number, percent
from experiments.tables import Table, count

COLUMNS = ("joined_month", "months_since", "active_share", "members")
MOST = 24  # rows or columns whose numbers can still be read
FEW = 30  # members; a share of fewer is mostly chance


def panels(table: Table) -> int:
    """Always one."""
    return 1


def chart(table: Table, ax):
    """Draw a heat map: a row per cohort, a column per month since joining, the share still active in color and in figures.

    A cohort is who joined in a month, or in a longer time where months hold too few. Cells of fewer than 30 members
    are hatched. Unknown cells (the future) stay empty. The colors stretch from 0 to the highest share after the month
    of joining, in which everybody is active.

    Args:
        table: columns `joined_month` (numbers, or words such as "2024 Q1"), `months_since, active_share` (0 to 1),
            `members`; optional `runs`.
        ax: one.

    Returns the axes. Raises ValueError for a missing column, a cell given twice, or more than 24 rows or columns.
    """
    free = prepared(table, ax, COLUMNS, "cohorts", 1)
    if len(free):
        _draw(free[0], table)
    return ax


def _draw(ax, table) -> None:
    joined, row = np.unique(table["joined_month"], return_inverse=True)
    since, column = np.unique(table["months_since"], return_inverse=True)
    for what, found in (("cohorts", joined), ("months since joining", since)):
        if len(found) > MOST:
            raise ValueError(f"chart cohorts shows at most {MOST} {what}, got {len(found)}; leave some out or join them")
    if len(set(zip(row.tolist(), column.tolist(), strict=True))) < count(table):
        raise ValueError("chart cohorts: a cohort has two rows for one month since joining; give one row per cell")
    later = np.asarray(table["active_share"])[np.asarray(table["months_since"]) > 0]
    top = np.nanmax(later) if len(later) and np.isfinite(later).any() else 1.0
    shade = Normalize(0, top or 1.0, clip=True)
    size = style.NOTE + 2 if len(joined) <= 15 and len(since) <= 15 else style.NOTE
    for r, c, share, members in zip(row, column, table["active_share"], table["members"], strict=True):
        if np.isfinite(share):
            _cell(ax, c, r, share, members, shade, size)
    _axes(ax, table, joined, since, row, size)


def _cell(ax, column, row, share, members, shade, size) -> None:
    fill = matplotlib.colormaps["cividis"](shade(share))
    dark = 0.2126 * fill[0] + 0.7152 * fill[1] + 0.0722 * fill[2] < 0.42
    few = members < FEW
    corner = (column - 0.5, row - 0.5)
    ax.add_patch(Rectangle(corner, 1, 1, facecolor=fill, edgecolor="white", linewidth=0.8))
    if few:
        stripes = "white" if dark else "#555555"
        dense = "/" * (3 if size > style.NOTE else 2)
        ax.add_patch(Rectangle(corner, 1, 1, facecolor="none", edgecolor=stripes, hatch=dense, linewidth=0, gid="few"))
        wide, high = (0.5, 0.7) if size > style.NOTE else (0.64, 0.8)  # a plain patch behind the number
        ax.add_patch(Rectangle((column - wide / 2, row - high / 2), wide, high, facecolor=fill, linewidth=0))
    color = "white" if dark else "black"
    text = percent(share).rstrip("%")
    ax.text(column, row, text, ha="center", va="center_baseline", fontsize=size, color=color)


def _axes(ax, table, joined, since, row, size) -> None:
    style.dress(ax, max(size, style.NOTE))
    ax.grid(False)
    ax.spines[:].set_visible(False)
    ax.set_xlim(-0.5, len(since) - 0.5)
    ax.set_ylim(len(joined) - 0.5, -0.5)
    ax.set_xticks(range(len(since)), [number(m) for m in since])
    ax.set_yticks(range(len(joined)), [_name(table, month, row == i) for i, month in enumerate(joined)])
    ax.tick_params(length=0)
    ax.set_xlabel("months since joining", fontsize=style.LABEL)
    ax.set_ylabel("joined (members)", fontsize=style.LABEL)
    hatched = "; hatched: fewer than 30 members" if (np.asarray(table["members"]) < FEW).any() else ""
    style.heading(ax, "Still active, % of those who joined", f"yellow: many, blue: few{hatched}")


def _name(table, month, rows) -> str:
    """When a cohort joined and how many it is (the most members of its row: later cells may have lost sight of some)."""
    text = month if isinstance(month, str) else number(month)
    return f"{text} ({number(np.max(np.asarray(table['members'])[rows]))})"
