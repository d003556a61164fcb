"""Founding figures: who is here at the end of an export, how long silent, who helps how much, the answer stock and its age.

Only counts and means of groups leave this file; no id, no time stamp. A group can hold a single outstanding helper.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from agents.behaviours.answering import AnsweringPars
from agents.founding import Founders, StaffMember, Stock
from scenarios.community import LONGEST_AGO
from scenarios.events import ANSWER, QUESTION, UNKNOWN, EventTable
from scenarios.replay import WEEK, demand_of, likely_staff, replay_of

SILENT = (0.0, 1.0, 4.0, 13.0, 26.0, 52.0, 104.0, float(LONGEST_AGO))  # weeks since the last contribution
ANSWERS = (0.0, 1e-9, 2.0, 10.0, 50.0, 200.0, np.inf)  # answers a year
SHORTEST = 13.0  # weeks over which a rate is taken, at least
STILL_HERE = 13  # weeks without an answer after which staff are taken to have left
OLDEST = LONGEST_AGO // 52  # years ago that an old question can have been asked
RECENT = 26  # weeks over which the present pace is taken


class Figures(NamedTuple):
    """What a community starts with, as read from its export."""

    market: int
    questions_a_week: float
    founders: tuple[Founders, ...]
    stock: tuple[Stock, ...]
    staff: tuple[StaffMember, ...]
    demand: float  # interest of outsiders ahead, against the mean of the export


def figures_of(table: EventTable) -> Figures:
    """The founding figures of a community at the end of its export."""
    replay = replay_of(table)
    staff = likely_staff(table)
    last_week = (table.end - table.t[0]) // WEEK
    weeks = replay.path.weeks
    recent = table.t > table.end - RECENT * WEEK
    return Figures(
        market=replay.founding.market,
        questions_a_week=float((recent & (table.kind == QUESTION)).sum()) / RECENT,
        founders=(*contributors(table, [each.user for each in staff]), *lurkers(table)),
        stock=stock_of(table),
        staff=tuple(StaffMember() for each in staff if last_week - each.last_week <= STILL_HERE),
        demand=float(demand_of(table, weeks)[-52:].mean()),
    )


def contributors(table: EventTable, staff: list[int]) -> list[Founders]:
    """Members who have posted, in groups alike by silence and by answers a year; staff left out."""
    known = (table.user != UNKNOWN) & ~np.isin(table.user, staff)
    users, row = np.unique(table.user[known], return_inverse=True)
    t, kind = table.t[known], table.kind[known]
    first, last = np.full(users.size, table.end), np.full(users.size, table.t[0])
    np.minimum.at(first, row, t)
    np.maximum.at(last, row, t)
    silent = np.clip((table.end - last) / WEEK, 0.0, SILENT[-1])
    years = np.maximum((last - first) / WEEK, SHORTEST) / 52.0
    answers = np.bincount(row, kind == ANSWER, users.size) / years
    questions = np.bincount(row, kind == QUESTION, users.size) / years
    groups = []
    for low, high in pairwise(SILENT):
        for least, most in pairwise(ANSWERS):
            within = (silent >= low) & ((silent < high) | (high == SILENT[-1]))  # the last group is closed
            alike = within & (answers >= least) & (answers < most)
            if alike.any():
                groups.append(
                    Founders(
                        members=int(alike.sum()),
                        silent=(low, min(high, float(np.ceil(silent[alike].max())))),
                        answers=round(float(answers[alike].mean()), 2),
                        questions=round(float(questions[alike].mean()), 2),
                    )
                )
    return groups


def lurkers(table: EventTable) -> list[Founders]:
    """Registered people who never posted: how many; when they last came nobody knows, so the time since registration."""
    if table.joined is None:
        return []
    contributed = np.unique(table.user[table.user != UNKNOWN]).size
    silent = max(table.joined.size - contributed, 0)
    longest = min(SILENT[-1], float(np.ceil((table.end - table.joined.min()) / WEEK)))
    return [Founders(members=silent, silent=(0.0, longest), answers=0.0, questions=0.0, lurking=True)] if silent else []


def too_long(table: EventTable) -> str:
    """What is wrong with an export that covers more than a community can have lived through; empty where nothing is."""
    weeks = -(-(table.end - int(table.t[0])) // WEEK)
    return f"covers {weeks:,} weeks, more than the {LONGEST_AGO:,} that can be lived again" if weeks > LONGEST_AGO else ""


def stock_of(table: EventTable) -> tuple[Stock, ...]:
    """Old questions by year of age, those of more than twenty years with the oldest.

    An answered one is taken to help others with the chance that an answer solves.
    """
    asked = table.kind == QUESTION
    threads, times = table.thread[asked], table.t[asked]
    answered = np.isin(threads, table.thread[table.kind == ANSWER])
    age = np.minimum((table.end - times) // (52 * WEEK), OLDEST - 1)
    groups = []
    for year in range(int(age.max(initial=-1)) + 1):
        here = age == year
        solved = round(AnsweringPars().solves * int((here & answered).sum()))
        if here.any():
            groups.append(Stock(age=(float(year), year + 1.0), solved=solved, unsolved=int(here.sum()) - solved))
    return tuple(reversed(groups))
