"""Opening: who came on an invitation and looks round opens a talk: introduces oneself, asks how others do it (M1, M15).

Without a problem of their own such newcomers would say nothing, and a wave of them would cost nobody anything. An opening is
a gut check: only peers can answer it, and it waits for them like any other first post (M2).
"""

from typing import NamedTuple

from agents.behaviours.needs import zipf_topic
from agents.behaviours.posting import appeal
from agents.codes import ACTIVE, COMMUNITY, FIRST_WAITING, GUT_CHECK, LURKING, NEVER, QUESTION
from agents.counts import QUESTIONS
from agents.entities import OVERFLOW, QUESTION_ROWS, RECALL
from agents.event_log import log
from agents.streams import OPENING, POST, QUESTION_KEY
from sim.clock import HOURS
from sim.draws import derived_key, uniforms
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_at

OF = "world"
READS = (
    "people.channel people.keen members.membership members.joined members.invited members.first_post members.days topics.keep "
    "topics.alias tally.rows weekly"
)
WRITES = (
    "questions.key questions.asker questions.topic questions.kind questions.asked questions.hour questions.appeal "
    "members.membership members.first_post members.first_reply members.last_post events.hour events.user events.thread "
    "events.kind tally.rows tally.first weekly"
)


class OpeningPars(NamedTuple):
    """First posts without a problem."""

    invited: par("chance", 0, 1, "who came invited, and looks round a week later, opens a talk", "C", "assumed; S9") = 0.3


# The rule
@rule
def may_open(invited: int, weeks: int, membership: int, days: int, posted: bool) -> bool:
    """Whether somebody who joined so many weeks ago could open a talk: invited, here in the week after, silent so far."""
    return invited > 0 and weeks == 1 and days > 0 and (membership == LURKING or membership == ACTIVE) and not posted


# The world
@kernel
def everyone(people, members, topics, questions, events, tally, weekly, pars, posting, now):
    """Write this week's openings behind its questions, in the order of people."""
    seed, week = now.seed, now.week
    q = tally.rows[QUESTION_ROWS]
    for i in rows_at(members.joined, week - 1):
        if not may_open(
            members.invited[i], week - int(members.joined[i]), int(members.membership[i]), int(members.days[i]),
            people.channel[i] == COMMUNITY or members.first_post[i] != NEVER,
        ):  # fmt: skip
            continue
        u, v, w, _ = uniforms(seed, OPENING, week, i)
        if u >= pars.invited:
            continue
        if q == questions.key.size:
            tally.rows[OVERFLOW] = 1
            break
        x, y, z, _ = uniforms(seed, POST, week, i)
        questions.key[q] = derived_key(i, week, 0, QUESTION_KEY)
        questions.asker[q] = i
        questions.topic[q] = zipf_topic(v, w, topics)
        questions.kind[q] = GUT_CHECK
        questions.asked[q] = week
        questions.hour[q] = z * HOURS
        questions.appeal[q] = appeal(x, y, people.keen[i], posting)
        log(events, tally, week * HOURS + float(questions.hour[q]), i, q, QUESTION)
        q += 1
        members.membership[i] = ACTIVE
        members.last_post[i] = members.first_post[i] = week
        members.first_reply[i] = FIRST_WAITING
    weekly[week, QUESTIONS] += q - tally.rows[QUESTION_ROWS]
    tally.rows[QUESTION_ROWS] = q
    tally.first[week + RECALL + 1] = q
