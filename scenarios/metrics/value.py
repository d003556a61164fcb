"""Value: what the community gives to members and to the company, and what all of it costs."""

import numpy as np

from scenarios.metrics.answers import answered
from scenarios.metrics.metric import Metric, total

WEEKS_PER_YEAR = 52.0
MINUTES_REUSED = 15.0  # saved by finding an answer instead of searching on; assumed
MINUTES_ANSWERED = 45.0  # saved by being answered instead of finding out alone; assumed


def people_helped(months) -> np.ndarray:
    """Questions first answered in the month, and problems solved by an old answer."""
    return answered(months) + months.total("reused")


def hours_saved(months) -> np.ndarray:
    """Hours that those helped saved, by the assumed minutes."""
    return (MINUTES_ANSWERED * answered(months) + MINUTES_REUSED * months.total("reused")) / 60.0


def deflected_naive(months) -> np.ndarray:
    """Every question solved and every answer reused, as if each had been a ticket."""
    return months.total("solved") + months.total("reused")


def support_cost(months) -> np.ndarray:
    """Tickets, and problems solved by reading, at their prices."""
    prices = months.economics
    alone = months.total("docs") + months.total("reused")
    return prices.ticket * months.total("tickets") + prices.self_service * alone


def staff_cost(months) -> np.ndarray:
    """Staff hours of the community at their price."""
    return months.economics.staff_hour * months.total("staff_hours")


def net_cost(months) -> np.ndarray:
    """Support, community staff, and the platform while there is a community."""
    platform = months.economics.platform_year / WEEKS_PER_YEAR * months.total_of(months.is_open)
    return support_cost(months) + staff_cost(months) + platform


METRICS = (
    Metric(
        "people_helped",
        "people/month",
        1,
        "people whose question got its first answer in the month, or who found an old answer that solved their problem, "
        "paying or not",
        "who is helped twice counts twice; an answer need not solve anything",
        people_helped,
    ),
    Metric(
        "hours_saved",
        "hours/month",
        1,
        f"time saved by those helped: {MINUTES_ANSWERED:g} minutes by an answered question, {MINUTES_REUSED:g} by an old "
        "answer found (both assumed)",
        "the minutes are assumed; the helpers' own time is not subtracted",
        hours_saved,
    ),
    Metric(
        "landings",
        "visits/month",
        1,
        "problems of people outside the community whose search led there",
        "a landing need not solve anything",
        total("landings"),
    ),
    Metric(
        "deflected_naive",
        "tickets/month",
        1,
        "questions solved and old answers reused, each counted as a ticket saved: the usual formula",
        "most of these people would never have opened a ticket",
        deflected_naive,
    ),
    Metric(
        "deflected_true",
        "tickets/month",
        1,
        "problems solved by peers within the week, or by an old answer, that would have become a ticket without the community",
        "side effects are left out: tickets against no_community say the same with all of them",
        total("would_ticket"),
    ),
    Metric(
        "tickets",
        "tickets/month",
        -1,
        "support tickets opened by people in the market",
        "people who give up open none",
        total("tickets"),
    ),
    Metric(
        "support_cost",
        "$/month",
        -1,
        "tickets at the price of a ticket, and problems solved by documentation or an old answer at that of self-service",
        "falls when people give up",
        support_cost,
    ),
    Metric(
        "staff_cost",
        "$/month",
        0,
        "hours of community staff at their price",
        "shows effort, not effect",
        staff_cost,
    ),
    Metric(
        "net_cost",
        "$/month",
        -1,
        "support, community staff and platform together",
        "leaves out what members gain, and all that retention and sales may gain",
        net_cost,
    ),
)
