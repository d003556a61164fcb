"""Alt text: a picture in 60 to 120 words for those who hear it, computed from its table."""

import numpy as np

from experiments.charts import cohorts as cohort_rules
from experiments.charts import fit_check as fit_rules
from experiments.charts import funnel_words, ledger_words, sheet_words
from experiments.charts import lorenz as lorenz_rules
from experiments.charts.bands import by_month, ends, known, missing_runs
from experiments.charts.difference import leaves_zero
from experiments.charts.style import reference_of
from experiments.charts.titles import UNKNOWN, title
from experiments.charts.words import listed, number, percent, plain, sentence, short, shown
from experiments.tables import Table, count, rows, values, where

FEWEST, MOST = 60, 120  # words
# Said where the numbers leave room, in this order.
REST = (
    "Dark bands hold 80 percent of the simulated runs and light bands 95 percent, where the picture has bands.",
    "The numbers behind the picture stand in the data file that lies beside it, one row for each point that was drawn.",
    "The source line at the bottom left names the run from which the picture was made, so that it can be made again.",
    "Names stand beside what they name; there is no legend.",
)


def alt(name: str, table: Table, **extra) -> str:
    """Alt text of the chart called `name`: what kind it is, axes, trend with numbers, widest band, one comparison.

    `extra` as for `picture`. Always 60 to 120 words.
    """
    heading = title(name, table, **extra)
    if missing_runs(table) or heading == UNKNOWN:
        return compose([f"{heading}.", "Instead of a picture there is a notice that says so."])
    return compose([f"{heading}.", *_ALTS[name](table, **extra)])


def compose(sentences) -> str:
    """The sentences as far as 120 words allow, then general ones up to 60 words."""
    words = []
    for text in sentences:
        part = text.split()
        if len(words) + len(part) <= MOST:
            words += part
    for text in REST:
        if len(words) < FEWEST:
            words += text.split()
    return " ".join(words)


def gravity(table: Table) -> list[str]:
    """Axes, then each figure from start to end, then the widest band."""
    metrics, scenarios = values(table, "metric"), values(table, "scenario")
    told = [
        f"Line chart with {len(metrics)} {'panel' if len(metrics) == 1 else 'panels side by side'}, {listed(metrics)}, "
        f"over months {_span(table, 'month')}, one line for each of {listed(scenarios)}."
    ]
    for metric in metrics:
        lines = ends(where(table, metric=metric), "scenario")
        if lines:
            base = reference_of(list(lines))
            others = [f"{short(n)} ends at {plain(p[1]['median'], p[1]['unit'])}" for n, p in lines.items() if n != base]
            told.append(", ".join([f"{sentence(metric)} with {_trend(base, *lines[base])}", *others]) + ".")
    return [*told, *_widest(table)]


def difference(table: Table) -> list[str]:
    """Axes, each metric's last differences, when they leave zero, the widest band."""
    metrics, scenarios = values(table, "metric"), values(table, "scenario")
    reference = short(table["reference"][0]) if "reference" in table else "the reference"
    told = [
        f"Line chart with {len(metrics)} {'panel' if len(metrics) == 1 else 'panels'}, {listed(metrics)}: difference of "
        f"{listed(scenarios)} from {reference} over months {_span(table, 'month')}, with a bold line at zero."
    ]
    for metric in metrics:
        parts = []
        for name in values(table, "scenario"):
            line = known(where(table, metric=metric, scenario=name))
            if count(line):
                parts.append(_difference(name, by_month(line, name)))
        told += [f"{sentence(shown(metric))}: {'; '.join(parts)}."] if parts else []
    return [*told, *_widest(table)]


def orbit_levels(table: Table) -> list[str]:
    """Axes, each level from start to end, the widest band."""
    lines = ends(table, "level")
    told = [
        f"Two panels over months {_span(table, 'month')}: a stack of the members of four orbit levels from the core "
        "outward, and the inner two levels enlarged, with dotted lines around 80 percent of the runs."
    ]
    return [*told, *(sentence(_trend(level, *pair)) + "." for level, pair in lines.items()), *_widest(table, "level")]


def answer_reuse(table: Table) -> list[str]:
    """Axes, each line from start to end, the band at the end."""
    table = by_month(known(table, "reused"), "answer_reuse")
    first, last = rows(table)[0], rows(table)[-1]
    told = {"asked": "questions asked go", "answered": "questions answered", "reused": "problems solved by reuse"}
    trend = [f"{what} from {number(first[name])} to {number(last[name])}" for name, what in told.items()]
    return [
        f"Two lines and an area over months {_span(table, 'month')}, counted per month.",
        sentence(", ".join(trend)) + ".",
        f"At the end 80 percent of the runs put reuse between {number(last['reused_low80'])} and "
        f"{number(last['reused_high80'])}, {number(last['reused'] / max(last['answered'], 1e-9))} times the questions answered.",
    ]


def cohorts(table: Table) -> list[str]:
    """Axes, the best and the worst cell of the first later month, the hatched cells."""
    since = np.asarray(table["months_since"])
    joined = values(table, "joined_month")
    told = [
        f"Heat map of {len(joined)} cohorts by {len(np.unique(since))} months since joining; each cell gives the "
        "percentage still active, yellow for many and blue for few."
    ]
    cells = [r for r in rows(table) if r["active_share"] is not None and r["months_since"] > 0]
    if cells:
        first = min(r["months_since"] for r in cells)
        there = [r for r in cells if r["months_since"] == first]
        best, worst = max(there, key=_active), min(there, key=_active)
        told.append(
            f"After {number(first)} {'month' if first == 1 else 'months'} the share runs from {percent(_active(worst))} "
            f"(joined {worst['joined_month']}) to {percent(_active(best))} (joined {best['joined_month']})."
        )
    few = int((np.asarray(table["members"]) < cohort_rules.FEW).sum())
    told.append(f"{few} of {count(table)} cells are hatched because they hold fewer than {cohort_rules.FEW} members.")
    return told


def lorenz(table: Table, labels: Table | None = None) -> list[str]:
    """Axes, then each line's concentration, the widest band."""
    table = lorenz_rules.labelled(table, labels)
    names = values(table, "line")
    told = [
        f"Lorenz curves of {listed(names)}: share of all answers against share of helpers from the least to the most "
        "active, both from 0 to 100 percent, with a diagonal on which everyone would help equally."
    ]
    for name in names:
        row = rows(where(table, line=name))[0]
        told.append(f"{sentence(short(name))}: {row['helpers_for_half']:.0f} give half, Gini {row['gini']:.2f}.")
    return told


def fit_check(table: Table) -> list[str]:
    """Panels, how many points each covers from worst to best."""
    covers = {name: c for name, c in fit_rules.coverage(table).items() if c.points}
    order = sorted(covers, key=lambda n: covers[n].inside / covers[n].points)
    panels = "One panel" if len(order) == 1 else f"{len(order)} small panels, one for each statistic"
    told = [f"{panels}: observed dots on the median and bands of the simulated runs."]
    worst = fit_rules.worst_of(covers)
    if worst:
        told.append(f"The panel of {short(worst)} is outlined as the worst.")
    parts = [f"{short(n)} {covers[n].inside} of {covers[n].points}" for n in order[:8]]
    return [*told, f"Dots inside the 80 percent band: {', '.join(parts)}."] if parts else told


def _difference(name, line) -> str:
    row, first = rows(line)[-1], leaves_zero(line)
    when = f"leaves zero in month {number(line['month'][first])}" if first is not None else "never leaves zero"
    return f"{short(name)} ends {plain(row['median'], row['unit'])} away, its 95 percent band {when}"


def _trend(name, first, last) -> str:
    unit = last.get("unit", "")
    return f"{short(name)} goes from {plain(first['median'], unit)} to {plain(last['median'], unit)}"


def _widest(table, by="scenario") -> list[str]:
    """Where the 80% band is widest for its median, of the last rows."""
    lasts = []
    groups = values(table, "metric") if "metric" in table else [None]
    for metric in groups:
        part = table if metric is None else where(table, metric=metric)
        lasts += [(metric, name, pair[1]) for name, pair in ends(part, by).items()]
    lasts = [(m, n, r) for m, n, r in lasts if r["low80"] is not None and r["high80"] is not None]
    if not lasts:
        return []
    metric, name, row = max(lasts, key=lambda x: (x[2]["high80"] - x[2]["low80"]) / max(abs(x[2]["median"]), 1e-9))
    unit = row.get("unit", "")
    of = f"{metric} with {short(name)}" if metric else short(name)
    return [f"Least sure is {of}: 80 percent between {plain(row['low80'], unit)} and {plain(row['high80'], unit)}."]


def _active(row) -> float:
    return row["active_share"]


def _span(table, column) -> str:
    return f"{number(np.min(table[column]))} to {number(np.max(table[column]))}"


_ALTS = {
    "gravity": gravity, "difference": difference, "orbit_levels": orbit_levels, "answer_reuse": answer_reuse,
    "cohorts": cohorts, "lorenz": lorenz, "fit_check": fit_check, "sheet": sheet_words.told, "ledger": ledger_words.told,
    "funnel": funnel_words.told,
}  # fmt: skip
