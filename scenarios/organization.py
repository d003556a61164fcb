"""Organization: who creates value and who captures it, and what gets lost between them (M32)."""

from typing import NamedTuple

import numpy as np

from scenarios.fields import whole
from sim.clock import WEEKS_PER_MONTH
from sim.pars import par


class Organization(NamedTuple):
    """How the community's staff and the rest of the company work together.

    Separate roles: those who create value do nothing else, and what they learn is handed on. Mixed roles: they spend a
    share of their creating hours on asking for leads, visitors meet these messages, and there is twice as much to agree on.
    """

    hand_off: par("share", 0, 1, "of insights and leads that survive a hand-off", "C", "assumed") = 0.5
    hand_offs: whole("hand-offs", 0, 20, "between who hears something and who can act on it") = 1
    mixed_roles: par("share", 0, 1, "of the creating hours that are spent on asking for leads", "C", "assumed") = 0.0
    asks: par("messages/visitor", 0, 20, "met in a week if all creating hours were spent so", "C", "assumed") = 2.0
    coordination: par("share", 0, 0.5, "of the hours that agreeing costs at each hand-off", "C", "assumed") = 0.0
    running: par(
        "hours/week", 0, 168, "of staff that the place takes before anything else: platform, reports, meetings", "C", "assumed"
    ) = 0.0  # fmt: skip
    per_member: par(
        "minutes/month", 0, 60, "of staff that each active member takes on top of it", "B",
        "model.md M29, Millington: about 5 of manager time",
    ) = 5.0  # fmt: skip

    @property
    def care(self) -> float:
        """Hours of staff a week for each active member."""
        return self.per_member / 60.0 / WEEKS_PER_MONTH

    @property
    def arriving(self) -> float:
        """Share of insights and leads that arrive where they are needed."""
        return self.hand_off**self.hand_offs

    @property
    def working(self) -> float:
        """Share of the staff hours that is left after coordination; mixed roles coordinate twice at each hand-off."""
        return (1.0 - self.coordination) ** (self.hand_offs * (1.0 + self.mixed_roles))

    def free(self, hours: np.ndarray) -> np.ndarray:
        """Share of the staff hours of each week that is left when the place itself has had its own; 0 where nobody works.

        So too few hours do nothing: whoever has an hour a day keeps the place running, and that is all.
        """
        return np.divide(np.maximum(hours - self.running, 0.0), hours, out=np.zeros_like(hours), where=hours > 0.0)
