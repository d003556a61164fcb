"""The member-week panel: does a reply received go with being active, in the same week and in the next (S3)?

Rows are the whole weeks of each non-staff member after the week of the first event, up to the end. Activity is 1 in
a week with any own event. A reply received is an answer or comment by another in a thread that the member asked; 1
in a week with any, from staff and from members apart. All are freed of the member's own mean, and activity is
regressed on them by least squares: a linear probability model with member effects.

lag0 and lag1 come from one regression on the replies of the same week and of the week before. Fact S3 does not say
which regressors it used; presence, not number, with both lags at once is assumed, because it gives its sizes in
communities like its own. That regression understates a planted effect of replies (posting this week attracts replies
this week, and is partly explained away by them); next_week leaves the same week out and recovers it.
"""

import numpy as np

from scenarios.events import ANSWER, COMMENT, UNKNOWN
from scenarios.months import WEEK
from scenarios.statistics.estimators import Missing, Slope
from scenarios.statistics.statistic import Statistic

COLUMNS = (("member", 0), ("member", 1), ("staff", 0), ("staff", 1))


def panel(d):
    """X'X [units, 4, 4] and X'y [units, 4] of every member, in the order of COLUMNS, member means removed."""
    table = d.table
    t0 = table.t[0] if len(table.t) else 0
    weeks = (table.end - t0) // WEEK  # whole weeks in the data
    week, start = (table.t - t0) // WEEK, (d.first - t0) // WEEK
    length = np.r_[np.where(d.is_staff, 0, weeks - 1 - start), np.zeros(d.units - d.members)]

    def cells(who, when):
        """Distinct (member, week) inside the panel, one ascending number each."""
        known = who != UNKNOWN
        who, when = who[known], when[known]
        inside = (when > start[who]) & (when < weeks) & ~d.is_staff[who]
        return np.unique(who[inside] * (weeks + 1) + when[inside])

    def count(keys):
        return np.bincount(keys // (weeks + 1), minlength=d.units).astype(np.float64)

    replies = np.flatnonzero(((table.kind == ANSWER) | (table.kind == COMMENT)) & ~d.own)
    asker, author, when = d.asker[d.thread[replies]], d.member[replies], week[replies]
    by_staff = author != UNKNOWN
    by_staff[by_staff] = d.is_staff[author[by_staff]]
    active = cells(d.member, week)
    received = [cells(asker[by_staff == (who == "staff")], when[by_staff == (who == "staff")] + lag)
                for who, lag in COLUMNS]
    sums, mean = [count(keys) for keys in received], count(active) / np.maximum(length, 1)
    xx, xy = np.empty((d.units, 4, 4)), np.empty((d.units, 4))
    for i, keys in enumerate(received):
        xy[:, i] = count(_common(keys, active)) - sums[i] * mean
        for j in range(i + 1):
            both = count(_common(keys, received[j])) - sums[i] * sums[j] / np.maximum(length, 1)
            xx[:, i, j] = xx[:, j, i] = both
    return xx, xy


def _common(a, b):
    """Numbers in both of two ascending arrays without repeats."""
    return np.intersect1d(a, b, assume_unique=True) if len(a) and len(b) else a[:0]


def _slope(names, which):
    """Coefficient of column `which` (an entry of COLUMNS) in a regression on the columns `names`."""

    def count(d):
        xx, xy = d.once(panel)
        some = [COLUMNS.index(name) for name in names]
        if which[0] == "staff" and not d.is_staff.any():
            return Missing()
        return Slope(xx[:, some][:, :, some], xy[:, some], names.index(which))

    return count


_WHO = {"member": "from members (from everybody, where staff are not marked)", "staff": "from staff"}
_FORMS = {
    "lag0": (0, COLUMNS, "in the same week, at equal other replies of this and the last week",
             "inflated: posting attracts replies in the same week"),
    "lag1": (1, COLUMNS, "the week before, at equal other replies of this and the last week",
             "active weeks come in runs; understates an effect, being compared at equal replies this week"),
    "next_week": (1, COLUMNS[1::2], "the week before, at equal other replies of the last week",
                  "an association: active weeks come in runs"),
}
STATISTICS = tuple(
    Statistic(
        f"reply_{who}_{form}",
        "probability",
        f"a member's chance to be active after a reply received {_WHO[who]} {when}, less the chance without one, "
        "within members (S3)",
        fooled_by,
        _slope(names, (who, lag)),
    )
    for form, (lag, names, when, fooled_by) in _FORMS.items()
    for who in ("member", "staff")
)
