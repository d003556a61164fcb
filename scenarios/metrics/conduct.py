"""Conduct: how newcomers are received, how members treat each other, and whether the community has room to grow."""

import math

import numpy as np

from scenarios.metrics.metric import Metric, end, ratio, share, total


def presence(months) -> np.ndarray:
    """Visitors of the mean week per member who has not drifted away by its end."""
    return ratio(months.mean("visits"), months.mean("members") - months.mean("lapsed"))


def newcomers_per_contributor(months) -> np.ndarray:
    """First contributors of the month per active member who had contributed before; nan where there is no such member.

    Who contributed for the first time while an active member is one who did so lately is active too: both are counted over
    the same weeks.
    """
    lately = months.latest("newcomers", math.ceil(months.pars.recording.recent))
    return ratio(months.total("newcomers"), months.end("active") - lately)


def overload(months) -> np.ndarray:
    """Posts of the mean week beyond what a visitor can take in, in weeks with a visitor."""
    posts = months.of("contributions") + months.of("staff_answers") + months.of("staff_turns")
    return months.mean_of(np.where(months.of("visits") > 0, np.maximum(posts - months.pars.exposure.reads, 0.0), 0.0))


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
        "first contributors of the month per member active at its end who had contributed before the last four weeks: readiness "
        "to grow, sustainable from 0.5 to 3 (M15); unknown where there is no such member, which is poor health if newcomers come",
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
        "members whom a toxic post struck in a week, per week with a visit",
        "many more meet toxicity than it strikes; falls when those who were hurt have left",
        share("hurt", "visits"),
    ),
    Metric(
        "overload",
        "posts/week",
        -1,
        "posts of a week, staff's among them, beyond those that a visitor takes in on a day (pars.exposure.reads, usually 40: "
        "M4); mean over the weeks of the month",
        "nobody reads everything: topics, search, digests and moderation spare most of it; many come on several days",
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
