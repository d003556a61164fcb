"""Suggesting: with a board for ideas, members who are present post some and vote for others (bookkeeping; M22)."""

from typing import NamedTuple

from agents import counts
from agents.behaviours.needs import zipf_topic
from agents.streams import IDEA, VOTE
from sim.draws import uniforms
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_with

OF = "world"
READS = "members.days topics.alias topics.keep topics.quality topics.votes lifts.ideation company.ideas weekly"
WRITES = "topics.votes company.ideas weekly"


class SuggestingPars(NamedTuple):
    """The board for ideas."""

    idea: par("chance", 0, 1, "a visitor who sees the board posts an idea in a week", "C", "assumed") = 0.06
    vote: par("chance", 0, 1, "a visitor who sees the board votes in a week", "C", "assumed") = 0.2


# The rule
@rule
def acts(u: float, seen: float, chance: float) -> bool:
    """Whether a visitor does something on a board that a share `seen` of the members sees."""
    return u < seen * chance


# The world
@kernel
def everyone(members, topics, lifts, company, weekly, pars, now):
    """Visitors in the order of people; they care for what is a problem to them, not for what the product has mended."""
    seen = lifts.ideation[now.week]
    if seen <= 0.0:
        return
    for i in rows_with(members.days):
        u, v, w, x = uniforms(now.seed, IDEA, now.week, i)
        if acts(u, seen, pars.idea):
            company.ideas[0] += 1.0
            weekly[now.week, counts.IDEAS] += 1.0
            _supports(topics, v, w, x)
        u, v, w, x = uniforms(now.seed, VOTE, now.week, i)
        if acts(u, seen, pars.vote):
            _supports(topics, v, w, x)


@kernel
def _supports(topics, v, w, x):
    """A voice for a topic."""
    topic = zipf_topic(v, w, topics)
    if x >= topics.quality[topic]:
        topics.votes[topic] += 1.0
