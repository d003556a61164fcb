"""Persistence of helpers: who helps again next month, by the number of answers given this month."""

import numpy as np

from scenarios.events import UNKNOWN
from scenarios.statistics.digest import digest_of
from scenarios.statistics.estimators import Ratio
from scenarios.statistics.statistic import Statistic

STEPS = (("1", 1, 1), ("2_5", 2, 5), ("6_20", 6, 20), ("over_20", 21, np.iinfo(np.int64).max))
LATER_MONTHS = 6  # whole months needed after a month to call it the last


def month_of(t):
    """Calendar month (UTC) of times in seconds, as months since January 1970."""
    return np.asarray(t, np.int64).astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)


def helper_months(d):
    """Every (member, month) with an answer to others: member, month, answers, helped next month, last month."""
    rows = np.flatnonzero(d.to_others & (d.member != UNKNOWN))
    key, answers = np.unique(d.member[rows] << 20 | month_of(d.table.t[rows]), return_counts=True)
    member, month = key >> 20, key & (1 << 20) - 1
    again = np.r_[key[1:] == key[:-1] + 1, np.zeros(min(len(key), 1), bool)]
    last = np.r_[member[1:] != member[:-1], np.ones(min(len(key), 1), bool)]
    return member, month, answers, again, last


def _again(low, high):
    def count(d):
        member, month, answers, again, _ = d.once(helper_months)
        some = (answers >= low) & (answers <= high) & (month + 2 <= month_of(d.table.end))
        return Ratio(d.per_unit(member[some & again]), d.per_unit(member[some]))

    return count


def helper_persistence(table):
    """Helper months by answers given in them. Columns: answers_in_month, helper_months (with a whole next month in
    the data), p_help_next_month, p_last_month_of_helping (with six whole months after it); nan where there are none.
    """
    d = digest_of(table)
    _, month, answers, again, last = d.once(helper_months)
    left = month_of(d.table.end) - month - 1  # whole months after this one
    names = ("answers_in_month", "helper_months", "p_help_next_month", "p_last_month_of_helping")
    columns = {name: [] for name in names}
    for name, low, high in STEPS:
        some = (answers >= low) & (answers <= high)
        soon, long = some & (left >= 1), some & (left >= LATER_MONTHS)
        row = (name, np.count_nonzero(soon), *(x.mean() if len(x) else np.nan for x in (again[soon], last[long])))
        for column, value in zip(columns.values(), row, strict=True):
            column.append(value)
    return {name: np.array(column) for name, column in columns.items()}


_ANSWERS = {"1": "one answer", "2_5": "2 to 5 answers", "6_20": "6 to 20 answers", "over_20": "over 20 answers"}
STATISTICS = tuple(
    Statistic(
        f"helps_again_{name}",
        "share",
        f"helpers with {_ANSWERS[name]} in a calendar month "
        "who answer in the next; months with a whole next month in the data",
        "months differ in length; who answers on the last day of a month easily helps again",
        _again(low, high),
    )
    for name, low, high in STEPS
)
