"""Simulating: one run from its seed to what came of it."""

from typing import NamedTuple

import numpy as np

from agents.accounts import sizes
from agents.entities import EVENT_ROWS, OVERFLOW, QUESTION_ROWS, WISH_ROWS, Events
from agents.founding import Founding, Path, found
from agents.links import Links
from agents.pars import Pars
from agents.schedule import week_of
from agents.world import Room, World
from sim.clock import Now
from sim.columns import lengthened

LEEWAY = 500  # rows that are free at the start of a week, at least


class Run(NamedTuple):
    """What came of one seed."""

    seed: int
    weekly: np.ndarray  # (weeks, counts), float64; the columns are agents.counts.COUNTS
    events: Events  # as a forum export would show them, in the order of posting
    world: World  # at the end


class TooBusyError(RuntimeError):
    """A run wrote more events than it was allowed to."""


def simulate(founding: Founding, path: Path, pars: Pars, links: Links, seed: int, most_events: int | None = None) -> Run:
    """One run over the whole calendar. The room set aside grows when it gets short; it never changes the result.

    Raises:
        TooBusyError: more than `most_events` events; None: no limit.
    """
    room = first_guess(founding, path)
    while (run := _attempt(founding, path, pars, links, seed, room, most_events)) is None:
        room = room._replace(questions=4 * room.questions, wishes=4 * room.wishes, events=4 * room.events)
    return run


def _attempt(founding, path, pars, links, seed, room, most_events) -> Run | None:
    """A run, or None if a single week needed more than all the room there was."""
    world = found(founding, path, pars, links, seed, room)
    rows, before = world.tally.rows, 0
    for week in range(path.weeks):
        if is_short(world, 4 * int(rows[EVENT_ROWS] - before)):
            world = roomier(world)
        before = int(rows[EVENT_ROWS])
        week_of(world, pars, Now(seed, week))
        if rows[OVERFLOW]:
            return None
        if most_events is not None and rows[EVENT_ROWS] > most_events:
            raise TooBusyError(f"seed {seed}: more than {most_events} events by week {week}")
    used = rows[EVENT_ROWS]
    return Run(seed, world.weekly, Events(*(column[:used] for column in world.events)), world)


def is_short(world: World, events: int) -> bool:
    """Whether there may be too little room for a week with so many events and as many questions and wishes."""
    rows = world.tally.rows
    return (
        world.events.hour.size - rows[EVENT_ROWS] < events + LEEWAY
        or world.questions.key.size - rows[QUESTION_ROWS] < events + LEEWAY
        or world.wishes.hour.size < 4 * rows[WISH_ROWS] + LEEWAY
    )


def roomier(world: World) -> World:
    """The same world with twice the room for questions, wishes and events."""
    return world._replace(
        questions=lengthened(world.questions, 2 * world.questions.key.size),
        wishes=lengthened(world.wishes, 2 * world.wishes.hour.size),
        events=lengthened(world.events, 2 * world.events.hour.size),
    )


def first_guess(founding: Founding, path: Path) -> Room:
    """Room to start with, enough for two usual years: what is not written to costs no memory, what must be moved does."""
    old = sum(group.solved + group.unsolved for group in founding.stock)
    return Room(
        people=founding.market,
        topics=founding.topics,
        staff=len(founding.staff),
        weeks=path.weeks,
        questions=old + 2 * LEEWAY + founding.market // 4,
        wishes=2 * LEEWAY + founding.market // 12,
        events=2 * LEEWAY + founding.market // 2,
        accounts=sum(sizes(founding.market, founding.segments)),
        segments=len(founding.segments),
    )
