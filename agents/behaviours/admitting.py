"""Admitting: who joined last week, or by asking this week, gets a row for ties, in the order of people (bookkeeping; M6)."""

from agents.codes import NONE
from agents.ties import make_room
from sim.kernel import kernel
from sim.scan import rows_at

OF = "world"
READS = "members.membership members.joined ties.circle tally.rows"
WRITES = "ties.circle tally.rows"


# The world
@kernel
def everyone(members, ties, tally, now):
    """Who joined earlier is in already."""
    for joined in range(now.week - 1, now.week + 1):
        for i in rows_at(members.joined, joined):
            if members.membership[i] != NONE:  # who never joined carries week -1
                make_room(i, ties, tally)
