"""Superusers: seats for the top helpers, and badges that tell members how far they have come (M17)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS, WEEKS_PER_YEAR
from sim.pars import par


class Superusers(NamedTuple):
    """Recognition of those who help most, and of those on their way."""

    seats: whole("people", 0, 10_000, "of the top helpers who are in it") = 0
    badges: par("share", 0, 1, "of the members who are told of their thresholds, by software, free", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        lifts.superusers[:] += self.seats * scale
        lifts.badges[:] += self.badges * scale

    def cost(self, prices) -> float:
        """Dollars a week at full size."""
        return self.seats * prices.superuser_year / WEEKS_PER_YEAR
