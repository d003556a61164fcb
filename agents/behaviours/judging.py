"""Judging: how this week's problem ended moves satisfaction, warmth in the community moves affinity (M7, M24).

All effects on the business pass through these attitudes (with trust) or through cost. What the community adds to
satisfaction is the way from how the problem would have ended without it; the link `support_to_attitude` is its gain.
"""

import math
from typing import NamedTuple

from agents.behaviours.feeling import faded, warmth
from agents.behaviours.self_service import tried
from agents.codes import AI, COMMUNITY, DOCS, GUT_CHECK, REUSED, STALE_HIT, TICKET
from agents.counts import QUALITY
from agents.entities import AS_IT_IS, WITHOUT
from agents.streams import REVIEW, SELF_SERVICE
from sim.batch import BLOCK, bring, draw, list_with, new_batch
from sim.draws import uniform
from sim.kernel import allocating, inlined, kernel, rule
from sim.pars import par

OF = "people"
READS = (
    "people.engaged people.need people.search people.channel people.base members.days feelings.love feelings.felt "
    "attitudes.satisfaction attitudes.judged attitudes.affinity attitudes.warmed desks.wait"
)
WRITES = "attitudes.satisfaction attitudes.judged attitudes.affinity attitudes.warmed attitudes.review"
PROMOTER, PASSIVE, DETRACTOR = 1, 0, -1


class JudgingPars(NamedTuple):
    """What people make of how their problems end."""

    usual: par("0-1", 0, 1, "satisfaction without any problem", "C", "assumed") = 0.6
    memory: par("weeks", 2, 260, "until satisfaction has come 63 % of the way back to the usual", "C", "assumed") = 26.0
    rate: par("share", 0, 1, "of the way to how a problem ended, gone at once", "C", "assumed") = 0.3
    alone: par("0-1", 0, 1, "solved by docs, an old answer or AI", "C", "assumed") = 0.75
    peers: par("0-1", 0, 1, "solved by peers", "C", "assumed") = 0.85
    confirmed: par("0-1", 0, 1, "a gut check answered by peers: confidence", "C", "assumed, Millington: sign") = 0.95
    ticket: par("0-1", 0, 1, "solved by an agent at once", "C", "assumed") = 0.8
    wait: par("1/week", 0, 1, "less by each week of waiting for an agent", "C", "assumed") = 0.15
    effort: par("0-1", 0, 1, "less where self-service had failed before the contact", "C", "assumed; sign M7") = 0.1
    gave_up: par("0-1", 0, 1, "given up", "C", "assumed") = 0.3
    stung: par("0-1", 0, 1, "less where a stale answer had misled", "C", "assumed; sign M10") = 0.15
    warming: par("share", 0, 1, "of the way to one's warmth, gone by affinity in a week present", "C", "assumed") = 0.1
    cooling: par("weeks", 4, 520, "until affinity has faded by 63 %", "C", "assumed") = 52.0
    fond: par("0-1", 0, 1, "attitude that full affinity adds", "C", "assumed") = 0.15
    product: par("0-1", 0, 1, "attitude that a product without problems adds (M22)", "C", "assumed") = 0.0
    expected: par("share", 0, 1, "of the problems done away with that users take for granted", "C", "assumed") = 0.2
    trusting: par("0-1", 0, 1, "attitude that trust adds, full against none", "C", "assumed") = 0.2
    promoter: par("0-1", 0, 1, "attitude above which one recommends (NPS 9-10)", "C", "assumed") = 0.7
    detractor: par("0-1", 0, 1, "attitude below which one advises against (NPS 0-6)", "C", "assumed") = 0.5
    choosy: par("log-odds", 0, 20, "of preferring the brand, by a unit of attitude above a rival's", "C", "assumed") = 6.0
    extreme: par("chance", 0, 1, "of a review after a problem, at the ends of satisfaction", "C", "assumed; sign: Woods") = 0.1


# The rules
@rule
def kept(weeks: float, memory: float) -> float:
    """Share of a difference that is left after some weeks."""
    return math.exp(-weeks / memory)


@rule
def settled(value: float, usual: float, share: float) -> float:
    """A value of which a share of the difference from the usual is left; one that is at the usual stays there."""
    return usual + (value - usual) * share


@rule
def ending(channel: int, kind: int, stung: bool, wait: float, tries: bool, pars: JudgingPars) -> float:
    """How satisfied one is with the way a problem ended, in [0, 1]. `wait`: weeks until an agent has time."""
    if channel == DOCS or channel == AI or channel == REUSED:
        return pars.alone
    if channel == COMMUNITY:
        return pars.confirmed if kind == GUT_CHECK else pars.peers
    less = pars.stung if stung else 0.0
    if channel == TICKET:
        return max(pars.ticket - pars.wait * wait - (pars.effort if tries else 0.0) - less, 0.0)
    return max(pars.gave_up - less, 0.0)


@rule
def next_satisfaction(satisfaction: float, base: float, actual: float, gain: float, pars: JudgingPars) -> float:
    """Satisfaction after a problem that ended so, and would have ended so (`base`) without a community."""
    return satisfaction + pars.rate * (base + gain * (actual - base) - satisfaction)


@rule
def next_affinity(affinity: float, warm: float, gain: float, pars: JudgingPars) -> float:
    """Affinity to the brand after a week present: towards one's warmth for the community."""
    return affinity + pars.warming * (gain * warm - affinity)


@rule
def regard(quality: float, pars: JudgingPars) -> float:
    """What the product itself adds to everybody's attitude: nothing where it is as good as users take for granted."""
    return pars.product * (quality - pars.expected)


@inlined
def regard_now(weekly, week, pars):
    """The same with the product as it was at the end of last week."""
    return regard(weekly[week - 1, QUALITY] if week > 0 else pars.expected, pars)


@rule
def attitude_index(
    satisfaction: float, affinity: float, trust: float, product: float, gain: float, pars: JudgingPars
) -> float:  # fmt: skip
    """Attitude to the brand in [0, 1]: all that renewals and purchases see of a person's experience.

    `trust`: above the usual one; `product`: `regard`. `gain` is that of the link `trust`.
    """
    index = satisfaction + product + pars.fond * affinity + gain * pars.trusting * trust
    return min(max(index, 0.0), 1.0)


@rule
def nps_answer(index: float, pars: JudgingPars) -> int:
    """Whether one recommends: 1 promoter, 0 passive, -1 detractor."""
    if index > pars.promoter:
        return PROMOTER
    return DETRACTOR if index < pars.detractor else PASSIVE


@rule
def preference(index: float, rival: float, pars: JudgingPars) -> float:
    """Chance to prefer the brand to a rival at an attitude of `rival` (M24)."""
    return 1.0 / (1.0 + math.exp(-pars.choosy * (index - rival)))


@rule
def review_chance(satisfaction: float, pars: JudgingPars) -> float:
    """Chance to write a review after a problem: haters and the delighted speak, the silent majority does not."""
    away = 2.0 * satisfaction - 1.0
    return pars.extreme * away * away


@inlined
def writes(i, satisfaction, pars, now):
    """Whether somebody writes a review after this week's problem."""
    return uniform(now.seed, REVIEW, now.week, i) < review_chance(satisfaction, pars)


@inlined
def judge(u, kind, search, channel, base, satisfaction, desks, pars, self_service, gain):
    """Satisfaction after this week's problem; `u` has said whether one tried by oneself first."""
    tries = tried(u, self_service)
    without = ending(base, kind, False, desks.wait[WITHOUT], tries, pars)
    actual = ending(channel, kind, search == STALE_HIT, desks.wait[AS_IT_IS], tries, pars)
    return next_satisfaction(satisfaction, without, actual, gain, pars)


# Everyone
@kernel
def how_it_ended(batch, count, people, attitudes, desks, pars, self_service, gain, now):
    """Users among those listed judge how their problem ended, and some tell it."""
    for k in range(count):
        i = batch.rows[k]
        if people.engaged[i]:
            share = kept(float(now.week - int(attitudes.judged[i])), pars.memory)
            before = settled(attitudes.satisfaction[i], pars.usual, share)
            attitudes.satisfaction[i] = judge(
                batch.u[k], int(people.need[i]), int(people.search[i]), int(people.channel[i]), int(people.base[i]), before,
                desks, pars, self_service, gain,
            )  # fmt: skip
            attitudes.judged[i] = now.week
            attitudes.review[i] = writes(i, attitudes.satisfaction[i], pars, now)


@kernel
def warm_up(batch, count, feelings, attitudes, pars, feeling, gain, week):
    """Those listed, present in the community, may warm to the brand."""
    for k in range(count):
        i = batch.rows[k]
        warm = warmth(faded(feelings.love[i], float(week - int(feelings.felt[i]))), feeling)
        share = kept(float(week - int(attitudes.warmed[i])), pars.cooling)
        attitudes.affinity[i] = next_affinity(settled(attitudes.affinity[i], 0.0, share), warm, gain, pars)
        attitudes.warmed[i] = week


@allocating
def everyone(people, members, feelings, attitudes, desks, pars, self_service, feeling, links, now):
    """All who had a problem, then all who were present."""
    gain, batch = links.support_to_attitude, new_batch()
    attitudes.review[:] = 0
    for low in range(0, people.need.size, BLOCK):
        count = list_with(batch, people.need, low)
        draw(batch, count, now.seed, SELF_SERVICE, now.week)
        bring(batch, count, people.search)
        bring(batch, count, attitudes.satisfaction)
        how_it_ended(batch, count, people, attitudes, desks, pars, self_service, gain, now)
        count = list_with(batch, members.days, low)
        bring(batch, count, feelings.felt)
        bring(batch, count, attitudes.affinity)
        warm_up(batch, count, feelings, attitudes, pars, feeling, gain, now.week)


# One person
def one(person, desks, pars, self_service, feeling, links, now):
    """The same for one person."""
    gain = links.support_to_attitude
    person.review = 0
    if person.need and person.engaged:
        before = settled(person.satisfaction, pars.usual, kept(now.week - person.judged, pars.memory))
        u = uniform(now.seed, SELF_SERVICE, now.week, person.row)
        person.satisfaction = judge(
            u, person.need, person.search, person.channel, person.base, before, desks, pars, self_service, gain
        )  # fmt: skip
        person.judged = now.week
        person.review = writes(person.row, person.satisfaction, pars, now)
    if person.days:
        warm = warmth(faded(person.love, now.week - person.felt), feeling)
        before = settled(person.affinity, 0.0, kept(now.week - person.warmed, pars.cooling))
        person.affinity = next_affinity(before, warm, gain, pars)
        person.warmed = now.week
