"""Writing: engaged members offer an article, where somebody edits what members write (M21, M17).

Everyone writes only its own offer; `publishing` takes as many as the editors have time for.
"""

import math
from typing import NamedTuple

from agents.behaviours.feeling import halved
from agents.codes import ACTIVE, EDITING
from agents.rows import staying
from agents.streams import WRITE
from sim.draws import uniform
from sim.kernel import inlined, kernel, rule
from sim.pars import par

OF = "members"
READS = "members.membership orbits.step feelings.glow feelings.felt company.articles calendar.open lifts.hours"
WRITES = "members.wrote"
ENGAGED = 7  # the orbit step from which on somebody writes for the community: Contributing


class WritingPars(NamedTuple):
    """Who offers an article."""

    offers: par("chance/week", 0, 0.2, "a contributing or leading member offers an article", "C", "assumed") = 0.005
    notices: par("chance", 0, 1, "a recent article by a member is one that another has noticed", "C", "assumed") = 0.05
    recruits: par("ratio", 0, 10, "more offers by those who have noticed one: others write too", "C", "assumed, M21") = 1.0


# The rule
@rule
def offer_chance(articles: float, glow: float, pars: WritingPars) -> float:
    """Chance to offer an article this week; `glow` times the gain of the link `recognition`."""
    noticed = 1.0 - (1.0 - pars.notices) ** articles
    return min(pars.offers * (1.0 + pars.recruits * noticed) * math.exp(glow), 1.0)


@inlined
def offers(i, glow, gone, articles, pars, feeling, links, now):
    """Whether an engaged member offers an article."""
    chance = offer_chance(articles, links.recognition * halved(glow, gone, feeling.glow), pars)
    return uniform(now.seed, WRITE, now.week, i) < chance


# Everyone
@kernel
def everyone(members, feelings, orbits, company, calendar, lifts, pars, feeling, links, now):
    """Engaged members, while somebody edits."""
    week, articles = now.week, company.articles[0]
    is_edited = calendar.open[week] > 0 and lifts.hours[week, EDITING] > 0.0
    members.wrote[:] = 0
    if not is_edited:
        return
    for i in staying(members.membership):
        if orbits.step[i] >= ENGAGED and members.membership[i] == ACTIVE:
            gone = float(week - int(feelings.felt[i]))
            members.wrote[i] = offers(i, feelings.glow[i], gone, articles, pars, feeling, links, now)


# One member
def one(member, company, calendar, lifts, pars, feeling, links, now):
    """The same for one member."""
    member.wrote = 0
    is_edited = calendar.open[now.week] > 0 and lifts.hours[now.week, EDITING] > 0.0
    if is_edited and member.membership == ACTIVE and member.step >= ENGAGED:
        gone = now.week - member.felt
        member.wrote = offers(member.row, member.glow, gone, company.articles[0], pars, feeling, links, now)
