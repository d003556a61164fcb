"""The past: what those who are here at the start did before it, lived week by week by the rules of the simulation.

So members start on the orbit step that they would hold anyway, with the days of this month and quarter on their account, and
those who registered and never posted, whom no export shows, are here too. The weeks before the start have negative numbers.
"""

import math

from agents.behaviours.feeling import faded, warmth
from agents.behaviours.joining import join_chance
from agents.behaviours.leaving import MANNERS, drift_chance
from agents.behaviours.orbit_levels import review_weeks, update
from agents.behaviours.visiting import days_present, pull, threshold
from agents.codes import ACTIVE, LAPSED, LURKING, NONE
from agents.streams import JOIN, LEAVE, POST, VISIT
from sim.draws import poisson, uniform, uniforms
from sim.kernel import kernel, rule

REACH = 52  # weeks before the start that are lived again: longer than any two reviews at their default


@rule
def weeks_until(u: float, chance: float) -> int:
    """Weeks until something with a chance a week comes true, 0 = in the first one, from a uniform; 30000 = never."""
    if chance <= 0.0:
        return 30_000
    return 0 if chance >= 1.0 else int(min(math.log(u) / math.log(1.0 - chance), 30_000.0))


@rule
def thanked_chance(answers: int, solves: float, thanks: float) -> float:
    """Chance that one of the answers of a week was thanked for."""
    return 1.0 - (1.0 - solves * thanks) ** float(answers)


@kernel
def visit_before(i, week, people, love, settled, fresh, p, links, seed):
    """Days present in a week before the start; replies and company of that time are not known."""
    u, v, _, _ = uniforms(seed, VISIT, week, i)
    z = pull(
        people.keen[i], warmth(love, p.feeling), 0, settled, fresh, 0.0, 0.0, 0.0, links.first_reply, p.visiting, p.exposure
    )
    return days_present(v, people.pace[i]) if threshold(u) < z else 0


@kernel
def stand(orbits, i, week, days, posted, answered, thanked, p):
    """Orbit step and milestones after a week before the start."""
    due = (i + week + 1) % review_weeks(p.orbit_levels) == 0
    update(orbits, i, week, days, posted, answered, thanked, due, p.orbit_levels)


@kernel
def contributed(people, members, feelings, orbits, i, answers, questions, p, links, seed):
    """The last year of a contributor, who gave and asked so much a year until falling silent; adds the love of visits."""
    last, read = int(members.last_post[i]), 0.0
    if last < -REACH:
        return
    earned = faded(feelings.love[i], float(last + 1))  # by contributions, when falling silent
    for week in range(max(int(members.joined[i]), -REACH), 0):
        read = faded(read, 1.0)
        gave = asked = 0
        days = 0
        if week <= last or members.membership[i] == ACTIVE:
            love = read + faded(earned, float(max(week - last, 0)))
            days = visit_before(i, week, people, love, True, False, p, links, seed)
        if week <= last:
            u, v, w, x = uniforms(seed, POST, week, i)
            gave, asked = poisson(u, answers / 52.0), poisson(v, questions / 52.0)
            if week == last and gave + asked == 0:
                gave = int(w * (answers + questions) < answers)
                asked = 1 - gave
            days = max(days, int(gave + asked > 0))
            thanked = gave > 0 and x < thanked_chance(gave, p.answering.solves, p.answering.thanks)
            stand(orbits, i, week, days, gave + asked > 0, gave > 0, thanked, p)
        else:
            stand(orbits, i, week, days, False, False, False, p)
        if days > 0:
            members.last_visit[i] = week
        read += p.feeling.visit * days
    feelings.love[i] = float(feelings.love[i]) + read


@kernel
def looked_on(people, members, feelings, orbits, i, may_leave, p, links, seed):
    """The time since registering of somebody who never posted, up to the start."""
    love = 0.0
    keen, period = float(people.keen[i]), review_weeks(p.orbit_levels)
    joined = int(members.joined[i])
    for week in range(joined + 1, 0):
        love = faded(love, 1.0)
        days = 0
        if members.membership[i] == LURKING:
            days = visit_before(i, week, people, love, False, week == joined + 1, p, links, seed)
            love += p.feeling.visit * days
            if days > 0:
                members.last_visit[i] = week
            warm = warmth(love, p.feeling)
            leaves = drift_chance(
                keen, warm, False, days > 0, 0.0, 0.0, MANNERS, 0.0, links.first_reply, links.bonds, p.leaving, p.exposure
            )
            if may_leave and uniform(seed, LEAVE, week, i) < leaves:
                members.membership[i] = LAPSED
                if -week > 2 * period:  # reviewed twice since: long back in the outermost orbit
                    love = faded(love, float(-1 - week))
                    forget(orbits, i)
                    break
        stand(orbits, i, week, days, False, False, False, p)
    feelings.love[i] = love


@kernel
def forget(orbits, i):
    """Somebody who has been away for long: back in the outermost orbit."""
    orbits.step[i] = 1
    orbits.best[i] = 0
    orbits.month_days[i] = 0
    orbits.quarter_days[i] = 0
    orbits.weeks_met[i] = 0
    orbits.months_met[i] = 0
    orbits.quarters_met[i] = 0


@kernel
def register_before(people, members, feelings, orbits, age, demand, p, links, seed):
    """Outsiders who registered in so many weeks before the start and never posted; most have drifted away since."""
    for i in range(members.membership.size):
        if members.membership[i] != NONE:
            continue
        waited = weeks_until(uniform(seed, JOIN, -1, i), join_chance(False, False, people.keen[i], 0.0, demand, p.joining))
        if waited < age:
            members.membership[i] = LURKING
            members.joined[i] = waited - age
            orbits.step[i] = 1
            looked_on(people, members, feelings, orbits, i, True, p, links, seed)
