"""A metric: one figure of a run, month by month, with all that charts and tables have to say about it."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

GROUPS = ("health", "attitude", "value", "money")  # in the order of reading: poor health empties what comes after it


class Metric(NamedTuple):
    """One figure. `count` takes a `Months` and returns its value in each month, float64 [months], nan where unknown.

    A flow is given per month of 52/12 weeks (the mean of the month's weeks times 52/12), because the months of a run
    have four weeks or five. A stock is the one at the end of the month.
    """

    name: str
    unit: str
    better: int  # +1 more is better, -1 less is better, 0 neither
    definition: str
    fooled_by: str
    count: Callable[..., np.ndarray]
    group: str = ""  # one of GROUPS


def total(name: str):
    """Counts a weekly count as a flow."""
    return lambda months: months.total(name)


def end(name: str):
    """Counts a weekly count as a stock."""
    return lambda months: months.end(name)


def share(top: str, bottom: str):
    """Counts one weekly count per another, both summed over the month; nan where there is nothing below."""
    return lambda months: ratio(months.total(top), months.total(bottom))


def ratio(top, bottom):
    """Top over bottom month by month; nan where bottom is not above zero."""
    top, bottom = np.asarray(top, float), np.asarray(bottom, float)
    return np.divide(top, bottom, out=np.full(top.shape, np.nan), where=bottom > 0)
