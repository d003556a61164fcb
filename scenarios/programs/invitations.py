"""Invitations: outsiders are asked to come, as at a launch (M1)."""

from typing import NamedTuple

from scenarios.fields import whole
from scenarios.months import MONTHS
from sim.pars import par


class Invitations(NamedTuple):
    """Outsiders who are invited."""

    people: par("people/week", 0, 1_000_000, "who are invited", "C", "decided") = 0.0
    first: whole("month", 1, MONTHS, "in which it begins") = 1
    last: whole("month", 1, MONTHS, "in which it ends") = MONTHS

    def write(self, lifts, scale) -> None:
        """Add what it buys, week by week, at a share of its size."""
        lifts.invitations[:] += self.people * scale

    def cost(self, prices) -> float:
        """Dollars a week at full size."""
        return self.people * prices.invitation
