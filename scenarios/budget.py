"""Budget: what is planned, what is paid of it, and who is there for the money (M28).

The plan is everything that the configuration asks for: the community's staff, hires, and programs at their full size.
Each of them has a price a week. From the month of a change on, a share of the money planned is paid:

- Less than the plan: programs are cut in the order given, the first to nothing before the next is touched; then those not
  named, in the order of `Programs`; then staff, and the platform last, unless they are named earlier. A contract is
  whole: a platform falls to the next cheaper one, and what that frees beyond the need goes back to what was cut before it,
  the last first. What is kept is never cut. Staff all work fewer hours, or, with
  `layoffs`, whole people leave after their notice, the last hired first, and only the rest is taken from the hours.
- More than the plan: programs grow alike, and the rest of the money hires whole people like those who are here, in their
  order, as long as it lasts. They have to learn, and leave when the money ends, after their notice.
"""

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from scenarios.fields import whole
from scenarios.months import MONTHS, during, week_of
from scenarios.programs import Programs
from scenarios.staff import FOREVER, ROLES, Position, StaffMember, payroll
from sim.pars import par

STAFF, PLATFORM = "staff", "platform"
CUTTABLE = (*(name for name in Programs._fields if name != PLATFORM), STAFF, PLATFORM)  # in the usual order
DIGITS = 9  # of a share of money
CENT = 0.01  # dollars: less is rounding
NEW_RAMP = 3.0  # months until somebody hired for more money is at full output; assumed


class Change(NamedTuple):
    """From a month on, another share of the planned money is paid, until the next change."""

    month: whole("month", 1, MONTHS, "in which it begins; the first is 1, month 4 begins in week 13")
    scale: par("ratio", 0, 10, "of the money planned", "C", "decided")
    cut_order: tuple[str, ...] = ()  # programs, and "staff": the first goes first
    keep: tuple[str, ...] = ()  # what is neither cut nor enlarged
    layoffs: bool = False  # whole people leave, instead of all working fewer hours


class Hire(NamedTuple):
    """People who are hired: like the first of that role in community.staff or budget.roles, or as is usual in it."""

    month: whole("month", 1, MONTHS, "in whose first week they begin")
    role: str = "community_manager"
    people: whole("people", 0, 1000, "who are hired") = 1
    hours: par("hours/week", 0, 168, "for the community; 0: as is usual in the role", "C", "decided") = 0.0
    ramp_months: par("months", 0, 24, "until full output", "C", "assumed") = 3.0
    notice_weeks: whole("weeks", 0, 52, "between being given notice and leaving") = 4


class Budget(NamedTuple):
    """What changes in the money and the people."""

    changes: tuple[Change, ...] = ()
    hires: tuple[Hire, ...] = ()
    roles: tuple[StaffMember, ...] = ()  # that nobody has yet and that are hired


class Paid(NamedTuple):
    """What is paid, week by week."""

    programs: dict[str, np.ndarray]  # by name: share of its size, 0 while it does not run
    staff: np.ndarray  # share of their hours that is left after a change of the money
    hours: np.ndarray  # share of the hours in the contracts that is paid: that, times what the scenario asks for
    positions: tuple[Position, ...]
    short: np.ndarray  # dollars that could not be cut, because what is left is kept


class Span(NamedTuple):
    """Weeks with the same decision."""

    weeks: slice
    scale: float
    change: Change


def profile(role: str, config) -> StaffMember | None:
    """What somebody in that role does here; None where nobody knows."""
    known = (*config.community.staff, *config.budget.roles)
    return next((member for member in known if member.role == role), ROLES.get(role))


def positions_of(config) -> list[Position]:
    """Everybody planned: the staff of the community, then those who are hired."""
    planned = [Position(member) for member in config.community.staff]
    for hire in sorted(config.budget.hires, key=lambda each: each.month):
        like = profile(hire.role, config)
        member = like._replace(
            hours=hire.hours or like.hours,
            salary=like.salary * hire.hours / like.hours if hire.hours and like.hours else like.salary,
            ramp_months=hire.ramp_months,
            notice_weeks=hire.notice_weeks,
        )
        planned += [Position(member, week_of(hire.month))] * hire.people
    return planned


def decided_hours(config) -> np.ndarray:
    """Share of the staff hours that the scenario asks for, by week."""
    share = np.ones(config.run.weeks)
    for change in sorted(config.scenario.staff):
        share[week_of(change.month) :] = change.scale
    return share


def spans(config) -> list[Span]:
    """The horizon in pieces with the same decision."""
    weeks, changes = config.run.weeks, sorted(config.budget.changes)
    row = np.zeros(weeks, np.int64)
    for i, change in enumerate(changes):
        row[week_of(change.month) :] = i + 1
    choices = [Change(month=1, scale=1.0), *changes]
    scale = config.shock.budget_cut.left(weeks) * np.array([choice.scale for choice in choices])[row]
    new = (np.diff(row) != 0) | (np.diff(scale) != 0)
    edges = [0, *(np.flatnonzero(new) + 1).tolist(), weeks]
    return [Span(slice(low, high), float(scale[low]), choices[row[low]]) for low, high in pairwise(edges)]


def plan(config) -> dict[str, np.ndarray]:
    """Dollars a week of every program at full size, by name; 0 while it does not run."""
    return {name: program.cost(config.economics) * running(program, config.run.weeks) for name, program in named(config)}


def named(config):
    """The programs with their names."""
    return zip(Programs._fields, config.program, strict=True)


def running(program, weeks: int) -> np.ndarray:
    """1 in the weeks in which a program runs, else 0."""
    return during(program.first, program.last, weeks)


def paid(config) -> Paid:
    """What is paid of the plan, and who is there."""
    weeks, rates, crew = config.run.weeks, plan(config), Crew(config)
    programs = {name: running(program, weeks) for name, program in named(config)}
    staff, short = np.ones(weeks), np.zeros(weeks)
    for span in spans(config):
        shares, missing = {}, 0.0
        if span.scale < 1.0:
            shares, missing = cut(span, rates, crew.wages, config.program.platform.contracts(config.economics))
        elif span.scale > 1.0:
            shares = {name: span.scale for name in rates if name not in (PLATFORM, *span.change.keep)}
        for name in shares.keys() - {STAFF}:
            programs[name][span.weeks] *= shares[name]
        staff[span.weeks] = crew.decided(span, shares, rates)
        short[span.weeks] = missing
    return Paid(programs, staff, crew.share * staff, crew.positions(), short)


def cut(span: Span, rates, wages, contracts) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Shares that are left of every program and of staff in the weeks of a span, and the money that could not be cut.

    Args:
        span: its scale is below 1.
        rates: planned dollars a week by program.
        wages: planned dollars a week of all staff.
        contracts: shares of the price at which there is a platform.
    """
    costs = {name: rate[span.weeks] for name, rate in rates.items()} | {STAFF: wages[span.weeks]}
    left = (1.0 - span.scale) * sum(costs.values())
    shares, spare, order = {}, np.zeros_like(left), order_of(span.change)
    for name in order:
        cost = costs[name]
        share = np.round(1.0 - np.minimum(cost, left) / np.where(cost > 0.0, cost, 1.0), DIGITS)
        if name == PLATFORM:
            share = np.array(contracts)[np.searchsorted(contracts, share, side="right") - 1]
            spare = np.maximum(cost * (1.0 - share) - left, 0.0)
        left = np.maximum(left - cost * (1.0 - share), 0.0)
        left = np.where(left > CENT, left, 0.0)  # what rounding leaves must not cost a whole contract
        shares[name] = share
    for name in reversed(order[: order.index(PLATFORM)] if PLATFORM in order else ()):
        cost, share = costs[name], shares[name]
        back = np.where(spare > CENT, np.minimum(cost * (1.0 - share), spare), 0.0)
        shares[name] = np.round(share + back / np.where(cost > 0.0, cost, 1.0), DIGITS)
        spare = spare - back
    return shares, left


def order_of(change: Change) -> list[str]:
    """What is cut, in order: what is named, then what is not."""
    return [*change.cut_order, *(name for name in CUTTABLE if name not in (*change.cut_order, *change.keep))]


class Crew:
    """Who is at work, span by span: the people planned, those who leave for lack of money, and those it hires on top."""

    def __init__(self, config):
        self.prices, self.weeks = config.economics, config.run.weeks
        self.planned = positions_of(config)
        self.share = decided_hours(config)
        self.wages = payroll(self.planned, self.prices, self.weeks) * self.share
        self._out: dict[int, list[list[int]]] = {}  # by place in the plan: spells of absence, from and before which week
        self._more: list[tuple[int, list[int]]] = []  # like whom, from and before which week

    def decided(self, span: Span, shares, rates) -> np.ndarray:
        """Share of the hours that is paid in a span; people come and go in its first week."""
        left = shares.get(STAFF, 1.0) if span.scale < 1.0 else 1.0
        money = self.wages[span.weeks] * left
        going = self._dismissed(span, money[0]) if span.change.layoffs and span.scale < 1.0 else set()
        self._dismiss(going, span.weeks.start)
        self._hire(self._wanted(span, shares, rates) if span.scale > 1.0 else [], span.weeks.start)
        staying = [place for i, place in enumerate(self.planned) if i not in going]
        wages = (payroll(staying, self.prices, self.weeks) * self.share)[span.weeks]
        paid_for = np.minimum(money / np.where(wages > 0.0, wages, 1.0), 1.0)
        return np.where(wages > 0.0, np.round(paid_for, DIGITS), 1.0)

    def positions(self) -> tuple[Position, ...]:
        """Everybody: those planned until they leave, those who come back in their place, those hired for more money."""
        first, later = [], []
        for i, place in enumerate(self.planned):
            pieces = spells(place, self._out.get(i, []))
            first += pieces[:1]
            later += pieces[1:]
        for i, (start, end) in self._more:
            later.append(Position(newcomer(self.planned[i].member), start, FOREVER if end == FOREVER else end - 1))
        return (*first, *later)

    def _dismissed(self, span: Span, money: float) -> set[int]:
        """Places of those who leave so that no more than this money is spent, the last hired first, as far as it needs."""
        start = span.weeks.start
        over, going = self.wages[start] - money, set()
        here = [i for i, place in enumerate(self.planned) if place.first <= start <= place.last]
        for i in sorted(here, key=lambda i: (-self.planned[i].first, -i)):
            pay = self._pay(i, start)
            if 0.0 < pay <= over + CENT:
                going.add(i)
                over -= pay
        return going

    def _dismiss(self, going: set[int], week: int) -> None:
        for i, spans_out in self._out.items():
            if i not in going and spans_out and spans_out[-1][1] == FOREVER:
                spans_out[-1][1] = week
        for i in going:
            absences = self._out.setdefault(i, [])
            if not absences or absences[-1][1] != FOREVER:
                absences.append([week + self.planned[i].member.notice_weeks, FOREVER])

    def _wanted(self, span: Span, shares, rates) -> list[int]:
        """Like whom people are hired in a span with more money, in order."""
        start, more = span.weeks.start, span.scale - 1.0
        rest = more * (self.wages[start] + sum(rate[start] for name, rate in rates.items() if name not in shares))
        here = [i for i, place in enumerate(self.planned) if place.first <= start <= place.last and self._pay(i, start) > 0.0]
        wanted: list[int] = []
        if STAFF in span.change.keep:
            return wanted
        while any(self._pay(i, start) <= rest + CENT for i in here):
            for i in here:
                if self._pay(i, start) <= rest + CENT:
                    wanted.append(i)
                    rest -= self._pay(i, start)
        return wanted

    def _hire(self, wanted: list[int], week: int) -> None:
        here = [(i, spell) for i, spell in self._more if spell[1] == FOREVER]
        same = 0
        while same < min(len(here), len(wanted)) and here[same][0] == wanted[same]:
            same += 1
        for i, spell in here[same:]:
            spell[1] = week + self.planned[i].member.notice_weeks
        self._more += [(i, [week, FOREVER]) for i in wanted[same:]]

    def _pay(self, i: int, week: int) -> float:
        return self.planned[i].member.pay(self.prices) * self.share[week]


def spells(place: Position, absences) -> list[Position]:
    """Somebody's position without the absences; who comes back is somebody new, who has to learn."""
    found, member, first = [], place.member, place.first
    for start, end in absences:
        if end <= start:  # the money was back before the notice ran out
            continue
        if start > first:
            found.append(Position(member, first, start - 1))
        first, member = end, newcomer(place.member)
    return [*found, Position(member, first, place.last)] if first <= place.last and first < FOREVER else found


def newcomer(member: StaffMember) -> StaffMember:
    """Somebody new in the same role."""
    return member._replace(ramp_months=max(NEW_RAMP, member.ramp_months))
