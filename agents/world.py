"""The world of one run: all entities, parameters and links, allocated for a market, a horizon and room to grow."""

from typing import NamedTuple

import numpy as np

from agents.counts import COUNTS
from agents.entities import (
    CREDITED,
    RECALL,
    WITHOUT,
    Accounts,
    Attitudes,
    Calendar,
    Company,
    Desks,
    Events,
    Feelings,
    Lifts,
    Members,
    Orbits,
    People,
    Questions,
    Seats,
    Segments,
    Staff,
    Tally,
    Ties,
    Topics,
    Wishes,
)
from agents.links import Links
from agents.pars import Pars
from sim.columns import allocate


class World(NamedTuple):
    """Everything that a week reads and writes."""

    people: People
    members: Members
    feelings: Feelings
    attitudes: Attitudes
    orbits: Orbits
    ties: Ties
    questions: Questions
    wishes: Wishes
    topics: Topics
    staff: Staff
    calendar: Calendar
    lifts: Lifts
    accounts: Accounts
    seats: Seats
    segments: Segments
    company: Company
    desks: Desks
    events: Events
    tally: Tally
    weekly: np.ndarray
    pars: Pars
    links: Links


class Room(NamedTuple):
    """Rows to allocate: people of the market, topics, staff, weeks, what grows on the way, accounts and their segments."""

    people: int
    topics: int
    staff: int
    weeks: int
    questions: int
    wishes: int
    events: int
    accounts: int = 0
    segments: int = 0


def empty_world(room: Room, pars: Pars, links: Links) -> World:
    """A world with nobody in it yet."""
    rows, first = np.zeros(CREDITED + 1, np.int64), np.zeros(room.weeks + RECALL + 1, np.int64)
    return World(
        allocate(People, room.people),
        allocate(Members, room.people),
        allocate(Feelings, room.people),
        allocate(Attitudes, room.people),
        allocate(Orbits, room.people),
        allocate(Ties, room.people),
        allocate(Questions, room.questions),
        allocate(Wishes, room.wishes),
        allocate(Topics, room.topics),
        allocate(Staff, room.staff),
        allocate(Calendar, room.weeks),
        allocate(Lifts, room.weeks),
        allocate(Accounts, room.accounts),
        allocate(Seats, room.people if room.accounts else 0),
        allocate(Segments, room.segments),
        allocate(Company, 1),
        allocate(Desks, WITHOUT + 1),
        allocate(Events, room.events),
        allocate(Tally, 1)._replace(rows=rows, first=first, within=np.zeros(RECALL)),
        np.zeros((room.weeks, len(COUNTS))),
        pars,
        links,
    )
