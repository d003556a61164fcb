"""The contributor absence factor: how few people it takes to give half (CHAOSS)."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class HalfOf:
    """Smallest number of people who hold half of the sum of `counts` [people]; an estimator, as in
    `scenarios.statistics.estimators`."""

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
        spare = np.floor((np.take_along_axis(reached, at, 1) - half) / held[at])  # of the last equals, not needed
        found = (np.take_along_axis(people, at, 1) - spare)[:, 0]
        return np.where(half[:, 0] > 0, found, np.nan)


def half_of(counts) -> float:
    """Smallest number of people who together hold half of all; nan if there is nothing."""
    counts = np.asarray(counts)
    return float(HalfOf(counts).of(np.ones((1, len(counts))))[0])
