"""Statistics of communities: pure functions of event tables, the same for a real community and a simulated one."""

from difflib import get_close_matches

from scenarios.statistics import (
    answering,
    attention,
    bootstrap,
    concentration,
    panel,
    participation,
    persistence,
    reception,
    retention,
    size,
)
from scenarios.statistics.answering import answers_per_question, first_answers
from scenarios.statistics.bootstrap import Interval
from scenarios.statistics.concentration import helper_concentration, posts_per_member
from scenarios.statistics.digest import Digest, digest_of
from scenarios.statistics.monthly import monthly_series
from scenarios.statistics.persistence import helper_persistence
from scenarios.statistics.reception import first_question, first_question_short
from scenarios.statistics.retention import retention_table
from scenarios.statistics.statistic import Statistic

_FILES = (size, participation, answering, retention, reception, concentration, persistence, attention, panel)
__all__ = [
    "STATISTICS",
    "Digest",
    "Interval",
    "Statistic",
    "answers_per_question",
    "chosen",
    "digest_of",
    "first_answers",
    "first_question",
    "first_question_short",
    "helper_concentration",
    "helper_persistence",
    "interval",
    "intervals",
    "monthly_series",
    "observe",
    "posts_per_member",
    "retention_table",
]
STATISTICS: dict[str, Statistic] = {each.name: each for file in _FILES for each in file.STATISTICS}


def observe(table, names=None) -> dict[str, float]:
    """Every statistic (or those named) of an `EventTable` or `Digest`; nan where the table cannot tell it.

    Raises ValueError for an unknown name.
    """
    digest = digest_of(table)
    return {each.name: each.value(digest) for each in chosen(names)}


def interval(table, name, draws=200, seed=0) -> Interval:
    """The sampling interval of one statistic by bootstrap over members. Raises ValueError for an unknown name."""
    return intervals(table, [name], draws, seed)[name]


def intervals(table, names=None, draws=200, seed=0) -> dict[str, Interval]:
    """The sampling intervals of all statistics (or those named), on the same draws."""
    return bootstrap.intervals(chosen(names), table, draws, seed)


def chosen(names=None) -> list[Statistic]:
    """The statistics with these names, default all. Raises ValueError for an unknown name."""
    if names is None:
        return list(STATISTICS.values())
    for name in names:
        if name not in STATISTICS:
            close = get_close_matches(name, STATISTICS, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(STATISTICS)}"
            raise ValueError(f"unknown statistic {name!r}: {hint}")
    return [STATISTICS[name] for name in names]
