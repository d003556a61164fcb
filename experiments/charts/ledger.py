"""Ledger: what each part of the community costs against what is captured, and when the money comes back (chart C12)."""

import numpy as np

from experiments.charts import style
from experiments.charts.bands import BANDS, by_month, fan, prepared
from experiments.charts.labels import EndLabels
from experiments.charts.words import money, number, shown, wrapped
from experiments.tables import Table, count, need, rows, stacked, take, values, where

COLUMNS = ("scenario", "item", "kind", "month", "median", *BANDS)
TOLD = ("hole", "hole_month", "payback", "paid_back")
MOST = 4  # scenarios
PARTS = 5  # of the costs that stand by themselves; the smaller ones stand together
OTHER = "other costs"
NET = "net"
ROOM = 0.28  # of the width, for the numbers on one side
NUMBERS = 26  # bars that still have room for their number


def panels(table: Table) -> int:
    """Always two: the items, and their sum over time."""
    return 2


def chart(table: Table, axes):
    """Draw the sum of each item as a bar with its 80% band, and the net over time with its bands, against the reference.

    A triangle marks the deepest point of the money, a dot the month from which on it stays above zero.

    Args:
        table: columns `scenario, item, kind` ("value", "cost" or "net"), `month, median, low80, high80, low95, high95`,
            dollars added up since the start, costs negative; and `hole, hole_month, payback, paid_back`, the same in
            every row of a scenario; optional `runs`, `reference`.
        axes: two.

    Returns the axes. Raises ValueError for a missing column, more than four scenarios, a month that comes twice, or too
    few axes.
    """
    free = prepared(table, axes, COLUMNS, "ledger", 2)
    if not len(free):
        return axes
    need(table, TOLD, "chart ledger")
    scenarios = values(table, "scenario")
    if len(scenarios) > MOST:
        raise ValueError(
            f"chart ledger draws at most {MOST} scenarios, got {len(scenarios)} ({', '.join(map(str, scenarios))}); "
            "leave some out, or make a second picture"
        )
    looks = style.looks(scenarios)
    _items(free[0], at_end(table), looks)
    _over_time(free[1], table, looks)
    return axes


def at_end(table: Table) -> Table:
    """The items in the last month: value, the largest costs, the rest of them together, net. Without those that are zero."""
    parts = []
    for item in values(table, "item"):
        for scenario in values(table, "scenario"):
            line = by_month(where(table, item=item, scenario=scenario), f"ledger, {item} of {scenario}")
            parts.append(take(line, slice(count(line) - 1, None)))
    last = stacked([part for part in parts if count(part)])
    sizes = {item: np.abs(np.nan_to_num(where(last, item=item)["median"])).max() for item in values(last, "item")}
    costs = sorted((item for item in sizes if where(last, item=item)["kind"][0] == "cost"), key=lambda i: -sizes[i])
    small = costs[PARTS:] if len(costs) > PARTS + 1 else []
    shown_ = [i for i in sizes if where(last, item=i)["kind"][0] == "value"] + [i for i in costs if i not in small]
    kept = [where(last, item=item) for item in shown_ if sizes[item] > 0]
    if small:
        kept.append(_together([where(last, item=item) for item in small]))
    return stacked([*kept, where(last, item=NET)])


def label(item: str) -> str:
    """A part of the community as it is read: "staff/community_manager" becomes "community manager"."""
    return shown(item.split("/")[-1])


def _together(parts) -> Table:
    """Costs as one; they are decided, so they have no band and add up."""
    names = ("median", *BANDS)
    return parts[0] | {"item": np.full(count(parts[0]), OTHER)} | {name: sum(part[name] for part in parts) for name in names}


def _items(ax, last, looks) -> None:
    """Bars, the items from above downward, the scenarios side by side in each."""
    style.dress(ax, style.NOTE + 2)
    ax.grid(visible=False, axis="y")
    ax.grid(visible=True, axis="x", color="#e4e4e4", linewidth=0.8)
    items, scenarios = values(last, "item"), values(last, "scenario")
    thick = 0.88 / len(scenarios)
    for i, item in enumerate(items):
        for row in rows(where(last, item=item)):
            place = scenarios.index(row["scenario"])
            y = i - 0.44 + (place + 0.5) * thick
            _bar(ax, row, y, thick, looks[row["scenario"]]["color"], len(items) * len(scenarios) <= NUMBERS)
    ax.axvline(0, color=style.DARK, linewidth=1.6)
    ax.axhline(len(items) - 1.5, color=style.DARK, linewidth=1.0)
    ax.set_ylim(len(items) - 0.45, -0.55)
    ax.set_yticks(range(len(items)), [wrapped(label(item), 15) for item in items])
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)
    _room_for_numbers(ax, last)
    style.amounts(ax, money, 4, "x")
    style.heading(ax, f"Sums by month {number(last['month'].max())}", "right: gained or saved; left: paid or lost")


def _room_for_numbers(ax, last) -> None:
    """Numbers stand outward of the bars, on each side that has any."""
    low, high = min(np.nanmin(last["low80"]), 0.0), max(np.nanmax(last["high80"]), 0.0)
    left, right = bool((last["median"] < 0).any()), bool((last["median"] > 0).any())
    room = ROOM * ((high - low) or 1.0) / (1 - ROOM * (left + right))
    ax.set_xlim(low - left * room, high + right * room)


def _bar(ax, row, y, thick, color, with_number) -> None:
    strong = row["kind"] == NET
    ax.barh(y, row["median"], 0.9 * thick, color=color, alpha=0.95 if strong else 0.6, linewidth=0)
    if row["low80"] != row["high80"]:
        ax.plot([row["low80"], row["high80"]], [y, y], color=style.DARK, linewidth=1.6, solid_capstyle="butt")
    if with_number and row["median"]:
        right = row["median"] > 0
        tip = max(row["median"], row["high80"]) if right else min(row["median"], row["low80"])
        ax.annotate(
            money(row["median"]), (tip, y), (5 if right else -5, 0), textcoords="offset points", va="center_baseline",
            ha="left" if right else "right", fontsize=style.NOTE, color=style.ink(color),
            fontweight="bold" if strong else "normal",
        )  # fmt: skip


def _over_time(ax, table, looks) -> None:
    style.dress(ax)
    labels = EndLabels(ax)
    for scenario in values(table, "scenario"):
        line = by_month(where(table, item=NET, scenario=scenario), f"ledger, net of {scenario}")
        color = looks[scenario]["color"]
        fan(ax, line["month"], line, **looks[scenario], strength=1.0 if len(looks) < 3 else 0.6)
        _dot(ax, line, line["hole_month"][0], "v", color)
        _dot(ax, line, line["payback"][0] if line["hole"][0] < 0 else np.nan, "o", color)
        labels.add(line["month"][-1], line["median"][-1], _named(scenario, line), color, style.NOTE + 2)
    ax.axhline(0, color=style.DARK, linewidth=2.4, zorder=2.5)
    ax.margins(y=0.08)
    style.amounts(ax, money)
    style.months(ax, table["month"].min(), table["month"].max())
    has_hole = bool((table["hole"] < 0).any())
    style.heading(ax, "Net, added up", "triangle: deepest point; dot: paid back" if has_hole else "never below zero")


def _named(scenario, line) -> str:
    """Name and end of a line, and what its hole was, in the median of the runs."""
    told = [wrapped(shown(scenario), 15), money(line["median"][-1])]
    if line["hole"][0] < 0:
        if line["hole"][0] < 1.1 * line["median"][-1]:  # else it ends in its hole
            told.append(f"hole {money(line['hole'][0])}")
        back = line["payback"][0]
        told.append(f"back in month {number(np.ceil(back))}" if np.isfinite(back) else _ahead(line))
    return "\n".join(told)


def _ahead(line) -> str:
    """Up to when a line that ends below zero was above it: savings come before what they cost."""
    ahead = np.flatnonzero(line["median"] > 0)
    return f"ahead until month {number(line['month'][ahead[-1]])}" if len(ahead) else "not paid back"


def _dot(ax, line, month, marker, color) -> None:
    if np.isfinite(month):
        y = np.interp(month, line["month"], line["median"])
        ax.plot(
            [month], [y], marker, markersize=11, color=color, markeredgecolor="white", markeredgewidth=1.5, zorder=5,
            clip_on=False,
        )  # fmt: skip
