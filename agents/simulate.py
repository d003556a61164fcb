"""Simulating: one run from its seed to what came of it."""

from typing import NamedTuple

import numpy as np

from agents.entities import EVENT_ROWS, Events
from agents.founding import Founding, Path, found
from agents.links import Links
from agents.pars import Pars
from agents.schedule import weeks
from agents.world import Room, World


class Run(NamedTuple):
    """What came of one seed."""

    seed: int
    weekly: np.ndarray  # (weeks, counts), float64; the columns are agents.counts.COUNTS
    events: Events  # as a forum export would show them, in the order of posting
    world: World  # at the end


def simulate(founding: Founding, path: Path, pars: Pars, links: Links, seed: int) -> Run:
    """One run over the whole calendar. If an entity runs out of room, the run starts again with twice as much.

    The room never changes the result: it is only how much memory is set aside.
    """
    horizon = len(path.demand)
    room = first_guess(founding, path, pars)
    while True:
        world = found(founding, path, pars, links, seed, room)
        if weeks(world, seed, 0, horizon) == horizon:
            break
        room = room._replace(questions=2 * room.questions, wishes=2 * room.wishes, events=2 * room.events)
    used = world.tally.rows[EVENT_ROWS]
    return Run(seed, world.weekly, Events(*(column[:used] for column in world.events)), world)


def first_guess(founding: Founding, path: Path, pars: Pars) -> Room:
    """Room for a run that asks a few times as much as one would guess."""
    horizon = len(path.demand)
    old = sum(group.solved + group.unsolved for group in founding.stock)
    a_week = 10 + founding.market // 200
    return Room(
        people=founding.market,
        topics=founding.topics,
        staff=len(founding.staff),
        weeks=horizon,
        questions=old + a_week * horizon,
        wishes=1000 + 20 * a_week,
        events=5 * a_week * horizon,
    )
