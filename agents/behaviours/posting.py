"""Posting: what was decided becomes questions, in the order of people; askers are members from now on (bookkeeping)."""

import math
from typing import NamedTuple

from agents.codes import ACTIVE, COMMUNITY, FIRST_WAITING, LAPSED, NEVER, NONE, QUESTION
from agents.counts import FIRST_QUESTIONS, QUESTIONS, RETURNED
from agents.entities import OVERFLOW, QUESTION_ROWS, RECALL
from agents.event_log import log
from agents.streams import POST, QUESTION_KEY
from sim.clock import HOURS
from sim.draws import derived_key, normal, uniforms
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_with

OF = "world"
READS = "people.channel people.need people.topic people.keen members.membership members.first_post members.days tally.rows weekly"
WRITES = (
    "questions.key questions.asker questions.topic questions.kind questions.asked questions.hour questions.appeal "
    "members.membership members.joined members.first_post members.first_reply members.last_post members.days "
    "feelings.felt events.hour events.user events.thread events.kind tally.rows tally.first weekly"
)


class PostingPars(NamedTuple):
    """How a question comes across."""

    appeal: par("ln-sd", 0, 3, "differences in how quickly questions draw answers", "A", "fitted to the spread of waits") = 1.4
    keen: par("ln/sd", 0, 1, "keen people ask more clearly (M34)", "C", "assumed") = 0.2


# The rule
@rule
def appeal(u: float, v: float, keen: float, pars: PostingPars) -> float:
    """How quickly a question draws answers, median 1: log-normal, higher for the keen."""
    return math.exp(pars.appeal * normal(u, v) + pars.keen * keen)


# The world
@kernel
def everyone(people, members, feelings, questions, events, tally, weekly, pars, now):
    """Write this week's questions in the order of people."""
    week = now.week
    for i in rows_with(people.channel):
        if people.channel[i] != COMMUNITY:
            continue
        if not pose(i, people.topic[i], people.need[i], people, members, questions, events, tally, weekly, pars, now):
            break
        if members.membership[i] == NONE:
            members.joined[i] = week
            feelings.felt[i] = week
        elif members.membership[i] == LAPSED:
            weekly[week, RETURNED] += 1
        members.membership[i] = ACTIVE
        members.days[i] = max(int(members.days[i]), 1)
    tally.first[week + RECALL + 1] = tally.rows[QUESTION_ROWS]


@kernel
def pose(i, topic, kind, people, members, questions, events, tally, weekly, pars, now):
    """Write down what somebody asks this week, behind the other questions. Returns whether there was room for it."""
    week, q = now.week, tally.rows[QUESTION_ROWS]
    if q == questions.key.size:
        tally.rows[OVERFLOW] = 1
        return False
    u, v, w, _ = uniforms(now.seed, POST, week, i)
    questions.key[q] = derived_key(i, week, 0, QUESTION_KEY)
    questions.asker[q] = i
    questions.topic[q] = topic
    questions.kind[q] = kind
    questions.asked[q] = week
    questions.hour[q] = w * HOURS
    questions.appeal[q] = appeal(u, v, people.keen[i], pars)
    log(events, tally, week * HOURS + float(questions.hour[q]), i, q, QUESTION)
    tally.rows[QUESTION_ROWS] = q + 1
    weekly[week, QUESTIONS] += 1
    members.last_post[i] = week
    if members.first_post[i] == NEVER:
        weekly[week, FIRST_QUESTIONS] += 1
        members.first_post[i] = week
        members.first_reply[i] = FIRST_WAITING
    return True
