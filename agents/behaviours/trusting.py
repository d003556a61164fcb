"""Trusting: value given without asking earns trust in the company, selling in the community spends it (M23).

Trust moves whatever the link `trust` is; the link decides whether the business ever sees it.
"""

from typing import NamedTuple

from agents import counts
from agents.behaviours.judging import kept, settled
from agents.codes import NONE, PROSPECTING, REUSED, STALE_HIT
from sim.batch import BLOCK, bring, list_marked, new_batch
from sim.kernel import allocating, inlined, kernel, rule
from sim.pars import par

OF = "people"
READS = (
    "people.need people.search members.membership members.days members.attended "
    "feelings.comments feelings.comments_week attitudes.trust attitudes.trusted lifts.selling lifts.hours lifts.gift weekly"
)
WRITES = "attitudes.trust attitudes.trusted"


class TrustingPars(NamedTuple):
    """How trust is won and lost."""

    given: par("share", 0, 0.5, "of the way to full trust, by a good turn", "C", "assumed") = 0.02
    most: par("good turns", 1, 20, "that are noticed in a week", "C", "assumed") = 3.0
    loss: par("ratio", 1, 5, "weight of a loss against a gain", "B", "model.md M23: counts double") = 2.0
    asks: par("messages/hour", 0, 30, "members approached for a lead in an hour of prospecting", "C", "assumed") = 4.0
    pushy: par("messages/week", 1, 20, "beyond which nobody listens any more", "C", "assumed") = 5.0
    usual: par("0-1", 0, 1, "trust to which one comes back in the long run", "C", "assumed") = 0.5
    memory: par("weeks", 4, 1000, "until trust has come 63 % of the way back", "C", "assumed") = 104.0


# The rules
@rule
def approaches(selling: float, hours: float, gift: float, active: float, pars: TrustingPars) -> float:
    """Messages that want something from a member present: sales talk, requests for leads, paid surveys, shared by the active."""
    spread = (pars.asks * hours + gift) / active if active >= 1.0 else 0.0
    return min(selling + spread, pars.pushy)


@rule
def next_trust(trust: float, given: int, taken: float, pars: TrustingPars) -> float:
    """Trust in [0, 1] after so many good turns received and so many attempts to take."""
    up = pars.given * min(float(given), pars.most) * (1.0 - trust)
    down = pars.loss * pars.given * taken * trust
    return min(max(trust + up - down, 0.0), 1.0)


@rule
def good_turns(replies: int, reused: bool, attended: bool) -> int:
    """What one was given this week without being asked for anything; a welcome is one of the replies."""
    return replies + int(reused) + int(attended)


@inlined
def taken_from(present, stung, selling):
    """What one was asked or cost: approaches met by who is present, a stale answer that misled."""
    return (selling if present else 0.0) + (1.0 if stung else 0.0)


@inlined
def active_before(weekly, week):
    """Active members at the end of last week."""
    return weekly[week - 1, counts.ACTIVE] if week > 0 else 0.0


@inlined
def pressure(lifts, weekly, pars, week):
    """Approaches that a member present meets this week."""
    hours = lifts.hours[week, PROSPECTING]
    return approaches(lifts.selling[week], hours, lifts.gift[week], active_before(weekly, week), pars)


# Everyone
@kernel
def mark_touched(batch, low, need, days, attended, comments_week, week):
    """Mark those of a block to whom anything that matters here may have happened this week."""
    mark, now, high = batch.mark, comments_week.dtype.type(week), low + BLOCK
    needs, there, went, received = need[low:high], days[low:high], attended[low:high], comments_week[low:high]
    for j in range(needs.size):
        mark[j] = (needs[j] > 0) | (there[j] > 0) | (went[j] > 0) | (received[j] == now)


@kernel
def weigh(batch, count, selling, people, members, feelings, attitudes, pars, week):
    """What those listed were given, and asked for."""
    for k in range(count):
        i = batch.rows[k]
        member, has = members.membership[i] != NONE, people.need[i] > 0
        reused, stung = has and people.search[i] == REUSED, has and people.search[i] == STALE_HIT
        replies, attended, present = 0, False, False
        if member:
            replies = int(feelings.comments[i]) if feelings.comments_week[i] == week else 0
            attended, present = members.attended[i] > 0, members.days[i] > 0
        given, taken = good_turns(replies, reused, attended), taken_from(present, stung, selling)
        if given > 0 or taken > 0.0:
            share = kept(float(week - int(attitudes.trusted[i])), pars.memory)
            attitudes.trust[i] = next_trust(settled(attitudes.trust[i], pars.usual, share), given, taken, pars)
            attitudes.trusted[i] = week


@allocating
def everyone(people, members, feelings, attitudes, lifts, weekly, pars, now):
    """Members, and all whose search came across an answer; only who was given or asked something is touched."""
    week = now.week
    selling, batch, n = pressure(lifts, weekly, pars, week), new_batch(), people.need.size
    for low in range(0, n, BLOCK):
        mark_touched(batch, low, people.need, members.days, members.attended, feelings.comments_week, week)
        count = list_marked(batch, low, n)
        bring(batch, count, people.search)
        bring(batch, count, attitudes.trust)
        weigh(batch, count, selling, people, members, feelings, attitudes, pars, week)


# One person
def one(person, lifts, weekly, pars, now):
    """The same for one person."""
    member, has = person.membership != NONE, person.need > 0
    replies = person.comments if member and person.comments_week == now.week else 0
    given = good_turns(replies, has and person.search == REUSED, member and person.attended > 0)
    selling = pressure(lifts, weekly, pars, now.week)
    taken = taken_from(member and person.days > 0, has and person.search == STALE_HIT, selling)
    if given > 0 or taken > 0.0:
        before = settled(person.trust, pars.usual, kept(now.week - person.trusted, pars.memory))
        person.trust = next_trust(before, given, taken, pars)
        person.trusted = now.week
