"""What a fitted preset carries of its community: the community's own figures, each with its sampling interval."""

from typing import NamedTuple

import numpy as np

from scenarios.facts.newcomers import FACTS as NEWCOMERS
from scenarios.facts.posts import FACTS as POSTS
from scenarios.metrics.absence import HalfOf
from scenarios.statistics import STATISTICS, Statistic, bootstrap, chosen


class Own(NamedTuple):
    """A community's own figure with its 95 % sampling interval."""

    value: float
    low: float
    high: float


HELPERS_FOR_HALF = Statistic(
    "helpers_for_half",
    "people",
    "smallest number of people who gave half of the answers to others (CHAOSS: contributor absence factor)",
    "counts answers, not solutions; grows with the length of the observation",
    lambda d: HalfOf(d.helped),
)
# For the observed Lorenz curve; staff_answers is known only where staff are marked in the export.
_FURTHER = ("top1_helpers", "top5_helpers", "top10_helpers", "top20_helpers", "gini_answers", "staff_answers")
CARRIED = tuple(dict.fromkeys((*(fact.key for fact in (*NEWCOMERS, *POSTS) if fact.key in STATISTICS), *_FURTHER)))


def carried(table, draws: int = 200, seed: int = 0) -> dict[str, Own]:
    """The figures of an export that its preset should carry, by name; those that it cannot tell are left out.

    Args:
        table: an `EventTable`.
        draws, seed: of the bootstrap over members.
    """
    found = bootstrap.intervals([*chosen(CARRIED), HELPERS_FOR_HALF], table, draws, seed)
    return {name: Own(each.value, each.low95, each.high95) for name, each in found.items() if np.isfinite(each.low95)}


def own_figures(community) -> dict[str, Own]:
    """The figures that a `Community` carries, by name; empty if it was not fitted."""
    return {each.statistic: Own(each.value, each.low, each.high) for each in community.observed}
