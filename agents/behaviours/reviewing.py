"""Reviewing: users whose satisfaction is far from the middle write a review after a problem, on sites outside (M22, M26).

Reviews are written with and without a community; it matters to them only as far as it moves satisfaction. Buyers read
them, and so does the product team, unasked and unpaid: few voices, and those of the extremes.
"""

from typing import NamedTuple

from agents.behaviours.advocating import proof_left
from agents.behaviours.judging import review_chance
from agents.entities import REVIEWS
from agents.streams import REVIEW
from sim.draws import uniform
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_with

OF = "world"
READS = "people.need people.topic people.engaged attitudes.satisfaction topics.reviewed company.stock"
WRITES = "topics.reviewed company.stock"


class ReviewingPars(NamedTuple):
    """What reviews are worth."""

    weight: par(
        "references", 0, 1, "that the best review is worth to a buyer; the worst takes as much away", "C", "assumed; sign M26"
    ) = 0.2  # fmt: skip


# The rule
@rule
def worth(satisfaction: float, pars: ReviewingPars) -> float:
    """What a review adds to the proof a buyer finds, in references; less than 0 if the writer is not satisfied."""
    return pars.weight * (2.0 * satisfaction - 1.0)


# The world
@kernel
def everyone(people, attitudes, topics, company, pars, judging, advocating, now):
    """Reviews grow old as references do; who had a problem may write another, about what it was about."""
    told = 0.0
    for i in rows_with(people.need):
        if people.engaged[i]:
            satisfaction = attitudes.satisfaction[i]
            if uniform(now.seed, REVIEW, now.week, i) < review_chance(satisfaction, judging):
                topics.reviewed[people.topic[i]] += 1.0
                told += worth(satisfaction, pars)
    company.stock[REVIEWS] = proof_left(company.stock[REVIEWS], advocating) + told
