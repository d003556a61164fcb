"""Advocating: customers of the inner orbit write references and bring others (M1, M26).

What they write adds to the proof that a buyer can find; proof grows old.
"""

import math
from typing import NamedTuple

import numpy as np

from agents.attitude import affinity_now, trust_now
from agents.codes import ACTIVE, AWARE, CUSTOMER, EVALUATING
from agents.counts import NUDGED, REFERENCES, REFERRALS
from agents.streams import ADVOCATE, REFER
from sim.batch import BLOCK, list_marked, new_batch
from sim.draws import below, uniforms
from sim.kernel import allocating, kernel, rule
from sim.lowest import take_lowest
from sim.pars import par

OF = "world"
READS = (
    "people.account people.clout members.membership orbits.step attitudes.affinity attitudes.trust "
    "attitudes.warmed attitudes.trusted accounts.stage accounts.people calendar.open lifts.nudges company.proof weekly"
)
WRITES = "accounts.stage accounts.since company.proof weekly"
LEADING, CONTRIBUTING = 10, 7  # first orbit steps of the two inner levels


class AdvocatingPars(NamedTuple):
    """Who speaks up for the product, and how often."""

    affinity: par("0-1", 0, 1, "affinity from which on a customer speaks up", "C", "assumed") = 0.3
    trust: par("0-1", 0, 1, "trust from which on a customer speaks up", "C", "assumed") = 0.6
    reference: par("1/year", 0, 52, "references, cases, talks by each leading member, unasked", "C", "assumed") = 1.0
    nudged: par("chance", 0, 1, "who is asked for a reference gives one", "C", "assumed") = 0.25
    fading: par("1/month", 0, 1, "proof that grows too old", "C", "assumed") = 0.05
    referral: par("1/year", 0, 52, "accounts that each leading member brings, at clout 1", "C", "assumed") = 0.5
    clout: par("ln-sd", 0, 3, "differences between people in reach outside the community", "C", "assumed; M14") = 1.0
    most: par("ratio", 1, 1000, "clout counts up to", "C", "assumed") = 20.0


# The rules
@rule
def speaks_up(affinity: float, trust: float, pars: AdvocatingPars) -> bool:
    """Whether a customer of the inner orbit speaks up for the product."""
    return affinity >= pars.affinity and trust >= pars.trust


@rule
def proof_left(proof: float, pars: AdvocatingPars) -> float:
    """Proof a week later."""
    return proof * (1.0 - pars.fading) ** (12.0 / 52.0)


@rule
def referral_chance(clout: float, gain: float, pars: AdvocatingPars) -> float:
    """Chance to bring an account this week; `gain` is that of the link `word_of_mouth`."""
    return min(pars.referral / 52.0 * gain * min(clout, pars.most), 1.0)


@kernel
def mark_inner(batch, low, step, membership):
    """Mark the active members of the two inner orbit levels in a block."""
    mark, steps, states = batch.mark, step[low : low + BLOCK], membership[low : low + BLOCK]
    for j in range(steps.size):
        mark[j] = (steps[j] >= CONTRIBUTING) & (states[j] == ACTIVE)


@allocating
def advocates(people, members, orbits, attitudes, accounts, pars, judging, trusting, links, week):
    """Customers of the two inner orbit levels who speak up, in their order."""
    batch, n = new_batch(), orbits.step.size
    rows, found = np.empty(n, np.int64), 0
    for low in range(0, n, BLOCK):
        mark_inner(batch, low, orbits.step, members.membership)
        for k in range(list_marked(batch, low, n)):
            i = batch.rows[k]
            if people.account[i] >= 0 and accounts.stage[people.account[i]] == CUSTOMER:
                affinity, trust = affinity_now(i, attitudes, judging, week), trust_now(i, attitudes, trusting, week)
                if speaks_up(affinity, trusting.usual + links.trust * (trust - trusting.usual), pars):
                    rows[found] = i
                    found += 1
    return rows[:found]


@kernel
def refer(i, u, v, clout, accounts, weekly, pars, links, now):
    """An advocate brings an account that was not looking: one of the market, by address; it may be past bringing."""
    if u < referral_chance(clout, links.word_of_mouth, pars):
        a = below(v, accounts.stage.size)
        if accounts.people[a] > 0 and accounts.stage[a] <= AWARE:
            accounts.stage[a] = EVALUATING
            accounts.since[a] = now.week
            weekly[now.week, REFERRALS] += 1


@allocating
def nudge(asked, spoken, draws, weekly, pars, now):
    """Ask those with the lowest draws who have not spoken up by themselves; returns the references given."""
    silent = np.flatnonzero(~spoken)
    taken = np.empty(min(asked, silent.size), np.int64)
    take_lowest(draws[silent, 1], taken)
    weekly[now.week, NUDGED] += taken.size
    return (draws[silent[taken], 2] < pars.nudged).sum()


# The world
@allocating
def everyone(people, members, orbits, attitudes, accounts, calendar, lifts, company, weekly, pars, judging, trusting, links, now):
    """Proof grows old; leading members speak up and bring accounts; those who are asked may write too."""
    if accounts.stage.size == 0:
        return
    week = now.week
    proof = proof_left(company.proof[0], pars)
    if calendar.open[week]:
        found = advocates(people, members, orbits, attitudes, accounts, pars, judging, trusting, links, week)
        draws, spoken = np.empty((len(found), 4)), np.zeros(len(found), np.bool_)
        for place in range(len(found)):
            i = found[place]
            for d, u in enumerate(uniforms(now.seed, ADVOCATE, week, i)):
                draws[place, d] = u
            if orbits.step[i] >= LEADING:
                spoken[place] = draws[place, 0] < 1.0 - math.exp(-pars.reference / 52.0)
                u, v, _, _ = uniforms(now.seed, REFER, week, i)
                refer(i, u, v, people.clout[i], accounts, weekly, pars, links, now)
        given = spoken.sum() + nudge(int(lifts.nudges[week]), spoken, draws, weekly, pars, now)
        weekly[week, REFERENCES] += given
        proof += given
    company.proof[0] = proof
