"""Rival: a competitor pulls at those whose contract comes up (M33, M25)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS, during
from sim.pars import par


class Rival(NamedTuple):
    """How hard it pulls, and for how long."""

    pull: par("log-odds", 0, 5, "to leave, for those whose contract comes up", "C", "assumed") = 0.0
    month: whole("month", 1, MONTHS, "in which it begins") = 1
    months: whole("months", 1, MONTHS, "that it lasts") = MONTHS

    def write(self, calendar) -> None:
        """Write it on the calendar."""
        calendar.rival[:] += self.pull * during(self.month, self.month + self.months - 1, len(calendar.rival))
