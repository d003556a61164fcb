"""Events: meetups and calls with so many seats, some a quarter (M20)."""

from typing import NamedTuple

import numpy as np

from agents.codes import HOSTING
from scenarios.fields import whole
from scenarios.months import MONTHS, week_of
from sim.pars import par

QUARTER = 13  # weeks


class Events(NamedTuple):
    """Seats at events, spread evenly over the quarter, the last one in its last week; and hours of hosting."""

    per_quarter: whole("events/quarter", 0, QUARTER, "that are held") = 0
    seats: whole("seats/event", 0, 1_000_000, "at each") = 0
    hours: par("hours/week", 0, 400, "bought for hosting", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        week = np.arange(len(scale)) - week_of(self.first)
        held = (week % QUARTER + 1) * self.per_quarter // QUARTER - week % QUARTER * self.per_quarter // QUARTER
        lifts.meetup_seats[:] += held * self.seats * scale
        lifts.hours[:, HOSTING] += self.hours * scale

    def cost(self, prices) -> float:
        """Dollars a week at full size: the seats of a quarter are paid evenly over its weeks."""
        return self.per_quarter * self.seats * prices.event_seat / QUARTER + self.hours * prices.staff_hour
