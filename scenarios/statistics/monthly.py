"""The monthly series: newcomers, active members, askers, helpers and posts by calendar month (UTC)."""

import numpy as np

from scenarios.events import COMMENT, FOLLOWUP, UNKNOWN
from scenarios.statistics.digest import DAY, HOUR, NEVER, digest_of
from scenarios.statistics.persistence import month_of


def monthly_series(table):
    """One row per month from the first to the last event, months without events included.

    Returns a dict of columns: month (datetime64[M]), new_members (first event in the month), active_members,
    returning_members (active less new), askers, helpers (answered somebody else), questions, answers (to others),
    comments, asker_followups, registered (nan where unknown), pct_answered_ever, pct_answered_24h, pct_answered_7d
    (of the questions of the month; nan without questions; short of time near the end), median_ttfa_h_answered.
    """
    d = digest_of(table)
    t, kind = d.table.t, d.table.kind
    month = month_of(t)
    start = int(month[0]) if len(t) else 0
    count = int(month[-1]) - start + 1 if len(t) else 0
    month = month - start
    known = d.member != UNKNOWN

    def posts(events):
        return np.bincount(month[events], minlength=count)

    def people(events):
        pairs = np.unique(d.member[events & known] * max(count, 1) + month[events & known])
        return np.bincount(pairs % max(count, 1), minlength=count)

    active, new = people(known), np.bincount(month[d.first_row], minlength=count)
    columns = {
        "month": np.arange(start, start + count).astype("datetime64[M]"),
        "new_members": new,
        "active_members": active,
        "returning_members": active - new,
        "askers": people(d.is_question),
        "helpers": people(d.to_others),
        "questions": posts(d.is_question),
        "answers": posts(d.to_others),
        "comments": posts(kind == COMMENT),
        "asker_followups": posts((kind == FOLLOWUP) | (d.own & (kind != COMMENT) & ~d.is_question)),
        "registered": _registered(d, start, count),
    }
    return columns | _answered(d, start, count)


def _registered(d, start, count):
    if d.table.joined is None:
        return np.full(count, np.nan)
    month = month_of(d.table.joined) - start
    return np.bincount(month[(month >= 0) & (month < count)], minlength=count).astype(np.float64)


def _answered(d, start, count):
    rows = np.flatnonzero(d.asked)
    month = month_of(d.asked_at[rows]) - start
    wait = np.where(d.first_answer == NEVER, NEVER, d.first_answer - d.asked_at)[rows]
    questions = np.bincount(month, minlength=count)
    columns = {}
    for name, limit in (("ever", NEVER - 1), ("24h", DAY), ("7d", 7 * DAY)):
        yes = np.bincount(month[wait <= limit], minlength=count)
        columns[f"pct_answered_{name}"] = 100 * yes / np.where(questions > 0, questions, np.nan)
    median = np.full(count, np.nan)
    answered = wait < NEVER
    order = np.lexsort((wait[answered], month[answered]))
    hours, size = wait[answered][order] / HOUR, np.bincount(month[answered], minlength=count)
    first = np.cumsum(size) - size
    some = size > 0
    low, high = first[some] + (size[some] - 1) // 2, first[some] + size[some] // 2
    median[some] = (hours[low] + hours[high]) / 2
    return {**columns, "median_ttfa_h_answered": median}
