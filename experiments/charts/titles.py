"""Titles that say what a picture shows and how sure that is, made from its numbers by rule; and subtitles."""

import numpy as np

from experiments.charts import cohorts as cohort_rules
from experiments.charts import fit_check as fit_rules
from experiments.charts import funnel_words, ledger_words, sheet_words
from experiments.charts import lorenz as lorenz_rules
from experiments.charts.bands import by_month, ends, known, missing_runs, reference_named, runs
from experiments.charts.orbit_levels import INNER
from experiments.charts.style import reference_of
from experiments.charts.words import (
    LONGEST,
    change,
    longest_that_fits,
    number,
    percent,
    plain,
    rounded,
    sentence,
    shortened,
    shown,
)
from experiments.hedges import OPEN, by_chance, chance_apart, hedge, hedge_of, is_clear, runs_of
from experiments.tables import Table, count, rows, values, where

# Who is there and who stays come first: pull is per active member and rises while a community shrinks. Gravity is about 0 in any
# steady state and rarely tells plans apart.
HEADLINES = ("active", "hold", "pull", "gravity")
UNKNOWN = "No clear result: nothing is known yet"


def title(name: str, table: Table, **extra) -> str:
    """Title of the chart called `name`, at most 90 characters; it never claims more than the bands allow."""
    lacking = missing_runs(table)
    if lacking:
        return f"Not enough runs to tell yet: about {lacking} more are needed"
    if "median" in table and not count(known(table)):
        return UNKNOWN
    return shortened(_TITLES[name](table, **extra), LONGEST)


def gravity(table: Table, paired: Table | None = None) -> str:
    """Takeaway of the gravity chart; of the paired differences, if given, since they tell more than levels."""
    if paired is not None:
        return title("difference", paired)
    metric, lines = _headline(table)
    base = reference_of(list(lines))
    first, last = lines[base]
    month, unit = number(last["month"]), last["unit"]
    others = {name: pair[1] for name, pair in lines.items() if name != base}
    if not others:
        return _over_time(metric, first, last)
    apart = [name for name in others if chance_apart(others[name], last) > OPEN]
    if not apart:
        return _unclear(metric, list(others), base, month)
    name = max(apart, key=lambda n: abs(others[n]["median"] - last["median"]))
    way = "higher" if others[name]["median"] > last["median"] else "lower"
    sure = hedge(chance_apart(others[name], last), runs_of(others[name], last))
    lead = f"With {shown(name)}, {shown(metric)} would {sure} be {way}"
    here, there = (plain(row["median"], unit) for row in (others[name], last))
    return longest_that_fits(
        f"{lead}: {here} in month {month}, {there} with {shown(base)}",
        f"{lead} in month {month} than with {shown(base)}",
        f"With {_brief(name, 22)}, {metric} would {sure} be {way} in month {month}",
    )


def difference(table: Table) -> str:
    """Takeaway of the paired difference in the headline metric: of the scenario with the largest clear difference."""
    metric, lines = _headline(table)
    last = {name: pair[1] for name, pair in lines.items()}
    reference = shown(next(iter(last.values())).get("reference", "the reference"))
    clear = [name for name, row in last.items() if is_clear(row)]
    if not clear:
        return _unclear(metric, list(last), reference, number(max(row["month"] for row in last.values())))
    name = max(clear, key=lambda n: abs(last[n]["median"]))
    row = last[name]
    way = f"{'higher' if row['median'] > 0 else 'lower'} in month {number(row['month'])}"
    lead = f"With {shown(name)}, {shown(metric)} would {hedge_of(row)} be"
    full, bare = (change(row["median"], unit) for unit in (row["unit"], "share" if row["unit"] == "share" else ""))
    return longest_that_fits(
        f"{lead} {full} {way} than with {reference}",
        f"{lead} {bare} {way} than with {reference}",
        f"{lead} {bare} {way}",
        f"With {_brief(name, 22)}, {_brief(metric, 16)} would {hedge_of(row)} be {way}",
    )


def orbit_levels(table: Table) -> str:
    """Takeaway of the orbit levels: how the inner two change from the first month to the last."""
    lines = {level: pair for level, pair in ends(table, "level").items() if level in INNER}
    if not lines:
        return UNKNOWN
    month = number(max(last["month"] for _, last in lines.values()))
    told = []
    for level, (first, last) in lines.items():
        chance = chance_apart(first, last)
        if chance > OPEN:
            verb = "rises" if last["median"] > first["median"] else "falls"
            sure = hedge(chance, runs_of(first, last))
            told.append(f"{level} {sure} {verb} from {rounded(first['median'])} to {rounded(last['median'])}")
    if not told:
        return f"No clear change in the inner two orbit levels by month {month}"
    return longest_that_fits(f"{'; '.join(told)} by month {month}", f"{told[0]} members by month {month}")


def answer_reuse(table: Table) -> str:
    """Takeaway of answer reuse: problems solved by reuse against questions asked, in the last known month."""
    table = known(table, "reused")
    if not count(table):
        return UNKNOWN
    last = rows(by_month(table, "answer_reuse"))[-1]
    month, asked, reused = number(last["month"]), last["asked"], last["reused"]
    if last["reused_low80"] <= asked <= last["reused_high80"]:
        return f"No clear difference between problems solved by reuse and asked by month {month}"
    more = "more" if reused > asked else "fewer"
    likely = hedge(0.80, None)  # the band of `asked` is not known: claim less than the band of `reused` alone would allow
    return f"Reuse {likely} solves {more} problems than are asked by month {month}: {rounded(reused)} to {rounded(asked)}"


def cohorts(table: Table) -> str:
    """Takeaway of the cohorts: share still active three months on (or at the last month), over all that are no few."""
    since, members = np.asarray(table["months_since"]), np.asarray(table["members"])
    share = np.asarray(table["active_share"], float)
    ok = np.isfinite(share) & (members >= cohort_rules.FEW) & (since > 0)
    if not ok.any():
        return f"No clear retention: no cohort has {cohort_rules.FEW} members to follow yet"
    at = 3 if (ok & (since == 3)).any() else since[ok].max()
    here = ok & (since == at)
    kept = np.average(share[here], weights=members[here])
    months = "month" if at == 1 else "months"
    return f"About {percent(kept)} of {number(members[here].sum())} who joined are still active {number(at)} {months} on"


def lorenz(table: Table, labels: Table | None = None) -> str:
    """Takeaway of the Lorenz curve: how few give half of all answers, beside what was observed."""
    half = {row["line"]: row["helpers_for_half"] for row in rows(lorenz_rules.labelled(table, labels))}
    seen = half.pop(lorenz_rules.OBSERVED, None)
    base = reference_of(list(half)) if half else lorenz_rules.OBSERVED
    one = half.pop(base, seen)
    people = "person gives" if round(one) == 1 else "people give"
    lead = f"About {one:.0f} {people} half of all answers" + (f" with {shown(base)}" if half else "")
    others = [f"{n:.0f} with {shown(name)}" for name, n in half.items()]
    observed = [f"{seen:.0f} observed"] if seen is not None and base != lorenz_rules.OBSERVED else []
    return longest_that_fits(", ".join([lead, *others, *observed]), ", ".join([lead, *observed]), lead)


def fit_check(table: Table) -> str:
    """Takeaway of the fit: share of observed points inside the 80% band, and which statistic fits worst."""
    covers = fit_rules.coverage(table)
    points, inside = sum(c.points for c in covers.values()), sum(c.inside for c in covers.values())
    if not points:
        return "No clear fit: nothing was observed to compare with"
    lead = f"{percent(inside / points)} of {points} observed points fall inside the 80% band"
    worst = fit_rules.worst_of(covers)
    return longest_that_fits(f"{lead}; worst: {shown(worst)}", lead) if worst else lead


def subtitle(name: str, table: Table) -> str:
    """What is shown, from how many runs, and which uncertainty the bands stand for."""
    if missing_runs(table):
        return "Bands of so few runs would mislead"
    if name in _SUBTITLES:
        return _SUBTITLES[name](table)
    had = runs(table)
    of = f" of {had} runs" if had else ""
    bands = f"line: median{of}; bands: 80% of runs dark, 95% light"
    reference = reference_named(table)
    return {
        "gravity": f"Attract and retain, month by month; {bands}",
        "difference": f"Paired difference from {reference}: median, 80% (dark), 95% (light){of}; dot: beyond zero at 95%"
        f"{_luck(had)}",
        "orbit_levels": f"Members at the end of each month; medians{of}",
        "answer_reuse": f"Where problems are solved, month by month; medians{of}",
        "cohorts": f"Retention by time of joining{f'; mean{of}' if had else ''}",
        "lorenz": f"Who gives the answers; lines: median{of}",
        "fit_check": f"Dots: observed; {bands}",
    }[name]


def _luck(had) -> str:
    """How many figures look clear by chance, where that is worth saying."""
    return f"; {by_chance(had)} of figures look clear by chance" if by_chance(had) else ""


def _headline(table):
    """The metric a title speaks of (the first known one of HEADLINES, else of the table) and its lines' two ends."""
    table = known(table)
    metrics = values(table, "metric")
    metric = next((m for m in HEADLINES if m in metrics), metrics[0])
    return metric, ends(where(table, metric=metric), "scenario")


def _over_time(metric, first, last) -> str:
    month, unit = number(last["month"]), last["unit"]
    chance = chance_apart(first, last)
    if chance == OPEN:
        return f"No clear change in {metric} by month {month}"
    verb = "rises" if last["median"] > first["median"] else "falls"
    values_ = f"from {plain(first['median'], unit)} to {plain(last['median'], unit)}"
    return sentence(f"{metric} {hedge(chance, runs_of(first, last))} {verb} {values_} by month {month}")


def _unclear(metric, names, reference, month) -> str:
    between = f"between {shown(names[0])} and" if len(names) == 1 else "from"
    return longest_that_fits(
        f"No clear difference in {shown(metric)} {between} {shown(reference)} by month {month}",
        f"No clear difference in {_brief(metric, 40)} by month {month}",
    )


def _brief(name, most) -> str:
    return shortened(shown(name), most)


_TITLES = {
    "gravity": gravity, "difference": difference, "orbit_levels": orbit_levels, "answer_reuse": answer_reuse,
    "cohorts": cohorts, "lorenz": lorenz, "fit_check": fit_check, "sheet": sheet_words.title, "ledger": ledger_words.title,
    "funnel": funnel_words.title,
}  # fmt: skip
_SUBTITLES = {"sheet": sheet_words.subtitle, "ledger": ledger_words.subtitle, "funnel": funnel_words.subtitle}
