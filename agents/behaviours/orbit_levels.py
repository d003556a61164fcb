"""Orbit levels: promoted at once, demoted at review (M13; Orbit Model, levels and presence milestones)."""

from typing import NamedTuple

from agents.codes import NONE
from agents.orbit import DAYS_IN_MONTH, DAYS_IN_QUARTER, DAYS_IN_WEEK, earned_step, held_step
from sim.batch import BLOCK, bring, list_marked, new_batch
from sim.clock import month_of
from sim.kernel import allocating, kernel, rule
from sim.pars import par

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
@kernel
def mark_concerned(batch, low, members, orbits, week):
    """Mark those of a block who did something or whose month ends with days in it; the others move at a review only."""
    days, last_post = members.days[low : low + BLOCK], members.last_post[low : low + BLOCK]
    month_days, quarter_days = orbits.month_days[low : low + BLOCK], orbits.quarter_days[low : low + BLOCK]
    mark, now, ends = batch.mark, last_post.dtype.type(week), month_ends(week)
    for j in range(days.size):
        mark[j] = (days[j] > 0) | (last_post[j] == now) | (ends & ((month_days[j] > 0) | (quarter_days[j] > 0)))


@kernel
def live(i, members, feelings, orbits, due, pars, week):
    """The week of one person, if a member."""
    if members.membership[i] == NONE:
        return
    days, posted = int(members.days[i]), members.last_post[i] == week
    answered = feelings.given_week[i] == week
    thanked = answered and feelings.thanks[i] > 0
    update(orbits, i, week, days, posted, answered, thanked, due, pars)


@allocating
def everyone(members, feelings, orbits, pars, now):
    """Members who did something, those whose month ends, and those whose review is due."""
    week, period = now.week, review_weeks(pars)
    first_due = period - 1 - week % period
    batch, n = new_batch(), members.days.size
    for low in range(0, n, BLOCK):
        mark_concerned(batch, low, members, orbits, week)
        count = list_marked(batch, low, n)
        bring(batch, count, orbits.best)
        bring(batch, count, feelings.given_week)
        for k in range(count):
            if batch.rows[k] % period != first_due:
                live(batch.rows[k], members, feelings, orbits, False, pars, week)
    review(first_due, period, members, feelings, orbits, pars, week)


@kernel
def review(first_due, period, members, feelings, orbits, pars, week):
    """The week of those whose review is due."""
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
