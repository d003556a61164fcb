"""Release: releases of the product beside the usual ones; answers go out of date (M33, M10)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS, week_of


class Release(NamedTuple):
    """Further releases, a month apart."""

    releases: whole("releases", 0, MONTHS, "beside the usual ones, a month apart") = 0
    month: whole("month", 1, MONTHS, "of the first of them") = 1

    def write(self, calendar) -> None:
        """Write it on the calendar."""
        for month in range(self.month, self.month + self.releases):
            calendar.release[week_of(month) :][:1] = 1
