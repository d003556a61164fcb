"""Moderation: hours against what drives people out, order, and a personal filter (M18)."""

from typing import NamedTuple

from agents.codes import MODERATING
from scenarios.fields import whole
from scenarios.months import MONTHS
from sim.pars import par


class Moderation(NamedTuple):
    """Hours of moderation, which cost, and what the software does, which does not."""

    hours: par("hours/week", 0, 2000, "bought for moderating", "C", "decided") = 0.0
    tidy: par("share", 0, 1, "of off-topic posts that are moved away for all, by software, free", "C", "decided") = 0.0
    personal: par("share", 0, 1, "of uninteresting posts hidden for each visitor, by software, free", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        lifts.hours[:, MODERATING] += self.hours * scale
        lifts.tidy[:] += self.tidy * scale
        lifts.personal[:] += self.personal * scale

    def cost(self, prices) -> float:
        """Dollars a week at full size."""
        return self.hours * prices.moderation_hour
