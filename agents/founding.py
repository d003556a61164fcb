"""Founding: the market, who is already here, the answer stock and its age, staff and calendar.

Every person's traits are drawn at the address of the person's number, so a larger market has the same first people.
"""

import math
from typing import NamedTuple

import numpy as np

from agents.accounts import Segment, found_accounts
from agents.behaviours.feeling import halved
from agents.behaviours.needs import NeedsPars, mean_length, project_weeks, zipf_topic
from agents.codes import ACTIVE, FIRST_REPLIED, LAPSED, LURKING, MIDDLE, NONE
from agents.entities import QUESTION_ROWS, RECALL, Calendar, Lifts
from agents.links import Links
from agents.pars import Pars
from agents.past import contributed, looked_on, register_before
from agents.streams import FOUNDERS, KEEN, OLD_ANSWERS, PROJECTS_UNDER_WAY, QUESTION_KEY, SKILLS, TRAITS
from agents.ties import make_room
from agents.world import Room, World, empty_world
from sim.columns import allocate
from sim.draws import derived_key, normal, uniforms
from sim.kernel import allocating, kernel, rule

HELPERS_NORM = 0.7  # of founders who gave answers: the norms are largely theirs; the others have ordinary manners; assumed


class StaffMember(NamedTuple):
    """Somebody paid to work in the community."""

    hours: float = 20.0  # a week
    skill: float = 0.8  # 0-1
    sla: float = 24.0  # mean hours before stepping in
    first: int = 0  # first and last week of work
    last: int = 32767
    answering: float = 0.4  # share of the hours that goes to answers; assumed
    ramp: float = 0.0  # weeks until full output after the first week of work


class Founders(NamedTuple):
    """Members alike who are here at the start."""

    members: int  # how many
    silent: tuple[float, float] = (0.0, 4.0)  # weeks since the last contribution, from and to
    answers: float = 0.0  # answers given a year, while active
    questions: float = 1.0  # questions asked a year, while active
    lurking: bool = False  # registered, never contributed


class Stock(NamedTuple):
    """Old questions alike."""

    age: tuple[float, float]  # years ago, from and to
    solved: int  # with an answer that helps others
    unsolved: int = 0


class Founding(NamedTuple):
    """What a community starts with."""

    market: int = 20_000  # people who could ever be members
    topics: int = 50
    plan_share: float = 0.3  # of the market with a right to open a ticket; assumed
    questions_a_week: float = 0.0  # at the start: what the founders' answers a year were given to
    age: int = 0  # weeks that it has been open: those who registered in that time and never posted are drawn
    staff: tuple[StaffMember, ...] = ()
    founders: tuple[Founders, ...] = ()
    stock: tuple[Stock, ...] = ()
    segments: tuple[Segment, ...] = ()  # of accounts; none: everybody uses the product and nobody buys or leaves


class Path(NamedTuple):
    """What is set from outside, week by week: what befalls the community, and what programs buy."""

    calendar: Calendar
    lifts: Lifts

    @property
    def weeks(self) -> int:
        """The horizon."""
        return len(self.calendar.demand)


def quiet(weeks: int) -> Path:
    """A calendar in which nothing happens, and no programs."""
    return Path(allocate(Calendar, weeks), allocate(Lifts, weeks))


def steady(weeks: int, release_every: int = 26) -> Path:
    """A calendar without events but a product release now and then; no programs."""
    path = quiet(weeks)
    path.calendar.release[release_every - 1 :: release_every] = 1
    return path


def found(founding: Founding, path: Path, pars: Pars, links: Links, seed: int, room: Room) -> World:
    """The world at the start of week 0.

    Raises:
        ValueError: more founders than people in the market.
    """
    here = sum(group.members for group in founding.founders)
    if here > founding.market:
        raise ValueError(f"founders: {here} members, but the market has only {founding.market} people; enlarge market")
    world = empty_world(room, pars, links)
    for column, given in zip((*world.calendar, *world.lifts), (*path.calendar, *path.lifts), strict=True):
        column[:] = given
    for row, member in enumerate(founding.staff):
        for column, value in zip(world.staff, member, strict=True):
            column[row] = value
    world.topics.keep[:], world.topics.alias[:] = alias_table(zipf_weights(founding.topics, pars.needs.zipf))
    draw_traits(world.people, founding.topics, founding.plan_share, pars.needs, pars.helping, seed)
    _settle_founders(world, founding, pars, links, seed)
    found_accounts(world, founding.segments, pars.buying, pars.advocating.clout, seed)
    if founding.age > 0 and path.weeks > 0:
        demand = path.calendar.demand[0]
        register_before(world.people, world.members, world.feelings, world.orbits, founding.age, demand, pars, links, seed)
    admit_all(world.members.membership, world.ties, world.tally)
    world.tally.arrivals[0] = np.count_nonzero((world.members.membership != NONE) & (world.members.joined == -1))
    world.attitudes.satisfaction[:], world.attitudes.trust[:] = pars.judging.usual, pars.trusting.usual
    if founding.segments:  # a company has mended before what its users take for granted
        world.topics.quality[:] = pars.judging.expected
    if path.weeks > 0 and path.calendar.open[0]:  # where there is no community, nobody was ever warmed by one
        _warm_to_the_brand(world, pars, links)
    _lay_stock(world, founding.stock, seed)
    return world


@kernel
def admit_all(membership, ties, tally):
    """All who are members by now get a row for ties."""
    for i in range(membership.size):
        if membership[i] != NONE:
            make_room(i, ties, tally)


def _warm_to_the_brand(world: World, pars: Pars, links: Links) -> None:
    """Affinity of the active as it would be in the long run at their present warmth, present every week."""
    active, judging = world.members.membership == ACTIVE, pars.judging
    love = world.feelings.love[active].astype(float)
    lasting = judging.warming / (judging.warming + 1.0 / judging.cooling)
    world.attitudes.affinity[active] = links.support_to_attitude * love / (love + pars.feeling.half) * lasting


def zipf_weights(topics: int, exponent: float) -> np.ndarray:
    """Shares of the topics by Zipf's law, shape (topics,)."""
    weights = np.array([float(rank) ** -exponent for rank in range(1, topics + 1)])
    return weights / weights.sum()


def alias_table(shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Walker's alias table for shares that add up to 1: chance of the own cell, and the other topic."""
    n = shares.size
    keep, alias = shares * n, np.arange(n)
    small, large = [i for i in range(n) if keep[i] < 1.0], [i for i in range(n) if keep[i] >= 1.0]
    while small and large:
        low, high = small.pop(), large[-1]
        alias[low] = high
        keep[high] -= 1.0 - keep[low]
        if keep[high] < 1.0:
            small.append(large.pop())
    keep[small + large] = 1.0
    return keep, alias


@rule
def lognormal(z: float, median: float, spread: float) -> float:
    """A log-normal number from a standard normal."""
    return median * math.exp(spread * z)


@kernel
def draw_traits(people, topics, plan_share, needs, helping, seed):
    """Traits of everyone in the market. The willing are there on more days (correlation 0.6, assumed)."""
    for i in range(people.keen.size):
        a, b, c, d = uniforms(seed, KEEN, 0, i)
        keen, will = normal(a, b), normal(c, d)
        a, b, c, d = uniforms(seed, TRAITS, 0, i)
        people.keen[i] = keen
        people.need_rate[i] = lognormal(normal(a, b), needs.rate, needs.spread) * math.exp(needs.keen * keen)
        people.willing[i] = lognormal(will, helping.willing, helping.spread)
        people.pace[i] = lognormal(0.6 * will + 0.8 * normal(c, d), helping.pace, helping.pace_spread)
        a, b, c, d = uniforms(seed, SKILLS, 0, i)
        people.skill[i] = a
        people.field[i] = int(b * topics)
        people.plan[i] = c < plan_share
        people.project[i] = under_way(i, people.keen[i], 1.0, needs, seed)


@rule
def share_at_work(mean: float, pars: NeedsPars) -> float:
    """Share of people at work on a project in the long run; projects last an exponential time rounded up to weeks."""
    begun = pars.start / 52.0 / (1.0 - math.exp(-1.0 / mean))
    return begun / (1.0 + begun)


@kernel
def under_way(i, keen, favor, needs, seed):
    """Last week of a project that is under way at the start, or -1; `favor` multiplies the chance that there is one."""
    a, b, _, _ = uniforms(seed, PROJECTS_UNDER_WAY, 0, i)
    if a >= favor * share_at_work(mean_length(keen, needs), needs):
        return -1
    return project_weeks(b, keen, needs) - 1


def _settle_founders(world: World, founding: Founding, pars: Pars, links: Links, seed: int) -> None:
    """Give the first rows of the market to those who are here, group by group."""
    low = 0
    for group in founding.founders:
        settle_group(
            world.people,
            world.members,
            world.feelings,
            world.orbits,
            low,
            low + group.members,
            *group.silent,
            group.answers,
            group.questions,
            group.lurking,
            founding.questions_a_week,
            pars,
            links,
            seed,
        )
        low += group.members


@rule
def keener(posts: float) -> float:
    """How much keener than the average somebody is who posts so often a year: 0.5 ln(1 + posts); assumed."""
    return 0.5 * math.log(1.0 + posts)


@rule
def still_at_work(silent: float, keen: float, pars: NeedsPars) -> float:
    """Chance that the project in which somebody fell silent so many weeks ago still goes on."""
    return math.exp(-silent / mean_length(keen, pars))


@rule
def standing_love(posts: float, silent: float) -> float:
    """Love of somebody who gave so many weights a year and fell silent so many weeks ago."""
    return posts / 12.0 / (1.0 - 0.9) * 0.9 ** (silent * 12.0 / 52.0)


@rule
def standing_repute(answers: float, silent: float, half: float) -> float:
    """Standing of somebody who gave so many answers a year and fell silent so many weeks ago."""
    return halved(answers / 52.0 / (1.0 - math.exp(-math.log(2.0) / half)), silent, half)


@kernel
def settle_group(people, members, feelings, orbits, low, high, least, most, answers, questions, lurking, a_week, p, links, seed):
    """Members alike: how long silent, how willing, how much love is left, and where that leaves them (`agents.past`)."""
    for i in range(low, high):
        u, v, x, _ = uniforms(seed, FOUNDERS, 0, i)
        silent = least + u * (most - least)
        members.joined[i] = -1 - int(silent + v * 52.0)
        orbits.step[i] = 1
        if lurking:
            members.membership[i] = LURKING if silent < 26.0 else LAPSED
            if silent < 26.0:
                looked_on(people, members, feelings, orbits, i, False, p, links, seed)
            continue
        members.membership[i] = ACTIVE if silent < 13.0 else LAPSED
        members.first_post[i] = members.joined[i]
        members.first_reply[i] = FIRST_REPLIED
        members.last_post[i] = -1 - int(silent)
        members.last_visit[i] = -1 - int(silent)
        people.keen[i] = float(people.keen[i]) + keener(answers + questions)
        if questions > 0.0 and x < still_at_work(silent, people.keen[i], p.needs):
            people.project[i] = under_way(i, people.keen[i], 1e9, p.needs, seed)
        if answers > 0.0:
            members.norm[i] = HELPERS_NORM
        if answers > 0.0 and a_week > 0.0:
            people.willing[i] = answers / 52.0 / a_week
        weights = p.feeling.answer * min(answers, 260.0) + p.feeling.post * min(questions, 52.0)
        feelings.love[i] = standing_love(weights, silent)
        feelings.standing[i] = standing_repute(answers, silent, p.feeling.repute)
        contributed(people, members, feelings, orbits, i, answers, questions, p, links, seed)


def _lay_stock(world: World, stock: tuple[Stock, ...], seed: int) -> None:
    """Old questions, oldest first, so that rows follow time. Those of the last weeks can still be answered."""
    span = np.array([group.age for group in stock for _ in range(group.solved + group.unsolved)]).reshape(-1, 2)
    solved = np.array([s for group in stock for s in [1] * group.solved + [0] * group.unsolved], np.uint8)
    asked = weeks_asked(span, seed)
    order = np.argsort(asked, kind="stable")
    lay_stock(world.questions, world.topics, asked[order], solved[order], order, seed)
    world.tally.rows[QUESTION_ROWS] = order.size
    world.tally.first[: RECALL + 1] = np.searchsorted(asked[order], np.arange(-RECALL, 1))


@allocating
def weeks_asked(span, seed):
    """Weeks (negative) in which old questions were asked, evenly within their span of years, shape (n, 2)."""
    asked = np.empty(len(span), np.int16)
    for q in range(len(span)):
        years = span[q, 0] + uniforms(seed, OLD_ANSWERS, 0, q)[0] * (span[q, 1] - span[q, 0])
        asked[q] = -1 - min(int(52.0 * years), 30000)
    return asked


@kernel
def lay_stock(questions, topics, asked, solved, order, seed):
    """Write the old questions; their askers are unknown."""
    for q in range(asked.size):
        _, u, v, _ = uniforms(seed, OLD_ANSWERS, 0, order[q])
        questions.key[q] = derived_key(order[q], 0, 1, QUESTION_KEY)
        questions.asker[q] = -1
        questions.topic[q] = zipf_topic(u, v, topics)
        questions.kind[q] = MIDDLE
        questions.asked[q] = asked[q]
        questions.appeal[q] = 1.0
        questions.fresh[q] = solved[q]
        questions.answers[q] = solved[q]
        topics.fresh[questions.topic[q]] += solved[q]
