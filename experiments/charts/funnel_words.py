"""What a funnel says: the step of most consequence that a scenario changes; of one scenario, what became of its trials."""

from experiments.charts.bands import reference_named, runs
from experiments.charts.words import listed, longest_that_fits, number, percent, sentence, short, shown
from experiments.hedges import by_chance, hedge, is_clear, runs_of
from experiments.tables import Table, rows, values, where

WEIGHTY = ("bought", "renewed", "customers", "began a trial", "introduced", "became aware")  # a title speaks of the first clear
SAID = {
    "bought": "accounts would {}buy", "renewed": "contracts would {}be renewed", "customers": "customers would {}be there",
    "began a trial": "trials would {}begin", "introduced": "accounts would {}be introduced",
    "became aware": "accounts would {}become aware",
}  # fmt: skip
NAMED = {
    "bought": "{} contracts won", "renewed": "{} renewed", "customers": "{} customers", "began a trial": "{} trials begun",
    "introduced": "{} accounts introduced",
}  # fmt: skip


def title(table: Table) -> str:
    """Takeaway of a funnel."""
    scenarios, month = values(table, "scenario"), number(table["month"].max())
    if len(scenarios) == 1:
        return _of_one(table, month)
    reference = reference_named(table)
    for stage in WEIGHTY:
        changed = [row for row in rows(where(table, stage=stage)) if is_clear(row, "change_")]
        if changed:
            row = max(changed, key=lambda r: abs(r["change"]))
            more = "more" if row["change"] > 0 else "fewer"
            said = SAID[stage].format(f"{hedge(0.9, runs_of(row))} ")
            told = f"{number(abs(round(row['change'])))} {more} {said} by month {month}"
            name = shown(row["scenario"])
            return longest_that_fits(
                f"With {name}, {told} than with {reference}", f"With {name}, {told}", f"With {short(name)}, {told}"
            )
    who = f"between {shown(scenarios[1])} and" if len(scenarios) == 2 else "from"
    return longest_that_fits(
        f"No clear difference in any step to a contract {who} {reference} by month {month}",
        f"No clear difference in any step to a contract by month {month}",
    )


def subtitle(table: Table) -> str:
    """What the bars and the bold numbers are."""
    had = runs(table)
    chance = f" ({by_chance(had)} are by chance)" if by_chance(had) else ""
    paired = f"; bold: clearly different from {reference_named(table)}{chance}; title: median of the differences, run by run"
    bold = paired if len(values(table, "scenario")) > 1 else ""
    return f"Accounts, median{f' of {had} runs' if had else ''}; dark line: 80% of runs{bold}"


def told(table: Table) -> list[str]:
    """Alt text: the two panels, then each scenario from its trials to its renewals."""
    scenarios = values(table, "scenario")
    lines = [
        f"Two panels of bars for {listed(scenarios)}: accounts at each stage from aware to customer in month "
        f"{number(table['month'].max())}, and how many took each step up to then."
    ]
    for name in scenarios:
        at = {row["stage"]: row for row in rows(where(table, scenario=name))}
        parts = [NAMED[stage].format(number(round(at[stage]["median"]))) for stage in NAMED if stage in at]
        lines.append(f"{sentence(short(name))}: {', '.join(parts)}.")
    return lines


def _of_one(table, month) -> str:
    at = {row["stage"]: row for row in rows(table)}
    trials, bought, renewed = (at[stage] for stage in ("began a trial", "bought", "renewed"))
    lead = f"In {month} months {number(round(trials['median']))} trials brought {number(round(bought['median']))} contracts"
    if renewed["rate"] is None:
        return lead
    return longest_that_fits(f"{lead}; {percent(renewed['rate'])} of those due were renewed", lead)
