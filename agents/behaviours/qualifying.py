"""Qualifying: prospects introduced to sales by the community manager, or sold to in the community (M23, M27, M32).

An introduction needs somebody of the account who trusts the company; it costs time and must survive the hand-off to sales.
Sales messages need nobody's trust: they reach whoever comes. (What they do to trust is in `trusting`.)
"""

from typing import NamedTuple

import numpy as np

from agents.accounts import engage
from agents.attitude import trust_now
from agents.codes import ACTIVE, AWARE, EVALUATING, LURKING, PROSPECTING, TRIAL
from agents.counts import QUALIFIED, SIGNUPS, SOLD
from agents.streams import PROSPECT, QUALIFY
from sim.draws import uniform, uniforms
from sim.kernel import allocating, kernel, rule
from sim.lowest import take_lowest
from sim.pars import par
from sim.scan import rows_below

OF = "world"
READS = (
    "accounts.stage accounts.first accounts.people accounts.qualified seats.person members.membership members.days "
    "attitudes.trust attitudes.trusted lifts.hours lifts.selling calendar.hand_off calendar.open weekly"
)
WRITES = "accounts.stage accounts.since accounts.qualified people.engaged weekly"


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


@kernel
def has_friend(a, accounts, seats, members, attitudes, pars, trusting, week):
    """Whether a member of the community among the people of an account trusts the company enough."""
    for s in range(accounts.first[a], accounts.first[a] + accounts.people[a]):
        i = seats.person[s]
        is_here = members.membership[i] == ACTIVE or members.membership[i] == LURKING
        if is_here and trust_now(i, attitudes, trusting, week) >= pars.trust:
            return True
    return False


@kernel
def can_be_introduced(a, accounts, seats, members, attitudes, pars, trusting, week):
    """Whether an account is open to it, has not been introduced yet, and has a friend in the community."""
    is_open = accounts.stage[a] == AWARE or accounts.stage[a] == EVALUATING
    return is_open and accounts.qualified[a] == 0 and has_friend(a, accounts, seats, members, attitudes, pars, trusting, week)


@allocating
def drawn(most, accounts, seats, members, attitudes, pars, trusting, now):
    """Rows of the accounts with the lowest draws among those who can be introduced, `most` of them if there are as many.

    Only so many draws are looked at as are needed to find them.
    """
    n = accounts.stage.size
    rows, draws, bound = np.empty(n, np.int64), np.empty(n), 8.0 * most / max(n, 1)
    while True:
        found = 0
        for a in rows_below(bound, n, now.seed, QUALIFY, now.week):
            if can_be_introduced(a, accounts, seats, members, attitudes, pars, trusting, now.week):
                rows[found] = a
                draws[found] = uniform(now.seed, QUALIFY, now.week, a)
                found += 1
        if found >= most or bound >= 1.0:
            break
        bound *= 4.0
    taken = np.empty(min(most, found), np.int64)
    take_lowest(draws[:found], taken)
    return rows[taken]


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
    for a in drawn(most, accounts, seats, members, attitudes, pars, trusting, now):
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
    for a in rows_below(chance, accounts.stage.size, now.seed, PROSPECT, now.week):
        if accounts.stage[a] == AWARE and was_here(a, accounts, seats, members):
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
