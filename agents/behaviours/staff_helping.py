"""Staff helping: paid answers, after a while, within the hours that the budget pays (M8, M29)."""

import math
from typing import NamedTuple

from agents.behaviours.helping import add_wish
from agents.entities import RECALL
from agents.streams import STAFF_WISH
from sim.clock import HOURS
from sim.draws import below, uniforms
from sim.kernel import kernel, rule
from sim.pars import par

OF = "staff"
READS = (
    "staff.hours staff.sla questions.asked questions.hour questions.key questions.answers calendar.staff calendar.open "
    "tally.first"
)
WRITES = "wishes.question wishes.helper wishes.hour tally.rows"


class StaffHelpingPars(NamedTuple):
    """How staff spend their hours on answers."""

    share: par("ratio", 0, 1, "of the hours go to answering", "C", "assumed") = 0.4
    minutes: par("minutes/answer", 1, 120, "an answer costs", "B", "model.md M29: 5-20") = 15.0
    coverage: par("chance", 0, 1, "a question is one that staff take up", "A", "fitted to the share of the top helpers") = 0.7


# The rules
@rule
def answers_paid(hours: float, scale: float, pars: StaffHelpingPars) -> int:
    """Answers that the hours of a week pay for, whole ones."""
    return int(hours * scale * pars.share * 60.0 / pars.minutes)


@rule
def step_in(u: float, sla: float) -> float:
    """Hours until staff step in: exponential around the mean delay."""
    return -math.log(u) * sla


@kernel
def wishes_of(s, count, questions, wishes, staff, calendar, tally, pars, now):
    """Questions without an answer, oldest first, as far as the hours go. Each is one person's, by address."""
    if not calendar.open[now.week]:
        return
    left = answers_paid(staff.hours[s], calendar.staff[now.week], pars)
    for q in range(tally.first[now.week + 1], tally.first[now.week + RECALL + 1]):
        if left == 0:
            return
        if questions.answers[q] > 0:
            continue
        u, v, w, _ = uniforms(now.seed, STAFF_WISH, now.week, questions.key[q])
        if below(u, count) != s or v >= pars.coverage:
            continue
        start = float(questions.hour[q]) if questions.asked[q] == now.week else 0.0
        hour = start + step_in(w, staff.sla[s])
        if hour < HOURS:
            add_wish(wishes, tally, q, -2 - s, hour)
            left -= 1


# Everyone
@kernel
def everyone(staff, questions, wishes, calendar, tally, pars, now):
    """All staff take up questions."""
    for s in range(staff.hours.size):
        wishes_of(s, staff.hours.size, questions, wishes, staff, calendar, tally, pars, now)


# One of the staff
def one(agent, questions, wishes, calendar, tally, pars, now):
    """The same for one of the staff."""
    staff = agent.model.world.staff
    wishes_of(agent.row, staff.hours.size, questions, wishes, staff, calendar, tally, pars, now)
