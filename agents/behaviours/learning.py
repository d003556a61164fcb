"""Learning: members take courses and can solve harder problems from then on (M20; lines 45 and 54 of the essays)."""

from typing import NamedTuple

from agents.codes import ACTIVE, LURKING
from agents.counts import LAPSED, LEARNED, MEMBERS
from agents.rows import staying
from agents.streams import COURSE
from sim.draws import uniform
from sim.kernel import inlined, kernel, rule
from sim.pars import par

OF = "people"
READS = "people.skill members.membership calendar.open lifts.courses weekly"
WRITES = "people.skill weekly"


class LearningPars(NamedTuple):
    """Who takes a course and what stays."""

    wants: par("chance/week", 0, 1, "a member has time for a course", "C", "assumed") = 0.05
    learns: par("ratio", 0, 1, "of what one lacks in skill, learned in a course", "C", "assumed") = 0.1


# The rules
@rule
def course_chance(seats: float, members: float, pars: LearningPars) -> float:
    """Chance of a member to take a course this week: who has time shares the seats."""
    return min(pars.wants, seats / members) if members > 0.0 else 0.0


@rule
def learned(skill: float, pars: LearningPars) -> float:
    """Skill after a course, at most 1."""
    return skill + pars.learns * (1.0 - skill)


@kernel
def chance_now(calendar, lifts, weekly, pars, week):
    """Chance of each member this week; members as counted last week, so nobody in the first one."""
    if not calendar.open[week] or lifts.courses[week] <= 0.0 or week == 0:
        return 0.0
    return course_chance(lifts.courses[week], weekly[week - 1, MEMBERS] - weekly[week - 1, LAPSED], pars)


@inlined
def attends(i, people, weekly, pars, now):
    """One member takes a course."""
    people.skill[i] = learned(people.skill[i], pars)
    weekly[now.week, LEARNED] += 1


# Everyone
@kernel
def everyone(people, members, calendar, lifts, weekly, pars, now):
    """All members who have not drifted away."""
    chance = chance_now(calendar, lifts, weekly, pars, now.week)
    if chance > 0.0:
        for i in staying(members.membership):
            if uniform(now.seed, COURSE, now.week, i) < chance:
                attends(i, people, weekly, pars, now)


# One person
def one(person, calendar, lifts, weekly, pars, now):
    """The same for one person."""
    chance = chance_now(calendar, lifts, weekly, pars, now.week)
    if person.membership in (ACTIVE, LURKING) and uniform(now.seed, COURSE, now.week, person.row) < chance:
        attends(person.row, person.model.world.people, weekly, pars, now)
