"""Advocacy: members of the inner orbit are asked for a reference, a review or a talk (M26)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS
from sim.pars import par


class Advocacy(NamedTuple):
    """People asked for a reference."""

    nudges: par("people/week", 0, 10_000, "asked for a reference", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        lifts.nudges[:] += self.nudges * scale

    def cost(self, prices) -> float:
        """Dollars a week at full size."""
        return self.nudges * prices.nudge
