"""Search: answers made into pages that search engines and visitors find (M9, M12)."""

from typing import NamedTuple

import numpy as np

from scenarios.fields import whole
from scenarios.months import MONTHS
from sim.clock import WEEKS_PER_MONTH
from sim.pars import par


class Search(NamedTuple):
    """Pages made from answers, so many a month. They stay when the program ends.

    What all pages together do is reached when they are done, and a part of it by each of them on the way.
    """

    pages: par("pages/month", 0, 10_000, "made from answers", "C", "decided") = 0.0
    enough: par("pages", 1, 1_000_000, "until every question worth a page has one", "C", "assumed") = 200.0
    landing: par("ratio", 0, 5, "on top of the visits from search, with all pages", "C", "assumed") = 0.5
    findability: par("chance", 0, 1, "on top, that an answer is found, with all pages", "C", "assumed") = 0.1
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        done = np.minimum(np.cumsum(self.pages / WEEKS_PER_MONTH * scale) / self.enough, 1.0)
        lifts.landing[:] += self.landing * done
        lifts.findability[:] += self.findability * done

    def cost(self, prices) -> float:
        """Dollars a week at full size."""
        return self.pages / WEEKS_PER_MONTH * prices.page
