"""Needs: who is at work on a project with the product, has which problem this week, on which topic (M7, M34).

Projects begin and end whether or not there is a community: only then can a world without one be compared with this one.
Prospects work in the field of the product too, though less; what the product has mended comes up no more (M22).
"""

import math
from typing import NamedTuple

from agents.codes import GUT_CHECK, HARD, MIDDLE, NO_NEED, SIMPLE
from agents.streams import NEED, OUTAGE, PROJECT
from sim.draws import below, uniform, uniforms
from sim.kernel import inlined, kernel, rows, rule
from sim.pars import par
from sim.scan import STRETCH, rows_below

OF = "people"
READS = (
    "people.need_rate people.keen people.project people.engaged topics.alias topics.keep topics.quality calendar.demand "
    "calendar.outage"
)
WRITES = "people.need people.topic people.channel people.project"
LONGEST = 500  # weeks of a project, at most


class NeedsPars(NamedTuple):
    """Projects with the product, and the problems that they bring."""

    start: par("1/year", 0, 20, "projects begun by a person, at usual demand", "A", "fitted to new askers") = 0.3
    project: par("weeks", 0.5, 200, "mean length of a project", "A", "fitted to the activity of cohorts") = 2.2
    lasting: par("ln/sd", 0, 2, "longer projects per unit of keenness (M34)", "A", "fitted to the activity of cohorts") = 0.5
    rate: par("problems/week", 0.001, 2, "median during a project", "A", "fitted to the rate of asking") = 0.25
    spread: par("ln-sd", 0, 3, "differences between people", "A", "fitted to questions per member") = 0.4
    keen: par("ln/sd", 0, 2, "more problems per unit of keenness: keen people use more (M34)", "C", "assumed") = 0.3
    simple: par("share", 0, 1, "problems that docs can solve", "C", "assumed, Millington's kinds") = 0.30
    hard: par("share", 0, 1, "private or hard problems", "C", "assumed, Millington's kinds") = 0.10
    gut_check: par("share", 0, 1, "gut checks", "C", "assumed, Millington's kinds; the rest, 0.45, is the middle") = 0.15
    zipf: par("exponent", 0.5, 1.5, "topics", "B", "model.md M9: 0.8-1.2") = 1.0
    prospect: par("ratio", 0, 1, "projects of who does not use the product yet, but works in its field", "C", "assumed") = 0.2
    trivial: par("share", 0, 1, "simple ones among the troubles of an outage, the rest in the middle", "C", "assumed") = 0.5


# The rules
@rule
def start_chance(demand: float, pars: NeedsPars) -> float:
    """Chance to begin a project this week, in [0, 1]."""
    return min(pars.start / 52.0 * demand, 1.0)


@rule
def need_chance(rate: float) -> float:
    """Chance of a problem in a week of a project, in [0, 0.95]."""
    return min(rate, 0.95)


@rule
def comes_up(u: float, chance: float, quality: float) -> bool:
    """Whether a problem that is due comes up: not with chance `quality`, by the same draw, as u is even in [0, chance)."""
    return u < chance * (1.0 - quality)


@rule
def trouble_kind(u: float, pars: NeedsPars) -> int:
    """Kind of problem in an outage, from one uniform."""
    return SIMPLE if u < pars.trivial else MIDDLE


@rule
def mean_length(keen: float, pars: NeedsPars) -> float:
    """Mean length in weeks of a person's projects."""
    return pars.project * math.exp(pars.lasting * keen)


@rule
def project_weeks(u: float, keen: float, pars: NeedsPars) -> int:
    """Whole weeks that a project lasts, 1 to LONGEST: exponential around the person's mean, rounded up."""
    return min(1 + int(-math.log(u) * mean_length(keen, pars)), LONGEST)


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


@inlined
def begins(i, people, pars, now):
    """A project begins; its problems come from next week on."""
    length = project_weeks(uniform(now.seed, PROJECT, now.week, i), people.keen[i], pars)
    people.project[i] = now.week + length


@inlined
def meets(i, people, topics, pars, now):
    """A problem comes up, unless the product has done away with it: its kind and topic."""
    first, u, v, w = uniforms(now.seed, NEED, now.week, i)
    topic = zipf_topic(v, w, topics)
    people.need[i] = NO_NEED
    if comes_up(first, need_chance(people.need_rate[i]), topics.quality[topic]):
        people.need[i] = need_kind(u, pars)
        people.topic[i] = topic


@inlined
def stumbles(i, people, topics, share, pars, now):
    """An outage: who uses the product and has no other problem may meet trouble."""
    if people.need[i] or not people.engaged[i]:
        return
    u, v, w, x = uniforms(now.seed, OUTAGE, now.week, i)
    if u < share:
        people.need[i] = trouble_kind(v, pars)
        people.topic[i] = zipf_topic(w, x, topics)


# Everyone
@rows
def at_work(project, week):
    """Rows, ascending, of those who are at work on a project."""
    now = project.dtype.type(week)
    for low in range(0, project.size, STRETCH):
        part = project[low : low + STRETCH]
        if some_last(part, now):
            for j in range(part.size):
                if part[j] >= now:
                    yield low + j


@kernel
def some_last(project, week):
    """Whether one of these projects has not ended."""
    some = False
    for i in range(project.size):
        some |= project[i] >= week
    return some


@kernel
def everyone(people, topics, calendar, pars, now):
    """One draw each: who is at work on a project may meet a problem, who is not may begin one; then what an outage brings."""
    seed, week, starts, outage = now.seed, now.week, start_chance(calendar.demand[now.week], pars), calendar.outage[now.week]
    people.channel[:] = 0
    people.need[:] = NO_NEED
    for i in at_work(people.project, week):
        if uniform(seed, NEED, week, i) < need_chance(people.need_rate[i]):
            meets(i, people, topics, pars, now)
    for i in rows_below(starts, people.need.size, seed, NEED, week):
        begins_now = people.engaged[i] or uniform(seed, NEED, week, i) < pars.prospect * starts
        if people.project[i] < week and begins_now:
            begins(i, people, pars, now)
    if outage > 0.0:
        for i in range(people.need.size):
            stumbles(i, people, topics, outage, pars, now)


# One person
def one(person, topics, calendar, pars, now):
    """The same for one person."""
    person.channel = 0
    person.need = NO_NEED
    u = uniform(now.seed, NEED, now.week, person.row)
    people = person.model.world.people
    if person.project >= now.week:
        if u < need_chance(person.need_rate):
            meets(person.row, people, topics, pars, now)
    else:
        starts = start_chance(calendar.demand[now.week], pars)
        if u < (starts if person.engaged else pars.prospect * starts):
            begins(person.row, people, pars, now)
    if calendar.outage[now.week] > 0.0:
        stumbles(person.row, people, topics, calendar.outage[now.week], pars, now)
