"""Moderating: rude and off-topic posts are removed, moved away or hidden; what a visitor sees of the rest (M16, M18).

Moderation by the community acts on what everybody sees, a personal filter on what each one finds dull (Ren & Kraut 2014).
"""

import math
from typing import NamedTuple

from agents import counts
from agents.codes import MODERATING
from agents.entities import MANNERS
from sim.kernel import inlined, kernel, rule
from sim.pars import par
from sim.scan import rows_with

OF = "world"
READS = "members.days members.norm members.rude lifts.hours lifts.tidy tally.posts"
WRITES = "tally.toxic tally.clutter tally.custom weekly"
USUAL = 50.0  # topics of a community of usual breadth


class ModeratingPars(NamedTuple):
    """What there is to moderate, and what moderation can do."""

    minutes: par("minutes", 0.5, 60, "to find and remove a rude post", "C", "assumed") = 5.0
    flagged: par("share", 0, 1, "of the rude posts that members' own flags take away, at ordinary manners", "C", "assumed") = 0.3
    missed: par("share", 0, 1, "of the removed ones that do their harm before", "C", "assumed") = 0.2
    stray: par("share", 0, 0.5, "of all posts is off topic, at ordinary manners and 50 topics", "C", "assumed") = 0.1
    broad: par("power", 0, 2, "of the number of topics: the broader, the more is off topic", "C", "assumed") = 0.25
    interest: par("share", 0.05, 1, "of the posts on topic interests a member, at 50 topics", "C", "assumed") = 0.4
    variety: par("power", 0, 2, "of the number of topics: the broader, the less interests", "C", "sign Ren & Kraut 2014") = 0.25


# The rules
@rule
def off_topic(topics: float, norm: float, pars: ModeratingPars) -> float:
    """Share of posts off topic [0, 0.9]: more with breadth, less with the manners of those present."""
    share = pars.stray * (topics / USUAL) ** pars.broad * (1.0 - norm) / (1.0 - MANNERS)
    return min(max(share, 0.0), 0.9)


@rule
def interesting(off: float, topics: float, pars: ModeratingPars) -> float:
    """Share of all posts that interest a member: of those on topic fewer the broader the community."""
    return (1.0 - off) * min(pars.interest * (USUAL / topics) ** pars.variety, 1.0)


@rule
def met(off: float, interest: float, tidy: float, personal: float) -> float:
    """Share of all posts that a visitor meets: off-topic ones may be moved away, uninteresting ones hidden."""
    moved = min(tidy, 1.0) * off
    return 1.0 - moved - min(personal, 1.0) * (1.0 - interest - moved)


@rule
def removed(rude: float, hours: float, norm: float, gain: float, pars: ModeratingPars) -> float:
    """Rude posts removed before they do harm: by flags of the well-mannered and by moderators' hours; `gain` of the link."""
    flags = min(pars.flagged * norm / MANNERS, 1.0) * rude
    return gain * (1.0 - pars.missed) * min(flags + hours * 60.0 / pars.minutes, rude)


@inlined
def sight(topics, lifts, tally, pars, gain, week):
    """What a visitor meets: last week's posts without those moved or hidden, and how clear the view is.

    Clearness: the share of what one meets that interests, in doublings against a usual community without moderation.
    `gain` is that of the link `moderation`.
    """
    breadth = float(max(topics.fresh.size, 1))
    off = off_topic(breadth, MANNERS + tally.custom[0], pars)
    interest = interesting(off, breadth, pars)
    share = met(off, interest, gain * lifts.tidy[week], gain * lifts.personal[week])
    usual = interesting(off_topic(USUAL, MANNERS, pars), USUAL, pars)
    return tally.posts[0] * share, math.log2(interest / (share * usual))


# The world
@kernel
def everyone(members, topics, lifts, tally, weekly, pars, links, now):
    """Take stock of rudeness and manners, remove, and move away."""
    week, gain = now.week, links.moderation
    rude, present, norms = 0, 0, 0.0
    for i in rows_with(members.days):
        rude += int(members.rude[i])
        present += int(members.days[i])
        norms += 1.0 * float(members.norm[i]) * int(members.days[i])  # the compiler leaves float(a float32) at 32 bits
    tally.custom[0] = norms / present - MANNERS if present else 0.0
    norm = MANNERS + tally.custom[0]
    tally.toxic[0] = rude - removed(float(rude), lifts.hours[week, MODERATING], norm, gain, pars)
    off = off_topic(float(max(topics.fresh.size, 1)), norm, pars)
    tally.clutter[0] = tally.posts[0] * off * (1.0 - min(gain * lifts.tidy[week], 1.0))
    weekly[week, counts.RUDE] = rude
    weekly[week, counts.TOXIC] = tally.toxic[0]
    weekly[week, counts.CLUTTER] = tally.clutter[0]
