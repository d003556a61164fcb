"""Staff helping: paid answers, after a while, within the hours that the budget pays (M8, M29)."""

import math
from typing import NamedTuple

from agents.behaviours.helping import add_wish
from agents.entities import RECALL
from agents.streams import STAFF_WISH
from sim.clock import HOURS
from sim.draws import uniform, uniforms
from sim.kernel import kernel, rule
from sim.pars import par

OF = "staff"
READS = (
    "staff.hours staff.sla staff.first staff.last staff.answering staff.ramp "
    "questions.asked questions.hour questions.key questions.answers questions.appeal calendar.staff calendar.free "
    "calendar.open tally.first tally.rows"
)
WRITES = "wishes.question wishes.helper wishes.hour tally.rows"


class StaffHelpingPars(NamedTuple):
    """How staff spend their hours on answers."""

    minutes: par("minutes/answer", 1, 120, "an answer costs", "B", "model.md M29: 5-20") = 15.0
    coverage: par("chance", 0, 1, "a question is one that staff take up", "A", "fitted to the share of the top helpers") = 0.8


# The rules
@rule
def answers_paid(hours: float, scale: float, share: float, pars: StaffHelpingPars) -> int:
    """Answers that the hours of a week pay for, whole ones; a share of the hours goes to answers."""
    return int(hours * scale * share * 60.0 / pars.minutes)


@rule
def output(weeks: int, ramp: float) -> float:
    """Share of full output in the week after so many weeks of work: grows evenly over the ramp, then 1 (M28)."""
    return min((weeks + 1.0) / ramp, 1.0) if ramp > 0.0 else 1.0


@rule
def step_in(u: float, sla: float, scale: float, appeal: float) -> float:
    """Hours until staff step in: exponential. Who is paid for fewer hours comes by less often; what is unclear waits longer."""
    return -math.log(u) * sla / (scale * appeal)


@kernel
def at_work(s, staff, week):
    """Hours a week that one of the staff works now: 0 before the first and after the last week of work."""
    return float(staff.hours[s]) if staff.first[s] <= week <= staff.last[s] else 0.0


@kernel
def fruitful(s, staff, week):
    """Hours of one of the staff that count now: somebody new gets less done."""
    return at_work(s, staff, week) * output(week - int(staff.first[s]), staff.ramp[s])


@kernel
def whose(u, staff, week):
    """Which of the staff a question falls to: by their hours, from a uniform; -1 if nobody is at work."""
    total = 0.0
    for s in range(staff.hours.size):
        total += fruitful(s, staff, week) * staff.answering[s]
    reached = 0.0
    for s in range(staff.hours.size):
        reached += fruitful(s, staff, week) * staff.answering[s]
        if u * total < reached:
            return s
    return -1


@kernel
def wishes_of(s, questions, wishes, staff, calendar, tally, pars, now):
    """Questions without an answer, oldest first, as far as the hours go. Each falls to one person, by address."""
    scale = calendar.staff[now.week]
    hours = fruitful(s, staff, now.week)
    if not calendar.open[now.week] or scale * hours == 0.0:
        return
    left = answers_paid(hours, scale * calendar.free[now.week], staff.answering[s], pars)
    for q in range(tally.first[now.week + 1], tally.first[now.week + RECALL + 1]):
        if left == 0:
            return
        if questions.answers[q] > 0:
            continue
        u, v, _, _ = uniforms(now.seed, STAFF_WISH, -1, questions.key[q])  # once for all weeks
        if v >= pars.coverage or whose(u, staff, now.week) != s:
            continue
        start = float(questions.hour[q]) if questions.asked[q] == now.week else 0.0
        drawn = uniform(now.seed, STAFF_WISH, now.week, questions.key[q])
        hour = start + step_in(drawn, staff.sla[s], scale, questions.appeal[q])
        if hour < HOURS:
            add_wish(wishes, tally, q, -2 - s, hour)
            left -= 1


# Everyone
@kernel
def everyone(staff, questions, wishes, calendar, tally, pars, now):
    """All staff take up questions."""
    for s in range(staff.hours.size):
        wishes_of(s, questions, wishes, staff, calendar, tally, pars, now)


# One of the staff
def one(agent, questions, wishes, calendar, tally, pars, now):
    """The same for one of the staff."""
    staff = agent.model.world.staff
    wishes_of(agent.row, questions, wishes, staff, calendar, tally, pars, now)
