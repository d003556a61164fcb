"""Worlds in the middle of a busy run, caught right before each phase of a few weeks."""

import functools

from agents.entities import OVERFLOW
from agents.founding import found
from agents.links import Links
from agents.schedule import week_of
from agents.simulate import first_guess
from sim.clock import Now
from sim.phases import arguments, phases_in
from tests.small_worlds import columns, copied, eventful, founding, lively

PHASES = phases_in(week_of)
WEEKS = range(11, 15)  # among them a release, the end of a month and of a quarter, a week without the community
SEED = 5
HALF = Links(support_to_attitude=0.5)  # so that it shows what would have become of a problem without a community


@functools.cache
def moments() -> dict[str, list]:
    """Name of a phase → pairs of a world and the clock. Work on copies."""
    path = eventful(WEEKS.stop + 1, closed=(13,))
    place = founding(150)
    room = first_guess(place, path)._replace(questions=4_000, wishes=2_000, events=10_000, accounts=1)
    world = found(place, path, lively(), HALF, SEED, room)
    world.people.engaged[::5] = 0  # some do not use the product yet
    seen = {phase.name: [] for phase in PHASES}
    for week in range(WEEKS.stop):
        for phase in PHASES:
            if week in WEEKS:
                seen[phase.name].append((copied(world), Now(SEED, week)))
            done(phase, world, Now(SEED, week))
    assert not world.tally.rows[OVERFLOW]
    return seen


def done(phase, world, now):
    """Do a phase to a world. Returns its columns before and after."""
    before = {name: array.copy() for name, array in columns(world).items()}
    phase.module.everyone(*arguments(phase, w=world, p=world.pars, now=now))
    return before, columns(world)
