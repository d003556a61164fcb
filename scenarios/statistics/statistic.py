"""A statistic: one figure of a community with its unit, its definition and the way it can fool you."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from scenarios.statistics.digest import digest_of


@dataclass(frozen=True)
class Statistic:
    """One figure. `count` takes a `Digest` and returns an estimator (see `estimators.py`).

    Windows and follow-up are closed by the end of the observation: a member or question that could not have
    shown the event yet is not counted. Where a table cannot tell the figure, it is nan.
    """

    name: str
    unit: str
    definition: str
    fooled_by: str
    count: Callable

    def value(self, table) -> float:
        """The figure of an `EventTable` (or its `Digest`)."""
        digest = digest_of(table)
        with np.errstate(invalid="ignore", divide="ignore"):
            return float(self.count(digest).of(np.ones((1, digest.units)))[0])
