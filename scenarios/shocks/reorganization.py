"""Reorganization: for a while insights and leads get lost, and staff are busy with themselves (M33, M32)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS, during
from sim.pars import par


class Reorganization(NamedTuple):
    """What is lost, and for how long."""

    hand_off: par("share", 0, 1, "of the insights and leads that would have arrived and get lost", "C", "assumed") = 0.0
    hours: par("share", 0, 0.99, "of the staff hours that are lost; they are paid all the same", "C", "assumed") = 0.0
    month: whole("month", 1, MONTHS, "in which it begins") = 1
    months: whole("months", 1, MONTHS, "that it lasts") = 6

    def write(self, calendar) -> None:
        """Write it on the calendar."""
        now = during(self.month, self.month + self.months - 1, len(calendar.staff))
        calendar.hand_off[:] *= 1.0 - self.hand_off * now
        calendar.staff[:] *= 1.0 - self.hours * now
