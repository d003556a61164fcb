"""Ideation: a board on which members post ideas and vote for them (M22)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS, WEEKS_PER_YEAR
from sim.pars import par


class Ideation(NamedTuple):
    """A board for ideas, shown to a share of the members."""

    reach: par("share", 0, 1, "of the members who see the board", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        lifts.ideation[:] += self.reach * scale

    def cost(self, prices) -> float:
        """Dollars a week at full size: the board costs the same for few as for many."""
        return prices.ideation_year / WEEKS_PER_YEAR if self.reach > 0.0 else 0.0
