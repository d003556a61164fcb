"""Funnel: accounts from knowing the product to renewing it, where they stand and how many took each step (chart C9)."""

import numpy as np

from experiments.charts import style
from experiments.charts.bands import prepared
from experiments.charts.words import number, percent, shown
from experiments.hedges import is_clear
from experiments.tables import Table, rows, values, where

COLUMNS = ("scenario", "stage", "moved", "month", "median", "low80", "high80", "rate", "change", "change_low80", "change_high80")
MOST = 4  # scenarios
WIDTH = 0.88  # of the bars of a stage together
HINTS = {"introduced": "qualified leads"}
SHARES = {"bought": "of trials", "renewed": "of due"}


def panels(table: Table) -> int:
    """Always two: where accounts stand, and what moved."""
    return 2


def chart(table: Table, axes):
    """Draw the accounts at each stage and those that took each step as bars, the scenarios side by side, with 80% bands.

    The number stands beside the bar, bold where it differs clearly from the reference, run by run.

    Args:
        table: columns `scenario, stage, moved` (True for steps), `month, median, low80, high80` (accounts), `rate` (share
            of those who could take the step), `change, change_low80, change_high80` (paired difference to the reference;
            nan for itself); one row for each scenario and stage; optional `runs`, `reference`.
        axes: two.

    Returns the axes. Raises ValueError for a missing column, more than four scenarios, a stage that comes twice, or too
    few axes.
    """
    free = prepared(table, axes, COLUMNS, "funnel", 2)
    if not len(free):
        return axes
    scenarios = values(table, "scenario")
    if len(scenarios) > MOST:
        raise ValueError(
            f"chart funnel draws at most {MOST} scenarios, got {len(scenarios)} ({', '.join(map(str, scenarios))}); "
            "leave some out, or make a second picture"
        )
    looks = style.looks(scenarios, style.reference_of(scenarios))
    month = number(np.max(table["month"]))
    _panel(free[0], where(table, moved=False), looks, f"Where accounts stand in month {month}", "accounts")
    _panel(free[1], where(table, moved=True), looks, f"Steps taken in {month} months", "accounts, or contracts that came up")
    _name_bars(free[0], where(table, moved=False), looks)
    return axes


def _panel(ax, table, looks, name, note) -> None:
    style.dress(ax, style.NOTE + 2)
    ax.grid(visible=False)
    scenarios, stages = values(table, "scenario"), values(table, "stage")
    thick = WIDTH / len(scenarios)
    for i, stage in enumerate(stages):
        found = rows(where(table, stage=stage))
        if len(found) > len(scenarios):
            raise ValueError(f"chart funnel: {stage} of a scenario stands twice in one line; give one row per stage")
        for row in found:
            _bar(ax, row, _place(i, scenarios.index(row["scenario"]), len(scenarios)), thick, looks[row["scenario"]]["color"])
    ax.set_ylim(len(stages) - 0.5, -0.5)
    ax.set_yticks(range(len(stages)), [f"{stage}\n({HINTS[stage]})" if stage in HINTS else stage for stage in stages])
    ax.tick_params(axis="y", length=0)
    ax.set_xlim(0, 1.75 * (ax.dataLim.x1 or 1.0))
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    style.heading(ax, name, note)


def _bar(ax, row, y, thick, color) -> None:
    ax.barh(y, row["median"], 0.88 * thick, color=color, alpha=0.6, linewidth=0)
    ax.plot([row["low80"], row["high80"]], [y, y], color=style.DARK, linewidth=1.6, solid_capstyle="butt")
    share = SHARES.get(row["stage"], "")
    rate = f", {percent(row['rate'])} {share}" if share and row["rate"] is not None else ""
    ax.annotate(
        number(round(row["median"])) + rate, (max(row["median"], row["high80"]), y), (6, 0), textcoords="offset points",
        va="center_baseline", fontsize=style.NOTE, color=style.ink(color),
        fontweight="bold" if is_clear(row, "change_") else "normal",
    )  # fmt: skip


def _name_bars(ax, table, looks) -> None:
    """The scenarios, each level with its bar of the stage that leaves most room."""
    stages, scenarios = values(table, "stage"), values(table, "scenario")
    roomy = min(stages, key=lambda stage: np.max(where(table, stage=stage)["high80"]))
    for name in scenarios:
        ax.annotate(
            shown(name), (1, _place(stages.index(roomy), scenarios.index(name), len(scenarios))), (-4, 0),
            xycoords=("axes fraction", "data"), textcoords="offset points", ha="right", va="center_baseline",
            fontsize=style.LABEL, fontweight="bold", color=style.ink(looks[name]["color"]),
        )  # fmt: skip


def _place(stage: int, scenario: int, scenarios: int) -> float:
    """Where the bar of a scenario stands, downward."""
    return stage - WIDTH / 2 + (scenario + 0.5) * WIDTH / scenarios
