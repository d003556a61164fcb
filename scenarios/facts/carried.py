"""What a fitted preset carries of its community: the community's own figures, each with its sampling interval."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from scenarios.facts.newcomers import FACTS as NEWCOMERS
from scenarios.facts.posts import FACTS as POSTS
from scenarios.statistics import STATISTICS, Statistic, bootstrap, chosen


class Own(NamedTuple):
    """A community's own figure with its 95 % sampling interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class HalfOf:
    """Smallest number of people who hold half of the sum of `counts` [members]; an estimator."""

    counts: np.ndarray

    def of(self, weights):
        """The number for every draw, float64 [draws]; nan where there is nothing."""
        rows = np.argsort(-self.counts, kind="stable")[: np.count_nonzero(self.counts)]
        if not len(rows):
            return np.full(len(weights), np.nan)
        times, held = weights[:, rows], self.counts[rows].astype(float)
        reached, people = np.cumsum(times * held, axis=1), np.cumsum(times, axis=1)
        half = reached[:, -1:] / 2
        at = np.argmax(reached >= half, axis=1)[:, None]
        beyond = np.floor((np.take_along_axis(reached, at, 1) - half) / held[at])  # of these equals, not needed
        found = (np.take_along_axis(people, at, 1) - beyond)[:, 0]
        return np.where(half[:, 0] > 0, found, np.nan)


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
    """The figures that a preset carries under `observed` (groups of statistic, value, low, high); empty if none."""
    return {str(each[0]): Own(*(float(x) for x in each[1:])) for each in getattr(community, "observed", ())}
