"""Retention: who is active again so many months after the first event, and how long a life lasts."""

import numpy as np

from scenarios.statistics.digest import DAY, UNKNOWN, digest_of
from scenarios.statistics.participation import followed, share_of_members
from scenarios.statistics.statistic import Statistic

WINDOW = 30 * DAY
WINDOWS = (1, 2, 3, 6, 12, 24)
SPANS = (30, 90, 365)
LATER_DAYS = 180  # data needed after a window's start to say that a member is gone


def _window(k):
    """Share active in days [30k, 30k + 30) after the own first event, of those whose window lies in the data."""

    def count(d):
        at_risk = followed(d, 30 * (k + 1))
        return share_of_members(d, d.any_of(d.age // WINDOW == k), at_risk)

    return count


def _span(days):
    return lambda d: share_of_members(d, d.last - d.first > days * DAY, followed(d, 365))


def retention_table(table, by_year=False):
    """Retention table: one row per 30-day window k for all members ("all") and, if asked, per year of joining in.

    Returns a dict of columns: cohort, k, at_risk, active, frac_active, followed (members with 180 days of data after
    the start of window k), frac_active_in_or_after (of those, last event at or after that start; nan without any).
    """
    d = digest_of(table)
    year = d.first.astype("datetime64[s]").astype("datetime64[Y]").astype(str)
    cohorts = [("all", np.ones(d.members, bool))]
    cohorts += [(label, year == label) for label in np.unique(year)] if by_year else []
    known = np.flatnonzero(d.member != UNKNOWN)
    columns = 1 + int(d.age.max(initial=0)) // WINDOW
    visits = np.unique(d.member[known] * columns + d.age[known] // WINDOW)
    member, window = visits // columns, visits % columns
    parts = [_cohort(d, label, who, member, window) for label, who in cohorts]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _cohort(d, label, who, member, window):
    whole = np.maximum((d.table.end - d.first) // WINDOW, 0)  # windows that lie inside the data
    late = (d.table.end - d.first - LATER_DAYS * DAY) // WINDOW  # last window whose future is known
    last = (d.last - d.first) // WINDOW
    count = int(whole[who].max(initial=0))
    k = np.arange(count)
    at_risk = _at_least(whole[who] - 1, count)
    active = np.bincount(window[who[member] & (window < whole[member])], minlength=count)
    known, later = _at_least(late[who], count), _at_least(np.minimum(late, last)[who], count)
    with np.errstate(invalid="ignore", divide="ignore"):
        return {
            "cohort": np.full(count, label),
            "k": k,
            "at_risk": at_risk,
            "active": active,
            "frac_active": active / at_risk,
            "followed": known,
            "frac_active_in_or_after": later / np.where(known > 0, known, np.nan),
        }


def _at_least(values, count):
    """How many values are >= k, for k = 0 ... count - 1."""
    binned = np.bincount(np.minimum(values[values >= 0], count), minlength=count + 1)
    return np.cumsum(binned[::-1])[::-1][:count]


STATISTICS = tuple(
    Statistic(
        f"retention_{k}",
        "share",
        f"members with any event in days {30 * k} to {30 * k + 30} after their first event, of those whose window "
        "lies in the data",
        "readers who come back without posting are not seen; needs months of data",
        _window(k),
    )
    for k in WINDOWS
) + tuple(
    Statistic(
        f"span_over_{days}d",
        "share",
        f"members with more than {days} days from first to last event, of those who began at least a year before "
        "the end (S12)",
        "two posts years apart are a long life; grows with the length of the observation",
        _span(days),
    )
    for days in SPANS
)
