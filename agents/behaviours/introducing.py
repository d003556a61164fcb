"""Introducing: members answer newcomers who took part, and staff bring newcomers and members together (M19, M14).

Both make direct ties; staff look for somebody of the newcomer's own field.
"""

from typing import NamedTuple

import numpy as np

from agents.codes import ACTIVE, LURKING, TOOK_PART
from agents.codes import INTRODUCING as HOURS_INTRODUCING
from agents.codes import WELCOMING as HOURS_WELCOMING
from agents.counts import INTRODUCED
from agents.entities import ARRIVALS
from agents.orbit import DIRECT
from agents.streams import INTRODUCE
from agents.ties import touch
from sim.draws import below, uniforms
from sim.kernel import kernel, rule
from sim.pars import par

OF = "world"
READS = (
    "people.field members.membership members.joined members.days members.welcomed feelings.comments "
    "ties.other ties.strength ties.met calendar.open lifts.hours tally.pulse weekly"
)
WRITES = "ties.other ties.strength ties.met feelings.comments weekly"


class IntroducingPars(NamedTuple):
    """Who gets to know a newcomer."""

    minutes: par("minutes", 1, 120, "of staff for an introduction", "B", "model.md M19: 3-15") = 15.0
    answered: par("chance", 0, 1, "a member answers a newcomer who took part", "B", "model.md M19: nu2 in 0-1, open") = 0.5


# The rule
@rule
def introduction_chance(hours: float, arrivals: float, gain: float, pars: IntroducingPars) -> float:
    """Chance of a newcomer to be introduced: what the hours pay for, shared among those who came last week."""
    return gain * min(hours * 60.0 / pars.minutes / arrivals, 1.0) if arrivals > 0.0 else 0.0


@kernel
def hosts_present(members, week):
    """Rows of the contributors of earlier weeks who are here this week."""
    days = members.days
    n = 0
    for i in range(days.size):
        n += days[i] > 0
    rows = np.empty(n, np.int64)
    n = 0
    for i in range(days.size):
        if days[i] > 0 and is_host(i, members, week):  # a call hands over every column: only for those who are here
            rows[n] = i
            n += 1
    return rows[:n]


@kernel
def newcomers_to_meet(members, chance, week):
    """Rows of those who joined last week and somebody may speak to; `chance` is that of an introduction by staff."""
    joined = members.joined
    n = 0
    for i in range(joined.size):
        n += joined[i] == week - 1
    rows = np.empty(n, np.int64)
    n = 0
    for i in range(joined.size):
        if joined[i] == week - 1 and may_meet(i, members, chance):
            rows[n] = i
            n += 1
    return rows[:n]


@kernel
def may_meet(i, members, chance):
    """Whether a newcomer is still here, and is introduced by staff or took part by itself."""
    state = members.membership[i]
    return (state == ACTIVE or state == LURKING) and (chance > 0.0 or members.welcomed[i] == TOOK_PART)


@kernel
def is_host(i, members, week):
    """Whether a member who is here has contributed for longer than the newcomers have."""
    return members.membership[i] == ACTIVE and members.joined[i] < week - 1


@kernel
def like_minded(u, i, hosts, field):
    """The next host from a drawn place on whose field is the newcomer's; the one at that place where there is none."""
    start = below(u, hosts.size)
    for step in range(hosts.size):
        host = hosts[(start + step) % hosts.size]
        if field[host] == field[i]:
            return host
    return hosts[start]


# The world
@kernel
def everyone(people, members, feelings, ties, calendar, lifts, tally, weekly, pars, links, now):
    """Those who joined last week, in the order of people."""
    week = now.week
    hours = lifts.hours[week, HOURS_INTRODUCING]
    if not calendar.open[week] or (hours <= 0.0 and lifts.hours[week, HOURS_WELCOMING] <= 0.0):
        return
    chance = introduction_chance(hours, tally.pulse[ARRIVALS], links.onboarding, pars)
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
            meet(ties, i, hosts[below(v, hosts.size)], week)
            feelings.comments[i] += 1  # the welcome of this week was the first one
        if w < chance:
            meet(ties, i, like_minded(x, i, hosts, people.field), week)
            weekly[week, INTRODUCED] += 1


@kernel
def meet(ties, one, other, week):
    """Two members speak to each other."""
    touch(ties, one, other, DIRECT, week)
    touch(ties, other, one, DIRECT, week)
