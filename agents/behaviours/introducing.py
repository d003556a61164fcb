"""Introducing: members answer newcomers who took part, and staff bring newcomers and members together (M19, M6, M14).

Both make direct ties. Who answers a newcomer is rather near or well known (see `agents.closeness`); staff look for somebody of
the newcomer's own field, whoever knows whom.
"""

from typing import NamedTuple

import numpy as np

from agents.closeness import met, of_one_field
from agents.codes import ACTIVE, LURKING, TOOK_PART
from agents.codes import INTRODUCING as HOURS_INTRODUCING
from agents.codes import WELCOMING as HOURS_WELCOMING
from agents.counts import INTRODUCED
from agents.orbit import DIRECT
from agents.streams import HOST, INTRODUCE
from agents.ties import touch
from sim.draws import below, uniforms
from sim.kernel import allocating, kernel, rule
from sim.pars import par
from sim.scan import listed

OF = "world"
READS = (
    "people.field members.membership members.joined members.days members.welcomed feelings.comments "
    "ties.circle ties.other ties.strength ties.met calendar.open lifts.hours tally.arrivals weekly"
)
WRITES = "ties.other ties.strength ties.met feelings.comments weekly"


class IntroducingPars(NamedTuple):
    """Who gets to know a newcomer."""

    minutes: par("minutes", 1, 120, "of staff for an introduction", "B", "model.md M19: 3-15") = 15.0
    answered: par("chance", 0, 1, "a member answers a newcomer who took part", "C", "assumed; M19: nu2 in 0-1") = 0.5


# The rule
@rule
def introduction_chance(hours: float, arrivals: float, gain: float, pars: IntroducingPars) -> float:
    """Chance of a newcomer to be introduced: what the hours pay for, shared among those who came last week."""
    return gain * min(hours * 60.0 / pars.minutes / arrivals, 1.0) if arrivals > 0.0 else 0.0


@allocating
def hosts_present(members, week):
    """Rows of those here this week who contribute and have been members for longer than the newcomers."""
    here = listed(members.days)
    return here[(members.membership[here] == ACTIVE) & (members.joined[here] < week - 1)]


@allocating
def newcomers_to_meet(members, chance, week):
    """Rows of those who joined last week and are still here, as far as staff introduce any (`chance`) or they took part."""
    new = np.flatnonzero(members.joined == week - 1)
    stays = (members.membership[new] == ACTIVE) | (members.membership[new] == LURKING)
    return new[stays & ((members.welcomed[new] == TOOK_PART) | (chance > 0.0))]


@kernel
def like_minded(u, i, hosts, field):
    """The next host from a drawn place on whose field is the newcomer's; the one at that place where there is none."""
    start = below(u, hosts.size)
    for step in range(hosts.size):
        host = hosts[(start + step) % hosts.size]
        if of_one_field(i, host, field):
            return host
    return hosts[start]


# The world
@allocating
def everyone(people, members, feelings, ties, calendar, lifts, tally, weekly, pars, bonding, links, now):
    """Those who joined last week, in the order of people."""
    week = now.week
    hours = lifts.hours[week, HOURS_INTRODUCING]
    if not calendar.open[week] or (hours <= 0.0 and lifts.hours[week, HOURS_WELCOMING] <= 0.0):
        return
    chance = introduction_chance(hours, tally.arrivals[0], links.onboarding, pars)
    newcomers = newcomers_to_meet(members, chance, week)
    if newcomers.size == 0:
        return
    hosts = hosts_present(members, week)
    if hosts.size == 0:
        return
    for k in range(newcomers.size):
        i = newcomers[k]
        u, v, w, x = uniforms(now.seed, INTRODUCE, week, i)
        if members.welcomed[i] == TOOK_PART and u < links.onboarding * pars.answered:
            y, z, _, _ = uniforms(now.seed, HOST, week, i)
            pair = hosts[below(v, hosts.size)], hosts[below(y, hosts.size)]
            meet(ties, i, met(z, i, pair[0], pair[1], people.field, ties, bonding, week), week)
            feelings.comments[i] += 1  # the welcome of this week was the first one
        if w < chance:
            meet(ties, i, like_minded(x, i, hosts, people.field), week)
            weekly[week, INTRODUCED] += 1


@kernel
def meet(ties, one, other, week):
    """Two members speak to each other."""
    touch(ties, one, other, DIRECT, week)
    touch(ties, other, one, DIRECT, week)
