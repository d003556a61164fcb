"""Sales pressure: sales people write in the community; value is captured where it should be created (M23)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS
from sim.pars import par


class SalesPressure(NamedTuple):
    """Messages of sales. They cost the community's budget nothing: sales people are paid by sales."""

    messages: par("messages/visitor", 0, 100, "of sales that a visitor meets in a week", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it brings, week by week, at a share of its size."""
        lifts.selling[:] += self.messages * scale

    def cost(self, prices) -> float:
        """Dollars a week at full size."""
        return 0.0
