"""Ageing: a release makes solved answers go out of date; few are repaired (M10)."""

from typing import NamedTuple

from agents.entities import QUESTION_ROWS
from agents.streams import REPAIR, STALE
from sim.draws import uniform
from sim.kernel import inlined, kernel, rule
from sim.pars import par

OF = "questions"
READS = "questions.fresh questions.key questions.topic topics.fresh topics.stale calendar.release tally.rows"
WRITES = "questions.fresh topics.fresh topics.stale"
FRESH, STALE_NOW = 1, 2


class AgeingPars(NamedTuple):
    """How knowledge goes out of date."""

    stale: par(
        "chance/release", 0, 1, "a release makes a solved answer go out of date", "B", "model.md M10: 0.05-0.35 a year"
    ) = 0.04
    repaired: par("chance", 0, 1, "somebody repairs it at once", "B", "Zhang 2019: 0.2") = 0.2


# The rule
@rule
def goes_stale(u: float, v: float, pars: AgeingPars) -> bool:
    """Whether an answer is out of date after a release, from two uniforms."""
    return u < pars.stale and v >= pars.repaired


@inlined
def age(q, questions, topics, pars, now):
    """One solved question at a release."""
    if questions.fresh[q] != FRESH:
        return
    key = questions.key[q]
    if goes_stale(uniform(now.seed, STALE, now.week, key), uniform(now.seed, REPAIR, now.week, key), pars):
        questions.fresh[q] = STALE_NOW
        topics.fresh[questions.topic[q]] -= 1
        topics.stale[questions.topic[q]] += 1


# Everyone
@kernel
def everyone(questions, topics, calendar, tally, pars, now):
    """All questions, in weeks with a release."""
    if calendar.release[now.week]:
        for q in range(tally.rows[QUESTION_ROWS]):
            age(q, questions, topics, pars, now)


# One question
def one(question, topics, calendar, pars, now):
    """The same for one question."""
    if calendar.release[now.week]:
        age(question.row, question.model.world.questions, topics, pars, now)
