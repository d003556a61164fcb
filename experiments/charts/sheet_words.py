"""What a metrics sheet says: how many figures differ clearly, with which scenario, and whose health is poor."""

from typing import NamedTuple

from experiments.charts.bands import ends, reference_named, runs
from experiments.charts.sheet import MOST, foremost
from experiments.charts.words import listed, longest_that_fits, number, plain, sentence, short, shortened, shown
from experiments.hedges import by_chance, hedge, is_clear, runs_of
from experiments.tables import Table, values, where

POOR = "poor"


class Tally(NamedTuple):
    """How many figures differ clearly with a scenario, how many of them for the better and the worse, in how many runs."""

    clear: int
    better: int
    worse: int
    runs: int | None  # the least in which one of them is known


def title(table: Table) -> str:
    """Takeaway of a sheet: how many of its figures differ, how sure that is, and with one scenario whether for the better."""
    known, tallies = _known(table), {name: tally(table, name) for name in values(table, "scenario")}
    by = f"by month {_month(table)}"
    found = {name: each for name, each in sorted(tallies.items(), key=lambda x: -x[1].clear) if each.clear}
    if len(known) == 1:
        return _of_one(table, known[0], list(found), by)
    of = f"{len(known)} {_group(table)} figures"
    if not found:
        return longest_that_fits(f"No clear difference in any of {of} {by}", f"No clear difference {by}")
    name, first = next(iter(found.items()))
    sure = hedge(0.9, first.runs)
    told = f"With {shown(name)}, {first.clear} of {of} would {sure} differ {by}"
    if len(tallies) == 1:
        brief = told.replace("would ", "")
        return longest_that_fits(told + _sides(first), brief + _sides(first), told, brief, f"{first.clear} of {of} differ {by}")
    rest = ", ".join(f"{each.clear} with {shown(who)}" for who, each in list(tallies.items()) if who != name)
    lead = f"{sentence(by)}, {first.clear} of {of} {sure} differ with {shown(name)}"
    counts = " and ".join(str(each.clear) for who, each in tallies.items() if who != name)
    brief = f"{first.clear} of {of} {sure} differ {by}"
    return longest_that_fits(f"{lead}, {rest}", f"{lead}, {counts} with the others", told, brief)


def tally(table: Table, scenario: str) -> Tally:
    """Of the figures of a scenario, how many differ clearly in the last known month, for the better or the worse."""
    lasts = [row for _, row in ends(where(table, scenario=scenario), "metric").values() if is_clear(row)]
    sides = [row["better"] * row["median"] for row in lasts]
    return Tally(len(lasts), sum(side > 0 for side in sides), sum(side < 0 for side in sides), runs_of(*lasts) if lasts else None)


def subtitle(table: Table) -> str:
    """What is drawn, what grey, arrow and cross mean, and how many figures are not shown."""
    had, all_of = runs(table), len(values(table, "metric"))
    chance = by_chance(had)
    parts = [
        f"Paired difference from {reference_named(table)}: median, 80% (dark), 95% (light){f' of {had} runs' if had else ''}",
        f"grey: not clear{f' ({chance} are clear by chance)' if chance else ''}; arrow: the better way",
    ]
    parts += [f"{MOST} clearest of {all_of}"] if all_of > MOST else []
    poor, cross = _poor(table), "\u00d7: means little, " if any(table["mark"]) else ""
    if poor:
        parts.append(f"{cross}health is poor with {listed(poor) if len(poor) < 3 else f'{len(poor)} scenarios'}")
    return "; ".join(parts)


def told(table: Table) -> list[str]:
    """Alt text: panels, what differs most clearly with each scenario, what is marked."""
    drawn = foremost(table)
    panels = "one small panel" if len(drawn) == 1 else f"{len(drawn)} small panels"
    lines = [
        f"Line charts, {panels} over months {number(min(table['month']))} to {_month(table)}: paired difference of "
        f"{listed(values(table, 'scenario'))} from {reference_named(table)}, with a line at zero; grey where nothing is clear."
    ]
    for name in values(table, "scenario"):
        lasts = {m: row for m, (_, row) in ends(where(table, scenario=name), "metric").items() if m in drawn and is_clear(row)}
        parts = [f"{shown(metric)} {plain(row['median'], row['unit'])}" for metric, row in list(lasts.items())[:5]]
        lines.append(f"{sentence(short(name))}: {', '.join(parts)}." if parts else f"{sentence(short(name))}: nothing clear.")
    poor, crosses = _poor(table), ", which crosses mark" if any(table["mark"]) else ""
    return [*lines, *([f"Health is poor with {listed(poor)}{crosses}."] if poor else [])]


def _of_one(table, metric, found, by) -> str:
    """Of a sheet with one figure only: which way it goes with the first scenario that changes it."""
    name = shortened(shown(metric), 30)
    if not found:
        return f"No clear difference in {name} {by}"
    row = ends(where(table, scenario=found[0]), "metric")[metric][1]
    way = "higher" if row["median"] > 0 else "lower"
    told = f"{name} would {hedge(0.9, runs_of(row))} be {way} {by}"
    return longest_that_fits(f"With {shown(found[0])}, {told}", f"With {shortened(shown(found[0]), 18)}, {told}")


def _sides(found: Tally) -> str:
    sides = [f"{n} {side}" for n, side in ((found.worse, "worse"), (found.better, "better")) if n]
    return f": {', '.join(sides)}" if sides else ""


def _known(table) -> list[str]:
    """The figures of which a difference is known at all."""
    return [m for m in values(table, "metric") if ends(where(table, metric=m), "scenario")]


def _month(table) -> str:
    lasts = [last["month"] for metric in _known(table) for _, last in ends(where(table, metric=metric), "scenario").values()]
    return number(max(lasts, default=max(table["month"])))


def _group(table) -> str:
    return shown(table["group"][0])


def _poor(table) -> list[str]:
    """Who is in poor health: the reference, then scenarios, as columns `health_of_...` say; and those that are marked."""
    found = []
    for who in ("reference", "scenario"):
        if f"health_of_{who}" in table:
            found += table[who][table[f"health_of_{who}"] == POOR].tolist()
    return list(dict.fromkeys(found + table["scenario"][table["mark"] != ""].tolist()))
