"""Renewing: contracts that come up are renewed, expanded or lost (M24, M25, M34)."""

import math
from typing import NamedTuple

from agents.accounts import engage, keenness, mood, shifted
from agents.behaviours.judging import regard_now
from agents.codes import ACTIVE, CUSTOMER, FORMER, LURKING
from agents.counts import (
    CHURNED,
    DUE,
    DUE_MEMBERS,
    EXPANDED,
    EXPANDED_MEMBERS,
    RENEWED,
    RENEWED_MEMBERS,
    REVENUE_EXPANDED,
    REVENUE_LOST,
)
from agents.streams import EXPAND, RENEW
from agents.ties import bonds
from sim.draws import uniform, uniforms
from sim.kernel import kernel, rule
from sim.pars import par
from sim.scan import rows_at

OF = "accounts"
READS = (
    "people.keen members.membership accounts.segment accounts.first accounts.people accounts.value accounts.stage "
    "accounts.renewal seats.person segments.churn segments.term attitudes.satisfaction attitudes.affinity attitudes.trust "
    "attitudes.judged attitudes.warmed attitudes.trusted "
    "ties.circle ties.strength ties.met calendar.economy calendar.rival calendar.price calendar.level calendar.open weekly"
)
WRITES = (
    "accounts.value accounts.stage accounts.since accounts.renewal accounts.qualified people.engaged people.project weekly"
)


class RenewingPars(NamedTuple):
    """What keeps an account, and lets it grow."""

    attitude: par(
        "log-odds", 0, 15, "less churn per unit of attitude of its people", "B",
        "M24: NPS and retention correlate by about 0.5, here with what lies behind the decision, at an sd of 0.25",
    ) = 4.0  # fmt: skip
    keen: par("log-odds/sd", 0, 3, "less churn per unit of the mean keenness of its people (M34)", "C", "assumed") = 0.5
    bound: par("log-odds", 0, 5, "less churn when all its people would lose many ties on leaving", "C", "assumed; M25") = 0.7
    half: par("weight", 0.1, 500, "ties per person at which that is half as much", "C", "assumed: two direct ties") = 20.0
    economy: par("power", 0, 5, "how far a recession raises the odds of churn", "C", "assumed") = 1.0
    expands: par("chance/year", 0, 1, "a renewed contract grows, all else usual", "C", "assumed") = 0.2
    growth: par("ratio", 0, 3, "mean growth of a contract that grows", "C", "assumed") = 0.25
    willing: par("log-odds", 0, 15, "more of it per unit of attitude", "C", "assumed; sign M24") = 2.0


# The rules
@rule
def of_term(a_year: float, term: int) -> float:
    """A chance a year as that of a term of so many weeks."""
    return 1.0 - (1.0 - a_year) ** (term / 52.0)


@rule
def binding(ties: float, gain: float, pars: RenewingPars) -> float:
    """Log-odds from ties that would be lost, given their strength per person; `gain` is that of the link."""
    return gain * pars.bound * ties / (ties + pars.half)


@rule
def churn_chance(
    churn: float, term: int, mood: float, keen: float, bound: float, economy: float, against: float, pars: RenewingPars
) -> float:
    """Chance to lose an account whose contract comes up: the segment's, moved in log-odds by what is not as usual."""
    z = against - pars.attitude * mood - pars.keen * keen - bound - pars.economy * math.log(max(economy, 1e-6))
    return shifted(of_term(churn, term), z)


@rule
def growth_chance(term: int, mood: float, economy: float, pars: RenewingPars) -> float:
    """Chance that a renewed contract grows."""
    return shifted(of_term(pars.expands, term), pars.willing * mood + pars.economy * math.log(max(economy, 1e-6)))


@rule
def dollars(value: float) -> float:
    """Whole dollars: their sums are the same in every order."""
    return math.floor(value + 0.5)


@kernel
def peers(a, members, ties, accounts, seats, week):
    """Strength of the ties of its people in the community, per person of the account."""
    total = 0.0
    for s in range(accounts.first[a], accounts.first[a] + accounts.people[a]):
        i = seats.person[s]
        if members.membership[i] == ACTIVE or members.membership[i] == LURKING:
            total += bonds(ties, i, week)
    return total / max(int(accounts.people[a]), 1)


@kernel
def takes_part(a, members, accounts, seats):
    """Whether somebody of the account contributes to the community: what a dashboard calls a member's account."""
    for s in range(accounts.first[a], accounts.first[a] + accounts.people[a]):
        if members.membership[seats.person[s]] == ACTIVE:
            return True
    return False


@kernel
def lose(a, people, accounts, seats, weekly, week):
    """The account goes."""
    weekly[week, CHURNED] += 1
    weekly[week, REVENUE_LOST] += dollars(accounts.value[a])
    accounts.stage[a] = FORMER
    accounts.since[a] = week
    accounts.qualified[a] = 0
    engage(a, people, accounts, seats, 0)


@kernel
def grow(a, accounts, weekly, attitude, economy, term, taking_part, pars, now):
    """The renewed contract may grow."""
    u, v, _, _ = uniforms(now.seed, EXPAND, now.week, a)
    if u < growth_chance(term, attitude, economy, pars):
        before = dollars(accounts.value[a])
        accounts.value[a] = float(accounts.value[a]) * (1.0 - pars.growth * math.log(v))
        weekly[now.week, EXPANDED] += 1
        weekly[now.week, EXPANDED_MEMBERS] += taking_part
        weekly[now.week, REVENUE_EXPANDED] += dollars(accounts.value[a]) - before


@kernel
def decide(
    a, people, members, accounts, seats, segments, attitudes, ties, calendar, weekly, pars, judging, trusting, links, now
):  # fmt: skip
    """The contract of one account comes up."""
    week, kind = now.week, int(accounts.segment[a])
    term, economy = int(segments.term[kind]), calendar.economy[week]
    taking_part = takes_part(a, members, accounts, seats)
    weekly[week, DUE] += 1
    weekly[week, DUE_MEMBERS] += taking_part
    attitude = mood(a, accounts, seats, attitudes, regard_now(weekly, week, judging), judging, trusting, links, week)
    is_open = float(calendar.open[week])
    bound = binding(is_open * peers(a, members, ties, accounts, seats, week), links.switching_cost, pars)
    chance = churn_chance(
        segments.churn[kind], term, attitude, keenness(a, people, accounts, seats), bound, economy,
        calendar.rival[week] + calendar.price[week], pars,
    )  # fmt: skip
    if uniform(now.seed, RENEW, week, a) < chance:
        lose(a, people, accounts, seats, weekly, week)
        return
    weekly[week, RENEWED] += 1
    weekly[week, RENEWED_MEMBERS] += taking_part
    accounts.renewal[a] = week + term
    accounts.value[a] = float(accounts.value[a]) * calendar.level[week] / calendar.level[max(week - term, 0)]
    grow(a, accounts, weekly, attitude, economy, term, taking_part, pars, now)


# Everyone
@kernel
def everyone(people, members, accounts, seats, segments, attitudes, ties, calendar, weekly, pars, judging, trusting, links, now):
    """All customers whose contract comes up this week."""
    for a in rows_at(accounts.renewal, now.week):
        if accounts.stage[a] == CUSTOMER:
            decide(
                a, people, members, accounts, seats, segments, attitudes, ties, calendar, weekly, pars, judging, trusting,
                links, now,
            )  # fmt: skip


# One account
def one(
    account, people, members, accounts, seats, segments, attitudes, ties, calendar, weekly, pars, judging, trusting, links, now
):  # fmt: skip
    """The same for one account."""
    if account.stage == CUSTOMER and account.renewal == now.week:
        decide(
            account.row, people, members, accounts, seats, segments, attitudes, ties, calendar, weekly, pars, judging,
            trusting, links, now,
        )  # fmt: skip
