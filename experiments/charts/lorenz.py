"""Lorenz curve of helpers: how unequally the answers are shared out (chart C14)."""

import numpy as np

from experiments.charts import style
from experiments.charts.bands import prepared
from experiments.charts.labels import EndLabels
from experiments.charts.words import percent, shown, wrapped
from experiments.tables import Table, joined, need, take, values, where

COLUMNS = ("line", "share_helpers", "share_answers", "low80", "high80")
LABELS = ("line", "gini", "helpers_for_half")
MOST = 5
OBSERVED = "observed"


def panels(table: Table) -> int:
    """Always one."""
    return 1


def chart(table: Table, ax, labels: Table | None = None):
    """Draw the share of answers given by the least active share of helpers, one line per scenario, observed dotted.

    Args:
        table: columns `line` (a scenario, or "observed"), `share_helpers, share_answers, low80, high80` (0 to 1);
            optional `runs`.
        ax: one.
        labels: columns `line, gini, helpers_for_half`, one row per line; may also stand in `table` itself.

    Returns the axes. Raises ValueError for a missing column, more than five lines, or a line without its label.
    """
    free = prepared(table, ax, COLUMNS, "lorenz", 1)
    if len(free):
        _draw(free[0], labelled(table, labels))
    return ax


def labelled(table: Table, labels: Table | None) -> Table:
    """The table with `gini` and `helpers_for_half` in every row, from the second table unless it has them itself.

    Save this one: then the numbers on the labels stand in the data file too.
    """
    if labels is not None:
        need(labels, LABELS, "chart lorenz, labels")
        table = joined(table, {name: labels[name] for name in LABELS}, on="line")
    need(table, LABELS, "chart lorenz")
    return table


def _draw(ax, table) -> None:
    names = values(table, "line")
    if len(names) > MOST:
        raise ValueError(f"chart lorenz draws at most {MOST} lines, got {len(names)}; leave some out")
    scenarios = [name for name in names if name != OBSERVED]
    looks = style.looks(scenarios, style.reference_of(scenarios))
    looks[OBSERVED] = {"color": "black", "linestyle": (0, (1, 1.2))}
    style.dress(ax)
    ax.plot([0, 1], [0, 1], color=style.PALE, linewidth=1.2)
    ax.text(
        0.3, 0.315, "everyone helps equally", rotation=45, transform_rotates_text=True, rotation_mode="anchor",
        ha="center", va="bottom", fontsize=style.NOTE, color="#666666",
    )  # fmt: skip
    ax.axhline(0.5, color=style.PALE, linewidth=1.0, linestyle=(0, (4, 3)), zorder=1)
    ax.text(0.015, 0.515, "half of all answers", ha="left", va="bottom", fontsize=style.NOTE, color="#666666")
    curves = {name: _ordered(where(table, line=name)) for name in names}
    for name, curve in curves.items():
        x, color = curve["share_helpers"], looks[name]["color"]
        ax.fill_between(x, curve["low80"], curve["high80"], color=color, alpha=0.2, linewidth=0)
        ax.plot(x, curve["share_answers"], linewidth=2.8, **looks[name])
    _name_lines(ax, curves, looks)
    _axes(ax)


def _name_lines(ax, curves, looks) -> None:
    """A label for each line, the most equal one on top, led to the line at different heights so that leaders part."""
    labels = EndLabels(ax)
    order = sorted(curves, key=lambda name: curves[name]["gini"][0])
    for name, height in zip(order, np.linspace(0.72, 0.28, len(order)) if len(order) > 1 else [0.5], strict=True):
        curve = curves[name]
        x = np.interp(height, curve["share_answers"], curve["share_helpers"])
        half = curve["helpers_for_half"][0]
        give = "gives" if round(half) == 1 else "give"
        text = f"{wrapped(shown(name), 24)}\n{half:.0f} {give} half, Gini {curve['gini'][0]:.2f}"
        labels.add(x, height, text, looks[name]["color"])


def _ordered(curve: Table) -> Table:
    return take(curve, np.argsort(curve["share_helpers"], kind="stable"))


def _axes(ax) -> None:
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    quarters = (0.0, 0.25, 0.5, 0.75, 1.0)
    ax.set_yticks(quarters, [percent(v) for v in quarters])
    ax.set_xticks(quarters[1:], [percent(v) for v in quarters[1:]])
    ax.set_xlabel("helpers, from the least to the most active", fontsize=style.LABEL)
    style.heading(ax, "Share of all answers", "band: 80% of runs")
