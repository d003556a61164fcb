"""Seeding: staff write questions with their answers unasked, so that there is something to find (M9, M12)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS
from sim.pars import par


class Seeding(NamedTuple):
    """Answers written unasked."""

    answers: par("answers/week", 0, 10_000, "written unasked, with their questions", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        lifts.seeds[:] += self.answers * scale

    def cost(self, prices) -> float:
        """Dollars a week at full size."""
        return self.answers * prices.seed
