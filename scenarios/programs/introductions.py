"""Introductions: somebody has time to bring members together who have something to tell each other (M19, M6)."""

from typing import NamedTuple

from agents.codes import INTRODUCING
from scenarios.fields import whole
from scenarios.months import MONTHS
from sim.pars import par


class Introductions(NamedTuple):
    """Hours of introducing, beside those of the staff."""

    hours: par("hours/week", 0, 400, "bought for introducing members to each other", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        lifts.hours[:, INTRODUCING] += self.hours * scale

    def cost(self, prices) -> float:
        """Dollars a week at full size."""
        return self.hours * prices.staff_hour
