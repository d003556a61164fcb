"""Worlds in the middle of a busy run, caught right before each phase of a few weeks."""

import functools

import numpy as np

from agents.entities import OVERFLOW
from agents.founding import found
from agents.links import Links
from agents.schedule import week_of
from agents.simulate import first_guess
from sim.clock import Now
from sim.phases import arguments, phases_in
from tests.small_worlds import changed, columns, copied, eventful, founding, lively

PHASES = phases_in(week_of)
WEEKS = range(11, 15)  # among them a release, the end of a month and of a quarter, a week without the community
SEED = 5
HALF = Links(support_to_attitude=0.5, insight=0.5)  # so that it shows what would have become of a problem without a community


@functools.cache
def moments() -> dict[str, list]:
    """Name of a phase → pairs of a world and the clock. Work on copies."""
    path = eventful(WEEKS.stop + 1, closed=(13,))
    place = founding(150)  # with accounts that do not know the product yet, and staff who answer
    place = place._replace(
        staff=tuple(member._replace(hours=hours) for member, hours in zip(place.staff, (12.0, 3.0), strict=True)),
        segments=tuple(
            segment._replace(aware=0.0, churn=churn) for segment, churn in zip(place.segments, (0.99, 0.99999), strict=True)
        ),
    )
    room = first_guess(place, path)._replace(questions=4_000, wishes=2_000, events=10_000)
    pars = changed(
        lively(), advocating__affinity=0.2, advocating__trust=0.3, advocating__nudged=0.9, advocating__referral=3.0,
        qualifying__trust=0.55, trusting__memory=8.0,
        judging__cooling=12.0, judging__fond=1.0, judging__trusting=1.0, renewing__bound=3.0, renewing__half=60.0,
        noticing__outside=0.3, noticing__imitation=1.0, noticing__article=0.1, noticing__landed=0.1,
    )  # fmt: skip
    world = found(place, path, pars, HALF, SEED, room)
    rng = np.random.default_rng(SEED)  # attitudes of all kinds, whatever the weeks bring
    for column in (world.attitudes.satisfaction, world.attitudes.affinity, world.attitudes.trust):
        column[:] = rng.uniform(0.0, 1.0, column.size)
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
