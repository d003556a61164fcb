"""Median lines with their 80% and 95% bands, and what every chart asks of its rows first."""

import numpy as np

from experiments.charts.words import shown
from experiments.hedges import FEWEST
from experiments.tables import Table, count, need, rows, take, values, where

BANDS = ("low80", "high80", "low95", "high95")


def distinct(table: Table, name: str) -> int:
    """Number of different values of a column, at least 1, so that there is a panel to write a notice or refusal for."""
    return max(len(values(table, name)), 1) if name in table else 1


def by_month(table: Table, who: str, x="month") -> Table:
    """The rows in order of `x`. Raises ValueError if a value of `x` comes twice: then two lines were mixed."""
    order = np.argsort(table[x], kind="stable")
    found, times = np.unique(np.asarray(table[x]), return_counts=True)
    if (times > 1).any():
        raise ValueError(f"chart {who}: {x} {found[times > 1][0]} stands twice in one line; give one row per {x}")
    return take(table, order)


def known(table: Table, column="median") -> Table:
    """The rows in which the column is a number."""
    return take(table, np.isfinite(np.asarray(table[column], float)))


def ends(table: Table, by: str) -> dict[str, tuple[dict, dict]]:
    """First and last row with a known median of every line (value of column `by`); lines without any are left out."""
    found = {}
    for name in values(table, by):
        line = by_month(known(where(table, **{by: name})), name)
        if count(line):
            found[name] = tuple(rows(take(line, [0, -1])))
    return found


def fan(ax, x, table: Table, color, linestyle="-", width=2.6, strength=1.0):
    """Light 95% band, darker 80% band, median line; returns the line. Unknown months leave a gap.

    `strength`: how strongly the bands are tinted; less where many lie on top of each other.
    """
    ax.fill_between(x, table["low95"], table["high95"], color=color, alpha=0.13 * strength, linewidth=0)
    ax.fill_between(x, table["low80"], table["high80"], color=color, alpha=0.27 * strength, linewidth=0)
    (line,) = ax.plot(x, table["median"], color=color, linestyle=linestyle, linewidth=width, zorder=3)
    return line


def runs(table: Table) -> int | None:
    """Number of runs behind the table: the least of its column `runs`; None if the table does not say."""
    if count(table) == 0:
        return 0
    return int(np.min(table["runs"])) if "runs" in table else None


def reference_named(table: Table) -> str:
    """What a table of differences is held against, as it is read."""
    return shown(table["reference"][0]) if "reference" in table else "the reference"


def missing_runs(table: Table) -> int:
    """How many more runs a picture of this table needs; 0 if it has enough or does not say."""
    had = runs(table)
    return 0 if had is None else max(FEWEST - had, 0)


def prepared(table: Table, axes, columns, who: str, panels: int | None = None):
    """Check the columns and the axes; returns the axes as a flat array, empty where a notice was printed instead.

    Raises ValueError for a missing column or too few axes (`panels`: how many are needed).
    """
    need(table, columns, f"chart {who}")
    flat = np.atleast_1d(axes).ravel()
    lacking = missing_runs(table)
    if not lacking and panels and len(flat) < panels:
        raise ValueError(f"chart {who} draws {panels} panels, got {len(flat)} axes; make one for each")
    for ax in flat[panels if panels and not lacking else 1 :]:
        ax.set_visible(False)
    if lacking:
        _notice(flat[0], lacking)
        return flat[:0]
    return flat[:panels]


def _notice(ax, lacking: int) -> None:
    ax.set_axis_off()
    text = f"not enough runs: need about {lacking} more"
    ax.text(0.5, 0.5, text, transform=ax.transAxes, ha="center", va="center", fontsize=24, color="#4d4d4d")
