"""Recording: what is counted at the end of the week (bookkeeping; the names are in `agents.counts`)."""

from typing import NamedTuple

import numpy as np

from agents import counts
from agents.behaviours.asking import would_ticket
from agents.behaviours.feeling import faded, warmth
from agents.behaviours.staff_helping import at_work
from agents.codes import (
    ACTIVE,
    AWARE,
    COMMUNITY,
    CUSTOMER,
    DOCS,
    EVALUATING,
    GAVE_UP,
    LANDED,
    LAPSED,
    LURKING,
    NONE,
    REUSED,
    STAGES,
    STALE_HIT,
    TICKET,
    TRIAL,
)
from agents.entities import MASS, POSTS
from agents.orbit import STEPS, level_of_step, level_weight
from agents.streams import TICKET as TICKET_DRAW
from agents.ties import reach
from sim.draws import uniform
from sim.kernel import kernel, rule
from sim.pars import par

OF = "world"
READS = (
    "people.need people.search people.channel people.plan members.membership members.joined members.first_post members.last_post "
    "members.days feelings.love feelings.felt orbits.step ties.strength ties.met topics.fresh topics.stale staff.hours "
    "staff.first staff.last accounts.stage accounts.value calendar.staff calendar.open weekly"
)
WRITES = "weekly tally.pulse"


class RecordingPars(NamedTuple):
    """What counts as what."""

    recent: par("weeks", 1, 26, "a member is active who contributed within this time", "B", "CHAOSS: a month") = 4.0


# The rule
@rule
def is_active(week: int, last_post: int, pars: RecordingPars) -> bool:
    """Whether a member counts as active."""
    return week - last_post < pars.recent


# The world
@kernel
def everyone(
    people, members, feelings, orbits, ties, topics, staff, accounts, calendar, tally, weekly, pars, asking, feeling, now
):
    """Count members, needs and the stock of answers; take the pulse for next week."""
    row = weekly[now.week]
    force = _count_members(members, feelings, orbits, ties, row, pars, feeling, now.week)
    _count_needs(people, members, row, asking, now)
    _count_accounts(accounts, row)
    for s in range(staff.hours.size):
        row[counts.STAFF_HOURS] += at_work(s, staff, now.week) * calendar.staff[now.week] * calendar.open[now.week]
    for t in range(topics.fresh.size):
        row[counts.FRESH_ANSWERS] += topics.fresh[t]
        row[counts.STALE_ANSWERS] += topics.stale[t]
    posts = row[counts.QUESTIONS] + row[counts.MEMBER_ANSWERS] + row[counts.STAFF_ANSWERS] + row[counts.TURNS]
    row[counts.CONTRIBUTIONS] = posts - row[counts.STAFF_ANSWERS]
    # Caused from inside: answers and talk, which questions and answers call forth, and the questions of those whom
    # the community had drawn in before (all but the first ones).
    row[counts.CAUSED] = max(row[counts.CONTRIBUTIONS] - row[counts.NEWCOMERS], 0.0)
    tally.pulse[POSTS] = posts
    tally.pulse[MASS] = force / max(orbits.step.size, 1)


@kernel
def _count_members(members, feelings, orbits, ties, row, pars, feeling, week):
    """Count memberships and orbit steps; returns the sum of warmth over active members."""
    force, joined, visits, newcomers = 0.0, 0, 0, 0
    states, steps = np.zeros(4, np.int64), np.zeros(STEPS + 1, np.int64)
    for i in range(orbits.step.size):
        state = members.membership[i]
        states[state] += 1
        if state == NONE:
            continue
        steps[orbits.step[i]] += 1
        joined += members.joined[i] == week
        visits += members.days[i] > 0
        newcomers += members.first_post[i] == week
        if state == ACTIVE and is_active(week, int(members.last_post[i]), pars):
            love = faded(feelings.love[i], float(week - int(feelings.felt[i])))
            row[counts.ACTIVE] += 1
            row[counts.LOVE] += love
            row[counts.MASS] += love * reach(ties, i, week)
            force += warmth(love, feeling)
    row[counts.JOINED], row[counts.VISITS], row[counts.NEWCOMERS] = joined, visits, newcomers
    row[counts.LAPSED], row[counts.LURKING] = states[LAPSED], states[LURKING]
    row[counts.MEMBERS] = states[LURKING] + states[ACTIVE] + states[LAPSED]
    for step in range(1, STEPS + 1):
        level = level_of_step(step)
        row[counts.EXPLORING + 4 - level] += steps[step]
        row[counts.COMMITMENT] += level_weight(level) * level_weight(level) * steps[step]
    return force


@kernel
def _count_needs(people, members, row, asking, now):
    """Count what became of this week's problems, and how many solved ones would have become tickets."""
    for i in range(people.need.size):
        if people.need[i] == 0:
            continue
        met, channel = people.search[i], people.channel[i]
        row[counts.NEEDS] += 1
        row[counts.DOCS] += channel == DOCS
        row[counts.REUSED] += channel == REUSED
        row[counts.STALE_HITS] += met == STALE_HIT
        row[counts.TICKETS] += channel == TICKET
        row[counts.GAVE_UP] += channel == GAVE_UP
        if met == REUSED or met == LANDED or met == STALE_HIT:
            joins = members.membership[i] != NONE and members.joined[i] == now.week
            row[counts.LANDINGS] += joins or members.membership[i] == NONE
            row[counts.LANDED_JOINS] += joins
        if channel == REUSED or channel == COMMUNITY:
            u = uniform(now.seed, TICKET_DRAW, now.week, i)
            row[counts.WOULD_TICKET] += u < would_ticket(int(people.need[i]), int(people.plan[i]), False, asking)


@kernel
def _count_accounts(accounts, row):
    """Count accounts by stage, and what this week brings in."""
    stages = np.zeros(len(STAGES), np.int64)
    for a in range(accounts.stage.size):
        stages[accounts.stage[a]] += 1
        if accounts.stage[a] == CUSTOMER:
            row[counts.REVENUE] += float(accounts.value[a]) / 52.0
    row[counts.AWARE], row[counts.EVALUATING] = stages[AWARE], stages[EVALUATING]
    row[counts.TRIALS], row[counts.CUSTOMERS] = stages[TRIAL], stages[CUSTOMER]
