"""Attitude: what users of the product think of the company, the go-between of health and value (M24)."""

import numpy as np

from agents.behaviours.recording import PANELS
from scenarios.metrics.metric import Metric, ratio


def answered(months, name: str) -> np.ndarray:
    """A count over the last weeks of the month in which every user was asked once."""
    return months.latest(name, PANELS)


def mean_of(name: str):
    """Sum of an attitude over those who were asked, for each of them."""
    return lambda months: ratio(answered(months, name), answered(months, "asked"))


def nps(months) -> np.ndarray:
    """Promoters less detractors, of a hundred users."""
    return 100.0 * ratio(answered(months, "promoters") - answered(months, "detractors"), answered(months, "asked"))


def preference(months) -> np.ndarray:
    """Promoters among those with a firm opinion."""
    promoters = answered(months, "promoters")
    return ratio(promoters, promoters + answered(months, "detractors"))


_SURVEY = "in the last four weeks of the month: a quarter of them is asked each week, and all answer"
METRICS = (
    Metric(
        "csat",
        "0 to 1",
        1,
        f"mean satisfaction of the product's users with product and support, {_SURVEY}",
        "the dissatisfied stop being users; a real survey reaches the friendly ones",
        mean_of("satisfaction"),
    ),
    Metric(
        "nps",
        "-100 to 100",
        1,
        f"net promoter score: promoters less detractors, in percent of the users, {_SURVEY}",
        "in a small sample a few people move it by ten points; many rest between the two camps",
        nps,
    ),
    Metric(
        "trust",
        "0 to 1",
        1,
        f"mean trust of the users in the company, {_SURVEY}",
        "grows slowly and falls at once: a mean hides the few who were lost",
        mean_of("trust"),
    ),
    Metric(
        "affinity",
        "0 to 1",
        1,
        f"mean feeling of the users for the brand, {_SURVEY}",
        "members of the community carry it: a larger market with the same members lowers it",
        mean_of("affinity"),
    ),
    Metric(
        "preference",
        "share",
        1,
        "promoters of all with a firm opinion (promoters and detractors): who would choose the product again against a "
        "rival; in the last four weeks of the month",
        "a stand-in: nobody is asked about a rival; the undecided are left out",
        preference,
    ),
)
