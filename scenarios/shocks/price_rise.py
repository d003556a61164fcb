"""Price rise: new contracts, and those that come up for renewal, are made at a higher price (M33, M25)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS, during, week_of
from sim.pars import par


class PriceRise(NamedTuple):
    """How high it is and how heavily it weighs. After a year every contract has come up once, and the price is the usual one."""

    rise: par("share", 0, 5, "by which the list price is higher from then on", "C", "assumed") = 0.0
    weight: par("log-odds", 0, 5, "to leave, for those whose contract comes up", "C", "assumed") = 0.0
    month: whole("month", 1, MONTHS, "in which it begins") = 1
    months: whole("months", 1, MONTHS, "until everybody knows the new price") = 12

    def write(self, calendar) -> None:
        """Write it on the calendar."""
        calendar.price[:] += self.weight * during(self.month, self.month + self.months - 1, len(calendar.price))
        calendar.level[week_of(self.month) :] *= 1.0 + self.rise
