"""Curves of a run that pictures need: cohorts by quarter of joining, and the Lorenz curve of helpers."""

import numpy as np

from scenarios.metrics.months import Months

QUARTER = 3  # months that a cohort joins in: single months of a small community hold too few
MOST_COHORTS = 16  # longer runs have longer cohorts
MOST_SINCE = 24  # months that a cohort is followed, the first among them
GRID = np.linspace(0.0, 1.0, 101)  # shares of helpers at which a Lorenz curve is kept


def cohort_months(months: int) -> int:
    """Months in which a cohort joins: three, or as many more as keep the number of cohorts readable."""
    return QUARTER * max(1, -(-months // (QUARTER * MOST_COHORTS)))


def cohorts(months: Months) -> dict[int, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """By the first month of each cohort (from 1): months since joining, members, and how many of them contributed.

    A member joins a cohort with the first contribution, as in a forum export. Month k since then is the k-th month of
    the run after that of the first contribution, which is month 0; members are those whose month k was simulated.
    Staff, and members from before the start, are left out.
    """
    has = months.contributed[months.came]
    first = np.where(has.any(axis=1), has.argmax(axis=1), -1) if months.count else np.full(len(has), -1)
    size = np.bincount(first[first >= 0], minlength=months.count)
    active = np.zeros((months.count, months.count), np.int64)  # [month joined, months since]
    member, month = np.nonzero(has)
    np.add.at(active, (first[member], month - first[member]), 1)
    span = cohort_months(months.count)
    found = {}
    for low in range(0, months.count, span):
        joined = np.arange(low, min(low + span, months.count))
        since = np.arange(min(months.count - low, MOST_SINCE))
        seen = joined[:, None] + since[None, :] < months.count
        members = (size[joined, None] * seen).sum(axis=0)
        found[low + 1] = since.astype(float), members.astype(float), active[joined][:, since].sum(axis=0).astype(float)
    return found


def lorenz(counts) -> np.ndarray:
    """Share of the total held by the lowest share of those above zero, at the shares `GRID`; nan if there is nothing."""
    held = np.sort(np.asarray(counts)[np.asarray(counts) > 0]).astype(float)
    if not len(held):
        return np.full(len(GRID), np.nan)
    reached = np.concatenate([[0.0], np.cumsum(held)]) / held.sum()
    return np.interp(GRID, np.linspace(0.0, 1.0, len(held) + 1), reached)
