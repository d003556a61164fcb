"""The digest of an event table: who asked, who answered whom, who came first; worked out once for all statistics."""

from functools import cached_property

import numpy as np

from scenarios.events import ANSWER, COMMENT, QUESTION, UNKNOWN, EventTable

MINUTE, HOUR, DAY = 60, 3_600, 86_400
NEVER = np.iinfo(np.int64).max // 2  # a time after every time, safe to subtract from


class Digest:
    """Index arrays over one `EventTable`; times in seconds since 1970 UTC.

    A *member* is a known user with at least one event. An answer is *to others* when its author is not known
    to be the asker. Resampling is by *unit*: first the members, then one unit for each thread without a known
    asker, then one for each registration without a post; what happens in a thread belongs to its asker's unit.
    """

    def __init__(self, table: EventTable):
        self.table = table
        known = table.user != UNKNOWN
        self.ids, self.member, self.first_row, last_row = _group(table.user, known)  # ids [members], member [events]
        self.members = len(self.ids)
        self.first = table.t[self.first_row]  # [members], time of the first event
        self.last = table.t[last_row]
        self.events = np.bincount(self.member[known], minlength=self.members)

        ids, self.thread, _, _ = _group(table.thread, np.ones(len(table.t), bool))  # thread [events]
        self.threads = len(ids)
        self.is_question = table.kind == QUESTION
        rows = np.flatnonzero(self.is_question)
        question = np.full(self.threads, UNKNOWN)
        question[self.thread[rows]] = rows
        self.asked = question != UNKNOWN  # [threads], the question is in the table
        self.asked_at = np.where(self.asked, _take(table.t, question), NEVER)
        self.asker = np.where(self.asked, _take(self.member, question), UNKNOWN)

        self.own = known & (self.member == _take(self.asker, self.thread))  # [events], in the own thread
        self.to_others = (table.kind == ANSWER) & ~self.own
        helping = self.to_others & known
        self.helped = np.bincount(self.member[helping], minlength=self.members)
        self.questions = np.bincount(self.member[self.is_question & known], minlength=self.members)

        orphans = np.flatnonzero(self.asker == UNKNOWN)
        registered = self.members if table.joined is None else len(table.joined)
        self.silent = max(registered - self.members, 0)  # registered people without an event
        self.units = self.members + len(orphans) + self.silent
        self.owner = self.asker.copy()  # [threads], unit
        self.owner[orphans] = self.members + np.arange(len(orphans))
        self.author = np.where(known, self.member, _take(self.owner, self.thread))  # [events], unit

        self._made = {}

    def once(self, make):
        """make(digest), worked out the first time only; for what several statistics share."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]

    @cached_property
    def first_answer(self):
        """Time of the first answer to others, [threads]; NEVER where there is none."""
        return self._first(self.to_others)

    @cached_property
    def first_response(self):
        """Time of the first answer or comment by another than the asker, [threads]; NEVER where there is none."""
        return self._first(self.to_others | ((self.table.kind == COMMENT) & ~self.own))

    @cached_property
    def is_staff(self):
        """Whether a member is known to be staff, [members]."""
        return np.isin(self.ids, self.table.staff)

    @cached_property
    def age(self):
        """Seconds since the author's first event, [events]; -1 where the author is unknown."""
        return np.where(self.member == UNKNOWN, -1, self.table.t - _take(self.first, self.member))

    def any_of(self, events):
        """Whether a member has any of these events (bool [events]); bool [members]."""
        has = np.zeros(self.members, bool)
        rows = self.member[events]
        has[rows[rows != UNKNOWN]] = True
        return has

    def per_unit(self, owners, values=None):
        """Sum of values (default: count) by owner, float64 [units]."""
        return np.bincount(owners, weights=values, minlength=self.units).astype(np.float64)

    def _first(self, events):
        first = np.full(self.threads, NEVER)
        np.minimum.at(first, self.thread[events], self.table.t[events])
        return first


def digest_of(table: EventTable | Digest) -> Digest:
    """The digest of a table; a digest is returned as it is, so that its work is shared."""
    return table if isinstance(table, Digest) else Digest(table)


def _take(values, index):
    """values[index], where index -1 stands for "none" and whatever it returns is not looked at."""
    return values[index] if len(values) else np.full(np.shape(index), UNKNOWN)


def _group(ids, keep):
    """Ids kept [groups], group of each row (-1 left out), first and last row of each group."""
    rows = np.flatnonzero(keep)
    order = rows[np.argsort(ids[rows], kind="stable")]
    ordered = ids[order]
    start = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(order) else np.empty(0, np.int64)
    size = np.diff(np.r_[start, len(order)])
    group = np.full(len(ids), UNKNOWN)
    group[order] = np.repeat(np.arange(len(start)), size)
    return ordered[start], group, order[start], order[start + size - 1]
