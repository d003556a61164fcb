"""Listening: what tickets, questions, views and surveys tell the product team, topic by topic (bookkeeping; M22, M32).

Tickets are the company's own formal channel: few. Staff who listen read this week's questions, then look at what was
viewed; each insight must survive the hand-off. Rewarded surveys bring answers on anything: distorted.
"""

from typing import NamedTuple

from agents import counts
from agents.behaviours.self_service import came_across
from agents.codes import LISTENING, TICKET
from agents.entities import QUESTION_ROWS, RECALL
from agents.streams import GIFT, HEAR
from sim.draws import below, uniform, uniforms
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_with

OF = "world"
READS = (
    "people.need people.topic people.search people.channel people.base questions.key questions.asker questions.topic "
    "topics.tickets topics.heard topics.gifted tally.first tally.rows calendar.hand_off calendar.open lifts.hours lifts.gift "
    "weekly"
)
WRITES = "topics.tickets topics.heard topics.gifted weekly"


class ListeningPars(NamedTuple):
    """The desk for insights."""

    read: par("questions/hour", 1, 100, "read, sorted and handed on", "C", "assumed") = 12.0
    views: par("ratio", 1, 100, "views sorted in the time of one question", "C", "assumed") = 10.0


# The rules
@rule
def read_share(capacity: float, there: float) -> float:
    """Share of what is there that is read."""
    return min(capacity / there, 1.0) if there > 0.0 else 0.0


@rule
def reported(ticket: bool, without: bool, gain: float) -> float:
    """What a problem tells the product team as a ticket. A ticket that the community spares is silent: the link `insight`."""
    return (1.0 - gain if without else 0.0) + (gain if ticket else 0.0)


@rule
def time_left(capacity: float, questions: float, pars: ListeningPars) -> float:
    """Views that can be sorted once all questions are read."""
    return max(capacity - questions, 0.0) * pars.views


# The world
@kernel
def everyone(people, questions, topics, tally, calendar, lifts, weekly, pars, links, now):
    """Tickets are counted, questions and views are heard where somebody listens, surveys are answered for a gift."""
    for i in rows_with(people.need):
        ticket, without = people.channel[i] == TICKET, people.base[i] == TICKET
        if ticket or without:
            topics.tickets[people.topic[i]] += reported(ticket, without, links.insight)
    capacity = pars.read * lifts.hours[now.week, LISTENING] * calendar.open[now.week]
    if capacity > 0.0:
        arrives = links.insight * calendar.hand_off[now.week]
        _hear(people, questions, topics, tally, weekly, capacity, arrives, pars, now)
    _ask_for_gifts(topics, lifts.gift[now.week], weekly, now)


@kernel
def _hear(people, questions, topics, tally, weekly, capacity, arrives, pars, now):
    """This week's questions first, what was viewed with the rest of the time."""
    first, end = tally.first[now.week + RECALL], tally.rows[QUESTION_ROWS]
    asked = 0  # by people: what was written unasked tells nothing
    for q in range(first, end):
        asked += questions.asker[q] >= 0
    chance = arrives * read_share(capacity, float(asked))
    for q in range(first, end):
        if questions.asker[q] >= 0 and uniform(now.seed, HEAR, now.week, questions.key[q]) < chance:
            topics.heard[questions.topic[q]] += 1.0
            weekly[now.week, counts.INSIGHTS] += 1.0
    left = time_left(capacity, float(asked), pars)
    if left <= 0.0:
        return
    views = 0
    for i in rows_with(people.need):
        views += came_across(int(people.need[i]), int(people.search[i]))
    chance = arrives * read_share(left, float(views))
    for i in rows_with(people.need):
        if came_across(int(people.need[i]), int(people.search[i])) and uniform(now.seed, HEAR, now.week, i) < chance:
            topics.heard[people.topic[i]] += 1.0
            weekly[now.week, counts.INSIGHTS] += 1.0


@kernel
def _ask_for_gifts(topics, answers, weekly, now):
    """Who answers for the gift has something to say on any topic."""
    for k in range(int(answers) + 1):
        u, v, _, _ = uniforms(now.seed, GIFT, now.week, k)
        if u < answers - k:
            topics.gifted[below(v, topics.gifted.size)] += 1.0
            weekly[now.week, counts.DISTORTED] += 1.0
