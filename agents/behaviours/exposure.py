"""Exposure: whom a toxic post hurts. The hurt come less and leave sooner for some weeks (M18, S23)."""

import math
from typing import NamedTuple

from agents.counts import HURT
from agents.streams import EXPOSURE
from sim.draws import uniform
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_with

OF = "members"
READS = "members.days tally.posts tally.toxic weekly"
WRITES = "members.hurt weekly"


class ExposurePars(NamedTuple):
    """How toxicity strikes and how long it smarts."""

    hits: par("chance", 0, 1, "a toxic post that one reads strikes home", "C", "assumed: most are meant for others") = 0.03
    reads: par("posts/day", 1, 500, "that a visitor takes in", "B", "Ren & Kraut 2014: 40 messages a visit") = 40.0
    visits: par("log-odds", 0, 5, "less of a visit while the hurt is fresh", "B", "Smirnov 2023: 0.5-2 active days lost") = 0.7
    leaving: par("log", 0, 5, "more hazard of leaving while the hurt is fresh", "C", "assumed; sign: Smirnov 2023") = 0.4
    healing: par("weeks", 1, 104, "until nothing is felt any more", "B", "Smirnov 2023: seen over 100 days") = 14.0


# The rules
@rule
def struck(toxic: float, days: int, posts: float, pars: ExposurePars) -> float:
    """Chance to be hurt this week: toxic posts left standing x share of the posts that one reads x chance to strike home."""
    share = min(pars.reads * days / max(posts, 1.0), 1.0)
    return 1.0 - math.exp(-toxic * share * pars.hits)


@rule
def soreness(weeks: int, pars: ExposurePars) -> float:
    """What is left of a hurt after so many weeks: from 1 in a straight line to 0."""
    return max(0.0, 1.0 - weeks / pars.healing)


# Everyone
@kernel
def everyone(members, tally, weekly, pars, now):
    """All who are present draw, if there is anything toxic to meet."""
    toxic, posts, hurt = tally.toxic[0], tally.posts[0], 0
    if toxic <= 0.0:
        return
    for i in rows_with(members.days):
        if uniform(now.seed, EXPOSURE, now.week, i) < struck(toxic, int(members.days[i]), posts, pars):
            members.hurt[i] = now.week
            hurt += 1
    weekly[now.week, HURT] += hurt


# One member
def one(member, tally, weekly, pars, now):
    """The same for one member."""
    toxic = tally.toxic[0]
    if toxic > 0.0 and member.days > 0:
        if uniform(now.seed, EXPOSURE, now.week, member.row) < struck(toxic, member.days, tally.posts[0], pars):
            member.hurt = now.week
            weekly[now.week, HURT] += 1
