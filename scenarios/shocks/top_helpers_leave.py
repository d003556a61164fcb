"""Top helpers leave: those who give most of the answers go for good, with all they know (M33, M36)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS, week_of


class TopHelpersLeave(NamedTuple):
    """How many go, and when."""

    people: whole("people", 0, 10_000, "of the top helpers who leave for good") = 0
    month: whole("month", 1, MONTHS, "in whose first week they leave") = 1

    def write(self, calendar) -> None:
        """Write it on the calendar."""
        calendar.leavers[week_of(self.month) :][:1] += self.people
