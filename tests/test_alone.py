"""Law 4: within a phase nobody sees what others do in it, so order, threads and activation cannot matter.

Every agent does its part alone, in a world where nobody else has moved. Put together, that must be what `everyone` does.
"""

import numpy as np
import pytest

from agents.entities import QUESTION_ROWS, WISH_ROWS
from agents.mesa_world import AGENTS
from sim.twin import activate
from tests.moments import PHASES, done, moments
from tests.small_worlds import columns, copied

SUMMED = {"topics.fresh", "topics.stale", "tally.rows", "weekly"}  # law 7: across agents only whole numbers are added up
APPENDED = ("wishes.question", "wishes.helper", "wishes.hour")


class Stage:
    """Stands in for a Mesa model: it holds the world that the agents see."""

    def __init__(self, world):
        self.world = world

    def register_agent(self, agent):
        """Mesa's book of agents is not needed here."""


def alone(phase, world, row, now):
    """Columns after the agent of one row has done a phase all by itself."""
    stage = Stage(copied(world))
    activate(phase, [AGENTS[phase.of](stage, row, row)], list, w=stage.world, p=world.pars, now=now)
    return columns(stage.world)


def agents_of(phase, world):
    """How many agents do a phase."""
    rows = {"questions": world.tally.rows[QUESTION_ROWS], "staff": world.staff.hours.size, "accounts": world.accounts.stage.size}
    return rows.get(phase.of, world.people.keen.size)


@pytest.mark.parametrize("phase", [phase for phase in PHASES if phase.of != "world"], ids=lambda phase: phase.name)
def test_each_agent_alone_does_what_it_does_among_all(phase):
    for world, now in moments()[phase.name]:
        before, after = done(phase, copied(world), now)
        together = {name: array.copy() for name, array in before.items()}
        touched = {name: np.zeros(array.shape, bool) for name, array in before.items()}
        first = end = before["tally.rows"][WISH_ROWS]
        for row in range(agents_of(phase, world)):
            mine = alone(phase, world, row, now)
            wishes = mine["tally.rows"][WISH_ROWS] - first
            for name, array in mine.items():
                if name in APPENDED and wishes:
                    together[name][end : end + wishes] = array[first : first + wishes]
                elif name in SUMMED:
                    together[name] += array - before[name]
                else:
                    changed = array != before[name]
                    assert not np.any(changed & touched[name]), f"{name}: two agents write the same place"
                    touched[name] |= changed
                    together[name][changed] = array[changed]
            end += wishes
        assert [name for name in after if together[name].tobytes() != after[name].tobytes()] == []
