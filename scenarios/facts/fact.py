"""A fact: a pattern that a credible community shows, as one figure with the band that it should lie in."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

INFINITE = float("inf")


class Band(NamedTuple):
    """Where a figure should lie, and the figure of a community that was observed."""

    low: float
    high: float
    observed: float = np.nan  # nan: nobody has published one
    where: str = ""  # for which communities it holds; empty: all


class Fact(NamedTuple):
    """One fact.

    `figure` takes an `EventTable` or its `Digest`, of a real community or of a run, and returns one number, nan where
    the table cannot tell. `band` takes the configuration and returns the general `Band`; a community that was fitted
    is judged by its own figure instead.
    """

    key: str  # name of the figure; that of the statistic, if it is one
    id: str  # in facts.md
    name: str
    hard: bool  # outside the band is a failure, not only a mark
    figure: Callable[..., float]
    band: Callable[..., Band]
    source: str
    of_staff: bool = False  # says something only where somebody is paid
    of_newcomers: bool = False  # in a run: of those who joined during it; who was there before has no beginning in it
    center: Callable[..., float] = np.nanmedian  # of the runs, that is held against the band
    each: tuple[float, float] | None = None  # the middle 80 % of the runs must lie in here too


def always(low: float, high: float, observed: float = np.nan):
    """The same band for every community."""
    return lambda config: Band(low, high, observed)
