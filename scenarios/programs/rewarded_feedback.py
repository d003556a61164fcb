"""Rewarded feedback: answers to surveys bought with gift cards; they tell less than talk does (M22)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS
from sim.pars import par


class RewardedFeedback(NamedTuple):
    """Answers to surveys, each with a gift card."""

    answers: par("answers/week", 0, 10_000, "to surveys, for a gift card each", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        lifts.gift[:] += self.answers * scale

    def cost(self, prices) -> float:
        """Dollars a week at full size."""
        return self.answers * prices.gift
