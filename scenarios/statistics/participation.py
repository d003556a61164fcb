"""Participation: who asks, who helps, who writes once and never again."""

import numpy as np

from scenarios.statistics.digest import DAY
from scenarios.statistics.estimators import Missing, Quantile, Ratio
from scenarios.statistics.statistic import Statistic

FOLLOW_UP_DAYS = 180  # after the first event, as in the published tables of the communities


def share_of_members(d, has, among=None):
    """Ratio of members that have something (bool [members]) among some (default all)."""
    among = np.ones(d.members, bool) if among is None else among
    rest = np.zeros(d.units - d.members)
    return Ratio(np.r_[has & among, rest].astype(np.float64), np.r_[among, rest].astype(np.float64))


def followed(d, days):
    """Members whose first event lies at least `days` before the end, bool [members]."""
    return d.first <= d.table.end - days * DAY


def _one_day(d):
    """Members all of whose events fall on one UTC day, bool [members]."""
    return d.first // DAY == d.last // DAY


def _never(d):
    """Share of registrations without an event."""
    if d.table.joined is None or len(d.table.joined) < d.members:
        return Missing()
    unit = np.arange(d.units)
    silent = (unit >= d.units - d.silent).astype(np.float64)
    return Ratio(silent, (unit < d.members) + silent)


def _after_180(name, definition, fooled_by, has):
    definition = f"{definition}; of members with 180 more days of data after their first event"
    return Statistic(name, "share", definition, fooled_by, lambda d: share_of_members(d, has(d), followed(d, 180)))


STATISTICS = (
    Statistic(
        "ever_ask",
        "share",
        "members with at least one question",
        "comment-only members count as members",
        lambda d: share_of_members(d, d.questions > 0),
    ),
    Statistic(
        "ever_help",
        "share",
        "members with at least one answer to somebody else",
        "one answer is enough",
        lambda d: share_of_members(d, d.helped > 0),
    ),
    Statistic(
        "askers_who_help",
        "share",
        "askers with at least one answer to somebody else, at any time",
        "the helping may come before the asking",
        lambda d: share_of_members(d, d.helped > 0, d.questions > 0),
    ),
    _after_180(
        "one_event_share",
        "members with one event",
        "readers who come back without posting are not seen",
        lambda d: d.events == 1,
    ),
    _after_180(
        "one_day_share",
        "members all of whose events fall on one UTC day",
        "midnight in UTC is not midnight for the member",
        _one_day,
    ),
    _after_180(
        "gone_within_30d",
        "members whose last event is less than 30 days after the first",
        "a late comer has less time to come back: follow-up differs between members",
        lambda d: d.last - d.first < 30 * DAY,
    ),
    _after_180(
        "active_beyond_180d",
        "members whose last event is more than 180 days after the first",
        "grows with the length of the observation",
        lambda d: d.last - d.first > 180 * DAY,
    ),
    Statistic(
        "events_per_member_median",
        "posts",
        "median number of events of a member",
        "coarse: 1 or 2 nearly everywhere",
        lambda d: Quantile(d.events, np.arange(d.members)),
    ),
    Statistic(
        "events_per_member_mean",
        "posts",
        "mean number of events of a member",
        "carried by a handful of people",
        lambda d: Ratio(d.per_unit(np.arange(d.members), d.events), d.per_unit(np.arange(d.members))),
    ),
    Statistic(
        "never_contribute",
        "share",
        "registered people without any event (S9): 1 - members / registrations",
        "spam and test accounts; deleted accounts; readers who never register",
        _never,
    ),
)
