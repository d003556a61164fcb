"""Paid media: advertising outside the community (M28).

The only program whose response is typed in, because what it does lies outside the model. Of the pressure of a week a
share `carry` is left in the next one (adstock); the spending of a week adds the rest:

    pressure = carry * pressure of last week + (1 - carry) * spending
    chance to become aware = most * pressure ** shape / (half ** shape + pressure ** shape)      (Hill)

So constant spending ends in a pressure equal to it, and half of what media can do is done at a pressure of `half`.
"""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS
from sim.pars import par


class PaidMedia(NamedTuple):
    """Spending on advertising, and what it does."""

    spend: par("$/week", 0, 10_000_000, "on advertising", "C", "decided") = 0.0
    carry: par("share", 0, 0.99, "of the pressure that is left a week later", "C", "assumed: half is gone in two weeks") = 0.7
    half: par("$/week", 1, 10_000_000, "pressure at which half is reached, for this market", "C", "assumed") = 5000.0
    shape: par("exponent", 0.5, 5, "above 1: too little does next to nothing", "C", "assumed") = 1.0
    most: par("1/year", 0, 20, "chance to become aware, without a limit of money", "C", "assumed") = 0.5
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        pressure = 0.0
        for week, share in enumerate(scale):
            pressure = self.carry * pressure + (1.0 - self.carry) * self.spend * share
            lifts.media[week] += self.aware(pressure)

    def aware(self, pressure: float) -> float:
        """Chance a year to become aware, at some pressure in dollars a week."""
        felt = pressure**self.shape
        return self.most * felt / (self.half**self.shape + felt)

    def cost(self, prices) -> float:
        """Dollars a week at full size."""
        return self.spend
