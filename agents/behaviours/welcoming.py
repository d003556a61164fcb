"""Welcoming: staff greet those who joined last week, as far as their hours go; some of the greeted take part (M19).

A welcome is a reply like any other, and taking part is a first contribution that met one: what comes of it is decided by
the rules for attention and first replies, not here.
"""

from typing import NamedTuple

from agents.codes import ACTIVE, FIRST_NONE, FIRST_REPLIED, LURKING, NEVER
from agents.codes import TOOK_PART as CODE_TOOK_PART
from agents.codes import WELCOMED as CODE_WELCOMED
from agents.codes import WELCOMING as HOURS_WELCOMING
from agents.counts import TOOK_PART, WELCOMED
from agents.streams import WELCOME
from sim.draws import uniforms
from sim.kernel import inlined, kernel, rule
from sim.pars import par
from sim.scan import rows_at

OF = "members"
READS = (
    "members.membership members.joined members.first_post members.first_reply members.days feelings.comments "
    "feelings.comments_week calendar.open lifts.hours tally.arrivals weekly"
)
WRITES = (
    "members.welcomed members.membership members.days members.first_post members.first_reply members.last_post "
    "feelings.comments feelings.comments_week weekly"
)


class WelcomingPars(NamedTuple):
    """What a welcome costs, and how often it is taken up."""

    minutes: par("minutes", 1, 60, "of staff for a welcome", "B", "model.md M19: 3-15") = 8.0
    reacts: par("chance", 0, 1, "the greeted takes part", "C", "assumed; M19: nu1 in 0-1") = 0.3


# The rule
@rule
def welcome_chance(hours: float, arrivals: float, gain: float, pars: WelcomingPars) -> float:
    """Chance of a newcomer to be greeted: what the hours pay for, shared among those who came; `gain` is the link's."""
    return gain * min(hours * 60.0 / pars.minutes / arrivals, 1.0) if arrivals > 0.0 else 0.0


@inlined
def greet(i, members, feelings, weekly, chance, pars, now):
    """One newcomer is greeted, or not."""
    u, v, _, _ = uniforms(now.seed, WELCOME, now.week, i)
    if u >= chance:
        return
    weekly[now.week, WELCOMED] += 1
    members.welcomed[i] = CODE_WELCOMED
    if feelings.comments_week[i] != now.week:
        feelings.comments_week[i] = now.week
        feelings.comments[i] = 0
    feelings.comments[i] += 1
    if v >= pars.reacts:
        return
    weekly[now.week, TOOK_PART] += 1
    members.welcomed[i] = CODE_TOOK_PART
    members.membership[i] = ACTIVE
    members.days[i] = max(int(members.days[i]), 1)
    members.last_post[i] = now.week
    if members.first_post[i] == NEVER:
        members.first_post[i] = now.week
    if members.first_reply[i] == FIRST_NONE:
        members.first_reply[i] = FIRST_REPLIED


# Everyone
@kernel
def everyone(members, feelings, calendar, lifts, tally, weekly, pars, links, now):
    """All who joined last week."""
    week = now.week
    hours = lifts.hours[week, HOURS_WELCOMING]
    if not calendar.open[week] or hours <= 0.0:
        return
    chance = welcome_chance(hours, tally.arrivals[0], links.onboarding, pars)
    for i in rows_at(members.joined, week - 1):
        if members.membership[i] == ACTIVE or members.membership[i] == LURKING:
            greet(i, members, feelings, weekly, chance, pars, now)


# One member
def one(member, calendar, lifts, tally, weekly, pars, links, now):
    """The same for one member."""
    hours = lifts.hours[now.week, HOURS_WELCOMING]
    if not calendar.open[now.week] or hours <= 0.0 or member.joined != now.week - 1:
        return
    if member.membership in (ACTIVE, LURKING):
        chance = welcome_chance(hours, tally.arrivals[0], links.onboarding, pars)
        world = member.model.world
        greet(member.row, world.members, world.feelings, weekly, chance, pars, now)
