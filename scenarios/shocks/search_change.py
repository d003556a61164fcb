"""Search change: search engines send fewer visitors from one day to the next (M33, M12)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS, during
from sim.pars import par


class SearchChange(NamedTuple):
    """How many fewer, and for how long."""

    share: par("share", 0, 1, "of the visits from search that are missing", "C", "assumed") = 0.0
    month: whole("month", 1, MONTHS, "in which it begins") = 1
    months: whole("months", 1, MONTHS, "that it lasts") = MONTHS

    def write(self, calendar) -> None:
        """Write it on the calendar."""
        calendar.search[:] *= 1.0 - self.share * during(self.month, self.month + self.months - 1, len(calendar.search))
