"""Months of a plan as weeks of a run: month 1 begins in week 0, month 4 in week 13."""

import numpy as np

from sim.clock import month_of

WEEK = 604_800  # seconds
WEEKS_PER_YEAR = 52.0
LONGEST = 1040  # weeks: twenty years
MONTHS = LONGEST * 12 // 52


def week_of(month: int) -> int:
    """The first week (from 0) of a month (from 1)."""
    return -(-(month - 1) * 52 // 12)


def last_month(weeks: int) -> int:
    """The last month (from 1) of a horizon."""
    return month_of(weeks - 1) + 1


def during(first: int, last: int, weeks: int) -> np.ndarray:
    """1 in the weeks from the first month to the end of the last one, else 0; shape (weeks,)."""
    on = np.zeros(weeks)
    on[week_of(first) : week_of(last + 1)] = 1.0
    return on
