"""Managing: members at work take time of the staff before anything else is done with it (bookkeeping; M29, M16).

What running the place takes is known beforehand and stands in the calendar; this part grows with the community. So a
community that grows leaves its staff less time for each thing that they do.
"""

from agents.behaviours.staff_helping import at_work
from agents.behaviours.trusting import active_before
from sim.kernel import kernel, rule

OF = "world"
READS = "staff.hours staff.first staff.last calendar.staff calendar.free calendar.care calendar.work lifts.hours weekly"
WRITES = "calendar.free lifts.hours"


# The rules
@rule
def still_free(free: float, hours: float, care: float) -> float:
    """Share of the staff hours that is left when members have had theirs (`care`, hours); nobody pays for more than there is."""
    return max(free - care / hours, 0.0) if hours > 0.0 else free


@rule
def left_of(all_hours: float, own: float, before: float, after: float) -> float:
    """Hours of an activity, of which the staff's own fall as their free share does; what programs pay for stays."""
    return max(all_hours - own * (1.0 - after / before), 0.0) if before > after else all_hours


# The world
@kernel
def everyone(staff, calendar, lifts, weekly, now):
    """Last week's active members come first; then there is time for answers and for everything else."""
    week, hours = now.week, 0.0
    for s in range(staff.hours.size):
        hours += at_work(s, staff, week) * calendar.staff[week]
    before = calendar.free[week]
    after = still_free(before, hours, calendar.care[week] * active_before(weekly, week))
    for activity in range(lifts.hours.shape[1]):
        lifts.hours[week, activity] = left_of(lifts.hours[week, activity], calendar.work[week, activity], before, after)
    calendar.free[week] = after
