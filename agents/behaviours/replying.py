"""Replying: what the answers of the week bring, and to whom (bookkeeping after answering; M2, M3, M9, M30)."""

from typing import NamedTuple

from agents import counts
from agents.behaviours.helping import MEDIUM, hardness
from agents.codes import ACTIVE, ANSWER, COMMENT, FIRST_REPLIED, FIRST_WAITING, FOLLOWUP, NEVER
from agents.entities import QUESTION_ROWS, WISH_ROWS
from agents.event_log import log
from agents.streams import TALK, WISH_KEY
from sim.clock import HOURS
from sim.draws import derived_key, exponential, uniform
from sim.kernel import kernel, rule
from sim.pars import par

OF = "world"
READS = (
    "questions.key wishes.question wishes.helper wishes.hour wishes.taken wishes.solved wishes.thanked wishes.turns "
    "questions.asker questions.kind questions.asked questions.waited questions.topic members.first_post members.first_reply "
    "feelings.comments feelings.comments_week feelings.given feelings.given_week feelings.thanks feelings.lean tally.rows "
    "tally.first topics.fresh weekly"
)
WRITES = (
    "feelings.comments feelings.comments_week feelings.given feelings.given_week feelings.thanks feelings.lean "
    "members.first_post members.first_reply members.last_post members.membership people.solved topics.fresh events.hour "
    "events.user events.thread events.kind tally.rows weekly"
)


class ReplyingPars(NamedTuple):
    """How talk goes on and is written down."""

    pause: par("hours", 0.1, 500, "mean time between two turns of a talk", "C", "assumed") = 36.0
    comments: par("0/1", 0, 1, "1: a question-and-answer site, talk is in comments; 0: a forum", "A", "from the export") = 0.0
    memory: par("answers", 1, 100, "of a helper that tell a maintainer from a challenger (M30)", "C", "assumed") = 8.0


# The rule
@rule
def turn_kind(by_asker: bool, comments: float) -> int:
    """What a further turn is in the export: a comment, else the asker's follow-up or another answer."""
    if comments > 0.5:
        return COMMENT
    return FOLLOWUP if by_asker else ANSWER


@rule
def next_lean(lean: float, hard: float, asked: float, pars: ReplyingPars) -> float:
    """How much harder than what is asked a helper's problems were, after one more answer; the last ones count most."""
    return lean + (hard - asked - lean) / pars.memory


@rule
def side(lean: float) -> int:
    """What a helper counts as: a challenger, if the problems answered are harder than what is asked, else a maintainer."""
    return counts.CHALLENGERS if lean > 0.0 else counts.MAINTAINERS


# The world
@kernel
def everyone(people, members, feelings, questions, wishes, topics, events, tally, weekly, pars, now):
    """Every answer given, in the order of question, hour and helper."""
    week, asked = now.week, _hardness_asked(questions, tally, now.week)
    for w in range(tally.rows[WISH_ROWS]):
        if not wishes.taken[w]:
            continue
        q, helper = wishes.question[w], int(wishes.helper[w])
        asker = int(questions.asker[q])
        hour = week * HOURS + float(wishes.hour[w])
        log(events, tally, hour, helper, q, ANSWER)
        weekly[week, counts.MEMBER_ANSWERS if helper >= 0 else counts.STAFF_ANSWERS] += 1
        if helper >= 0:
            _takes_side(feelings, weekly, helper, hardness(int(questions.kind[q])), asked, pars, week)
            _gives(members, feelings, helper, wishes.thanked[w], week)
        if asker >= 0:
            _receives(feelings, asker, 1, week)
            if members.first_reply[asker] == FIRST_WAITING and members.first_post[asker] == questions.asked[q]:
                if questions.waited[q] <= HOURS:
                    members.first_reply[asker] = FIRST_REPLIED
        if wishes.solved[w]:
            topics.fresh[questions.topic[q]] += 1
            weekly[week, counts.SOLVED] += 1
            if asker >= 0 and questions.asked[q] == week:
                people.solved[asker] = week
        weekly[week, counts.THANKS] += wishes.thanked[w]
        if asker >= 0:
            address = derived_key(helper, week, questions.key[q], WISH_KEY)
            _talk(members, feelings, events, tally, weekly, wishes, w, asker, helper, hour, address, pars, now)


@kernel
def _hardness_asked(questions, tally, week):
    """Mean hardness of the questions of the weeks that helpers look at, answered or not; the middle's where there are none."""
    first, last = tally.first[week], tally.rows[QUESTION_ROWS]
    total = 0.0
    for q in range(first, last):
        total += hardness(int(questions.kind[q]))
    return total / (last - first) if last > first else MEDIUM


@kernel
def _takes_side(feelings, weekly, helper, hard, asked, pars, week):
    """Each helper of the week counts once, on the side where the last answer puts it."""
    if feelings.given_week[helper] == week:
        weekly[week, side(feelings.lean[helper])] -= 1
    feelings.lean[helper] = next_lean(feelings.lean[helper], hard, asked, pars)
    weekly[week, side(feelings.lean[helper])] += 1


@kernel
def _gives(members, feelings, helper, thanked, week):
    """A member has given an answer; for a lurker it is the first contribution."""
    if feelings.given_week[helper] != week:
        feelings.given_week[helper] = week
        feelings.given[helper] = 0
        feelings.thanks[helper] = 0
    feelings.given[helper] += 1
    feelings.thanks[helper] += thanked
    members.last_post[helper] = week
    members.membership[helper] = ACTIVE
    if members.first_post[helper] == NEVER:
        members.first_post[helper] = week
        members.first_reply[helper] = FIRST_WAITING
    if thanked:
        _hears_back(members, helper, week)


@kernel
def _hears_back(members, helper, week):
    """Somebody whose first contribution was an answer of this week learns that it was read (M2)."""
    if members.first_reply[helper] == FIRST_WAITING and members.first_post[helper] == week:
        members.first_reply[helper] = FIRST_REPLIED


@kernel
def _receives(feelings, person, replies, week):
    """A member has received replies."""
    if feelings.comments_week[person] != week:
        feelings.comments_week[person] = week
        feelings.comments[person] = 0
    feelings.comments[person] += replies


@kernel
def _talk(members, feelings, events, tally, weekly, wishes, w, asker, helper, hour, address, pars, now):
    """Asker and helper in turn, the asker first."""
    week, turns = now.week, int(wishes.turns[w])
    for turn in range(turns):
        by_asker = turn % 2 == 0
        hour += pars.pause * exponential(uniform(now.seed, TALK, turn, address))
        user = asker if by_asker else helper
        log(events, tally, hour, user, wishes.question[w], turn_kind(by_asker, pars.comments))
        if user >= 0:
            members.last_post[user] = week
        if not by_asker:
            _receives(feelings, asker, 1, week)
        elif helper >= 0:
            _receives(feelings, helper, 1, week)
            _hears_back(members, helper, week)
    weekly[week, counts.TURNS] += turns
    if helper < 0:
        weekly[week, counts.STAFF_TURNS] += turns // 2  # the asker begins
