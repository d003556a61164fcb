"""Platform: where the community lives, from a free group to an enterprise platform (M28).

A contract is whole: with less money it is the best one that the money pays.
"""

from typing import NamedTuple

import numpy as np

from scenarios.fields import whole
from scenarios.months import MONTHS, WEEKS_PER_YEAR
from sim.pars import par

FREE, STANDARD, ENTERPRISE = range(3)


class Features(NamedTuple):
    """What a platform does better than a free group."""

    comfort: par("doublings", 0, 5, "of the posts that a visitor can take in", "C", "assumed") = 0.5
    digest: par("log-odds", 0, 3, "of a visit, by mails that tell what is new", "C", "assumed") = 0.1
    findability: par("chance", 0, 1, "on top, that an answer that exists is found", "C", "assumed") = 0.05
    personal: par("share", 0, 1, "of uninteresting posts that are hidden for each visitor", "C", "assumed") = 0.0


class Platform(NamedTuple):
    """The platform in use, and what each can do."""

    tier: whole("tier", FREE, ENTERPRISE, "0 a free group, 1 standard, 2 enterprise") = FREE
    standard: Features = Features()
    enterprise: Features = Features(1.0, 0.2, 0.1, 0.3)
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its price: one of those of `contracts`."""
        best, second = self._features()
        for name, full, less in zip(Features._fields, best, second, strict=True):
            getattr(lifts, name)[:] += np.where(scale >= 1.0, full, np.where(scale > 0.0, less, 0.0))

    def cost(self, prices) -> float:
        """Dollars a week."""
        return (0.0, prices.platform_year, prices.enterprise_year)[self.tier] / WEEKS_PER_YEAR

    def contracts(self, prices) -> tuple[float, ...]:
        """The shares of the price at which there is a contract, ascending."""
        if self.tier == ENTERPRISE and 0.0 < prices.platform_year < prices.enterprise_year:
            return 0.0, prices.platform_year / prices.enterprise_year, 1.0
        return 0.0, 1.0

    def _features(self) -> tuple:
        """What it does at the full price, and at that of the contract below."""
        nothing = (0.0,) * len(Features._fields)
        return ((nothing, nothing), (self.standard, nothing), (self.enterprise, self.standard))[self.tier]
