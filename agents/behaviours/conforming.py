"""Conforming: the young take on the norms of those around them and the rules they are shown; the old stay as they are (M35)."""

from typing import NamedTuple

from agents.entities import MANNERS
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_with

OF = "members"
READS = "members.days members.norm members.joined lifts.rules lifts.tidy tally.custom"
WRITES = "members.norm"


class ConformingPars(NamedTuple):
    """How norms are learned."""

    open: par(
        "weeks", 1, 260, "since joining, until one is set in one's ways", "C", "assumed; sign Danescu-Niculescu-Mizil 2013"
    ) = 26.0
    adopt: par("1/week", 0, 1, "of the distance to the norm of those present, while quite new", "C", "assumed") = 0.15
    heed: par("1/week", 0, 1, "of the distance to the rules, by whoever is shown them", "B", "Matias 2019: 52 to 60 %") = 0.16
    example: par("ratio", 0, 1, "to see off-topic posts moved away teaches, against being shown the rules", "C", "assumed") = 0.5


# The rules
@rule
def openness(weeks: int, pars: ConformingPars) -> float:
    """How open a member is to norms so many weeks after joining: from 1 in a straight line to 0."""
    return max(0.0, 1.0 - weeks / pars.open)


@rule
def taught(rules: float, tidy: float, gain: float, pars: ConformingPars) -> float:
    """How plainly the norms are shown [0, 1]: rules put before visitors, and moderation that all see; `gain` of the link."""
    return gain * min(rules + pars.example * tidy, 1.0)


@rule
def next_norm(norm: float, custom: float, openness: float, taught: float, pars: ConformingPars) -> float:
    """Norm after a week present, among people whose mean norm is `custom`."""
    norm += openness * (pars.adopt * (custom - norm) + pars.heed * taught * (1.0 - norm))
    return min(max(norm, 0.0), 1.0)


# Everyone
@kernel
def everyone(members, lifts, tally, pars, links, now):
    """All who are present and not set in their ways yet."""
    week, custom = now.week, MANNERS + tally.custom[0]
    shown = taught(lifts.rules[week], lifts.tidy[week], links.moderation, pars)
    for i in rows_with(members.days):
        still = openness(week - int(members.joined[i]), pars)
        if still > 0.0:
            members.norm[i] = next_norm(members.norm[i], custom, still, shown, pars)


# One member
def one(member, lifts, tally, pars, links, now):
    """The same for one member."""
    still = openness(now.week - member.joined, pars)
    if member.days > 0 and still > 0.0:
        shown = taught(lifts.rules[now.week], lifts.tidy[now.week], links.moderation, pars)
        member.norm = next_norm(member.norm, MANNERS + tally.custom[0], still, shown, pars)
