"""Self-service: docs first, then a search; a solved question found is reused (M7, M9, M10, M12)."""

import math
from typing import NamedTuple

from agents.codes import DOCS, GUT_CHECK, HARD, LANDED, MIDDLE, NONE, OPEN, REUSED, SIMPLE, STALE_HIT
from agents.streams import SELF_SERVICE
from sim.draws import uniforms
from sim.kernel import inlined, kernel, rule
from sim.pars import par

OF = "people"
READS = "people.need people.topic members.membership topics.fresh topics.stale calendar.open"
WRITES = "people.search people.channel"


class SelfServicePars(NamedTuple):
    """Solving a problem alone."""

    tries: par("chance", 0, 1, "self-service is tried before asking anybody", "B", "model.md M7: 0.75") = 0.75
    docs_simple: par("chance", 0, 1, "docs solve a simple problem", "B", "model.md M7: 0.09-0.4 of tries") = 0.60
    docs_middle: par("chance", 0, 1, "docs solve a middle problem", "C", "assumed") = 0.10
    docs_hard: par("chance", 0, 1, "docs solve a hard problem", "C", "assumed") = 0.05
    findability: par("chance", 0, 1, "a fresh answer that covers the problem is found", "B", "model.md M9: 0.2-0.8") = 0.5
    answer_covers: par("1/answer", 0, 5, "coverage of a topic per fresh answer", "C", "assumed") = 0.05
    hard_reuse: par("ratio", 0, 1, "reuse for hard problems and gut checks", "C", "assumed") = 0.3
    landing: par("1/answer^eta", 0, 1, "an outsider's search lands here, per answer of the topic", "C", "assumed") = 0.02
    eta: par("exponent", 0.3, 1.5, "landings by number of answers of the topic", "B", "model.md M12: 0.7-1.1") = 0.8


# The rules
@rule
def docs_solve(kind: int, pars: SelfServicePars) -> float:
    """Chance that docs solve a problem of a kind; gut checks never."""
    if kind == SIMPLE:
        return pars.docs_simple
    if kind == MIDDLE:
        return pars.docs_middle
    return pars.docs_hard if kind == HARD else 0.0


@rule
def lands(answers: int, gain: float, pars: SelfServicePars) -> float:
    """Chance that an outsider's search leads to the community: 1 - exp(-landing answers^eta)."""
    return gain * (1.0 - math.exp(-pars.landing * answers**pars.eta)) if answers > 0 else 0.0


@rule
def finds(answers: int, kind: int, gain: float, pars: SelfServicePars) -> float:
    """Chance that a search in the community meets an answer that covers the problem."""
    fit = pars.hard_reuse if kind == HARD or kind == GUT_CHECK else 1.0
    return gain * fit * pars.findability * (1.0 - math.exp(-pars.answer_covers * answers))


@inlined
def outcome(i, kind, topic, member, topics, is_open, pars, links, now):
    """What becomes of a problem by self-service: docs, reused, stale hit, or open (the community seen or not)."""
    u, v, w, x = uniforms(now.seed, SELF_SERVICE, now.week, i)
    tries = u < pars.tries
    if tries and v < docs_solve(kind, pars):
        return DOCS
    if not is_open:
        return OPEN
    fresh, stale = int(topics.fresh[topic]), int(topics.stale[topic])
    if not member and w >= lands(fresh + stale, links.search_landing, pars):
        return OPEN
    if tries and x < finds(fresh + stale, kind, links.answer_reuse, pars):
        # The same draw, rescaled, tells whether the answer that was met still holds.
        met = x / finds(fresh + stale, kind, links.answer_reuse, pars)
        return REUSED if met * (fresh + stale) < fresh else STALE_HIT
    return LANDED


# Everyone
@kernel
def everyone(people, members, topics, calendar, pars, links, now):
    """Those with a problem try by themselves."""
    is_open = calendar.open[now.week] > 0
    for i in range(people.need.size):
        if people.need[i]:
            member = members.membership[i] != NONE
            kind, topic = int(people.need[i]), int(people.topic[i])
            people.search[i] = outcome(i, kind, topic, member, topics, is_open, pars, links, now)
            people.channel[i] = people.search[i]


# One person
def one(person, topics, calendar, pars, links, now):
    """The same for one person."""
    if person.need:
        is_open = calendar.open[now.week] > 0
        member = person.membership != NONE
        person.search = outcome(person.row, person.need, person.topic, member, topics, is_open, pars, links, now)
        person.channel = person.search
