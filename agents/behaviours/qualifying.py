"""Qualifying: prospects introduced to sales by the community manager, or sold to in the community (M23, M27, M32).

An introduction needs somebody of the account who trusts the company; it costs time and must survive the hand-off to sales.
Sales messages need nobody's trust: they reach whoever comes. (What they do to trust is in `trusting`.)
"""

from typing import NamedTuple

import numpy as np

from agents.accounts import engage
from agents.attitude import trust_now
from agents.codes import AWARE, EVALUATING, NONE, PROSPECTING, TRIAL
from agents.counts import QUALIFIED, SIGNUPS, SOLD
from agents.streams import PROSPECT, QUALIFY
from sim.draws import uniform, uniforms
from sim.kernel import allocating, kernel, rows, rule
from sim.pars import par
from sim.scan import STRETCH, listed

OF = "world"
READS = (
    "people.account accounts.stage accounts.first accounts.people accounts.qualified seats.person members.membership "
    "members.days attitudes.trust attitudes.trusted lifts.hours lifts.selling calendar.hand_off calendar.open weekly"
)
WRITES = "accounts.stage accounts.since accounts.qualified people.engaged weekly"
CLOSE = 1e-6  # a trust that is kept in 32 bits and settles may come out this much higher


class QualifyingPars(NamedTuple):
    """Leads out of the community."""

    minutes: par("minutes/lead", 5, 600, "getting to know a prospect, and introducing it", "C", "assumed") = 60.0
    trust: par("0-1", 0, 1, "trust from which on a member may be introduced", "C", "assumed; M23: trust comes first") = 0.6
    sold: par("chance/message", 0, 1, "a sales message makes the account of who met it evaluate", "C", "assumed") = 0.02


# The rules
@rule
def introductions(hours: float, pars: QualifyingPars) -> int:
    """Whole introductions that the hours of a week pay for."""
    return int(hours * 60.0 / pars.minutes)


@rule
def arrives(u: float, hand_off: float, gain: float) -> bool:
    """Whether a lead survives the hand-off to sales; `gain` is that of the link `trust`."""
    return u < hand_off * gain


@rule
def sold_chance(messages: float, hand_off: float, gain: float, pars: QualifyingPars) -> float:
    """Chance that an account becomes a lead by the sales messages that one of its people met this week."""
    return min(pars.sold * messages, 1.0) * hand_off * gain


@rows
def friends(membership, trust, enough, usual):
    """Rows of the members whose trust may be enough: it was when it last moved, or would be once it is as usual."""
    least = -1.0 if usual >= enough else enough - CLOSE
    for low in range(0, trust.size, STRETCH):
        high = min(low + STRETCH, trust.size)
        if some_trust(membership[low:high], trust[low:high], least):
            for i in range(low, high):
                if membership[i] != NONE and trust[i] >= least:
                    yield i


@kernel
def some_trust(membership, trust, least):
    """Whether one of these is a member who trusts at least so much."""
    some = False
    for i in range(trust.size):
        some |= (membership[i] != NONE) & (trust[i] >= least)
    return some


@kernel
def flag_friendly(flags, people, members, attitudes, pars, trusting, week):
    """Flag the accounts among whose people there is a member who trusts the company enough."""
    for i in friends(members.membership, attitudes.trust, pars.trust, trusting.usual):
        if people.account[i] >= 0 and trust_now(i, attitudes, trusting, week) >= pars.trust:
            flags[people.account[i]] = 1


@kernel
def was_here(a, accounts, seats, members):
    """Whether one of the people of an account visited the community this week."""
    for s in range(accounts.first[a], accounts.first[a] + accounts.people[a]):
        if members.days[seats.person[s]] > 0:
            return True
    return False


@allocating
def introduce(most, people, members, attitudes, accounts, seats, weekly, arriving, pars, trusting, links, now):
    """The lowest draws among those who can be introduced are, as far as the hours go: one stage further than they were."""
    friendly = np.zeros(accounts.stage.size, np.uint8)
    flag_friendly(friendly, people, members, attitudes, pars, trusting, now.week)
    candidates = listed(friendly)
    stage = accounts.stage[candidates]
    candidates = candidates[((stage == AWARE) | (stage == EVALUATING)) & (accounts.qualified[candidates] == 0)]
    draws = np.array([uniform(now.seed, QUALIFY, now.week, a) for a in candidates])
    for place in np.argsort(draws, kind="mergesort")[:most]:
        a = candidates[place]
        if not arrives(uniforms(now.seed, QUALIFY, now.week, a)[1], arriving, links.trust):
            continue
        weekly[now.week, QUALIFIED] += 1
        accounts.qualified[a] = 1
        accounts.since[a] = now.week
        if accounts.stage[a] == AWARE:
            accounts.stage[a] = EVALUATING
        else:
            accounts.stage[a] = TRIAL
            weekly[now.week, SIGNUPS] += 1
            engage(a, people, accounts, seats, 1)


@kernel
def sell(chance, members, accounts, seats, weekly, now):
    """Accounts of visitors that no introduction has reached become leads by sales messages, whether they trust or not."""
    for a in range(accounts.stage.size):
        if accounts.stage[a] == AWARE and uniform(now.seed, PROSPECT, now.week, a) < chance:
            if was_here(a, accounts, seats, members):
                accounts.stage[a] = EVALUATING
                accounts.since[a] = now.week
                weekly[now.week, SOLD] += 1


# The world
@allocating
def everyone(people, members, attitudes, accounts, seats, calendar, lifts, weekly, pars, trusting, links, now):
    """Introductions, as far as the hours go; then sales messages."""
    if not calendar.open[now.week]:
        return
    arriving = calendar.hand_off[now.week]
    most = introductions(lifts.hours[now.week, PROSPECTING], pars)
    if most > 0:
        introduce(most, people, members, attitudes, accounts, seats, weekly, arriving, pars, trusting, links, now)
    chance = sold_chance(lifts.selling[now.week], arriving, links.trust, pars)
    if chance > 0.0:
        sell(chance, members, accounts, seats, weekly, now)
