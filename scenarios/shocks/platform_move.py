"""Platform move: the community changes its home; some members are lost, and for a while search engines are (M33)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS, during, week_of
from sim.pars import par


class PlatformMove(NamedTuple):
    """What is lost on the way."""

    lost: par("share", 0, 1, "of the members who do not come along", "C", "assumed") = 0.0
    search: par("share", 0, 1, "of the visits from search that fail to find the new place", "C", "assumed") = 0.0
    month: whole("month", 1, MONTHS, "in whose first week it moves") = 1
    months: whole("months", 1, MONTHS, "until search engines know the new place") = 6

    def write(self, calendar) -> None:
        """Write it on the calendar."""
        going = calendar.moved[week_of(self.month) :][:1]
        going += self.lost * (1.0 - going)
        calendar.search[:] *= 1.0 - self.search * during(self.month, self.month + self.months - 1, len(calendar.search))
