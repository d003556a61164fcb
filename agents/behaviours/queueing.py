"""Queueing: tickets wait for an agent of the support desk (bookkeeping; M11, M29).

The desk is staffed for the tickets that there would be without a community: so the same people bring it the same hands
in every scenario, and what the community takes off it shows as shorter waits and fewer agent hours.
The queue that there would be without it is kept too: what people would have lived through is judged by it.
"""

from typing import NamedTuple

from agents import counts
from agents.codes import HARD, SIMPLE, TICKET
from agents.entities import BACKLOG, BACKLOG_WITHOUT, LOAD, WAIT, WAIT_WITHOUT
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_with

OF = "world"
READS = "people.need people.channel people.base company.stock"
WRITES = "company.stock weekly"


class QueueingPars(NamedTuple):
    """The support desk."""

    busy: par("share", 0.3, 0.99, "of the desk's time taken by the usual tickets", "C", "assumed") = 0.85
    memory: par("weeks", 1, 104, "of tickets that the desk is staffed by", "C", "assumed") = 26.0
    simple: par("minutes", 1, 240, "an agent's time for a simple problem", "B", "model.md M11: $8-62, at $36 an hour") = 15.0
    middle: par("minutes", 1, 240, "for a problem in the middle", "B", "model.md M11: $8-62, at $36 an hour") = 40.0
    hard: par("minutes", 1, 480, "for a hard or private problem", "B", "model.md M11: $8-62, at $36 an hour") = 100.0


# The rules
@rule
def usual_load(load: float, tickets: float, week: int, pars: QueueingPars) -> float:
    """Tickets a week that the desk is staffed for: the mean so far, later a fading one."""
    return load + (tickets - load) / min(week + 1.0, pars.memory)


@rule
def capacity(load: float, pars: QueueingPars) -> float:
    """Tickets that the desk closes in a week, one at least."""
    return max(load / pars.busy, 1.0)


@rule
def waiting(backlog: float, tickets: float, hands: float) -> float:
    """Tickets that are left when the week's have come and the desk has closed what it has hands for."""
    return max(backlog + tickets - hands, 0.0)


@rule
def minutes(kind: int, pars: QueueingPars) -> float:
    """An agent's time for a ticket."""
    if kind == SIMPLE:
        return pars.simple
    return pars.hard if kind == HARD else pars.middle


# The world
@kernel
def everyone(people, company, weekly, pars, now):
    """Take this week's tickets into the queue and serve what the desk has hands for."""
    tickets, usual, spent = 0, 0, 0.0
    for i in rows_with(people.need):
        usual += people.base[i] == TICKET
        if people.channel[i] == TICKET:
            tickets += 1
            spent += minutes(int(people.need[i]), pars)
    stock = company.stock
    stock[LOAD] = usual_load(stock[LOAD], usual, now.week, pars)
    hands = capacity(stock[LOAD], pars)
    stock[BACKLOG] = waiting(stock[BACKLOG], tickets, hands)
    stock[BACKLOG_WITHOUT] = waiting(stock[BACKLOG_WITHOUT], usual, hands)
    stock[WAIT], stock[WAIT_WITHOUT] = stock[BACKLOG] / hands, stock[BACKLOG_WITHOUT] / hands
    weekly[now.week, counts.BACKLOG] = stock[BACKLOG]
    weekly[now.week, counts.TICKET_HOURS] = spent / 60.0
