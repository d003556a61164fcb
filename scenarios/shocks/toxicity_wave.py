"""Toxicity wave: for a while there are more rude posts (M33, M18)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS, during
from sim.pars import par


class ToxicityWave(NamedTuple):
    """How much more, and for how long."""

    more: par("ratio", 0, 100, "rude posts on top: 1 doubles them", "C", "assumed") = 0.0
    month: whole("month", 1, MONTHS, "in which it begins") = 1
    months: whole("months", 1, MONTHS, "that it lasts") = 3

    def write(self, calendar) -> None:
        """Write it on the calendar."""
        calendar.toxicity[:] *= 1.0 + self.more * during(self.month, self.month + self.months - 1, len(calendar.toxicity))
