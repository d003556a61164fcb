"""Facts about posts: who writes them, how soon they are answered, and what an answer does to the week after."""

import numpy as np

from scenarios.facts.fact import INFINITE, Band, Fact, always
from scenarios.facts.newcomers import has_sla
from scenarios.statistics import STATISTICS, digest_of


def reply_member_lag1(table) -> float:
    """S3: rise of a member's chance to be active after a member's reply the week before."""
    return STATISTICS["reply_member_lag1"].value(table)


def reply_staff_lag1(table) -> float:
    """S3: the same after a reply by staff."""
    return STATISTICS["reply_staff_lag1"].value(table)


def reply_staff_by_member(table) -> float:
    """S3: effect of a reply by staff over that of a member's; nan where a member's has none."""
    digest = digest_of(table)
    return _over(reply_staff_lag1(digest), reply_member_lag1(digest))


def reply_staff_inflation(table) -> float:
    """S3: same-week estimate for staff over the lagged one; nan where the lagged one shows no effect."""
    digest = digest_of(table)
    return _over(STATISTICS["reply_staff_lag0"].value(digest), reply_staff_lag1(digest))


def top10_contributors(table) -> float:
    """S5: share of all posts by the top 10 % of contributors, staff left out where known."""
    return STATISTICS["top10_contributors"].value(table)


def top1_contributors(table) -> float:
    """S6: share of all posts by the top 1 % of contributors, staff left out where known."""
    return STATISTICS["top1_contributors"].value(table)


def gini_contributions(table) -> float:
    """S8: Gini coefficient of posts among contributors, staff left out where known."""
    return STATISTICS["gini_contributions"].value(table)


def first_answer_log_sd(table) -> float:
    """S13: standard deviation of the logarithm of the hours to the first answer."""
    return STATISTICS["first_answer_log_sd"].value(table)


def first_answer_median_h(table) -> float:
    """S13: median hours to the first answer."""
    return STATISTICS["first_answer_median_h"].value(table)


def answered_24h(table) -> float:
    """S13: share of questions answered within a day."""
    return STATISTICS["answered_24h"].value(table)


def answered_ever(table) -> float:
    """S14: share of questions ever answered."""
    return STATISTICS["answered_ever"].value(table)


def _over(top: float, bottom: float) -> float:
    return top / bottom if bottom > 0 else np.nan


def _ever(config) -> Band:
    """A mature community is one with old questions at the start; a promise to answer does the same (assumed)."""
    if config.community.stock or has_sla(config):
        return Band(0.85, 0.99, 0.926, "mature or staffed SLA")
    return Band(0.60, 0.85, 0.66, "small")


_PANEL = "recomputed; Cottica, Melançon, Renoust 2017"
_LITHIUM = "Wu (Lithium), 143 to 200 brand communities; recomputed"
FACTS = (
    Fact(
        "reply_member_lag1", "S3", "member's reply raises next week", True, reply_member_lag1,
        always(0.05, 0.12, 0.091), _PANEL,
    ),
    Fact(
        "reply_staff_lag1", "S3", "staff's reply raises next week", True, reply_staff_lag1,
        always(0.05, 0.12, 0.085), _PANEL, of_staff=True,
    ),
    Fact(
        "reply_staff_by_member", "S3", "staff's effect over member's", True, reply_staff_by_member,
        always(0.6, 1.7, 0.93), _PANEL, of_staff=True,
    ),
    Fact(
        "reply_staff_inflation", "S3", "same-week over lagged, staff", True, reply_staff_inflation,
        always(2.0, INFINITE, 6.0), _PANEL, of_staff=True,
    ),
    Fact(
        "top10_contributors", "S5", "posts by the top 10 %", True, top10_contributors,
        always(0.45, 0.70, 0.56), _LITHIUM, center=np.nanmean, each=(0.40, 0.85),
    ),
    Fact(
        "top1_contributors", "S6", "posts by the top 1 %", False, top1_contributors,
        always(0.10, 0.55, 0.245), _LITHIUM,
    ),
    Fact(
        "gini_contributions", "S8", "Gini of posts", False, gini_contributions,
        always(0.55, 0.90, 0.75), "recomputed",
    ),
    Fact(
        "first_answer_log_sd", "S13", "sd of ln hours to first answer", True, first_answer_log_sd,
        always(1.8, 2.6, 2.32), "recomputed",
    ),
    Fact(
        "first_answer_median_h", "S13", "median hours to first answer", True, first_answer_median_h,
        always(2, 48, 8.6), "recomputed",
    ),
    Fact(
        "answered_24h", "S13", "answered within 24 hours", True, answered_24h,
        always(0.40, 0.90, 0.45), "recomputed",
    ),
    Fact(
        "answered_ever", "S14", "answered ever", True, answered_ever,
        _ever, "recomputed; ComBlu; Area 51; FeverBee",
    ),
)  # fmt: skip
