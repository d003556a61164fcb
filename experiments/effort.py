"""Effort: how long runs will take and how much memory, told beforehand from what they hold. Nothing is run.

Time is people x weeks x runs x a price, plus a price for each run, shared among the threads. The prices come from one
machine of two cores, where two years of a market of 100,000 people took 0.45 s, and 50 runs of 20,000 people took 4.7 s on
two threads: another machine may take half or thrice as long, and a community that posts much takes longer than a quiet one.
Memory is counted: the columns of every entity (`sim.columns.bytes_per_row`) times the rows that a run sets aside at its
start, enough for two usual years, and the program with what it loads to draw (measured).
"""

from typing import NamedTuple

from agents.counts import COUNTS
from agents.simulate import first_guess
from agents.world import Room, World
from experiments.runner import threads
from scenarios.config import Config, to_founding, to_path
from scenarios.fields import fields_of, is_group
from sim.columns import bytes_per_row

PRICE = 43e-9  # seconds for a person and week
EACH = 0.07  # seconds for a run whatever its size: founding, figures, keeping
PROCESS = 350e6  # bytes of the program itself
FORMULA = (
    f"people x weeks x runs x {PRICE * 1e9:g} ns + {EACH:g} s a run, over the threads; measured on a machine of two cores"
)
FEW = ("company", "desks", "tally")  # entities of a few figures
_ROWS = {
    "topics": "topics", "staff": "staff", "calendar": "weeks", "lifts": "weeks", "accounts": "accounts",
    "segments": "segments", "questions": "questions", "wishes": "wishes", "events": "events",
}  # fmt: skip


class Effort(NamedTuple):
    """What some runs need."""

    people: int
    weeks: int
    runs: int
    threads: int
    seconds: float
    bytes: int


def effort(config: Config, runs: int) -> Effort:
    """What so many runs of a configuration need."""
    room = first_guess(to_founding(config), to_path(config))
    side_by_side = threads(config, runs) if runs else 1
    work = room.people * room.weeks * PRICE + EACH
    world = sum(sizes(room).values())
    return Effort(
        room.people, room.weeks, runs, side_by_side, runs * work / side_by_side, int(PROCESS + side_by_side * world)
    )


def sizes(room: Room) -> dict[str, int]:
    """Bytes of each entity of a world at the start."""
    found = {}
    for name, entity in fields_of(World).items():
        if name == "weekly":
            found[name] = room.weeks * len(COUNTS) * 8
        elif is_group(entity) and name not in ("pars", "links"):
            found[name] = bytes_per_row(entity) * rows_of(name, room)
    return found


def rows_of(name: str, room: Room) -> int:
    """How many rows an entity of a world has at the start."""
    if name == "seats":
        return room.people if room.accounts else 0
    if name in FEW:
        return 0  # a few figures
    return getattr(room, _ROWS.get(name, "people"))
