"""Attitude: what users of the product think of the company, the go-between of health and value (M24)."""

import numpy as np

from scenarios.metrics.metric import Metric, end_share, ratio


def nps(months) -> np.ndarray:
    """Promoters less detractors, of a hundred users."""
    return 100.0 * ratio(months.end("promoters") - months.end("detractors"), months.end("users"))


def preference(months) -> np.ndarray:
    """Promoters among those with a firm opinion."""
    promoters = months.end("promoters")
    return ratio(promoters, promoters + months.end("detractors"))


_SURVEY = "at the end of the month, as if everybody answered"
METRICS = (
    Metric(
        "csat",
        "0 to 1",
        1,
        f"mean satisfaction of the product's users with product and support, {_SURVEY}",
        "the dissatisfied stop being users; a real survey reaches the friendly ones",
        end_share("satisfaction", "users"),
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
        end_share("trust", "users"),
    ),
    Metric(
        "affinity",
        "0 to 1",
        1,
        f"mean feeling of the users for the brand, {_SURVEY}",
        "members of the community carry it: a larger market with the same members lowers it",
        end_share("affinity", "users"),
    ),
    Metric(
        "preference",
        "share",
        1,
        "promoters of all with a firm opinion (promoters and detractors): who would choose the product again against a "
        "rival; at the end of the month",
        "a stand-in: nobody is asked about a rival; the undecided are left out",
        preference,
    ),
)
