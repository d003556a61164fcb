"""Education: courses with so many seats a week (line 54 of the essays)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS
from sim.pars import par


class Education(NamedTuple):
    """Seats in courses."""

    seats: par("seats/week", 0, 100_000, "in courses", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        lifts.courses[:] += self.seats * scale

    def cost(self, prices) -> float:
        """Dollars a week at full size."""
        return self.seats * prices.course_seat
