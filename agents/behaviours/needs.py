"""Needs: who is at work on a project with the product, has which problem this week, on which topic (M7, M34).

Projects begin and end whether or not there is a community: only then can a world without one be compared with this one.
Prospects work in the field of the product too, though less; what the product has mended comes up no more (M22).
"""

import math
from typing import NamedTuple

from agents.codes import GUT_CHECK, HARD, MIDDLE, NO_NEED, SIMPLE
from agents.streams import NEED, OUTAGE, PROJECT
from sim.batch import BLOCK, bring, draw, list_below, new_batch
from sim.draws import below, uniform, uniforms
from sim.kernel import allocating, inlined, kernel, rule
from sim.pars import par

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
def meets(i, first, u, v, w, people, topics, pars):
    """A problem comes up, unless the product has done away with it: its kind and topic, by four uniforms."""
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
@kernel
def set_bounds(batch, low, project, rate, starts, week):
    """Below which draw something comes up for each row of a block: a problem in a project, else a project."""
    bound, last, often, now = batch.bound, project[low : low + BLOCK], rate[low : low + BLOCK], project.dtype.type(week)
    for j in range(last.size):
        due = need_chance(often[j])
        bound[j] = due if last[j] >= now else starts


@kernel
def come_up(batch, count, people, topics, starts, pars, now):
    """What comes up for those listed."""
    for k in range(count):
        i = batch.rows[k]
        if people.project[i] >= now.week:
            meets(i, batch.u[k], batch.v[k], batch.w[k], batch.x[k], people, topics, pars)
        elif people.engaged[i] or batch.u[k] < pars.prospect * starts:
            begins(i, people, pars, now)


@allocating
def everyone(people, topics, calendar, pars, now):
    """One draw each: who is at work on a project may meet a problem, who is not may begin one; then what an outage brings."""
    seed, week, starts, outage = now.seed, now.week, start_chance(calendar.demand[now.week], pars), calendar.outage[now.week]
    people.channel[:] = 0
    people.need[:] = NO_NEED
    batch, n = new_batch(), people.need.size
    for low in range(0, n, BLOCK):
        set_bounds(batch, low, people.project, people.need_rate, starts, week)
        count = list_below(batch, low, n, seed, NEED, week)
        draw(batch, count, seed, NEED, week)
        bring(batch, count, people.keen)
        come_up(batch, count, people, topics, starts, pars, now)
    if outage > 0.0:
        for i in range(people.need.size):
            stumbles(i, people, topics, outage, pars, now)


# One person
def one(person, topics, calendar, pars, now):
    """The same for one person."""
    person.channel = 0
    person.need = NO_NEED
    u, v, w, x = uniforms(now.seed, NEED, now.week, person.row)
    people = person.model.world.people
    if person.project >= now.week:
        if u < need_chance(person.need_rate):
            meets(person.row, u, v, w, x, people, topics, pars)
    else:
        starts = start_chance(calendar.demand[now.week], pars)
        if u < (starts if person.engaged else pars.prospect * starts):
            begins(person.row, people, pars, now)
    if calendar.outage[now.week] > 0.0:
        stumbles(person.row, people, topics, calendar.outage[now.week], pars, now)
