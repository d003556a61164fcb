"""Value: what the community gives to members, and what support is spared."""

import numpy as np

from scenarios.metrics.answers import answered, staff_answer_share
from scenarios.metrics.metric import Metric, ratio, total

MINUTES_REUSED = 15.0  # saved by finding an answer instead of searching on; assumed
MINUTES_ANSWERED = 45.0  # saved by being answered instead of finding out alone; assumed
MINUTES_ANSWERING = 10.0  # that an answer costs its helper; model.md M29: 5-20


def people_helped(months) -> np.ndarray:
    """Questions first answered in the month, and problems solved by an old answer."""
    return answered(months) + months.total("reused")


def hours_saved(months) -> np.ndarray:
    """Hours that those helped saved, by the assumed minutes."""
    return (MINUTES_ANSWERED * answered(months) + MINUTES_REUSED * months.total("reused")) / 60.0


def hours_given(months) -> np.ndarray:
    """Hours that members saved each other: the answered questions, by the share of all answers that members gave."""
    by_members = 1.0 - np.nan_to_num(staff_answer_share(months))
    return MINUTES_ANSWERED * answered(months) * by_members / 60.0


def member_value(months) -> np.ndarray:
    """Hours saved less those that helpers among the members spent."""
    return hours_saved(months) - MINUTES_ANSWERING * months.total("member_answers") / 60.0


def deflected_naive(months) -> np.ndarray:
    """Every question solved and every answer reused, as if each had been a ticket."""
    return months.total("solved") + months.total("reused")


def naive_by_true(months) -> np.ndarray:
    """How many times the usual formula overstates the tickets saved."""
    return ratio(deflected_naive(months), months.total("would_ticket"))


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
        "hours_given",
        "hours/month",
        1,
        "time that members saved each other: that of the answered questions, by the share of answers that members gave",
        "whose first answer came from staff is not told apart: everybody counts by the average share; old answers found are left "
        "out, though members wrote most of them",
        hours_given,
    ),
    Metric(
        "member_value",
        "hours/month",
        1,
        f"value to members: time saved by those helped, less {MINUTES_ANSWERING:g} minutes for each answer of a member",
        "helpers like to help: their minutes are no loss to them; skills and friends gained are not counted",
        member_value,
    ),
    Metric(
        "landings",
        "visits/month",
        1,
        "searches of people outside the community that led there, from the market and the open web",
        "a landing need not solve anything; the open web never buys",
        total("landings"),
    ),
    Metric(
        "articles",
        "articles/month",
        1,
        "articles that members wrote and the company put out",
        "an article may find no reader",
        total("articles"),
    ),
    Metric(
        "learned",
        "people/month",
        1,
        "people who finished a course",
        "learning is not doing",
        total("learned"),
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
        "problems solved in the community within the week, by members or staff, or by an old answer, that would have become a "
        "ticket without it",
        "side effects are left out: tickets against no_community say the same with all of them",
        total("would_ticket"),
    ),
    Metric(
        "naive_by_true",
        "ratio",
        0,
        "tickets saved by the usual formula per ticket truly saved: how far that formula overstates (S28: at least 2)",
        "unknown where nothing is saved; in a small community few tickets make it jump",
        naive_by_true,
    ),
    Metric(
        "tickets",
        "tickets/month",
        -1,
        "support tickets opened by people in the market",
        "people who give up open none",
        total("tickets"),
    ),
)
