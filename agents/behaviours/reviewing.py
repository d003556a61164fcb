"""Reviewing: what users write on sites outside is read by buyers and by the product team (bookkeeping; M22, M26).

Whose satisfaction is far from the middle may write a review after a problem (`judging`), with and without a community; it matters
only as far as it moves satisfaction. These are few voices, of the extremes, and who is moved so much often has a cause of
its own: what the review is about is then not the trouble that most people have.
"""

from typing import NamedTuple

from agents import counts
from agents.behaviours.advocating import proof_left
from agents.streams import REVIEW
from sim.draws import uniforms
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_with

OF = "world"
READS = "people.topic people.field attitudes.review attitudes.satisfaction topics.reviewed company.reviews weekly"
WRITES = "topics.reviewed company.reviews weekly"


class ReviewingPars(NamedTuple):
    """What reviews are worth."""

    cause: par("share", 0, 1, "of the reviews that are about the writer's own field, whatever the problem", "C", "assumed") = 0.3
    weight: par(
        "references", 0, 1, "that the best review is worth to a buyer; the worst takes as much away", "C", "assumed; sign M26"
    ) = 0.1  # fmt: skip


# The rules
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
def everyone(people, attitudes, topics, company, weekly, pars, advocating, now):
    """Reviews grow old as references do; those of this week are added, topic by topic."""
    told = 0.0
    for i in rows_with(attitudes.review):
        _, u, _, _ = uniforms(now.seed, REVIEW, now.week, i)  # the first one told whether
        topics.reviewed[subject(u, int(people.topic[i]), int(people.field[i]), pars)] += 1.0
        told += worth(attitudes.satisfaction[i], pars)
        weekly[now.week, counts.REVIEWS] += 1.0
        weekly[now.week, counts.RATING] += attitudes.satisfaction[i]
    company.reviews[0] = proof_left(company.reviews[0], advocating) + told
