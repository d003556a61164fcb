"""Noise: who writes rude posts this week. Manners hold back, a toxic mood and a large anonymous crowd do not (M16, M18)."""

import math
from typing import NamedTuple

from agents.entities import MANNERS
from agents.streams import TOXIC
from sim.draws import poisson, uniform
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_with

OF = "members"
READS = "members.days members.norm calendar.toxicity tally.posts"
WRITES = "members.rude"
MOST = 200  # rude posts that a member can write in a week


class NoisePars(NamedTuple):
    """What makes people rude."""

    rate: par("posts/day", 0, 1, "rude posts per day present, at ordinary manners in a small crowd", "C", "assumed") = 0.002
    tame: par("log", 0, 20, "less from no norms to all of them", "C", "assumed; sign Matias 2019") = 2.0
    crowd: par("log", 0, 2, "more per doubling of last week's posts beyond 40: anonymity", "C", "assumed; Butler 2001") = 0.15


# The rule
@rule
def rudeness(days: int, norm: float, toxicity: float, posts: float, pars: NoisePars) -> float:
    """Expected rude posts of a member this week; `posts` are those of last week."""
    crowd = pars.crowd * max(0.0, math.log2(max(posts, 1.0) / 40.0))
    return min(pars.rate * toxicity * days * math.exp(crowd - pars.tame * (norm - MANNERS)), 30.0)


# Everyone
@kernel
def everyone(members, calendar, tally, pars, now):
    """All who are present draw; whoever is away is silent."""
    seed, week = now.seed, now.week
    toxicity, posts = calendar.toxicity[week], tally.posts[0]
    members.rude[:] = 0
    for i in rows_with(members.days):
        mean = rudeness(int(members.days[i]), members.norm[i], toxicity, posts, pars)
        members.rude[i] = min(poisson(uniform(seed, TOXIC, week, i), mean), MOST)


# One member
def one(member, calendar, tally, pars, now):
    """The same for one member."""
    member.rude = 0
    if member.days > 0:
        mean = rudeness(member.days, member.norm, calendar.toxicity[now.week], tally.posts[0], pars)
        member.rude = min(poisson(uniform(now.seed, TOXIC, now.week, member.row), mean), MOST)
