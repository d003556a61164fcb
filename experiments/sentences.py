"""Sentences: what a comparison or a run says, in one sentence that never claims more than its bands allow.

The words for chances are those of the pictures (`experiments.hedges`), by the runs that know a figure. Where the 80% band
of a difference holds 0 there is no clear difference. What a plan costs is no result: costs are told only after health,
attitude and value.
"""

from experiments.hedges import ENOUGH, FEWEST, by_chance, hedge_of, is_clear
from experiments.tables import Table, rows, values, where
from experiments.words import listed, number, shown

NAMED = 3  # scenarios that a sentence tells of


def compared(horizon: Table, seeds: int, identical=(), health: dict | None = None) -> str:
    """The sentence of a comparison.

    Args:
        horizon: `compare.at_horizon` of the differences.
        seeds: how many runs each scenario had.
        identical: names of the scenarios that differ in nothing at all from the reference.
        health: `health_marks.health_of` the scenarios, the reference among them; poor health is told.
    """
    if not horizon["scenario"].size:
        return "Nothing to compare: the runs are too short for any monthly figure."
    reference, month = horizon["reference"][0], number(horizon["month"].max())
    scenarios = values(horizon, "scenario")
    if set(scenarios) <= set(identical):
        return f"No difference at all: {listed(scenarios)} gave the very same figures as {reference} in every run."
    if seeds < FEWEST:
        return f"Too few runs to tell: {seeds} of each scenario; about {ENOUGH - seeds} more are needed."
    told = [_told(where(horizon, scenario=name), name, name in identical) for name in scenarios[:NAMED]]
    more = f"; {len(scenarios) - NAMED} more in the table" if len(scenarios) > NAMED else ""
    weak = f" (weak evidence: {seeds} runs; {by_chance(seeds)} of figures look clear by chance)" if seeds < ENOUGH else ""
    return f"Against {reference}, by month {month}: {'; '.join(told)}{more}{weak}{_poor(health)}."


def described(horizon: Table, community: str, seeds: int, health: dict | None = None) -> str:
    """The sentence of a single run: where its two foremost figures stand at the horizon."""
    known = [row for row in rows(horizon) if row["median"] is not None]
    if not known:
        return "Nothing to tell: the run is too short for any monthly figure."
    spans = "; ".join(f"{shown(row['metric'])} {_span(row, seeds)} {row['unit']}" for row in known[:2])
    weak = "" if seeds >= ENOUGH else f" (weak evidence: {seeds} run{'s' if seeds > 1 else ''})"
    return f"In month {number(known[0]['month'])} of {known[0]['scenario']} in {community}: {spans}{weak}{_poor(health)}."


def enough(seeds: int) -> bool:
    """Whether so many seeds can answer anything."""
    return seeds >= FEWEST


def _told(of_scenario: Table, name: str, identical: bool) -> str:
    """What the first metrics with a clear difference say of a scenario, of costs only where nothing else does."""
    if identical:
        return f"no difference at all with {name}"
    clear = [row for row in rows(of_scenario) if is_clear(row)]
    # Who is there is said first: figures per active member rise while a community shrinks.
    results = sorted((row for row in clear if not is_cost(row["metric"])), key=lambda r: (is_neutral(r), r["metric"] != "active"))
    if results:
        return f"with {name} {' and '.join(_change(row) for row in results[:2])}"
    costs = f", but {_change(clear[0])}" if clear else ""
    return f"no clear difference {'in health, attitude or value ' if clear else ''}with {name}{costs}"


def is_cost(metric: str) -> bool:
    """Whether a figure only says what is spent or earned, which is no result by itself."""
    from scenarios.metrics import METRICS

    return metric in METRICS and METRICS[metric].group == "money"


def is_neutral(row: dict) -> bool:
    """Whether neither direction of a difference is better: told after those that are."""
    return row["p_better"] is None


def _poor(health: dict | None) -> str:
    """The warning that a community in poor health calls for: its value and money say little."""
    poor = {name: each for name, each in (health or {}).items() if each.state == "poor"}
    if not poor:
        return ""
    told = "; ".join(f"{name}: {each.reasons[0]}" for name, each in list(poor.items())[:NAMED])
    return f". Health is poor ({told}): nothing else matters before that, so figures of value and money are marked"


def _change(row: dict) -> str:
    way, sign = ("higher", 1) if row["median"] > 0 else ("lower", -1)
    low, high = sorted((sign * row["low80"], sign * row["high80"]))
    size = f"{number(sign * row['median'])} {row['unit']} {way} (80%: {number(low)} to {number(high)})"
    return f"{shown(row['metric'])} would {hedge_of(row)} be {size}"


def _span(row: dict, seeds: int) -> str:
    if seeds < 2:
        return number(row["median"])
    return f"{number(row['median'])} (80%: {number(row['low80'])} to {number(row['high80'])})"
