"""Posting: what was decided becomes questions, in the order of people; askers are members from now on (bookkeeping)."""

import math
from typing import NamedTuple

from agents.codes import ACTIVE, COMMUNITY, FIRST_WAITING, LAPSED, NEVER, NONE, QUESTION
from agents.counts import QUESTIONS, RETURNED
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
    seed, week = now.seed, now.week
    q = tally.rows[QUESTION_ROWS]
    for i in rows_with(people.channel):
        if people.channel[i] != COMMUNITY:
            continue
        if q == questions.key.size:
            tally.rows[OVERFLOW] = 1
            break
        u, v, w, _ = uniforms(seed, POST, week, i)
        questions.key[q] = derived_key(i, week, 0, QUESTION_KEY)
        questions.asker[q] = i
        questions.topic[q] = people.topic[i]
        questions.kind[q] = people.need[i]
        questions.asked[q] = week
        questions.hour[q] = w * HOURS
        questions.appeal[q] = appeal(u, v, people.keen[i], pars)
        log(events, tally, week * HOURS + float(questions.hour[q]), i, q, QUESTION)
        q += 1
        _become_active(members, feelings, weekly, i, week)
        if members.first_post[i] == NEVER:
            members.first_post[i] = week
            members.first_reply[i] = FIRST_WAITING
    weekly[week, QUESTIONS] = q - tally.rows[QUESTION_ROWS]
    tally.rows[QUESTION_ROWS] = q
    tally.first[week + RECALL + 1] = q


@kernel
def _become_active(members, feelings, weekly, i, week):
    """Whoever posts is an active member, present at least a day."""
    if members.membership[i] == NONE:
        members.joined[i] = week
        feelings.felt[i] = week
    elif members.membership[i] == LAPSED:
        weekly[week, RETURNED] += 1
    members.membership[i] = ACTIVE
    members.last_post[i] = week
    members.days[i] = max(int(members.days[i]), 1)
