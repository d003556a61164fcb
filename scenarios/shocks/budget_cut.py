"""Budget cut: less money for a while, as in a downturn (M33, M28)."""

from typing import NamedTuple

import numpy as np

from scenarios.fields import whole
from scenarios.months import MONTHS, during
from sim.pars import par


class BudgetCut(NamedTuple):
    """Money that is missing. What goes first is decided by the budget."""

    share: par("share", 0, 1, "of the money that is missing", "C", "decided") = 0.0
    month: whole("month", 1, MONTHS, "in which it begins") = 1
    months: whole("months", 1, MONTHS, "that it lasts") = MONTHS

    def write(self, calendar) -> None:
        """Nothing by itself: `scenarios.budget` takes the money from the plan."""

    def left(self, weeks: int) -> np.ndarray:
        """Share of the money that is left, week by week."""
        return 1.0 - self.share * during(self.month, self.month + self.months - 1, weeks)
