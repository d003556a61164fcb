"""Self-service: AI where there is one, then docs, then a search; a solved question found is reused (M7, M9, M10, M12, M33)."""

import math
from typing import NamedTuple

from agents.codes import AI, DOCS, GUT_CHECK, HARD, LANDED, MIDDLE, NONE, OPEN, REUSED, SIMPLE, STALE_HIT
from agents.streams import AI as AI_DRAW
from agents.streams import SELF_SERVICE
from sim.batch import BLOCK, bring, draw, list_with, new_batch
from sim.draws import uniform, uniforms
from sim.kernel import allocating, inlined, kernel, rule
from sim.pars import par

OF = "people"
READS = (
    "people.need people.topic members.membership topics.fresh topics.stale topics.docs calendar.open calendar.ai calendar.search "
    "lifts.findability lifts.landing"
)
WRITES = "people.search people.channel"
MOST_FOUND = 0.95  # the best search finds no more than this share of what there is, unless it did so before


class SelfServicePars(NamedTuple):
    """Solving a problem alone."""

    tries: par("chance", 0, 1, "self-service is tried before asking anybody", "B", "model.md M7: 0.75") = 0.75
    docs_simple: par("chance", 0, 1, "docs solve a simple problem", "C", "assumed; of all tries 0.09-0.4 (M7)") = 0.60
    docs_middle: par("chance", 0, 1, "docs solve a middle problem", "C", "assumed") = 0.10
    docs_hard: par("chance", 0, 1, "docs solve a hard problem", "C", "assumed") = 0.05
    findability: par("chance", 0, 1, "a fresh answer that covers the problem is found", "B", "model.md M9: 0.2-0.8") = 0.5
    answer_covers: par("1/answer", 0, 5, "coverage of a topic per fresh answer", "C", "assumed") = 0.05
    hard_reuse: par("ratio", 0, 1, "reuse for hard problems and gut checks", "C", "assumed") = 0.3
    landing: par("1/answer^eta", 0, 1, "an outsider's search lands here, per answer of the topic", "C", "assumed") = 0.02
    eta: par("exponent", 0.3, 1.5, "landings by number of answers of the topic", "B", "model.md M12: 0.7-1.1") = 0.8
    writable: par("share", 0, 1, "of the middle and hard problems that better docs could ever solve", "C", "assumed") = 0.3


# The rules
@rule
def docs_solve(kind: int, closed: float, pars: SelfServicePars) -> float:
    """Chance that docs solve a problem of a kind; gut checks never. `closed`: share of the gaps on the topic that is closed."""
    if kind == SIMPLE:
        return pars.docs_simple + closed * (1.0 - pars.docs_simple)
    if kind == MIDDLE:
        return pars.docs_middle + closed * max(pars.writable - pars.docs_middle, 0.0)
    return pars.docs_hard + closed * max(pars.writable - pars.docs_hard, 0.0) if kind == HARD else 0.0


@rule
def lands(answers: int, boost: float, gain: float, pars: SelfServicePars) -> float:
    """Chance that an outsider's search leads to the community: 1 - exp(-landing boost answers^eta).

    Stale answers count as well as fresh ones: a search engine cannot tell them apart. `boost`: search engine and program.
    """
    return gain * (1.0 - math.exp(-pars.landing * boost * answers**pars.eta)) if answers > 0 else 0.0


@rule
def finds(answers: int, kind: int, lift: float, gain: float, pars: SelfServicePars) -> float:
    """Chance that a search in the community meets an answer, fresh or stale, that covers the problem. `lift`: better search."""
    fit = pars.hard_reuse if kind == HARD or kind == GUT_CHECK else 1.0
    found = max(pars.findability, min(pars.findability + lift, MOST_FOUND))
    return gain * fit * found * (1.0 - math.exp(-pars.answer_covers * answers))


@rule
def tried(u: float, pars: SelfServicePars) -> bool:
    """Whether one tries by oneself first, by the first uniform of the stream SELF_SERVICE."""
    return u < pars.tries


@rule
def came_across(need: int, search: int) -> bool:
    """Whether somebody with a problem came across the community in search of a solution, found there or not."""
    return need > 0 and (search == REUSED or search == STALE_HIT or search == LANDED)


@inlined
def outcome(i, draws, kind, topic, member, topics, calendar, lifts, pars, links, now):
    """What becomes of a problem by self-service: AI, docs, reused, stale hit, or open (the community seen or not)."""
    week = now.week
    ai = calendar.ai[week, kind]
    if ai > 0.0 and uniform(now.seed, AI_DRAW, week, i) < ai:
        return AI
    u, v, w, x = draws
    tries = tried(u, pars)
    if tries and v < docs_solve(kind, topics.docs[topic], pars):
        return DOCS
    if not calendar.open[week]:
        return OPEN
    fresh, stale = int(topics.fresh[topic]), int(topics.stale[topic])
    boost = calendar.search[week] * (1.0 + lifts.landing[week])
    if not member and w >= lands(fresh + stale, boost, links.search_landing, pars):
        return OPEN
    found = finds(fresh + stale, kind, lifts.findability[week], links.answer_reuse, pars)
    if tries and x < found:
        # The same draw, rescaled, tells whether the answer that was met still holds.
        met = x / found
        return REUSED if met * (fresh + stale) < fresh else STALE_HIT
    return LANDED


# Everyone
@kernel
def search(batch, count, people, members, topics, calendar, lifts, pars, links, now):
    """Those listed try by themselves."""
    for k in range(count):
        i = batch.rows[k]
        member, kind, topic = members.membership[i] != NONE, int(people.need[i]), int(people.topic[i])
        draws = batch.u[k], batch.v[k], batch.w[k], batch.x[k]
        people.search[i] = outcome(i, draws, kind, topic, member, topics, calendar, lifts, pars, links, now)
        people.channel[i] = people.search[i]


@allocating
def everyone(people, members, topics, calendar, lifts, pars, links, now):
    """All who have a problem."""
    batch = new_batch()
    for low in range(0, people.need.size, BLOCK):
        count = list_with(batch, people.need, low)
        draw(batch, count, now.seed, SELF_SERVICE, now.week)
        bring(batch, count, people.topic)
        search(batch, count, people, members, topics, calendar, lifts, pars, links, now)


# One person
def one(person, topics, calendar, lifts, pars, links, now):
    """The same for one person."""
    if person.need:
        member = person.membership != NONE
        draws = uniforms(now.seed, SELF_SERVICE, now.week, person.row)
        person.search = outcome(person.row, draws, person.need, person.topic, member, topics, calendar, lifts, pars, links, now)
        person.channel = person.search
