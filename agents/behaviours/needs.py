"""Needs: who has which problem this week, on which topic (M7, M34)."""

from typing import NamedTuple

import numpy as np

from agents.codes import ACTIVE, GUT_CHECK, HARD, LURKING, MIDDLE, NO_NEED, SIMPLE
from agents.streams import NEED
from sim.draws import BLOCK, below, fill_uniform, uniforms
from sim.kernel import kernel, rule
from sim.pars import par

OF = "people"
READS = "people.need_rate members.membership topics.alias topics.keep calendar.demand"
WRITES = "people.need people.topic people.channel"


class NeedsPars(NamedTuple):
    """Problems with the product."""

    rate: par("problems/week", 0.001, 2, "median while engaged with the product", "A", "fitted to the rate of asking") = 0.04
    spread: par("ln-sd", 0, 3, "differences between people", "C", "assumed") = 0.4
    keen: par("ln/sd", 0, 2, "more problems per unit of keenness: keen people use more (M34)", "C", "assumed") = 0.3
    background: par("ratio", 0, 1, "share of that rate in people outside the community", "C", "assumed") = 0.13
    simple: par("share", 0, 1, "problems that docs can solve", "C", "assumed, Millington's kinds") = 0.30
    hard: par("share", 0, 1, "private or hard problems", "C", "assumed, Millington's kinds") = 0.10
    gut_check: par("share", 0, 1, "gut checks", "C", "assumed, Millington's kinds; the rest, 0.45, is the middle") = 0.15
    zipf: par("exponent", 0.5, 1.5, "topics", "B", "model.md M9: 0.8-1.2") = 1.0


# The rules
@rule
def need_chance(rate: float, engaged: bool, demand: float, pars: NeedsPars) -> float:
    """Chance of a problem this week in [0, 0.95]: the person's rate while engaged, a share of it outside."""
    return min(rate * (1.0 if engaged else pars.background * demand), 0.95)


@rule
def need_kind(u: float, pars: NeedsPars) -> int:
    """Kind of problem from one uniform."""
    if u < pars.simple:
        return SIMPLE
    if u < pars.simple + pars.hard:
        return HARD
    return GUT_CHECK if u < pars.simple + pars.hard + pars.gut_check else MIDDLE


@kernel
def zipf_topic(u, v, topics):
    """Topic by Zipf's law from two uniforms, by Walker's alias table."""
    cell = below(u, topics.keep.size)
    return cell if v < topics.keep[cell] else int(topics.alias[cell])


# Everyone
@kernel
def everyone(people, members, topics, calendar, pars, now):
    """One scan decides who has a problem; kind and topic are drawn only for those."""
    seed, week = now.seed, now.week
    demand = calendar.demand[week]
    block = np.empty(BLOCK)
    n = people.need.size
    for low in range(0, n, BLOCK):
        size = min(BLOCK, n - low)
        fill_uniform(block[:size], seed, NEED, week, low)
        for j in range(size):
            i = low + j
            state = members.membership[i]
            engaged = (state == LURKING) | (state == ACTIVE)
            people.need[i] = block[j] < need_chance(people.need_rate[i], engaged, demand, pars)
        for i in range(low, low + size):
            people.channel[i] = 0
            if people.need[i]:
                _, u, v, w = uniforms(seed, NEED, week, i)
                people.need[i] = need_kind(u, pars)
                people.topic[i] = zipf_topic(v, w, topics)


# One person
def one(person, topics, calendar, pars, now):
    """The same for one person."""
    u0, u, v, w = uniforms(now.seed, NEED, now.week, person.row)
    person.channel = 0
    engaged = person.membership in (LURKING, ACTIVE)
    if u0 < need_chance(person.need_rate, engaged, calendar.demand[now.week], pars):
        person.need = need_kind(u, pars)
        person.topic = zipf_topic(v, w, topics)
    else:
        person.need = NO_NEED
