"""Recording: what is counted at the end of the week (bookkeeping; the names are in `agents.counts`)."""

from typing import NamedTuple

import numpy as np

from agents import counts
from agents.behaviours.feeling import faded, warmth
from agents.behaviours.judging import DETRACTOR, PROMOTER, attitude_index, kept, nps_answer, review_chance, settled
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
from agents.entities import ARRIVALS, MASS, POSTS, RECALL, UNANSWERED
from agents.orbit import STEPS, level_of_step, level_weight
from agents.ties import reach
from sim.draws import BLOCK
from sim.kernel import kernel, rule
from sim.pars import par

OF = "world"
READS = (
    "people.need people.search people.channel people.base people.engaged members.membership members.joined members.first_post "
    "members.last_post members.days feelings.love feelings.felt attitudes.satisfaction attitudes.judged attitudes.affinity "
    "attitudes.warmed attitudes.trust attitudes.trusted orbits.step ties.strength ties.met topics.fresh topics.stale topics.keep "
    "topics.alias topics.quality topics.docs staff.hours staff.first staff.last accounts.stage accounts.value calendar.staff "
    "calendar.open questions.answers tally.first tally.pulse weekly"
)
WRITES = "weekly tally.pulse"


class RecordingPars(NamedTuple):
    """What counts as what."""

    recent: par("weeks", 1, 26, "a member is active who contributed within this time", "B", "CHAOSS: a month") = 4.0
    seen: par("weeks", 1, 52, "over which people see whether questions are answered", "C", "assumed") = 4.0


# The rule
@rule
def is_active(week: int, last_post: int, pars: RecordingPars) -> bool:
    """Whether a member counts as active."""
    return week - last_post < pars.recent


@rule
def next_unanswered(unanswered: float, asked: int, left: int, pars: RecordingPars) -> float:
    """Share of questions that people see without an answer, after a week of which so many asked are left without one."""
    return unanswered + (left / asked - unanswered) / pars.seen if asked > 0 else unanswered


# The world
@kernel
def everyone(
    people, members, feelings, attitudes, orbits, ties, topics, questions, staff, accounts, calendar, tally, weekly, pars,
    feeling, judging, trusting, links, now,
):  # fmt: skip
    """Count members, needs, attitudes, accounts and the stock of answers; take the pulse for next week."""
    row = weekly[now.week]
    force = _count_members(members, feelings, orbits, ties, row, pars, feeling, now.week)
    _count_needs(people, members, row, now)
    _count_attitudes(people, attitudes, row, judging, trusting, links, now.week)
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
    row[counts.CAUSED] = max(row[counts.CONTRIBUTIONS] - row[counts.NEWCOMERS], 0.0)
    tally.pulse[POSTS] = posts
    tally.pulse[ARRIVALS] = row[counts.JOINED]
    tally.pulse[MASS] = force / max(orbits.step.size, 1)
    if now.week > 0:  # nobody knows of the stock whether somebody tried an answer
        first, last = tally.first[now.week - 1 + RECALL], tally.first[now.week + RECALL]
        left = _without_answer(questions, first, last)
        tally.pulse[UNANSWERED] = next_unanswered(tally.pulse[UNANSWERED], int(last - first), left, pars)


@kernel
def _without_answer(questions, first, last):
    """How many of these questions nobody has answered yet."""
    left = 0
    for q in range(first, last):
        left += questions.answers[q] == 0
    return left


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
def _count_needs(people, members, row, now):
    """Count what became of this week's problems, and how many that the community solved would have become tickets."""
    need = people.need
    for i in range(need.size):
        if need[i] == 0:
            continue
        met, channel = people.search[i], people.channel[i]
        row[counts.NEEDS] += 1
        row[counts.AI_SOLVED] += channel == AI
        row[counts.DOCS] += channel == DOCS
        row[counts.REUSED] += channel == REUSED
        row[counts.PEER_SOLVED] += channel == COMMUNITY
        row[counts.STALE_HITS] += met == STALE_HIT
        row[counts.TICKETS] += channel == TICKET
        row[counts.GAVE_UP] += channel == GAVE_UP
        if met == REUSED or met == LANDED or met == STALE_HIT:
            joins = members.membership[i] != NONE and members.joined[i] == now.week
            row[counts.LANDINGS] += joins or members.membership[i] == NONE
            row[counts.LANDED_JOINS] += joins
        if channel == REUSED or channel == COMMUNITY:
            row[counts.WOULD_TICKET] += people.base[i] == TICKET


@kernel
def _fading(memory, week):
    """What is left of a difference after 0, 1, … `week` weeks: a table, as an exponential for each person would be slow."""
    return np.array([kept(float(weeks), memory) for weeks in range(week + 1)])


@kernel
def _listed(flags, low, rows):
    """List the rows, from `low` on, whose flag is set; returns how many. Without a branch, which would be guessed wrong."""
    found = 0
    for j in range(flags.size):
        rows[found] = low + j
        found += flags[j] != 0
    return found


@kernel
def _count_attitudes(people, attitudes, row, judging, trusting, links, week):
    """Sum attitudes, as they are by now, over those who use the product; who recommends, who would review."""
    calm, cool, forget = _fading(judging.memory, week), _fading(judging.cooling, week), _fading(trusting.memory, week)
    users, promoters, detractors = 0, 0, 0
    content, fond, trusted, reviews, rating = 0.0, 0.0, 0.0, 0.0, 0.0
    rows = np.empty(BLOCK, np.int64)
    for low in range(0, people.engaged.size, BLOCK):
        found = _listed(people.engaged[low : low + BLOCK], low, rows)
        users += found
        for k in range(found):
            i = rows[k]
            s = settled(attitudes.satisfaction[i], judging.usual, calm[week - int(attitudes.judged[i])])
            a = settled(attitudes.affinity[i], 0.0, cool[week - int(attitudes.warmed[i])])
            t = settled(attitudes.trust[i], trusting.usual, forget[week - int(attitudes.trusted[i])])
            answer = nps_answer(attitude_index(s, a, t, links.support_to_attitude, links.trust, judging), judging)
            promoters += answer == PROMOTER
            detractors += answer == DETRACTOR
            content += s
            fond += a
            trusted += t
            speaks = review_chance(s, judging)
            reviews += speaks
            rating += speaks * s
    row[counts.USERS], row[counts.PROMOTERS], row[counts.DETRACTORS] = users, promoters, detractors
    row[counts.SATISFACTION], row[counts.AFFINITY], row[counts.TRUST] = content, fond, trusted
    row[counts.REVIEWS], row[counts.RATING] = reviews, rating


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
