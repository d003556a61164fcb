"""The event log: what a forum export would show."""

from agents.entities import EVENT_ROWS, OVERFLOW
from sim.kernel import kernel


@kernel
def log(events, tally, hour, user, thread, kind):
    """Append one event; where there is no room left, say so in the tally."""
    row = tally.rows[EVENT_ROWS]
    if row == events.hour.size:
        tally.rows[OVERFLOW] = 1
        return
    events.hour[row] = hour
    events.user[row] = user
    events.thread[row] = thread
    events.kind[row] = kind
    tally.rows[EVENT_ROWS] = row + 1
