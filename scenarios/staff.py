"""Staff: people paid to work in the community, what they do all week, what they cost, and who is there when."""

from typing import NamedTuple

import numpy as np

from agents.codes import ACTIVITIES, EDITING, HOSTING, INTRODUCING, PROSPECTING, WELCOMING
from scenarios.fields import whole
from scenarios.months import WEEKS_PER_YEAR
from sim.clock import WEEKS_PER_MONTH
from sim.pars import par

FOREVER = 32767  # the last week of somebody who stays
CREATING = (WELCOMING, INTRODUCING, HOSTING, EDITING)  # and answering: what mixed roles take their hours from


class StaffMember(NamedTuple):
    """Somebody paid to work in the community. What the shares of the hours leave over is spent on other things."""

    hours: par("hours/week", 0, 168, "for the community", "C", "from the contract") = 20.0
    skill: par("0-1", 0, 1, "how hard a problem this person can solve", "C", "assumed") = 0.8
    sla: par("hours", 0.1, 1000, "mean delay before stepping in", "C", "assumed") = 24.0
    role: str = "staff"
    answering: par("share", 0, 1, "of the hours", "C", "assumed") = 0.4
    welcoming: par("share", 0, 1, "of the hours", "C", "decided") = 0.0
    introducing: par("share", 0, 1, "of the hours", "C", "decided") = 0.0
    moderating: par("share", 0, 1, "of the hours", "C", "decided") = 0.0
    hosting: par("share", 0, 1, "of the hours, at events", "C", "decided") = 0.0
    editing: par("share", 0, 1, "of the hours, on what members write", "C", "decided") = 0.0
    listening: par("share", 0, 1, "of the hours, and carrying what was heard to the company", "C", "decided") = 0.0
    prospecting: par("share", 0, 1, "of the hours, asking members for leads", "C", "decided") = 0.0
    salary: par("$/year", 0, 1_000_000, "all costs in; 0: paid by the hour", "B", "model.md M28: 85,000-120,000") = 0.0
    price: par("$/hour", 0, 500, "if paid by the hour; 0: economics.staff_hour", "C", "decided") = 0.0
    ramp_months: par("months", 0, 24, "until full output", "C", "assumed") = 0.0
    notice_weeks: whole("weeks", 0, 52, "between being given notice and leaving") = 4

    @property
    def split(self) -> tuple[float, ...]:
        """Shares of the hours by activity, as `agents.codes.ACTIVITIES`."""
        return tuple(getattr(self, activity) for activity in ACTIVITIES)

    def pay(self, prices) -> float:
        """Dollars a week."""
        return self.salary / WEEKS_PER_YEAR if self.salary > 0.0 else self.hours * (self.price or prices.staff_hour)


# Roles that can be hired though nobody has them yet. Splits of the hours and skills are assumed; 32 hours a week for the
# community are about 1,700 a year.
ROLES = {
    member.role: member
    for member in (
        StaffMember(32.0, 0.6, 12.0, "community_manager", 0.25, 0.15, 0.15, 0.10, 0.10, 0.10, 0.10, salary=100_000.0),
        StaffMember(20.0, 0.4, 24.0, "moderator", 0.05, 0.05, moderating=0.85, price=20.0),
        StaffMember(32.0, 0.9, 8.0, "support_agent", 0.85, listening=0.05, salary=85_000.0),
        StaffMember(32.0, 0.9, 24.0, "developer_advocate", 0.30, hosting=0.25, editing=0.25, listening=0.10, salary=120_000.0),
    )
}


class Position(NamedTuple):
    """Somebody at work from one week to another."""

    member: StaffMember
    first: int = 0
    last: int = FOREVER

    def at_work(self, weeks: int) -> np.ndarray:
        """1 in the weeks at work, else 0; shape (weeks,)."""
        week = np.arange(weeks)
        return ((week >= self.first) & (week <= self.last)).astype(float)

    def fruitful(self, weeks: int) -> np.ndarray:
        """Hours that count by week: somebody new gets less done."""
        since = np.arange(weeks) - self.first + 1.0
        grown = np.minimum(since / self.ramp, 1.0) if self.ramp > 0.0 else 1.0  # as staff_helping.output
        return self.member.hours * grown * self.at_work(weeks)

    @property
    def ramp(self) -> float:
        """Weeks until full output."""
        return self.member.ramp_months * WEEKS_PER_MONTH


def payroll(positions, prices, weeks: int) -> np.ndarray:
    """Dollars a week for everybody at work, on full hours; shape (weeks,)."""
    return sum((place.member.pay(prices) * place.at_work(weeks) for place in positions), np.zeros(weeks))


def hours_at_work(positions, weeks: int) -> np.ndarray:
    """Hours of everybody at work, week by week; shape (weeks,)."""
    return sum((place.member.hours * place.at_work(weeks) for place in positions), np.zeros(weeks))


def activity_hours(positions, scale, organization) -> np.ndarray:
    """Hours by week and activity that come to something, shape (weeks, activities); `scale` is the share of hours by week.

    With mixed roles a share of the creating hours, those on answers among them, goes to asking for leads.
    """
    hours = np.zeros((len(scale), len(ACTIVITIES)))
    mixed = organization.mixed_roles
    for place in positions:
        own = place.fruitful(len(scale)) * scale * organization.working
        for activity, share in enumerate(place.member.split):
            kept = 1.0 - mixed if activity in CREATING else 1.0
            hours[:, activity] += own * share * kept
        creating = place.member.answering + sum(place.member.split[activity] for activity in CREATING)
        hours[:, PROSPECTING] += own * mixed * creating
    return hours
