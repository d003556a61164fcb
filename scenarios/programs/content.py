"""Content: somebody has time to edit what members write, so that it is published (M21)."""

from typing import NamedTuple

from agents.codes import EDITING
from scenarios.fields import whole
from scenarios.months import MONTHS
from sim.pars import par


class Content(NamedTuple):
    """Hours of editing, beside those of the staff."""

    hours: par("hours/week", 0, 400, "bought for editing what members write", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        lifts.hours[:, EDITING] += self.hours * scale

    def cost(self, prices) -> float:
        """Dollars a week at full size."""
        return self.hours * prices.staff_hour
