"""Crediting: this week's contributions by the orbit level on which their authors stood as it began (bookkeeping; M13)."""

from agents.counts import BY_EXPLORING
from agents.entities import CREDITED, EVENT_ROWS
from agents.orbit import level_of_step
from sim.kernel import kernel

OF = "world"
READS = "orbits.step events.user tally.rows weekly"
WRITES = "tally.rows weekly"


# The world
@kernel
def everyone(orbits, events, tally, weekly, now):
    """Questions, answers and talk of members; whoever has just come in stands outermost."""
    for event in range(tally.rows[CREDITED], tally.rows[EVENT_ROWS]):
        if events.user[event] >= 0:
            outermost = 4 - level_of_step(max(int(orbits.step[events.user[event]]), 1))
            weekly[now.week, BY_EXPLORING + outermost] += 1
    tally.rows[CREDITED] = tally.rows[EVENT_ROWS]
