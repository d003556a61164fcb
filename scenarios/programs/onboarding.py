"""Onboarding: somebody has time to welcome newcomers (M19)."""

from typing import NamedTuple

from agents.codes import WELCOMING
from scenarios.fields import whole
from scenarios.months import MONTHS
from sim.pars import par


class Onboarding(NamedTuple):
    """Hours of welcoming, beside those of the staff."""

    hours: par("hours/week", 0, 400, "bought for welcoming newcomers", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        lifts.hours[:, WELCOMING] += self.hours * scale

    def cost(self, prices) -> float:
        """Dollars a week at full size."""
        return self.hours * prices.staff_hour
