"""Helping: who wants to answer which question this week, and when (M4, M8, M29, M30).

Everyone writes only its own wishes; `answering` settles which are taken.
"""

import math
from typing import NamedTuple

from agents.behaviours.feeling import halved, rested
from agents.behaviours.viewing import age_seen
from agents.codes import ACTIVE, GUT_CHECK, HARD, LURKING, MIDDLE
from agents.entities import OVERFLOW, RECALL, SEEN, WISH_ROWS
from agents.streams import LOOK, WISH
from sim.clock import HOURS
from sim.draws import below, poisson, uniform, uniforms
from sim.kernel import inlined, kernel, rule
from sim.pars import par

OF = "members"
READS = (
    "people.willing people.skill people.field members.membership members.days feelings.motive feelings.fatigue "
    "feelings.felt feelings.glow questions.asker questions.topic questions.kind questions.asked questions.hour questions.appeal "
    "tally.first tally.pulse"
)
WRITES = "wishes.question wishes.helper wishes.hour tally.rows"
MOST = 60  # wishes a member can have in a week; a wish's address is person x 64 + ordinal


class HelpingPars(NamedTuple):
    """Willingness meets time and skill."""

    willing: par("answers/question", 1e-6, 1, "median gross willingness", "A", "fitted to answers by members") = 0.003
    spread: par("ln-sd", 0, 4, "heavy tail of willingness: superusers (S5)", "A", "fitted to concentration") = 1.7
    pace: par("days/week", 0, 6, "median further days in a week with a visit", "A", "fitted to waits") = 0.7
    pace_spread: par("ln-sd", 0, 2, "differences in pace", "C", "assumed") = 0.7
    delay: par("hours", 0.1, 500, "median-appeal question: mean delay of a helper there every day", "A", "fitted to waits") = 5.0
    most: par("answers/week", 1, 60, "free time of a helper, at 5-20 minutes an answer", "B", "model.md M29") = 40.0
    off_field: par("ratio", 0, 1, "match outside one's own topic", "C", "assumed") = 0.6
    reach: par("1/skill", 1, 50, "how sharply hardness above one's skill puts off", "C", "assumed") = 8.0
    bored: par("ratio", 0, 1, "interest of the most skilled in easy problems: challengers (M30)", "C", "assumed") = 0.7


# The rules
@rule
def expected_wishes(willing: float, motive: float, fatigue: float, seen: float, glow: float, pars: HelpingPars) -> float:
    """Expected number of questions one turns to: willingness x motive x questions in view, within one's free time.

    `glow` is the lift by recognition as a logarithm, times the gain of its link.
    """
    return min(willing * motive * math.exp(glow) * seen, pars.most) * max(0.0, 1.0 - fatigue)


@rule
def hardness(kind: int) -> float:
    """How hard a problem of a kind is (0-1): simple 0.2, middle 0.5, hard 0.8, gut check 0.4; assumed."""
    if kind == HARD:
        return 0.8
    return 0.5 if kind == MIDDLE else (0.4 if kind == GUT_CHECK else 0.2)


@rule
def match(skill: float, hard: float, own_field: bool, pars: HelpingPars) -> float:
    """Chance that a question that is met suits: within one's skill, in one's field, and not boring."""
    able = 1.0 / (1.0 + math.exp(pars.reach * (hard - skill - 0.2)))
    keen = 1.0 - (1.0 - pars.bored) * max(0.0, skill - hard)
    return able * keen * (1.0 if own_field else pars.off_field)


@rule
def delay(u: float, days: int, appeal: float, pars: HelpingPars) -> float:
    """Hours until the answer: exponential; helpers there on more days and clear questions make it shorter."""
    return -math.log(u) * pars.delay * 7.0 / (days * appeal)


@inlined
def wish(i, ordinal, days, skill, field, questions, wishes, tally, pars, viewing, now):
    """One look at a question; if it suits and time allows this week, a wish."""
    u, v, w, x = uniforms(now.seed, WISH, now.week, i * 64 + ordinal)
    place = now.week - age_seen(u, viewing) + RECALL
    low, high = tally.first[place], tally.first[place + 1]
    if low == high:
        return
    q = low + below(v, high - low)
    if questions.asker[q] == i:
        return
    if w >= match(skill, hardness(int(questions.kind[q])), questions.topic[q] == field, pars):
        return
    start = float(questions.hour[q]) if questions.asked[q] == now.week else 0.0
    hour = start + delay(x, days, questions.appeal[q], pars)
    if hour < HOURS:
        add_wish(wishes, tally, q, i, hour)


@inlined
def add_wish(wishes, tally, question, helper, hour):
    """Append a wish; where there is no room left, say so in the tally."""
    row = tally.rows[WISH_ROWS]
    if row == wishes.hour.size:
        tally.rows[OVERFLOW] = 1
        return
    wishes.question[row] = question
    wishes.helper[row] = helper
    wishes.hour[row] = hour
    tally.rows[WISH_ROWS] = row + 1


# Everyone
@kernel
def everyone(people, members, feelings, questions, wishes, tally, pars, feeling, viewing, links, now):
    """All who are present look around."""
    seed, week, seen = now.seed, now.week, tally.pulse[SEEN]
    for i in range(members.days.size):
        state = members.membership[i]
        if members.days[i] == 0 or (state != ACTIVE and state != LURKING):
            continue
        gone = float(week - int(feelings.felt[i]))
        fatigue = rested(feelings.fatigue[i], gone, feeling)
        glow = links.recognition * halved(feelings.glow[i], gone, feeling.glow)
        mean = expected_wishes(people.willing[i], feelings.motive[i], fatigue, seen, glow, pars)
        looks = min(poisson(uniform(seed, LOOK, week, i), mean), MOST)
        days, skill, field = int(members.days[i]), people.skill[i], int(people.field[i])
        for ordinal in range(looks):
            wish(i, ordinal, days, skill, field, questions, wishes, tally, pars, viewing, now)


# One member
def one(member, questions, wishes, tally, pars, feeling, viewing, links, now):
    """The same for one member."""
    if member.days == 0 or member.membership not in (LURKING, ACTIVE):
        return
    fatigue = rested(member.fatigue, now.week - member.felt, feeling)
    glow = links.recognition * halved(member.glow, now.week - member.felt, feeling.glow)
    mean = expected_wishes(member.willing, member.motive, fatigue, tally.pulse[SEEN], glow, pars)
    for ordinal in range(min(poisson(uniform(now.seed, LOOK, now.week, member.row), mean), MOST)):
        wish(
            member.row, ordinal, member.days, member.skill, member.field, questions, wishes, tally, pars, viewing, now
        )  # fmt: skip
