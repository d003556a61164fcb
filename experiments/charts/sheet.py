"""Metrics sheet: the paired difference of every figure of a group, a small panel each; grey where nothing is clear (C18)."""


from experiments.charts import style
from experiments.charts.bands import BANDS, by_month, distinct, ends, fan, known, prepared
from experiments.charts.labels import EndLabels
from experiments.charts.words import money, number, points, shown, wrapped
from experiments.hedges import is_clear
from experiments.tables import Table, count, values, where

COLUMNS = ("scenario", "group", "metric", "unit", "better", "month", "median", *BANDS, "mark")
MOST = 12  # panels that can still be read
SCENARIOS = 4  # in each
NOTHING = 1e-9  # a panel in which no line leaves zero further than by rounding
ARROWS = {1: "\u00a0\u2191", -1: "\u00a0\u2193"}  # the better way


def panels(table: Table) -> int:
    """Number of axes the chart needs: one per figure, twelve at most."""
    return min(distinct(table, "metric"), MOST)


def chart(table: Table, axes):
    """Draw scenario minus reference of each figure in its own panel; of more than twelve figures the clearest.

    A line is grey where its 80% band holds zero in the last known month. A cross at its end says that the figure means
    little, since the scenario's health is poor. An arrow beside the name points the better way.

    Args:
        table: columns `scenario, group, metric, unit, better` (+1 more, -1 less, 0 neither), `month, median, low80,
            high80, low95, high95` of the difference, `mark` (empty where nothing is to be said); optional `runs`,
            `known` (the runs in which the figure is known), `reference`.
        axes: as many axes as `panels` says.

    Returns the axes. Raises ValueError for a missing column, more than four scenarios, a month that comes twice, or too
    few axes.
    """
    free = prepared(table, axes, COLUMNS, "sheet", panels(table))
    if not len(free):
        return axes
    scenarios = values(table, "scenario")
    if len(scenarios) > SCENARIOS:
        raise ValueError(
            f"chart sheet draws at most {SCENARIOS} scenarios, got {len(scenarios)} ({', '.join(map(str, scenarios))}); "
            "leave some out, or make a second picture"
        )
    looks, metrics = style.looks(scenarios), foremost(table)
    rows, columns = style.grid(len(metrics))
    size, width = style.LABEL if len(metrics) <= 6 else style.NOTE + 1, (60, 38, 23, 22)[columns - 1]
    notes = [_note(where(table, metric=metric), 34 if len(metrics) <= 6 else 0) for metric in metrics]
    room = max(note.count("\n") + 1 for note in notes)
    found = {}
    for place, (ax, metric) in enumerate(zip(free, metrics, strict=True)):
        of_metric = where(table, metric=metric)
        ends_here = _panel(ax, of_metric, looks, (5, 3, 2)[rows - 1])
        if place + columns < len(metrics):  # the time axis is numbered once, below
            ax.set_xlabel("")
            ax.tick_params(labelbottom=False)
        _head(ax, of_metric, notes[place], size, width, room)
        found |= {(name, place): point for name, point in ends_here.items()}
    _name_lines(free, found, looks, columns)
    return axes


def foremost(table: Table) -> list[str]:
    """The figures that are drawn, in the order of the table: those that differ clearly in most scenarios, and most clearly."""
    metrics = values(table, "metric")
    if len(metrics) <= MOST:
        return metrics
    ranks = {metric: _rank(where(table, metric=metric)) for metric in metrics}
    kept = sorted(metrics, key=lambda metric: ranks[metric], reverse=True)[:MOST]
    return [metric for metric in metrics if metric in kept]


def _rank(of_metric: Table) -> tuple[int, float]:
    """In how many scenarios a figure differs clearly in the end, and how many half-widths of its band at most."""
    lasts = [last for _, last in ends(of_metric, "scenario").values()]
    return sum(is_clear(row) for row in lasts), max((_clarity(row) for row in lasts), default=0.0)


def _clarity(row: dict) -> float:
    half = ((row["high80"] or 0.0) - (row["low80"] or 0.0)) / 2
    return abs(row["median"]) / half if half > 0 else float("inf") if row["median"] else 0.0


def _panel(ax, table, looks, ticks) -> dict:
    """One figure; returns the last known point of every scenario."""
    style.dress(ax, style.NOTE)
    last = {}
    for scenario in values(table, "scenario"):
        line = by_month(where(table, scenario=scenario), f"sheet, {table['metric'][0]} of {scenario}")
        there = known(line)
        colored = count(there) > 0 and is_clear(_last(there))
        color = looks[scenario]["color"] if colored else style.PALE
        fan(ax, line["month"], line, color, looks[scenario]["linestyle"], 2.2, 0.9 if colored else 0.5)
        if count(there):
            last[scenario] = there["month"][-1], there["median"][-1]
            if there["mark"][-1]:
                ax.plot(*last[scenario], "X", markersize=10, color=color, markeredgecolor="white", zorder=5, clip_on=False)
    ax.axhline(0, color=style.DARK, linewidth=1.6, zorder=2.5)
    ax.margins(y=0.1)
    style.amounts(ax, _writing(table["unit"][0]), ticks)
    if not ax.dataLim.height > NOTHING:
        ax.set_ylim(-1, 1)
    _few_ticks(ax, ticks)
    style.months(ax, table["month"].min(), table["month"].max(), style.NOTE)
    return last


def _few_ticks(ax, most: int) -> None:
    """Where rows are low, only zero and the tick farthest from it are numbered; only zero where nothing moves."""
    low, high = ax.get_ylim()
    inside = [tick for tick in ax.yaxis.get_major_locator().tick_values(low, high) if low <= tick <= high]
    if (low, high) == (-1, 1):
        ax.set_yticks([0])
    elif most < 3 and inside:
        ax.set_yticks(sorted({0.0, max(inside, key=abs)}))


def _head(ax, table, note, size, width, room) -> None:
    name = shown(table["metric"][0])
    style.heading(ax, wrapped(name[:1].upper() + name[1:] + ARROWS.get(int(table["better"][0]), ""), width), note, size, room)
    if not any(is_clear(last) for _, last in ends(table, "scenario").values()):
        for text in (ax._left_title, *ax.texts):
            text.set_color("#666666")


def _writing(unit: str):
    """How a difference in this unit is written."""
    return points if unit == "share" else money if unit.startswith("$") else number


def _note(table, width: int) -> str:
    """The unit; and where there is one scenario, or room, the differences in the end."""
    unit, show = ("points" if table["unit"][0] == "share" else str(table["unit"][0])), _writing(table["unit"][0])
    lasts = {name: show(float(f"{last['median']:.2g}")) for name, (_, last) in ends(table, "scenario").items()}
    if len(values(table, "scenario")) == 1:
        signed = [f"+{value}" if value[:1] in "$0123456789" and value not in ("0", "$0") else value for value in lasts.values()]
        unit = f"({unit})" if " to " in unit else unit.removeprefix("$")
        return "".join([*signed, unit if unit[:1] == "/" else f" {unit.strip()}".rstrip()])
    if not width:
        return unit
    named = [f"{shown(name)} {value}".replace(" ", "\u00a0") for name, value in lasts.items()]  # a line breaks between them
    return f"{unit}\n{wrapped(', '.join(named), width)}"


def _last(line: Table) -> dict:
    return {name: float(line[name][-1]) for name in ("low80", "high80")}


def _name_lines(axes, found, looks, columns) -> None:
    """Name every line in the panels at the right edge; one that stands in none of them, where it stands last."""
    labels = {}
    for name in dict.fromkeys(name for name, _ in found):
        places = [place for who, place in found if who == name]
        for place in [p for p in places if p % columns == columns - 1] or places[-1:]:
            labels.setdefault(place, EndLabels(axes[place])).add(
                *found[name, place], wrapped(shown(name), 13), looks[name]["color"], style.NOTE + 1
            )
