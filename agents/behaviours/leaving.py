"""Leaving: members drift away unless keenness, love, company or a recent visit holds them (M5, M34).

A lapsed member no longer visits out of habit; a new problem can bring the person back (`asking`).
"""

import math
from typing import NamedTuple

from agents.behaviours.exposure import ExposurePars, soreness
from agents.behaviours.feeling import faded, rested, warmth
from agents.codes import ACTIVE, FIRST_REPLIED, LAPSED, LURKING
from agents.counts import LEFT
from agents.entities import MANNERS
from agents.rows import list_staying
from agents.streams import LEAVE
from agents.ties import company
from sim.batch import BLOCK, bring, draw, new_batch
from sim.draws import uniform
from sim.kernel import allocating, kernel, rule
from sim.pars import par

OF = "members"
READS = (
    "people.keen members.membership members.days feelings.love feelings.fatigue feelings.felt members.first_reply "
    "members.last_visit members.joined members.norm members.hurt ties.circle ties.other ties.strength ties.met weekly"
)
WRITES = "members.membership weekly"


class LeavingPars(NamedTuple):
    """What lets members go."""

    drift: par("log 1/week", -8, 1, "hazard of drifting away, all else at zero", "A", "fitted to the activity of cohorts") = -0.9
    keen: par("log/sd", 0, 4, "less per unit of keenness (M34)", "A", "fitted to the activity of cohorts") = 0.6
    love: par("log", 0, 6, "less from no to full warmth", "C", "assumed") = 0.75
    settled: par("log", 0, 2, "less when the first post was replied within 7 days (M2)", "C", "assumed; sign M2") = 0.55
    bonds: par("log", 0, 4, "less when all one's ties came last week (M5)", "C", "assumed") = 1.0
    present: par("log", 0, 6, "less in a week with a visit", "A", "fitted to the activity of cohorts") = 1.1
    tired: par("log", 0, 4, "more per unit of fatigue (M29)", "C", "assumed") = 1.0
    norm: par("log", 0, 6, "less from ordinary manners to norms that are quite one's own (M35)", "C", "assumed") = 0.5


# The rule
@rule
def drift_chance(
    keen: float, warm: float, settled: bool, present: bool, company: float, fatigue: float, norm: float, sore: float,
    welcome: float, bonds: float, pars: LeavingPars, exposure: ExposurePars,
) -> float:  # fmt: skip
    """Chance to drift away this week; `welcome` and `bonds` are the gains of the links."""
    z = pars.drift - pars.keen * keen - pars.love * warm + pars.tired * fatigue - bonds * pars.bonds * company
    z += exposure.leaving * sore - pars.norm * (norm - MANNERS) / (1.0 - MANNERS)
    if settled:
        z -= welcome * pars.settled
    if present:
        z -= pars.present
    return 1.0 - math.exp(-math.exp(min(z, 3.0)))


# Everyone
@kernel
def drift(batch, count, people, members, feelings, ties, weekly, pars, feeling, exposure, links, week):
    """Of those listed, who drifts away; company is looked up only where it can tip the balance."""
    welcome, bonds = links.first_reply, links.bonds
    for k in range(count):
        i = batch.rows[k]
        if members.joined[i] == week:
            continue
        gone = float(week - int(feelings.felt[i]))
        warm = warmth(faded(feelings.love[i], gone), feeling)
        fatigue = rested(feelings.fatigue[i], gone, feeling)
        settled, present = members.first_reply[i] == FIRST_REPLIED, members.days[i] > 0
        norm, sore = members.norm[i], soreness(week - int(members.hurt[i]), exposure)
        if batch.u[k] >= drift_chance(
            people.keen[i], warm, settled, present, 0.0, fatigue, norm, sore, welcome, bonds, pars, exposure
        ):  # fmt: skip
            continue
        held = company(ties, members.last_visit, i, week + 1)  # who came this week
        if batch.u[k] < drift_chance(
            people.keen[i], warm, settled, present, held, fatigue, norm, sore, welcome, bonds, pars, exposure
        ):  # fmt: skip
            members.membership[i] = LAPSED
            weekly[week, LEFT] += 1


@allocating
def everyone(people, members, feelings, ties, weekly, pars, feeling, exposure, links, now):
    """Each who has not drifted away yet draws."""
    batch = new_batch()
    for low in range(0, members.days.size, BLOCK):
        count = list_staying(batch, members.membership, low)
        draw(batch, count, now.seed, LEAVE, now.week)
        bring(batch, count, feelings.felt)
        bring(batch, count, members.hurt)
        bring(batch, count, members.joined)
        bring(batch, count, people.keen)
        drift(batch, count, people, members, feelings, ties, weekly, pars, feeling, exposure, links, now.week)


# One member
def one(member, weekly, pars, feeling, exposure, links, now):
    """The same for one member."""
    if member.joined == now.week or member.membership not in (LURKING, ACTIVE):
        return
    gone = now.week - member.felt
    warm = warmth(faded(member.love, gone), feeling)
    chance = drift_chance(
        member.keen, warm, member.first_reply == FIRST_REPLIED, member.days > 0, member.company(now.week + 1),
        rested(member.fatigue, gone, feeling), member.norm, soreness(now.week - member.hurt, exposure), links.first_reply,
        links.bonds, pars, exposure,
    )  # fmt: skip
    if uniform(now.seed, LEAVE, now.week, member.row) < chance:
        member.membership = LAPSED
        weekly[now.week, LEFT] += 1
