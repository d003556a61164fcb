"""Conduct: how newcomers are received, how members treat each other, and whether the community has room to grow."""

import numpy as np

from scenarios.metrics.metric import Metric, end, ratio, share, total

BEARABLE = 40.0  # posts that a visitor can take in (M4)


def presence(months) -> np.ndarray:
    """Visitors of the mean week per member who has not drifted away."""
    return ratio(months.mean("visits"), months.mean("active") + months.mean("lurking"))


def newcomers_per_contributor(months) -> np.ndarray:
    """First contributors of the month per active member who had contributed before it."""
    first = months.total("newcomers")
    return ratio(first, np.maximum(months.end("active") - first, 0.0))


def overload(months) -> np.ndarray:
    """Posts of the mean week beyond what a visitor can take in, in weeks with a visitor."""
    posts = months.of("contributions") + months.of("staff_answers") + months.of("staff_turns") + months.of("clutter")
    return months.mean_of(np.where(months.of("visits") > 0, np.maximum(posts - BEARABLE, 0.0), 0.0))


METRICS = (
    Metric(
        "presence",
        "share",
        1,
        "of the members who have not drifted away, the share who visit in a mean week of the month (as daily over monthly "
        "active members, with weeks for days)",
        "rises when the lukewarm drift away; mails bring visits that mean little",
        presence,
    ),
    Metric(
        "contributions_per_visit",
        "per visit",
        1,
        "contributions of members per week with a visit: the interest that a visit wakes",
        "readers who learn and go are counted as no interest",
        share("contributions", "visits"),
    ),
    Metric(
        "newcomers_per_contributor",
        "per member",
        0,
        "first contributors of the month per active member who had contributed before: readiness to grow, sustainable "
        "from 0.5 to 3 (M15)",
        "one-time askers of earlier weeks stand below the line as if they could receive anybody",
        newcomers_per_contributor,
    ),
    Metric(
        "welcomed_share",
        "share",
        1,
        "of the month's joins, how many newcomers staff welcomed",
        "a greeting by a machine welcomes nobody; late greetings of earlier joins count in this month",
        share("welcomed", "joined"),
    ),
    Metric(
        "toxic_exposure",
        "per visit",
        -1,
        "members who met toxicity in a week, per week with a visit",
        "falls when those who were hurt have left",
        share("hurt", "visits"),
    ),
    Metric(
        "overload",
        "posts/visit",
        -1,
        f"posts of a week beyond the {BEARABLE:g} that a visitor can take in (M4), mean over the weeks of the month",
        "nobody reads everything: topics, search and digests spare most of it",
        overload,
    ),
    Metric(
        "clutter",
        "posts/month",
        -1,
        "off-topic posts that moderation left standing",
        "talk beside the topic also makes friends",
        total("clutter"),
    ),
    Metric(
        "departed",
        "people/month",
        -1,
        "members who left for good in the month",
        "most drift away without leaving",
        total("departed"),
    ),
    Metric(
        "attended",
        "people/month",
        1,
        "members who took part in an event",
        "those who come to events were keen before",
        total("attended"),
    ),
    Metric(
        "backlog",
        "hours",
        -1,
        "agents' work in tickets that wait, at the end of the month",
        "falls when people give up waiting",
        end("backlog"),
    ),
)
