"""Queueing: tickets wait for an agent of the support desk (bookkeeping; M11, M29).

The desk is planned by the work of the last months, each quarter anew; people are hired or let go by the next. So what the
community takes off the desk shows at first as shorter waits, and as money only when there are fewer agents; and a cut of the
community looks free for as long. A second desk, kept for comparison, serves the tickets that there would be without a
community: what people would have lived through is judged by it.
"""

from typing import NamedTuple

from agents import counts
from agents.codes import HARD, SIMPLE, TICKET
from agents.entities import AS_IT_IS, WITHOUT
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_with

OF = "world"
READS = "people.need people.channel people.base desks.load desks.hands desks.coming desks.backlog"
WRITES = "desks.load desks.hands desks.coming desks.backlog desks.wait weekly"
QUARTER = 13  # weeks between two plans


class QueueingPars(NamedTuple):
    """The support desk."""

    busy: par("share", 0.3, 0.99, "of the desk's time taken by the usual tickets", "C", "assumed") = 0.85
    memory: par("weeks", 1, 104, "of tickets that the desk is planned by", "C", "assumed") = 13.0
    simple: par("minutes", 1, 240, "an agent's time for a simple problem", "B", "model.md M11: $8-62, at $36 an hour") = 15.0
    middle: par("minutes", 1, 240, "for a problem in the middle", "B", "model.md M11: $8-62, at $36 an hour") = 40.0
    hard: par("minutes", 1, 480, "for a hard or private problem", "B", "model.md M11: $8-62, at $36 an hour") = 100.0


# The rules
@rule
def usual_load(load: float, work: float, week: int, pars: QueueingPars) -> float:
    """Hours of work a week that the desk reckons with: the mean so far, later a fading one."""
    return load + (work - load) / min(week + 1.0, pars.memory)


@rule
def planned(load: float, pars: QueueingPars) -> float:
    """Hours of agents for the usual load, one at least."""
    return max(load / pars.busy, 1.0)


@rule
def waiting(backlog: float, work: float, hands: float) -> float:
    """Hours of work left when the week's tickets have come and the agents have done what they can."""
    return max(backlog + work - hands, 0.0)


@rule
def minutes(kind: int, pars: QueueingPars) -> float:
    """An agent's time for a ticket."""
    if kind == SIMPLE:
        return pars.simple
    return pars.hard if kind == HARD else pars.middle


@kernel
def serve(desks, d, work, pars, week):
    """A week at one of the desks. In the first quarter nobody knows the usual work yet, and the desk follows it at once."""
    desks.load[d] = usual_load(desks.load[d], work, week, pars)
    if week < QUARTER:
        desks.hands[d] = desks.coming[d] = planned(desks.load[d], pars)
    elif week % QUARTER == 0:
        desks.hands[d] = desks.coming[d]
        desks.coming[d] = planned(desks.load[d], pars)
    desks.backlog[d] = waiting(desks.backlog[d], work, desks.hands[d])
    desks.wait[d] = desks.backlog[d] / desks.hands[d]


# The world
@kernel
def everyone(people, desks, weekly, pars, now):
    """Both desks take this week's tickets into the queue and serve what they have hands for."""
    work, without = 0.0, 0.0
    for i in rows_with(people.need):
        spent = minutes(int(people.need[i]), pars) / 60.0
        without += spent * (people.base[i] == TICKET)
        work += spent * (people.channel[i] == TICKET)
    serve(desks, AS_IT_IS, work, pars, now.week)
    serve(desks, WITHOUT, without, pars, now.week)
    row = weekly[now.week]
    row[counts.TICKET_HOURS] = work
    row[counts.BACKLOG], row[counts.DESK_HOURS] = desks.backlog[AS_IT_IS], desks.hands[AS_IT_IS]
