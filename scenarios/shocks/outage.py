"""Outage: the product fails, and its users have a problem they would not have had (M33)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS, week_of
from sim.pars import par


class Outage(NamedTuple):
    """How many it hits, and for how long."""

    share: par("share", 0, 1, "of those who use the product who meet trouble in a week", "C", "assumed") = 0.0
    month: whole("month", 1, MONTHS, "in whose first week it begins") = 1
    weeks: whole("weeks", 1, 52, "that it lasts") = 1

    def write(self, calendar) -> None:
        """Write it on the calendar. Of two outages each hits its share of those that the other has spared."""
        hit = calendar.outage[week_of(self.month) :][: self.weeks]
        hit += self.share * (1.0 - hit)
