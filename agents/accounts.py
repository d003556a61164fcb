"""Accounts: who buys together, in which segment of the market, and what they are at the start (M25, M27, M31)."""

import math
from typing import NamedTuple

import numpy as np

from agents.attitude import attitude_now
from agents.codes import AWARE, CUSTOMER, EVALUATING, TRIAL, UNAWARE
from agents.streams import ACCOUNTS, CLOUT, VALUES
from sim.draws import below, normal, uniforms, words
from sim.kernel import allocating, inlined, kernel, rule


class Segment(NamedTuple):
    """Accounts alike."""

    name: str = ""
    share: float = 1.0  # of the people of the market
    people: float = 1.0  # of an account, on average
    value: float = 1000.0  # $ a year, median
    spread: float = 1.0  # ln-sd of the value
    churn: float = 0.1  # share of the accounts lost in a year, all else usual
    term: int = 52  # weeks between two renewals
    conversion: float = 0.2  # chance that a trial ends in a contract, all else usual
    plan: bool = True  # customers have a right to a ticket
    customers: float = 0.3  # share of the accounts that are customers at the start
    aware: float = 0.2  # share of the others that know the product at the start


def sizes(market: int, segments: tuple[Segment, ...]) -> list[int]:
    """How many accounts each segment has in a market of so many people."""
    total = sum(segment.share for segment in segments)
    return [max(1, round(market * segment.share / total / segment.people)) for segment in segments]


# The start


def found_accounts(world, segments: tuple[Segment, ...], buying, clout: float, seed: int) -> None:
    """Give every person a segment, an account and clout, and every account its value and stage.

    Everybody draws by its own number; but who shares an account with whom depends on the size of the market, and so do
    the accounts: unlike people, they are not the same in a larger market. An account stays empty only where a segment
    drew fewer people than it has accounts; nobody is there to buy.

    Args:
        world: an empty world with people whose keenness is settled.
        segments: kinds of accounts; none: nothing changes.
        buying: parameters of buying: how keenness makes customers (M34), and how many are looking at the product just now.
        clout: ln-sd of the reach of people outside the community.
        seed: of the run's draws.
    """
    if not segments:
        return
    w, counts = world, sizes(world.people.keen.size, segments)
    for row, segment in enumerate(segments):
        w.segments.churn[row], w.segments.term[row] = segment.churn, segment.term
        w.segments.conversion[row], w.segments.plan[row] = segment.conversion, segment.plan
    w.accounts.segment[:] = np.repeat(np.arange(len(segments)), counts)
    kinds, w.people.account[:] = _seated(w.people.keen.size, segments, counts, seed)
    w.people.plan[:] = w.segments.plan[kinds]
    w.accounts.people[:] = np.bincount(w.people.account, minlength=len(w.accounts.people))
    w.accounts.first[:] = np.cumsum(w.accounts.people) - w.accounts.people
    take_seats(w.people, w.accounts, w.seats)
    given = np.array([[s.value, s.spread, s.customers, s.aware] for s in segments])
    draw_accounts(w.people, w.accounts, w.seats, w.segments, given, buying, clout, seed)


def _seated(people: int, segments: tuple[Segment, ...], counts: list[int], seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Segment and account of everyone. In each segment one person goes to each account, in drawn order; the rest choose."""
    shares = np.cumsum([segment.share for segment in segments])
    kinds, account, first = segments_of(people, shares / shares[-1], seed), np.empty(people, np.int32), 0
    for kind, count in enumerate(counts):
        who = np.flatnonzero(kinds == kind).astype(np.int32)
        who = who[np.argsort(places_of(who, seed), kind="stable")]
        account[who[:count]] = first + np.arange(min(count, who.size))
        choose(account, who[count:], first, count, seed)
        first += count
    return kinds, account


@allocating
def segments_of(people, bounds, seed):
    """Segment of each person: the first whose bound, the shares summed up, the person's draw is below."""
    kinds = np.empty(people, np.uint8)
    for i in range(people):
        u, kind = uniforms(seed, ACCOUNTS, 0, i)[0], 0
        while kind < bounds.size - 1 and u >= bounds[kind]:
            kind += 1
        kinds[i] = kind
    return kinds


@allocating
def places_of(who, seed):
    """Drawn words (uint32) by which people stand in line for the accounts of their segment."""
    places = np.empty(who.size, np.uint32)
    for k in range(who.size):
        places[k] = words(seed, ACCOUNTS, 0, who[k])[1]
    return places


@kernel
def choose(account, who, first, count, seed):
    """These people choose among so many accounts from the first one on."""
    for k in range(who.size):
        account[who[k]] = first + int(uniforms(seed, ACCOUNTS, 0, who[k])[2] * count)


@kernel
def take_seats(people, accounts, seats):
    """The people of all accounts, account by account, in the order of people."""
    for i in range(people.account.size):
        a = people.account[i]
        seats.person[accounts.first[a]] = i
        accounts.first[a] += 1
    for a in range(accounts.first.size):
        accounts.first[a] -= accounts.people[a]


@kernel
def draw_accounts(people, accounts, seats, segments, given, buying, clout, seed):
    """Value and stage of every account, and who is at work with the product; clout of everyone."""
    for i in range(people.clout.size):
        a, b, _, _ = uniforms(seed, CLOUT, 0, i)
        people.clout[i] = math.exp(clout * normal(a, b))
    evaluating = buying.interest / 52.0 / buying.decide  # for one that does not, in the long run
    on_trial = buying.interest / 52.0 * buying.tries * buying.trial
    for a in range(accounts.stage.size):
        kind = int(accounts.segment[a])
        u, v, w, x = uniforms(seed, VALUES, 0, a)
        accounts.value[a] = given[kind, 0] * math.exp(given[kind, 1] * normal(u, v))
        is_customer = w < shifted(given[kind, 2], buying.keen * keenness(a, people, accounts, seats))
        if accounts.people[a] == 0:
            continue
        if is_customer:
            term = int(segments.term[kind])
            accounts.stage[a] = CUSTOMER
            accounts.renewal[a] = below(uniforms(seed, VALUES, 1, a)[0], term)
            accounts.since[a] = int(accounts.renewal[a]) - term
        else:
            accounts.stage[a] = looking(x / given[kind, 3], evaluating, on_trial) if x < given[kind, 3] else UNAWARE
            accounts.since[a] = -1
            engage(a, people, accounts, seats, int(accounts.stage[a] == TRIAL))


@rule
def looking(u: float, evaluating: float, on_trial: float) -> int:
    """Stage of an account that knows the product, from a uniform, given how many look at it for one that does not."""
    share = u * (1.0 + evaluating + on_trial)
    if share < on_trial:
        return TRIAL
    return EVALUATING if share < on_trial + evaluating else AWARE


# What the phases of the business share


@rule
def shifted(chance: float, z: float) -> float:
    """A chance whose log-odds are moved by z; never and always stay what they are."""
    if chance <= 0.0 or chance >= 1.0:
        return chance
    return 1.0 / (1.0 + (1.0 - chance) / chance * math.exp(-z))


@kernel
def engage(a, people, accounts, seats, engaged):
    """The people of an account begin to use the product (1), or stop (0): then their projects with it end too."""
    for s in range(accounts.first[a], accounts.first[a] + accounts.people[a]):
        i = seats.person[s]
        people.engaged[i] = engaged
        if not engaged:
            people.project[i] = -1


@inlined
def keenness(a, people, accounts, seats):
    """Mean keenness of the people of an account; 0 where it is empty."""
    total = 0.0
    for s in range(accounts.first[a], accounts.first[a] + accounts.people[a]):
        total += float(people.keen[seats.person[s]])
    return total / max(int(accounts.people[a]), 1)


@inlined
def mood(a, accounts, seats, attitudes, product, judging, trusting, links, week):
    """Mean attitude of the people of an account in a week, 0 = usual. `product`: what everybody thinks of the product."""
    total = 0.0
    for s in range(accounts.first[a], accounts.first[a] + accounts.people[a]):
        total += attitude_now(seats.person[s], attitudes, product, judging, trusting, links, week)
    return total / max(int(accounts.people[a]), 1)
