"""Size: how many people and posts there are."""

import numpy as np

from scenarios.events import COMMENT, FOLLOWUP
from scenarios.statistics.estimators import Missing, Total
from scenarios.statistics.statistic import Statistic


def _people(d, who):
    """Total of members for whom `who` [members] holds."""
    return Total(np.r_[who, np.zeros(d.units - d.members)].astype(np.float64))


def _posts(d, events):
    """Total of these events (bool [events]), each with its author, or the asker where the author is unknown."""
    return Total(d.per_unit(d.author[events]))


def _registered(d):
    joined = d.table.joined
    if joined is None or len(joined) < d.members:
        return Missing()
    return Total((np.arange(d.units) < d.members) + (np.arange(d.units) >= d.units - d.silent).astype(np.float64))


STATISTICS = (
    Statistic(
        "members",
        "people",
        "known users with at least one event",
        "posts of anonymous or deleted accounts have no member; grows with the length of the observation",
        lambda d: _people(d, np.ones(d.members)),
    ),
    Statistic(
        "threads",
        "threads",
        "threads with their question in the table",
        "deleted threads are absent from public dumps",
        lambda d: Total(d.per_unit(d.owner[d.asked])),
    ),
    Statistic(
        "events",
        "posts",
        "questions, answers, comments and follow-ups, also by unknown users",
        "a few members write most of them",
        lambda d: Total(d.per_unit(d.author)),
    ),
    Statistic(
        "answers",
        "posts",
        "answers by another than the asker, also by unknown users",
        "answers to the own question are left out; a forum's small talk counts as answers",
        lambda d: _posts(d, d.to_others),
    ),
    Statistic(
        "comments",
        "posts",
        "comments",
        "forums have none: everything there is an answer or a follow-up",
        lambda d: _posts(d, d.table.kind == COMMENT),
    ),
    Statistic(
        "followups",
        "posts",
        "later posts of the asker in the own thread",
        "Q&A sites have none: askers comment there",
        lambda d: _posts(d, d.table.kind == FOLLOWUP),
    ),
    Statistic(
        "askers",
        "people",
        "members with at least one question",
        "grows with the length of the observation",
        lambda d: _people(d, d.questions > 0),
    ),
    Statistic(
        "helpers",
        "people",
        "members with at least one answer to somebody else",
        "most of them answer once",
        lambda d: _people(d, d.helped > 0),
    ),
    Statistic(
        "registered",
        "people",
        "registrations up to the snapshot, also of those who never post",
        "spam and test accounts; deleted accounts are absent",
        _registered,
    ),
)
