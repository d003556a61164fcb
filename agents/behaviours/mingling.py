"""Mingling: seats at the event go to the lowest addressed draws; who attends is present and makes ties (M20, M6, M14)."""

from typing import NamedTuple

import numpy as np

from agents.closeness import met
from agents.counts import ATTENDED
from agents.orbit import DIRECT, INDIRECT
from agents.streams import ATTEND, MINGLE
from agents.ties import touch
from sim.draws import below, uniforms
from sim.kernel import allocating, inlined
from sim.pars import par
from sim.scan import listed

OF = "world"
READS = "people.field members.attended members.days ties.circle ties.other ties.strength ties.met lifts.meetup_seats weekly"
WRITES = "members.attended members.days ties.other ties.strength ties.met weekly"


class MinglingPars(NamedTuple):
    """Whom one meets at an event."""

    talks: par("people", 0, 20, "spoken to by each who attends: direct ties", "C", "assumed; M20: a few") = 2.0
    sees: par("people", 0, 50, "met beside these: indirect ties; six ties at most are kept", "C", "assumed; M20: all") = 6.0


@allocating
def within(wanting, draws, places):
    """Which of those who want something get one of so many places: the lowest draws, ties in the order given."""
    if places <= 0:
        return wanting[:0]
    if places >= wanting.size:
        return wanting
    last, left = np.sort(draws)[places - 1], places
    for k in range(draws.size):
        left -= draws[k] < last
    chosen = np.empty(places, np.int64)
    n = 0
    for k in range(draws.size):
        is_last = draws[k] == last and left > 0
        if draws[k] < last or is_last:
            left -= is_last
            chosen[n] = wanting[k]
            n += 1
    return chosen


@allocating
def seat(members, seats, now):
    """Rows of those who get a seat, in the order of people; the wishes of the others are struck out."""
    wanting = listed(members.attended)
    draws = np.array([uniforms(now.seed, ATTEND, now.week, i)[1] for i in wanting])
    members.attended[:] = 0
    guests = within(wanting, draws, seats)
    for k in range(guests.size):
        members.attended[guests[k]] = 1
    return guests


@inlined
def another(u, k, guests):
    """A guest drawn from all but the one at place k."""
    return guests[(k + 1 + below(u, guests.size - 1)) % guests.size]


# The world
@allocating
def everyone(people, members, ties, lifts, weekly, pars, bonding, now):
    """Seat those who want to attend, then let each meet some: of two other guests at hand the nearer or the better known."""
    week = now.week
    if lifts.meetup_seats[week] < 1.0:
        return
    guests = seat(members, int(lifts.meetup_seats[week]), now)
    weekly[week, ATTENDED] += guests.size
    for k in range(guests.size):
        i = guests[k]
        members.days[i] = min(int(members.days[i]) + 1, 7)
        for ordinal in range(int(pars.talks + pars.sees) if guests.size > 1 else 0):
            u, v, w, _ = uniforms(now.seed, MINGLE, week, i * 128 + ordinal)
            other = met(w, i, another(u, k, guests), another(v, k, guests), people.field, ties, bonding, week)
            if ordinal < int(pars.talks):
                touch(ties, i, other, DIRECT, week)
                touch(ties, other, i, DIRECT, week)
            else:
                touch(ties, i, other, INDIRECT, week)
