"""Concentration: how much of the work a few people do."""

import numpy as np

from scenarios.events import UNKNOWN
from scenarios.statistics.digest import digest_of
from scenarios.statistics.estimators import Gini, TopShare
from scenarios.statistics.statistic import Statistic

PERCENTS = (1, 5, 10, 20)
BINS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # upper edges of the last row but one of posts_per_member


def _contributions(d):
    """Events per member, staff left out where staff are known, [members]."""
    return np.where(d.is_staff, 0, d.events)


def _figures(counts):
    """Top shares and Gini of the counts above zero."""
    one = np.ones((1, len(counts)))
    shares = {f"share_top{p}pct": TopShare(counts, p).of(one)[0] for p in PERCENTS}
    return {**shares, "gini": Gini(counts).of(one)[0]}


def helper_concentration(table, by_year=False):
    """Shares of the answers to others by the top 1, 5, 10, 20 % of helpers, for all years and, if asked, by year.

    Returns a dict of columns: year, helpers, answers (of known helpers), share_top1pct ... share_top20pct, gini,
    helpers_with_one_answer.
    """
    d = digest_of(table)
    rows = np.flatnonzero(d.to_others & (d.member != UNKNOWN))
    year = d.table.t[rows].astype("datetime64[s]").astype("datetime64[Y]").astype(str)
    lines = []
    for label in ["all", *(np.unique(year) if by_year else ())]:
        some = rows if label == "all" else rows[year == label]
        counts = np.bincount(d.member[some], minlength=d.members)
        lines.append({
            "year": label,
            "helpers": np.count_nonzero(counts),
            "answers": len(some),
            **_figures(counts),
            "helpers_with_one_answer": np.count_nonzero(counts == 1),
        })
    return {name: np.array([line[name] for line in lines]) for name in lines[0]}


def posts_per_member(table):
    """Members, and the sum of their posts, by number of events, questions and answers to others.

    Returns a dict of columns: low, high (bin edges; the last bin is open, its high is the largest integer), and
    members_by_* and sum_of_* for events, questions and answers_to_others.
    """
    d = digest_of(table)
    edges = np.array(BINS)
    columns = {"low": np.r_[1, edges + 1], "high": np.r_[edges, np.iinfo(np.int64).max]}
    for name, counts in (("events", d.events), ("questions", d.questions), ("answers_to_others", d.helped)):
        some = counts[counts > 0]
        place = np.searchsorted(edges, some)
        columns[f"members_by_{name}"] = np.bincount(place, minlength=len(edges) + 1)
        columns[f"sum_of_{name}"] = np.bincount(place, some, len(edges) + 1).astype(np.int64)
    return columns


_SMALL = "among few people one person is already the top 1 %, and the top is rounded up to whole people"
STATISTICS = (
    *(
        Statistic(
            f"top{p}_helpers",
            "share",
            f"answers to others given by the top {p} % of helpers (people with at least one)",
            _SMALL,
            lambda d, p=p: TopShare(d.helped, p),
        )
        for p in PERCENTS
    ),
    Statistic(
        "gini_answers",
        "0 to 1",
        "Gini coefficient of answers to others among helpers",
        "grows with the length of the observation",
        lambda d: Gini(d.helped),
    ),
    Statistic(
        "gini_contributions",
        "0 to 1",
        "Gini coefficient of events among members, staff left out where known (S8)",
        "grows with the length of the observation; members without a post are not in it",
        lambda d: Gini(_contributions(d)),
    ),
    Statistic(
        "top10_contributors",
        "share",
        "events of the top 10 % of members, staff left out where known (S5)",
        _SMALL,
        lambda d: TopShare(_contributions(d), 10),
    ),
    Statistic(
        "top1_contributors",
        "share",
        "events of the top 1 % of members, staff left out where known (S6)",
        _SMALL,
        lambda d: TopShare(_contributions(d), 1),
    ),
)
