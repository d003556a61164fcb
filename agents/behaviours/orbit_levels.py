"""Orbit levels: promoted at once, demoted at review (M13; Orbit Model, levels and presence milestones)."""

from typing import NamedTuple

from agents.codes import NONE
from agents.orbit import DAYS_IN_MONTH, DAYS_IN_QUARTER, DAYS_IN_WEEK, earned_step, held_step
from sim.clock import month_of
from sim.kernel import kernel, rule
from sim.pars import par

OF = "members"
READS = (
    "members.membership members.days members.last_post feelings.given_week feelings.thanks orbits.step "
    "orbits.best orbits.month_days orbits.quarter_days orbits.weeks_met orbits.months_met orbits.quarters_met"
)
WRITES = "orbits.step orbits.best orbits.month_days orbits.quarter_days orbits.weeks_met orbits.months_met orbits.quarters_met"


class OrbitPars(NamedTuple):
    """How levels are held. Weights of activities as in the Orbit Model's 1-12 scale."""

    review: par("months", 1, 12, "between reviews, whole ones", "B", "Orbit model: 1, 3 or 12") = 3.0
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
def review_due(week: int, pars: OrbitPars) -> bool:
    """Whether everybody's step is reviewed at the end of this week: every so many months."""
    return month_ends(week) and month_of(week + 1) % int(pars.review) == 0


@kernel
def update(orbits, i, week, days, posted, answered, thanked, pars):
    """Days, milestones, step and review of one member."""
    orbits.month_days[i] = min(int(orbits.month_days[i]) + days, 31)
    orbits.quarter_days[i] = min(int(orbits.quarter_days[i]) + days, 92)
    orbits.weeks_met[i] = min(int(orbits.weeks_met[i]) + (days >= DAYS_IN_WEEK), 200)
    due = review_due(week, pars)
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
def everyone(members, feelings, orbits, pars, now):
    """Members who did something, and all at the end of a month."""
    week, all_of_them = now.week, month_ends(now.week)
    for i in range(members.days.size):
        if members.membership[i] == NONE:
            continue
        days, posted = int(members.days[i]), members.last_post[i] == week
        if days > 0 or posted or all_of_them:
            answered = feelings.given_week[i] == week
            thanked = answered and feelings.thanks[i] > 0
            update(orbits, i, week, days, posted, answered, thanked, pars)


# One member
def one(member, pars, now):
    """The same for one member."""
    if member.membership == NONE:
        return
    week, days, posted = now.week, member.days, member.last_post == now.week
    if days > 0 or posted or month_ends(week):
        answered = member.given_week == week
        thanked = answered and member.thanks > 0
        orbits = member.model.world.orbits
        update(orbits, member.row, week, days, posted, answered, thanked, pars)
