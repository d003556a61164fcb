"""Viewing: how many questions there are to answer, recent ones in front (bookkeeping before helping)."""

from typing import NamedTuple

from agents.entities import RECALL, WISH_ROWS
from sim.kernel import inlined, kernel
from sim.pars import par

OF = "world"
READS = "tally.first"
WRITES = "tally.seen tally.within tally.rows"


class ViewingPars(NamedTuple):
    """How a question moves out of sight."""

    memory: par("ratio/week", 0, 0.95, "attention to a question a week later", "A", "fitted to late answers") = 0.5


# The rule
@inlined
def age_seen(u, tally):
    """Age in weeks of the question that a helper turns to: by questions of that week x attention, from a uniform."""
    mark, age = u * tally.seen[0], 0
    while age < RECALL - 1 and mark >= tally.within[age]:
        age += 1
    return age


# The world
@kernel
def everyone(tally, pars, now):
    """Questions in view: those of each recent week, weighted by attention. This week's wishes start empty."""
    seen, kept = 0.0, 1.0
    for age in range(RECALL):
        w = now.week - age + RECALL
        seen += kept * (tally.first[w + 1] - tally.first[w])
        kept *= pars.memory
        tally.within[age] = seen
    tally.seen[0] = seen
    tally.rows[WISH_ROWS] = 0
