"""Answering: whether a question is answered, how soon, and how often."""

import numpy as np

from scenarios.statistics.digest import DAY, HOUR, MINUTE, NEVER, digest_of
from scenarios.statistics.estimators import Quantile, Ratio, Spread
from scenarios.statistics.statistic import Statistic

CLOSING_DAYS = 30  # questions of the last 30 days are not counted
HOURS = (1, 6, 24, 72, 168, 720)
QUANTILES = (0.10, 0.25, 0.50, 0.75, 0.90)


def ripe(d):
    """Questions at least 30 days old at the end, bool [threads]."""
    return d.asked & (d.asked_at <= d.table.end - CLOSING_DAYS * DAY)


def _answered(within=NEVER):
    """Share of ripe questions with an answer to others within so many seconds; NEVER: at any time."""

    def count(d):
        yes = d.once(ripe) & (d.first_answer != NEVER) & (d.first_answer - d.asked_at <= within)
        return Ratio(d.per_unit(d.owner[yes]), d.per_unit(d.owner[d.once(ripe)]))

    return count


def _wait(d, first):
    """Hours to `first` of the ripe questions that have one, and the unit of their asker."""
    has = d.once(ripe) & (first != NEVER)
    return (first - d.asked_at)[has] / HOUR, d.owner[has]


def _log_spread(d):
    hours, owner = _wait(d, d.first_answer)
    return Spread(np.log(np.maximum(hours, MINUTE / HOUR)), owner)


def _per_question(d):
    ripe_thread = d.once(ripe)
    threads = d.thread[d.to_others & ripe_thread[d.thread]]
    return Ratio(d.per_unit(d.owner[threads]), d.per_unit(d.owner[ripe_thread]))


def first_answers(table, by_year=False):
    """Time to the first answer, one row for all years ("all") and, if asked, one per year of the question.

    Returns a dict of columns: year, questions, frac_answered_ever, p10 ... p90 (hours, among the answered),
    frac_by_1h ... frac_by_720h (of all ripe questions).
    """
    d = digest_of(table)
    rows = np.flatnonzero(d.once(ripe))
    hours = np.where(d.first_answer == NEVER, np.inf, (d.first_answer - d.asked_at) / HOUR)[rows]
    year = d.asked_at[rows].astype("datetime64[s]").astype("datetime64[Y]").astype(str)
    labels = ["all", *(np.unique(year) if by_year else ())]
    names = ("year", "questions", "frac_answered_ever", *(f"p{round(100 * q)}" for q in QUANTILES))
    columns = {name: [] for name in (*names, *(f"frac_by_{h}h" for h in HOURS))}
    for label in labels:
        some = hours if label == "all" else hours[year == label]
        answered = some[np.isfinite(some)]
        spread = np.quantile(answered, QUANTILES) if len(answered) else np.full(len(QUANTILES), np.nan)
        shares = [(some <= h).mean() if len(some) else np.nan for h in HOURS]
        ever = len(answered) / len(some) if len(some) else np.nan
        for column, value in zip(columns.values(), (label, len(some), ever, *spread, *shares), strict=True):
            column.append(value)
    return {name: np.array(column) for name, column in columns.items()}


def answers_per_question(table, cap=20):
    """Number of questions at least 30 days old with 0, 1, ... `cap` or more answers to others, int64 [cap + 1]."""
    d = digest_of(table)
    count = np.bincount(d.thread[d.to_others], minlength=d.threads)[d.once(ripe)]
    return np.bincount(np.minimum(count, cap), minlength=cap + 1)


_OLD = "of questions at least 30 days old at the end"
_BURSTS = "resampling follows the asker: that one helper answers most questions is not in the interval"
STATISTICS = (
    Statistic(
        "answered_ever",
        "share",
        f"answered by another than the asker, {_OLD} (S14)",
        "an answer need not solve anything; unanswered questions are deleted on some sites",
        _answered(),
    ),
    Statistic(
        "answered_24h",
        "share",
        f"first answer by another within 24 hours, {_OLD}",
        _BURSTS,
        _answered(24 * HOUR),
    ),
    Statistic(
        "answered_7d",
        "share",
        f"first answer by another within 7 days, {_OLD}",
        _BURSTS,
        _answered(7 * DAY),
    ),
    Statistic(
        "first_answer_median_h",
        "hours",
        f"median time to the first answer among the answered, {_OLD} (S13)",
        "falls when hard questions go unanswered",
        lambda d: Quantile(*_wait(d, d.first_answer)),
    ),
    Statistic(
        "first_answer_log_sd",
        "ln hours",
        f"standard deviation of ln(hours to the first answer) among the answered, {_OLD} (S13); waits under a "
        "minute count as one minute",
        "answers posted together with the question, and times rounded to days",
        _log_spread,
    ),
    Statistic(
        "first_response_median_h",
        "hours",
        f"median time to the first answer or comment by another, {_OLD}",
        "comments that ask back count as responses",
        lambda d: Quantile(*_wait(d, d.first_response)),
    ),
    Statistic(
        "answers_per_question",
        "posts",
        f"mean number of answers by others, {_OLD}",
        "long conversations in a forum; some threads have hundreds",
        _per_question,
    ),
)
