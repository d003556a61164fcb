"""Helping: who wants to answer which question this week, and when (M4, M8, M16, M29, M30).

A member helps as far as the benefits exceed the cost of reading. Everyone writes only its own wishes; `answering` settles
which are taken.
"""

import math
from typing import NamedTuple

from agents.behaviours.feeling import faded, halved, rested, warmth
from agents.behaviours.moderating import sight
from agents.behaviours.viewing import age_seen
from agents.codes import ACTIVE, GUT_CHECK, HARD, LURKING, MIDDLE
from agents.entities import OVERFLOW, RECALL, WISH_ROWS
from agents.streams import LOOK, WISH
from agents.ties import company
from sim.batch import BLOCK, bring, draw, list_with, new_batch
from sim.clock import HOURS
from sim.draws import below, poisson, uniform, uniforms
from sim.kernel import allocating, inlined, kernel, rule
from sim.pars import par

OF = "members"
READS = (
    "people.willing people.skill people.field members.membership members.days feelings.motive feelings.fatigue "
    "feelings.felt feelings.love feelings.standing feelings.glow members.last_visit ties.circle ties.other ties.strength "
    "ties.met lifts.comfort lifts.tidy lifts.personal questions.asker questions.topic questions.kind questions.asked "
    "questions.hour questions.appeal tally.first tally.within tally.posts tally.seen tally.custom"
)
WRITES = "wishes.question wishes.helper wishes.hour tally.rows"
MEDIUM = 0.5  # hardness of a problem of the middle
MOST = 60  # wishes a member can have in a week; a wish's address is person x 64 + ordinal


class HelpingPars(NamedTuple):
    """Willingness meets time and skill."""

    willing: par("answers/question", 1e-6, 1, "median gross willingness", "A", "fitted to answers by members") = 0.003
    spread: par("ln-sd", 0, 4, "heavy tail of willingness: superusers (S5)", "A", "fitted to concentration") = 1.7
    pace: par("days/week", 0, 6, "median further days in a week with a visit", "A", "fitted to waits") = 0.7
    pace_spread: par("ln-sd", 0, 2, "differences in pace", "C", "assumed") = 0.7
    delay: par("hours", 0.1, 500, "median-appeal question: mean delay of a helper there every day", "A", "fitted to waits") = 5.0
    most: par("answers/week", 1, 60, "free time of a helper, at 5-20 minutes an answer (M29)", "C", "assumed") = 40.0
    off_field: par("ratio", 0, 1, "match outside one's own topic", "C", "assumed") = 0.6
    reach: par("1/skill", 1, 50, "how sharply hardness above one's skill puts off", "C", "assumed") = 8.0
    bored: par("ratio", 0, 1, "interest of the most skilled in easy problems: challengers (M30)", "C", "assumed") = 0.7
    information: par("log", 0, 2, "benefit per doubling of (40 + posts that interest)", "C", "assumed; Ren & Kraut 2014") = 0.05
    reputation: par("log", 0, 2, "benefit per log unit of (1 + standing)", "C", "assumed; Ren & Kraut 2014") = 0.03
    bonds: par("log", 0, 2, "benefit when all one's ties came last week", "C", "assumed; Ren & Kraut 2014") = 0.0
    identity: par("log", 0, 2, "benefit from no to full warmth", "C", "assumed; Ren & Kraut 2014") = 0.1
    reading: par("log", 0, 2, "cost per doubling of volume / signal beyond 40 posts", "C", "assumed; Ren & Kraut 2014") = 0.07
    span: par(
        "questions/day", 0, 1e6, "one looks at in a day present; 0: at all (M15, M16)", "B",
        "Ren & Kraut 2014: 40 messages a visit, some four to a question",
    ) = 0.0  # fmt: skip
    effort: par(
        "ratio", 0, 2, "hard problems take longer: delay x (1 + effort x (hardness - 0.5)) (M30)", "C", "assumed; sign Wu 2016"
    ) = 1.0


# The rules
@rule
def load(posts: float, clear: float, comfort: float) -> float:
    """Reading that a visit costs: doublings, beyond 40 posts, of volume / signal that the platform does not ease."""
    return max(0.0, math.log2(max(posts, 1.0) / 40.0) - clear - comfort)


@rule
def interest(posts: float, clear: float) -> float:
    """News that interest, with diminishing returns: doublings of 40 posts of usual interest; 0 without any."""
    return math.log2(1.0 + posts * 2.0**clear / 40.0)


@rule
def drive(
    interest: float, standing: float, company: float, warm: float, glow: float, load: float, pars: HelpingPars
) -> float:  # fmt: skip
    """Benefits against the cost of reading as a factor of willingness: 1 for a stranger in an empty place."""
    benefit = pars.information * interest + pars.reputation * math.log(1.0 + standing) + pars.bonds * company
    return math.exp(benefit + pars.identity * warm + glow - pars.reading * load)


@rule
def looked_at(seen: float, days: int, pars: HelpingPars) -> float:
    """Questions that one looks at in a week, of those in view: limited attention, all of few and no more than some of many."""
    most = pars.span * float(days)
    return most * (1.0 - math.exp(-seen / most)) if most > 0.0 else seen


@rule
def expected_wishes(willing: float, motive: float, drive: float, fatigue: float, seen: float, pars: HelpingPars) -> float:
    """Expected number of questions one turns to: willingness x motive x drive x questions in view, within one's free time."""
    return min(willing * motive * drive * seen, pars.most) * max(0.0, 1.0 - fatigue)


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
def delay(u: float, days: int, appeal: float, hard: float, pars: HelpingPars) -> float:
    """Hours until the answer: exponential; helpers there on more days, clear questions and easy ones make it shorter."""
    return -math.log(u) * pars.delay * (1.0 + pars.effort * (hard - MEDIUM)) * 7.0 / (days * appeal)


@inlined
def wish(i, ordinal, days, skill, field, questions, wishes, tally, pars, now):
    """One look at a question; if it suits and time allows this week, a wish."""
    u, v, w, x = uniforms(now.seed, WISH, now.week, i * 64 + ordinal)
    place = now.week - age_seen(u, tally) + RECALL
    low, high = tally.first[place], tally.first[place + 1]
    if low == high:
        return
    q = low + below(v, high - low)
    if questions.asker[q] == i:
        return
    hard = hardness(int(questions.kind[q]))
    if w >= match(skill, hard, questions.topic[q] == field, pars):
        return
    start = float(questions.hour[q]) if questions.asked[q] == now.week else 0.0
    hour = start + delay(x, days, questions.appeal[q], hard, pars)
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
def look_round(
    batch, count, news, cost, people, members, feelings, ties, questions, wishes, tally, pars, feeling, links, now
):  # fmt: skip
    """Those listed look at questions. Company is looked up only where it counts."""
    week, seen = now.week, tally.seen[0]
    for k in range(count):
        i = batch.rows[k]
        if members.membership[i] != ACTIVE and members.membership[i] != LURKING:
            continue
        gone = float(week - int(feelings.felt[i]))
        together = links.bonds * company(ties, members.last_visit, i, week) if pars.bonds > 0.0 else 0.0
        driven = drive(
            news, halved(feelings.standing[i], gone, feeling.repute), together, warmth(faded(feelings.love[i], gone), feeling),
            links.recognition * halved(feelings.glow[i], gone, feeling.glow), cost, pars,
        )  # fmt: skip
        fatigue = rested(feelings.fatigue[i], gone, feeling)
        days, skill, field = int(members.days[i]), people.skill[i], int(people.field[i])
        mean = expected_wishes(people.willing[i], feelings.motive[i], driven, fatigue, looked_at(seen, days, pars), pars)
        looks = min(poisson(batch.u[k], mean), MOST)
        for ordinal in range(looks):
            wish(i, ordinal, days, skill, field, questions, wishes, tally, pars, now)


@allocating
def everyone(people, members, feelings, ties, topics, questions, wishes, lifts, tally, pars, feeling, moderating, links, now):
    """All who are present look around."""
    posts, clear = sight(topics, lifts, tally, moderating, links.moderation, now.week)
    news, cost = interest(posts, clear), load(posts, clear, lifts.comfort[now.week])
    batch = new_batch()
    for low in range(0, members.days.size, BLOCK):
        count = list_with(batch, members.days, low)
        draw(batch, count, now.seed, LOOK, now.week)
        bring(batch, count, feelings.felt)
        bring(batch, count, people.willing)
        look_round(batch, count, news, cost, people, members, feelings, ties, questions, wishes, tally, pars, feeling, links, now)


# One member
def one(member, topics, questions, wishes, lifts, tally, pars, feeling, moderating, links, now):
    """The same for one member."""
    if member.days == 0 or member.membership not in (LURKING, ACTIVE):
        return
    posts, clear = sight(topics, lifts, tally, moderating, links.moderation, now.week)
    gone = now.week - member.felt
    driven = drive(
        interest(posts, clear), halved(member.standing, gone, feeling.repute), links.bonds * member.company(now.week),
        warmth(faded(member.love, gone), feeling), links.recognition * halved(member.glow, gone, feeling.glow),
        load(posts, clear, lifts.comfort[now.week]), pars,
    )  # fmt: skip
    fatigue = rested(member.fatigue, gone, feeling)
    seen = looked_at(tally.seen[0], member.days, pars)
    mean = expected_wishes(member.willing, member.motive, driven, fatigue, seen, pars)
    for ordinal in range(min(poisson(uniform(now.seed, LOOK, now.week, member.row), mean), MOST)):
        wish(member.row, ordinal, member.days, member.skill, member.field, questions, wishes, tally, pars, now)
