"""Replay: a community lived again from its first event, to be counted with the same statistics as the real one.

What a model of the community cannot know is taken from the data: how many outsiders were interested in each month (the
series of first contributions), and when the likely staff were there. All else has to emerge.
"""

from typing import NamedTuple

import numpy as np

from agents.entities import RECALL
from agents.founding import Founding, Path, StaffMember, steady
from agents.simulate import Run
from scenarios.events import ANSWER, QUESTION, UNKNOWN, EventTable, event_table
from scenarios.months import WEEK

MONTH_WEEKS = 4
PEOPLE_PER_CONTRIBUTOR = 5  # size of the replayed market; assumed, only arrivals per person depend on it
STAFF_SHARE = 0.05  # of all answers, at least, by one of the likely staff
MEAN_HOURS = 20.0  # a week of the likely staff, before a fit; assumed
STAFF_ASKS = 0.03  # questions per answer, at most


class Replay(NamedTuple):
    """What a replay starts from, and the span that it covers."""

    founding: Founding
    path: Path
    start: int  # seconds since 1970 of hour 0
    end: int


class LikelyStaff(NamedTuple):
    """One who answers a lot and hardly ever asks."""

    user: int
    answers: int
    first_week: int
    last_week: int


def likely_staff(table: EventTable) -> list[LikelyStaff]:
    """People known or guessed to be staff, by number of answers, largest first.

    Known staff are taken as they are. Else those are guessed who gave at least 5 % of all answers and asked at most 3
    questions per 100 answers: an assumption, to be overridden by a `staff` column in the export.
    """
    answering = (table.kind == ANSWER) & (table.user != UNKNOWN)
    users, counts = np.unique(table.user[answering], return_counts=True)
    found = []
    for user, count in sorted(zip(users, counts, strict=True), key=lambda pair: (-pair[1], pair[0])):
        asked = int(((table.user == user) & (table.kind == QUESTION)).sum())
        guessed = count >= STAFF_SHARE * answering.sum() and asked <= STAFF_ASKS * count
        if user in table.staff if table.staff.size else guessed:
            weeks = (table.t[answering & (table.user == user)] - table.t[0]) // WEEK
            found.append(LikelyStaff(int(user), int(count), int(weeks[0]), int(weeks[-1])))
    return found


def replay_of(table: EventTable, topics: int = 50, plan_share: float = 0.3) -> Replay:
    """A community as it was before its first event: nobody here, the market and the months ahead."""
    start = int(table.t[0])
    weeks = max(4, -(-(table.end - start) // WEEK))
    contributors = np.unique(table.user[table.user != UNKNOWN]).size
    founding = Founding(
        market=max(2000, PEOPLE_PER_CONTRIBUTOR * contributors),
        topics=topics,
        plan_share=plan_share,
        staff=staff_of(likely_staff(table)),
    )
    path = steady(weeks)
    path.calendar.demand[:] = demand_of(table, weeks)
    return Replay(founding, path, start, table.end)


def staff_of(likely: list[LikelyStaff]) -> tuple[StaffMember, ...]:
    """The likely staff at work from their first to their last answer; hours follow answers a week, with a given mean."""
    paces = [each.answers / (each.last_week - each.first_week + 1) for each in likely]
    return tuple(
        StaffMember(hours=MEAN_HOURS * pace * len(paces) / sum(paces), first=each.first_week, last=each.last_week)
        for each, pace in zip(likely, paces, strict=True)
    )


def demand_of(table: EventTable, weeks: int) -> np.ndarray:
    """Interest of outsiders by week, mean 1: first contributions in blocks of four weeks, smoothed over three of them."""
    known = table.user != UNKNOWN
    _, first = np.unique(table.user[known], return_index=True)
    week = np.clip((table.t[known][first] - table.t[0]) // WEEK, 0, weeks - 1)
    blocks = np.bincount(week // MONTH_WEEKS, minlength=-(-weeks // MONTH_WEEKS)).astype(float)
    padded = np.concatenate([blocks[:1], blocks, blocks[-1:]])
    smooth = (padded[:-2] + padded[1:-1] + padded[2:]) / 3.0
    demand = np.repeat(smooth, MONTH_WEEKS)[:weeks]
    return demand / demand.mean()


def table_of(run: Run, start: int, end: int) -> EventTable:
    """The events of a run as an event table: what a forum export of the simulated community would show.

    Staff get numbers above those of the market. Events after `end` and threads older than the run are left out.
    """
    people = run.world.people.need.size
    hour, user, thread, kind = run.events
    t = start + (hour * 3600.0).astype(np.int64)
    user = np.where(user < UNKNOWN, people - 2 - user.astype(np.int64), user)
    new = thread >= run.world.tally.first[RECALL]  # from the first question of week 0 on
    kept = (t <= end) & new
    first = run.world.members.joined
    joined = start + first[(first >= 0) & (run.world.members.membership > 0)].astype(np.int64) * WEEK
    staff = people + np.arange(run.world.staff.hours.size)
    return event_table(
        t[kept], user[kept], thread[kept].astype(np.int64), kind[kept].astype(np.int64), end=end, joined=joined, staff=staff
    )
