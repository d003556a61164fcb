"""Reviewing: users whose satisfaction is far from the middle write a review after a problem, on sites outside (M22, M26).

Reviews are written with and without a community; it matters to them only as far as it moves satisfaction. Buyers read
them, and so does the product team, unasked and unpaid. These are few voices, of the extremes, and who is moved so much
often has a cause of its own: what the review is about is then not the trouble that most people have.
"""

from typing import NamedTuple

from agents.behaviours.advocating import proof_left
from agents.behaviours.judging import extremity
from agents.entities import REVIEWS
from agents.streams import REVIEW
from sim.draws import uniforms
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_with

OF = "world"
READS = "people.need people.topic people.field people.engaged attitudes.satisfaction topics.reviewed company.stock"
WRITES = "topics.reviewed company.stock"


class ReviewingPars(NamedTuple):
    """What reviews are worth."""

    moved: par("chance", 0, 1, "to write one after a problem, at the ends of satisfaction", "C", "assumed; sign: Woods") = 0.1
    cause: par("share", 0, 1, "of the reviews that are about the writer's own field, whatever the problem", "C", "assumed") = 0.3
    weight: par(
        "references", 0, 1, "that the best review is worth to a buyer; the worst takes as much away", "C", "assumed; sign M26"
    ) = 0.1  # fmt: skip


# The rules
@rule
def writes_chance(satisfaction: float, pars: ReviewingPars) -> float:
    """Chance to write a review after a problem: most at the ends of satisfaction, none in the middle."""
    return pars.moved * extremity(satisfaction)


@rule
def subject(u: float, topic: int, field: int, pars: ReviewingPars) -> int:
    """What a review is about, by a uniform: a cause of the writer's own, or the problem."""
    return field if u < pars.cause else topic


@rule
def worth(satisfaction: float, pars: ReviewingPars) -> float:
    """What a review adds to the proof a buyer finds, in references; less than 0 if the writer is not satisfied."""
    return pars.weight * (2.0 * satisfaction - 1.0)


# The world
@kernel
def everyone(people, attitudes, topics, company, pars, advocating, now):
    """Reviews grow old as references do; who had a problem may write another, about what it was about."""
    told = 0.0
    for i in rows_with(people.need):
        if people.engaged[i]:
            satisfaction = attitudes.satisfaction[i]
            u, v, _, _ = uniforms(now.seed, REVIEW, now.week, i)
            if u < writes_chance(satisfaction, pars):
                topics.reviewed[subject(v, int(people.topic[i]), int(people.field[i]), pars)] += 1.0
                told += worth(satisfaction, pars)
    company.stock[REVIEWS] = proof_left(company.stock[REVIEWS], advocating) + told
