"""AI answers: assistants solve some problems before anybody is asked, most of all the simple ones (M33)."""

from typing import NamedTuple

import numpy as np

from agents.codes import GUT_CHECK, HARD, MIDDLE, SIMPLE
from scenarios.fields import whole
from scenarios.months import MONTHS, week_of
from sim.clock import WEEKS_PER_MONTH
from sim.pars import par


class AiAnswers(NamedTuple):
    """Share of the problems of each kind that AI solves in the end. It grows evenly from the first month on."""

    simple: par("share", 0, 1, "of simple problems", "C", "decided; model.md M33: posts -16 %, -25 % at 6 months") = 0.0
    middle: par("share", 0, 1, "of middle problems", "C", "decided; model.md M33: posts -16 %, -25 % at 6 months") = 0.0
    hard: par("share", 0, 1, "of hard or private problems", "C", "decided") = 0.0
    gut_check: par("share", 0, 1, "of gut checks", "C", "decided") = 0.0
    month: whole("month", 1, MONTHS, "in which it begins") = 1
    months: whole("months", 1, MONTHS, "until it has reached its full share") = 6

    def write(self, calendar) -> None:
        """Write it on the calendar."""
        since = np.arange(len(calendar.ai)) - week_of(self.month) + 1.0
        grown = np.clip(since / (self.months * WEEKS_PER_MONTH), 0.0, 1.0)
        for kind, share in ((SIMPLE, self.simple), (MIDDLE, self.middle), (HARD, self.hard), (GUT_CHECK, self.gut_check)):
            calendar.ai[:, kind] += share * grown * (1.0 - calendar.ai[:, kind])
