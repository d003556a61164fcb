"""Fit check: observed dots on the simulated fan, one small panel per statistic, the worst one outlined (chart C23)."""

from typing import NamedTuple

import numpy as np
from matplotlib.ticker import LogLocator, NullLocator

from experiments.charts import style
from experiments.charts.bands import BANDS, by_month, distinct, fan, prepared
from experiments.charts.words import number, sentence, shown, wrapped
from experiments.tables import Table, count, values, where

COLUMNS = ("statistic", "x", "observed", "median", *BANDS, "x_label")
MOST = 12
SIMULATED, SEEN = style.COLORS[0], "black"


class Cover(NamedTuple):
    """How many of the observed points of a statistic lie inside the 80% band."""

    inside: int
    points: int
    beyond: float  # mean distance outside the band, in half-widths of the 80% band; settles ties


def panels(table: Table) -> int:
    """Number of axes the chart needs: one per statistic."""
    return distinct(table, "statistic")


def chart(table: Table, axes):
    """Draw each statistic in its own panel: simulated median and bands, observed dots, how many lie in the 80% band.

    Args:
        table: columns `statistic, x, observed, median, low80, high80, low95, high95, x_label`; a single x makes a bar
            instead of a fan. Optional `runs`, and `log_x`, `log_y` (true for a statistic whose axis is logarithmic;
            the axis then says so in words).
        axes: as many as there are statistics.

    Returns the axes. Raises ValueError for a missing column, more than twelve statistics, an x that comes twice, a
    logarithmic axis with values that are not positive, or too few axes.
    """
    free = prepared(table, axes, COLUMNS, "fit_check", panels(table))
    if not len(free):
        return axes
    names = values(table, "statistic")
    if len(names) > MOST:
        raise ValueError(f"chart fit_check draws at most {MOST} statistics, got {len(names)}; leave some out")
    size, width = (style.NOTE + 1, 20) if len(names) > 8 else (style.LABEL, 68 // min(len(names), 4))
    covers = coverage(table)
    worst = worst_of(covers)
    for ax, name in zip(free, names, strict=True):
        _panel(ax, by_month(where(table, statistic=name), f"fit_check, {name}", "x"), name == worst, 2 if len(names) > 8 else 4)
        note = f"{covers[name].inside} of {covers[name].points} inside" + (": worst" if name == worst else "")
        style.heading(ax, wrapped(sentence(shown(name)), width), note, size)
    return axes


def coverage(table: Table) -> dict[str, Cover]:
    """Per statistic, how many of its observed points lie inside the 80% band of the runs."""
    return {name: _cover(where(table, statistic=name)) for name in values(table, "statistic")}


def worst_of(covers: dict[str, Cover]) -> str | None:
    """The statistic with the smallest share inside, ties by distance; None if there is no other or all points lie inside."""
    if len(covers) < 2:
        return None
    missed = {name: cover for name, cover in covers.items() if cover.inside < cover.points}
    return min(missed, key=lambda n: (missed[n].inside / missed[n].points, -missed[n].beyond), default=None)


def _cover(table) -> Cover:
    seen, low, high = (np.asarray(table[name], float) for name in ("observed", "low80", "high80"))
    ok = np.isfinite(seen) & np.isfinite(low) & np.isfinite(high)
    seen, low, high = seen[ok], low[ok], high[ok]
    outside = np.maximum(np.maximum(low - seen, seen - high), 0.0)
    half = np.maximum((high - low) / 2, 1e-12)
    return Cover(int((outside == 0).sum()), len(seen), float(np.mean(outside / half)) if len(seen) else 0.0)


def _panel(ax, table, worst, ticks) -> None:
    style.dress(ax, style.NOTE)
    if count(table) == 1:
        _bar(ax, table)
    else:
        fan(ax, table["x"], table, SIMULATED, width=2.0)
        dots = {"color": SEEN, "markersize": 5.5, "markeredgecolor": "white", "markeredgewidth": 0.8, "zorder": 4}
        ax.plot(table["x"], table["observed"], "o", **dots)
    words = _scales(ax, table, ticks)
    ax.set_xlabel(wrapped(f"{table['x_label'][0]}{words}", 24), fontsize=style.NOTE)
    if worst:
        ax.spines[:].set(visible=True, color=style.ALARM, linewidth=3.0)


def _bar(ax, table) -> None:
    """A statistic that is one number: the bands as a bar, the median as a stroke, the observed one as a dot."""
    for low, high, alpha in (("low95", "high95", 0.18), ("low80", "high80", 0.35)):
        ax.fill_between([-0.16, 0.16], table[low], table[high], color=SIMULATED, alpha=alpha, linewidth=0)
    ax.plot([-0.16, 0.16], np.repeat(table["median"], 2), color=SIMULATED, linewidth=2.6)
    ax.plot([0], table["observed"], "o", color=SEEN, markersize=9, markeredgecolor="white", zorder=4)
    ax.set_xlim(-1, 1)
    ax.set_xticks([])


def _scales(ax, table, ticks) -> str:
    """Set both scales; returns what must be said about them."""
    logs = {axis: bool(table[f"log_{axis}"][0]) if f"log_{axis}" in table else False for axis in "xy"}
    for axis, on in logs.items():
        _check_positive(table, axis) if on else None
    if logs["y"]:
        ax.set_yscale("log", nonpositive="clip")
    else:
        style.from_zero(ax)
        style.amounts(ax, ticks=ticks)
    if logs["x"]:
        ax.set_xscale("log")
    elif count(table) > 1:
        style.amounts(ax, ticks=5, axis="x", whole=bool((np.asarray(table["x"]) % 1 == 0).all()))
    for axis, on in ((ax.xaxis, logs["x"]), (ax.yaxis, logs["y"])):
        if on:
            axis.set_major_locator(LogLocator(numticks=4))
            axis.set_minor_locator(NullLocator())
            axis.set_major_formatter(lambda v, _: number(v))
    spoken = {"xy": "both axes", "x": "across", "y": "upward"}["".join(a for a in "xy" if logs[a]) or "xy"]
    return f" (log scale {spoken})" if any(logs.values()) else ""


def _check_positive(table, axis) -> None:
    for name in ("x",) if axis == "x" else ("observed", "median"):
        if (np.asarray(table[name], float) <= 0).any():
            raise ValueError(
                f"chart fit_check: {table['statistic'][0]} has a {name} of 0 or less on a logarithmic axis; "
                f"leave those rows out or set log_{axis} to false"
            )
