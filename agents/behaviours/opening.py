"""Opening: who came on an invitation and looks round opens a talk: introduces oneself, asks how others do it (M1, M15).

Without a problem of their own such newcomers would say nothing, and a wave of them would cost nobody anything. An opening is
a gut check: only peers can answer it, and it waits for them like any other first post (M2).
"""

from typing import NamedTuple

from agents.behaviours.needs import zipf_topic
from agents.behaviours.posting import pose
from agents.codes import ACTIVE, COMMUNITY, GUT_CHECK, LURKING, NEVER
from agents.entities import QUESTION_ROWS, RECALL
from agents.streams import OPENING
from sim.draws import uniforms
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
    for i in rows_at(members.joined, week - 1):
        if not may_open(
            members.invited[i], week - int(members.joined[i]), int(members.membership[i]), int(members.days[i]),
            people.channel[i] == COMMUNITY or members.first_post[i] != NEVER,
        ):  # fmt: skip
            continue
        u, v, w, _ = uniforms(seed, OPENING, week, i)
        if u >= pars.invited:
            continue
        topic = zipf_topic(v, w, topics)
        if not pose(i, topic, GUT_CHECK, people, members, questions, events, tally, weekly, posting, now):
            break
        members.membership[i] = ACTIVE
    tally.first[week + RECALL + 1] = tally.rows[QUESTION_ROWS]
