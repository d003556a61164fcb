"""Rules: posted where visitors see them before they write (M18). They cost nothing, so no cut of the money takes them down."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS
from sim.pars import par


class Rules(NamedTuple):
    """How many visitors see the rules."""

    shown: par("share", 0, 1, "of the visitors to whom the rules are shown", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Show them in the weeks in which they are posted."""
        lifts.rules[:] += self.shown * (scale > 0.0)

    def cost(self, prices) -> float:
        """Dollars a week: none."""
        return 0.0
