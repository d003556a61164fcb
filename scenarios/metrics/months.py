"""A run seen by months: what the metrics count from."""

from functools import cached_property

import numpy as np

from agents.counts import COUNTS
from agents.pars import Pars
from scenarios.economics import Economics
from scenarios.events import NOBODY
from scenarios.months import WEEK
from scenarios.statistics.digest import NEVER, Digest
from sim.clock import HOURS, WEEKS_PER_MONTH, month_of

FEWEST = 4  # weeks of a month that must have been simulated for it to count
WITHIN = WEEK  # an answer is in time within seven days


class Months:
    """One run, by month. Months are numbered from 1; one that was cut off before its fourth week is left out.

    Args:
        weekly: the weekly counts, shape (weeks, counts), columns as `agents.counts.COUNTS`.
        digest: of the run's events, with times in seconds since the start.
        founders: ids of the users who were members before the start; not newcomers.
        economics: prices.
        costs: what the community costs by name, dollars in each week, each of shape (weeks,); default: nothing.
        pars: parameters of the run; default: the usual ones.
    """

    def __init__(
        self, weekly, digest: Digest, founders=NOBODY, economics: Economics | None = None, costs=None, pars: Pars | None = None
    ):  # fmt: skip
        weeks = len(weekly)
        self.pars = pars or Pars()
        self.weekly, self.digest, self.economics, self.costs = weekly, digest, economics or Economics(), costs or {}
        month = np.array([month_of(week) for week in range(weeks)], np.int64)
        self.count = int(np.count_nonzero(np.bincount(month) >= FEWEST)) if weeks else 0
        self.month_of_week = np.where(month < self.count, month, -1)  # month from 0 of every week; -1 left out
        self.weeks = np.bincount(month[month < self.count], minlength=self.count)  # in each month
        self.x = np.arange(1.0, self.count + 1.0)
        self.came = ~np.isin(digest.ids, founders) & ~digest.is_staff  # [members], joined during the run

    # Weekly counts

    def of(self, name: str) -> np.ndarray:
        """A weekly count, shape (weeks,)."""
        return self.weekly[:, COUNTS.index(name)]

    def total(self, name: str) -> np.ndarray:
        """A weekly count summed over the month, per month of 52/12 weeks."""
        return self.total_of(self.of(name))

    def total_of(self, by_week) -> np.ndarray:
        """Any weekly figure, shape (weeks,), summed over the month, per month of 52/12 weeks."""
        return self.mean_of(by_week) * WEEKS_PER_MONTH

    def mean(self, name: str) -> np.ndarray:
        """Mean of a weekly count over the month."""
        return self.mean_of(self.of(name))

    def mean_of(self, by_week) -> np.ndarray:
        """Mean of any weekly figure over the month."""
        kept = self.month_of_week >= 0
        return np.bincount(self.month_of_week[kept], by_week[kept], self.count) / self.weeks

    def end(self, name: str) -> np.ndarray:
        """A weekly count in the last week of the month."""
        return self.of(name)[np.cumsum(self.weeks) - 1]

    def latest(self, name: str, weeks: int) -> np.ndarray:
        """A weekly count summed over the last weeks of the month, so many of them, and of the month before if need be."""
        so_far = np.concatenate([[0.0], np.cumsum(self.of(name))])
        end = np.cumsum(self.weeks)
        return so_far[end] - so_far[np.maximum(end - weeks, 0)]

    # Events

    def month_at(self, t) -> np.ndarray:
        """Month from 0 of times in seconds; -1 outside the months counted."""
        week = np.asarray(t) // WEEK
        inside = (week >= 0) & (week < len(self.month_of_week))
        return np.where(inside, self.month_of_week[np.where(inside, week, 0)] if len(self.month_of_week) else -1, -1)

    def flow(self, t) -> np.ndarray:
        """How many of these times fall into each month, per month of 52/12 weeks."""
        return self._tally(self.month_at(t)) / self.weeks * WEEKS_PER_MONTH

    def share(self, has, at, month) -> np.ndarray:
        """Share of the items `at` (bool) that have something (bool), by the items' month; nan without any."""
        among = at & (month >= 0)
        bottom = self._tally(month[among])
        top = self._tally(month[among & has])
        return np.divide(top, bottom, out=np.full(self.count, np.nan), where=bottom > 0)

    def _tally(self, month) -> np.ndarray:
        return np.bincount(month[month >= 0], minlength=self.count).astype(float)

    @cached_property
    def asked_month(self) -> np.ndarray:
        """Month in which each thread was asked, [threads]; -1 outside."""
        return self.month_at(np.where(self.digest.asked, self.digest.asked_at, -1))

    @cached_property
    def wait_h(self) -> np.ndarray:
        """Hours from question to the first answer by another, [threads]; inf without an answer."""
        d = self.digest
        return np.where(d.first_answer == NEVER, np.inf, (d.first_answer - d.asked_at) / 3600.0)

    @cached_property
    def ripe(self) -> np.ndarray:
        """Questions asked at least seven days before the end, bool [threads]: the others could still be in time."""
        return self.digest.asked & (self.digest.asked_at <= len(self.weekly) * WEEK - WITHIN)

    @cached_property
    def in_time(self) -> np.ndarray:
        """Questions answered within seven days, bool [threads]."""
        return self.wait_h <= HOURS

    @cached_property
    def helped(self) -> np.ndarray:
        """Answers to others by helper and month, whole numbers [helpers, months]; staff among them."""
        d = self.digest
        rows = np.flatnonzero(d.to_others & (d.member >= 0))
        month = self.month_at(d.table.t[rows])
        rows, month = rows[month >= 0], month[month >= 0]
        who, helper = np.unique(d.member[rows], return_inverse=True)
        cells = np.bincount(helper * max(self.count, 1) + month, minlength=len(who) * self.count)
        return cells.reshape(len(who), self.count)

    @cached_property
    def contributed(self) -> np.ndarray:
        """Whether a member contributed in a month, bool [members, months]; always False for staff."""
        d = self.digest
        month = self.month_at(d.table.t)
        kept = (d.member >= 0) & (month >= 0)
        has = np.zeros((d.members, self.count), bool)
        has[d.member[kept], month[kept]] = True
        has[d.is_staff] = False
        return has
