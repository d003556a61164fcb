"""Orbit levels: promoted at once, demoted at review (M13; Orbit Model, levels and presence milestones)."""

from typing import NamedTuple

from agents.codes import NONE
from agents.orbit import DAYS_IN_MONTH, DAYS_IN_QUARTER, DAYS_IN_WEEK, earned_step, held_step
from sim.clock import month_of
from sim.kernel import kernel, rows, rule
from sim.pars import par
from sim.scan import STRETCH

OF = "members"
READS = (
    "members.membership members.days members.last_post feelings.given_week feelings.thanks orbits.step "
    "orbits.best orbits.month_days orbits.quarter_days orbits.weeks_met orbits.months_met orbits.quarters_met"
)
WRITES = "orbits.step orbits.best orbits.month_days orbits.quarter_days orbits.weeks_met orbits.months_met orbits.quarters_met"


class OrbitPars(NamedTuple):
    """How levels are held. Weights of activities as in the Orbit Model's 1-12 scale."""

    review: par("months", 1, 12, "between two reviews of a member", "B", "Orbit model: 1, 3 or 12") = 3.0
    read: par("weight", 1, 12, "a visit", "B", "Orbit model: Exploring") = 1.0
    post: par("weight", 1, 12, "a question or talk", "B", "Orbit model: Participating") = 4.0
    answer: par("weight", 1, 12, "an answer given", "C", "assumed: Participating I; presence leads further") = 6.0
    thanked: par("weight", 1, 12, "an answer that was thanked for", "C", "assumed: Contributing III") = 7.0


# The rules
@rule
def activity_weight(days: int, posted: bool, answered: bool, thanked: bool, pars: OrbitPars) -> float:
    """Weight of the weightiest activity of the week, 0 for none."""
    if answered:
        return pars.thanked if thanked else pars.answer
    return pars.post if posted else (pars.read if days > 0 else 0.0)


@rule
def month_ends(week: int) -> bool:
    """Whether a month ends with this week."""
    return month_of(week + 1) != month_of(week)


@rule
def review_weeks(pars: OrbitPars) -> int:
    """Weeks between two reviews of a member's step. Reviews are spread evenly over people, by their number."""
    return int(pars.review * 52.0 / 12.0)


@kernel
def update(orbits, i, week, days, posted, answered, thanked, due, pars):
    """Days, milestones, step and review of one member."""
    orbits.month_days[i] = min(int(orbits.month_days[i]) + days, 31)
    orbits.quarter_days[i] = min(int(orbits.quarter_days[i]) + days, 92)
    orbits.weeks_met[i] = min(int(orbits.weeks_met[i]) + (days >= DAYS_IN_WEEK), 200)
    if month_ends(week):
        orbits.months_met[i] = min(int(orbits.months_met[i]) + (orbits.month_days[i] >= DAYS_IN_MONTH), 200)
        orbits.month_days[i] = 0
        if month_of(week + 1) % 3 == 0:
            full = orbits.quarter_days[i] >= DAYS_IN_QUARTER
            orbits.quarters_met[i] = min(int(orbits.quarters_met[i]) + full, 200)
            orbits.quarter_days[i] = 0
    weight = activity_weight(days, posted, answered, thanked, pars)
    weeks, months, quarters = int(orbits.weeks_met[i]), int(orbits.months_met[i]), int(orbits.quarters_met[i])
    earned = max(earned_step(weight, weeks, months, quarters), int(orbits.best[i]))
    # A member who did nothing since the last review stays in the outermost orbit: registered, looking on.
    orbits.step[i] = max(held_step(int(orbits.step[i]), earned, due), 1)
    orbits.best[i] = 0 if due else earned
    if due:
        orbits.weeks_met[i] = 0
        orbits.months_met[i] = 0
        orbits.quarters_met[i] = 0


# Everyone
@rows
def concerned(members, orbits, week):
    """Rows of those who did something or whose month ends with days in it; nothing moves for the others before their review."""
    days, last_post, month_days, quarter_days = members.days, members.last_post, orbits.month_days, orbits.quarter_days
    now, ends = last_post.dtype.type(week), month_ends(week)
    for low in range(0, days.size, STRETCH):
        high = min(low + STRETCH, days.size)
        if some_concerned(days[low:high], last_post[low:high], month_days[low:high], quarter_days[low:high], ends, now):
            for i in range(low, high):
                if days[i] > 0 or last_post[i] == now or (ends and (month_days[i] > 0 or quarter_days[i] > 0)):
                    yield i


@kernel
def some_concerned(days, last_post, month_days, quarter_days, ends, week):
    """Whether one of these did something, or has days in the month that ends."""
    some = False
    for i in range(days.size):
        some |= (days[i] > 0) | (last_post[i] == week) | (ends & ((month_days[i] > 0) | (quarter_days[i] > 0)))
    return some


@kernel
def live(i, members, feelings, orbits, due, pars, week):
    """The week of one person, if a member."""
    if members.membership[i] == NONE:
        return
    days, posted = int(members.days[i]), members.last_post[i] == week
    answered = feelings.given_week[i] == week
    thanked = answered and feelings.thanks[i] > 0
    update(orbits, i, week, days, posted, answered, thanked, due, pars)


@kernel
def everyone(members, feelings, orbits, pars, now):
    """Members who did something, those whose month ends, and those whose review is due."""
    week, period = now.week, review_weeks(pars)
    first_due = period - 1 - week % period
    for i in concerned(members, orbits, week):
        if i % period != first_due:
            live(i, members, feelings, orbits, False, pars, week)
    for i in range(first_due, members.days.size, period):
        live(i, members, feelings, orbits, True, pars, week)


# One member
def one(member, pars, now):
    """The same for one member."""
    if member.membership == NONE:
        return
    week, days, posted, period = now.week, member.days, member.last_post == now.week, review_weeks(pars)
    due = (member.row + week + 1) % period == 0
    if days > 0 or posted or due or month_ends(week):
        answered = member.given_week == week
        thanked = answered and member.thanks > 0
        orbits = member.model.world.orbits
        update(orbits, member.row, week, days, posted, answered, thanked, due, pars)
