"""Recession: customers buy and renew less readily (M33)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS, during
from sim.pars import par


class Recession(NamedTuple):
    """How deep, and how long."""

    depth: par("share", 0, 0.95, "of the readiness to buy and to renew that is missing", "C", "assumed") = 0.0
    month: whole("month", 1, MONTHS, "in which it begins") = 1
    months: whole("months", 1, MONTHS, "that it lasts") = 12

    def write(self, calendar) -> None:
        """Write it on the calendar."""
        calendar.economy[:] *= 1.0 - self.depth * during(self.month, self.month + self.months - 1, len(calendar.economy))
