"""Which figures a reader is shown: the foremost of each group, health first, and the clearest of the others."""

from collections import Counter
from difflib import get_close_matches

from experiments.catalog import metrics
from scenarios.problems import ConfigError, Problem

MOST = 12  # figures that a sheet of them holds
FOREMOST = (
    "active", "hold", "answered_7d", "newcomers",  # health
    "nps", "trust",  # attitude
    "people_helped", "customers", "insights",  # value
    "community_cost", "captured_value", "net_total",  # money
)  # fmt: skip
MORE = 2  # further figures of a group and scenario that are shown, if clear


def named(text: str | None, most: int) -> tuple[str, ...]:
    """The metrics named in a list with commas, none for nothing.

    Raises:
        ConfigError: one is unknown or named twice, or there are more than `most`, or the list is empty.
    """
    if text is None:
        return ()
    names, known = [name.strip() for name in text.split(",") if name.strip()], metrics()
    problems = [_unknown(name, known) for name in names if name not in known]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        problems.append(_problem(f"{twice} is named twice", "name each metric once"))
    if len(names) > most:
        problems.append(_problem(f"{len(names)} metrics", f"a sheet holds {most}; leave some out"))
    if not names:
        problems.append(_problem("no metric is named", "write --metrics active,trust,net"))
    if problems:
        raise ConfigError(problems)
    return tuple(names)


def shown_rows(table, happening: set[str], chosen=(), more: int = MORE) -> list[int]:
    """Row numbers of the answer that a reader is shown, in the order of the table: of `chosen` metrics, if there are any.

    Otherwise the foremost in which anything happens, and in each scenario and group the clearest others. What is the
    same in all runs was decided, and stands there only if it is one of the foremost.

    Args:
        table: `compare.answer`.
        happening: metrics in which anything happens.
        chosen: metrics.
        more: how many others of each scenario and group.
    """
    from experiments.tables import rows
    from scenarios.metrics import METRICS

    held = rows(table)
    if chosen:
        order = {name: i for i, name in enumerate(chosen)}
        places = {name: i for i, name in enumerate(dict.fromkeys(row["scenario"] for row in held))}
        found = [i for i, row in enumerate(held) if row["metric"] in order]
        return sorted(found, key=lambda i: (places[held[i]["scenario"]], order[held[i]["metric"]]))
    told = {name for name in FOREMOST if name in happening}
    known = [i for i, row in enumerate(held) if row["median"] is not None]
    kept = {i for i in known if held[i]["metric"] in told} | {i for i, row in enumerate(held) if row["metric"] == FOREMOST[0]}
    taken: Counter = Counter()
    for i in sorted(range(len(held)), key=lambda i: -clarity(held[i])):
        group = held[i]["scenario"], METRICS[held[i]["metric"]].group
        if i not in kept and clarity(held[i]) > 0 and taken[group] < more:
            taken[group] += 1
            kept.add(i)
    return sorted(kept)


def clarity(row: dict) -> float:
    """Half-widths of the 80% band between a difference and zero; 0 where it is not clear, or has no width."""
    from experiments.hedges import is_clear

    if not is_clear(row) or row["low80"] == row["high80"]:
        return 0.0
    return abs(row["median"]) / ((row["high80"] - row["low80"]) / 2)


def _unknown(name: str, known) -> Problem:
    near = get_close_matches(name, known, 1, 0.5)
    advice = (f"did you mean {near[0]}? " if near else "") + "gravity ls metrics lists them"
    return _problem(f"there is no metric {name!r}", advice)


def _problem(what: str, advice: str) -> Problem:
    return Problem("--metrics", what, advice, "command line")
