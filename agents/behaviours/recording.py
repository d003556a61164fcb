"""Recording: what is counted at the end of the week (bookkeeping; the names are in `agents.counts`)."""

from typing import NamedTuple

import numpy as np

from agents import counts
from agents.behaviours.feeling import faded, warmth
from agents.behaviours.judging import DETRACTOR, PROMOTER, attitude_index, kept, nps_answer, regard_now, settled
from agents.behaviours.self_service import came_across
from agents.behaviours.staff_helping import at_work
from agents.codes import (
    ACTIVE,
    AI,
    AWARE,
    COMMUNITY,
    CUSTOMER,
    DOCS,
    EVALUATING,
    GAVE_UP,
    LAPSED,
    LURKING,
    NONE,
    REUSED,
    STALE_HIT,
    TICKET,
    TRIAL,
)
from agents.entities import RECALL
from agents.orbit import STEPS_PER_LEVEL, level_weight
from agents.rows import list_staying
from agents.ties import bonds, reach
from sim.batch import BLOCK, bring, new_batch
from sim.kernel import allocating, kernel, rule
from sim.pars import par
from sim.scan import how_many, rows_at, rows_with

OF = "world"
READS = (
    "people.clout "
    "people.need people.search people.channel people.base people.engaged members.membership members.joined members.first_post "
    "members.last_post members.days feelings.love feelings.felt attitudes.satisfaction attitudes.judged attitudes.affinity "
    "attitudes.warmed attitudes.trust attitudes.trusted orbits.step ties.circle ties.strength ties.met topics.fresh topics.stale "
    "topics.keep topics.alias topics.quality topics.docs staff.hours staff.first staff.last accounts.stage accounts.value "
    "calendar.staff calendar.open questions.answers tally.first tally.posts tally.mass tally.arrivals tally.unanswered weekly"
)
WRITES = "weekly tally.posts tally.mass tally.arrivals tally.unanswered"
LEVELS = 4  # orbit levels, 4 outermost
PANELS, NEIGHBOURS = 4, 32  # in any four weeks everybody is asked once, thirty-two people in a row at a time


class RecordingPars(NamedTuple):
    """What counts as what."""

    recent: par("weeks", 1, 26, "a member is active who contributed within this time", "B", "CHAOSS: a month") = 4.0
    seen: par("weeks", 1, 52, "over which people see whether questions are answered", "C", "assumed") = 4.0
    clout: par("weight", 0, 1000, "of a unit of clout in reach: as much as a direct tie (M14)", "C", "assumed") = 10.0
    usual: par("weight", 0.1, 1000, "reach with which a fully warm member is one voice (M1)", "C", "mean of `b2b_saas`") = 50.0


# The rule
@rule
def is_active(week: int, last_post: int, pars: RecordingPars) -> bool:
    """Whether a member counts as active."""
    return week - last_post < pars.recent


@rule
def voice(warm: float, reach: float, pars: RecordingPars) -> float:
    """What an active member adds to word of mouth: warmth x reach, 1 at full warmth and usual reach.

    As the usual reach is the mean of the active (of `b2b_saas`, by warmth: ties of 34, clout of 1.6), about as many join as if
    warmth alone counted; but it is the well connected and the well known who bring them.
    """
    return warm * reach / pars.usual


@rule
def next_unanswered(unanswered: float, asked: int, left: int, pars: RecordingPars) -> float:
    """Share of questions that people see without an answer, after a week of which so many asked are left without one."""
    return unanswered + (left / asked - unanswered) / pars.seen if asked > 0 else unanswered


# The world
@allocating
def everyone(
    people, members, feelings, attitudes, orbits, ties, topics, questions, staff, accounts, calendar, tally, weekly, pars,
    feeling, judging, trusting, links, now,
):  # fmt: skip
    """Count members, needs, attitudes, accounts and the stock of answers; take the pulse for next week."""
    row = weekly[now.week]
    batch, force = new_batch(), 0.0
    _count_members(members, orbits, row, now.week)
    for low in range(0, members.days.size, BLOCK):
        count = list_staying(batch, members.membership, low)
        bring(batch, count, members.last_post)
        bring(batch, count, feelings.felt)
        bring(batch, count, ties.circle)
        force = _count_active(force, batch, count, people, members, feelings, ties, row, pars, feeling, now.week)
    _count_needs(people, members, row, now)
    calm, cool = _fading(judging.memory, now.week), _fading(judging.cooling, now.week)
    forget = _fading(trusting.memory, now.week)
    for low in range(0, people.engaged.size, BLOCK):
        count = list_asked(batch, people.engaged, low, now.week)
        _count_attitudes(batch, count, attitudes, weekly, calm, cool, forget, judging, trusting, links, now.week)
    _count_accounts(accounts, row)
    for s in range(staff.hours.size):
        row[counts.STAFF_HOURS] += at_work(s, staff, now.week) * calendar.staff[now.week] * calendar.open[now.week]
    for t in range(topics.fresh.size):
        row[counts.FRESH_ANSWERS] += topics.fresh[t]
        row[counts.STALE_ANSWERS] += topics.stale[t]
        own, other = topics.keep[t] / topics.keep.size, (1.0 - topics.keep[t]) / topics.keep.size
        row[counts.QUALITY] += own * topics.quality[t] + other * topics.quality[topics.alias[t]]
        row[counts.DOC_QUALITY] += own * topics.docs[t] + other * topics.docs[topics.alias[t]]
    posts = row[counts.QUESTIONS] + row[counts.MEMBER_ANSWERS] + row[counts.STAFF_ANSWERS] + row[counts.TURNS]
    row[counts.CONTRIBUTIONS] = posts - row[counts.STAFF_ANSWERS] - row[counts.STAFF_TURNS]
    # Caused from inside: answers and talk, which questions and answers call forth, and the questions of those whom
    # the community had drawn in before (all but the first ones).
    row[counts.CAUSED] = max(row[counts.CONTRIBUTIONS] - row[counts.FIRST_QUESTIONS], 0.0)
    tally.posts[0] = posts
    tally.arrivals[0] = row[counts.JOINED]
    tally.mass[0] = force / max(orbits.step.size, 1)
    if now.week > 0:  # nobody knows of the stock whether somebody tried an answer
        first, last = tally.first[now.week - 1 + RECALL], tally.first[now.week + RECALL]
        left = _without_answer(questions, first, last)
        tally.unanswered[0] = next_unanswered(tally.unanswered[0], int(last - first), left, pars)


@kernel
def _without_answer(questions, first, last):
    """How many of these questions nobody has answered yet."""
    left = 0
    for q in range(first, last):
        left += questions.answers[q] == 0
    return left


@kernel
def _count_members(members, orbits, row, week):
    """Count memberships and orbit steps."""
    states = members.membership
    row[counts.LAPSED], row[counts.LURKING] = how_many(states, LAPSED), how_many(states, LURKING)
    row[counts.MEMBERS] = states.size - how_many(states, NONE)
    row[counts.JOINED] = _members_with(members.joined, week, states)
    row[counts.NEWCOMERS] = _members_with(members.first_post, week, states)
    row[counts.VISITS] = row[counts.MEMBERS] - _members_with(members.days, 0, states)
    for level in range(1, LEVELS + 1):
        there = _members_at(orbits.step, level, states)
        row[counts.EXPLORING + LEVELS - level] += there
        row[counts.COMMITMENT] += level_weight(level) * level_weight(level) * there


@kernel
def _count_active(force, batch, count, people, members, feelings, ties, row, pars, feeling, week):
    """Count the active among those listed; returns the sum of their warmth, on top of `force`."""
    for k in range(count):
        i = batch.rows[k]
        if members.membership[i] == ACTIVE and is_active(week, int(members.last_post[i]), pars):
            love = faded(feelings.love[i], float(week - int(feelings.felt[i])))
            row[counts.ACTIVE] += 1
            row[counts.LOVE] += love
            far = reach(bonds(ties, i, week), people.clout[i], pars.clout)
            row[counts.MASS] += love * far
            force += voice(warmth(love, feeling), far, pars)
    return force


@kernel
def _members_with(column, value, states):
    """How many members a column gives this value."""
    wanted, found = column.dtype.type(value), 0
    for i in range(column.size):
        found += (column[i] == wanted) & (states[i] != NONE)
    return found


@kernel
def _members_at(step, level, states):
    """How many members stand on an orbit level: three steps each, the outermost, 4, from step 1 on."""
    above = step.dtype.type(STEPS_PER_LEVEL * (LEVELS - level))
    last, found = step.dtype.type(above + STEPS_PER_LEVEL), 0
    for i in range(step.size):
        found += (step[i] > above) & (step[i] <= last) & (states[i] != NONE)
    return found


@kernel
def _count_needs(people, members, row, now):
    """Count what became of this week's problems, and how many that the community solved would have become tickets."""
    for i in rows_with(people.need):
        met, channel = people.search[i], people.channel[i]
        row[counts.NEEDS] += 1
        row[counts.AI_SOLVED] += channel == AI
        row[counts.DOCS] += channel == DOCS
        row[counts.REUSED] += channel == REUSED
        row[counts.PEER_SOLVED] += channel == COMMUNITY
        row[counts.STALE_HITS] += met == STALE_HIT
        row[counts.TICKETS] += channel == TICKET
        row[counts.GAVE_UP] += channel == GAVE_UP
        if came_across(int(people.need[i]), int(met)):
            joins = members.membership[i] != NONE and members.joined[i] == now.week
            row[counts.LANDINGS] += joins or members.membership[i] == NONE
            row[counts.LANDED_JOINS] += joins
        if channel == REUSED or channel == COMMUNITY:
            row[counts.WOULD_TICKET] += people.base[i] == TICKET


@allocating
def _fading(memory, week):
    """What is left of a difference after 0, 1, … `week` weeks: a table, as an exponential for each person would be slow."""
    return np.array([kept(float(weeks), memory) for weeks in range(week + 1)])


@kernel
def list_asked(batch, engaged, low, week):
    """List the users of the product in a block whose turn it is to be asked what they think; how many there are."""
    found = 0
    for first in range(low + week % PANELS * NEIGHBOURS, min(low + BLOCK, engaged.size), PANELS * NEIGHBOURS):
        for i in range(first, min(first + NEIGHBOURS, engaged.size)):
            batch.rows[found] = i  # a place that the next row takes, unless this one counts
            found += int(engaged[i])
    return found


@kernel
def _count_attitudes(batch, count, attitudes, weekly, calm, cool, forget, judging, trusting, links, week):
    """Sum attitudes, as they are by now, over those who are asked, and who recommends.

    `calm`, `cool`, `forget`: what is left of a difference in satisfaction, affinity and trust after so many weeks.
    """
    row, product = weekly[week], regard_now(weekly, week, judging)
    promoters, detractors = 0, 0
    content, fond, trusted = 0.0, 0.0, 0.0
    satisfaction, affinity, trust = attitudes.satisfaction, attitudes.affinity, attitudes.trust
    judged, warmed, moved = attitudes.judged, attitudes.warmed, attitudes.trusted
    for k in range(count):
        i = batch.rows[k]
        s = settled(satisfaction[i], judging.usual, calm[week - int(judged[i])])
        a = settled(affinity[i], 0.0, cool[week - int(warmed[i])])
        t = settled(trust[i], trusting.usual, forget[week - int(moved[i])])
        answer = nps_answer(attitude_index(s, a, t - trusting.usual, product, links.trust, judging), judging)
        promoters += answer == PROMOTER
        detractors += answer == DETRACTOR
        content += s
        fond += a
        trusted += t
    row[counts.ASKED] += count
    row[counts.PROMOTERS] += promoters
    row[counts.DETRACTORS] += detractors
    row[counts.SATISFACTION] += content
    row[counts.AFFINITY] += fond
    row[counts.TRUST] += trusted


@kernel
def _count_accounts(accounts, row):
    """Count accounts by stage, and what this week brings in."""
    stage = accounts.stage
    row[counts.AWARE], row[counts.EVALUATING] = how_many(stage, AWARE), how_many(stage, EVALUATING)
    row[counts.TRIALS] = how_many(stage, TRIAL)
    row[counts.CUSTOMERS] = how_many(stage, CUSTOMER)
    for a in rows_at(stage, CUSTOMER):
        row[counts.REVENUE] += float(accounts.value[a]) / 52.0
