"""Joining: registration without a question: after a search landing, by word of mouth, as a new customer, invited, or from
outside (M1, M12)."""

from typing import NamedTuple

from agents.behaviours.self_service import came_across
from agents.codes import CUSTOMER, LURKING, NONE
from agents.counts import INVITED, MEMBERS
from agents.streams import INVITE, JOIN
from sim.batch import BLOCK, bring, draw, list_below, new_batch
from sim.draws import uniform, uniforms
from sim.kernel import allocating, inlined, kernel, rule
from sim.pars import par
from sim.scan import rows_at, rows_below

OF = "people"
READS = (
    "people.keen people.need people.search members.membership accounts.stage accounts.since accounts.first accounts.people "
    "seats.person tally.mass calendar.open calendar.demand lifts.invitations weekly"
)
WRITES = "members.membership members.joined members.invited feelings.felt orbits.step weekly"
KEENEST = 1e9  # a keenness that nobody has, for the greatest chance of all


class JoiningPars(NamedTuple):
    """What makes an outsider register."""

    outside: par("1/year", 0, 1, "outside impulse: product, mail, events", "C", "assumed; above the 0.005-0.05 of M1") = 0.25
    imitation: par("1/year", 0, 3, "word of mouth, were all members at full warmth and reach", "B", "Bass form: 0.2-0.6") = 0.4
    landed: par("chance", 0, 1, "registers after a search that led here", "C", "assumed") = 0.05
    keen: par("ratio/sd", 0, 2, "keen people join more: factor 1 + keen x keenness, in [0.1, 3] (M34)", "C", "assumed") = 0.4
    customer: par("chance", 0, 1, "somebody of a new customer's joins as the product is shown to them", "C", "assumed; M1") = 0.05
    invited: par("chance", 0, 1, "an invitation is taken up", "C", "assumed; sign and size of effect: Algesheimer 2010") = 0.05


# The rule
@rule
def join_chance(landed: bool, onboarded: bool, keen: float, force: float, demand: float, pars: JoiningPars) -> float:
    """Chance to register this week.

    `onboarded`: the account has just become a customer; `force`: members' warmth x reach per person of the market, times the
    link's gain.
    """
    chance = (pars.outside * demand + pars.imitation * force) / 52.0
    chance += (pars.landed if landed else 0.0) + (pars.customer if onboarded else 0.0)
    return min(chance * min(max(1.0 + pars.keen * keen, 0.1), 3.0), 1.0)


@rule
def invited_chance(invitations: float, outsiders: float) -> float:
    """Chance of an outsider to be among those invited this week."""
    return min(invitations / outsiders, 1.0) if outsiders > 0.0 else 0.0


@rule
def accept_chance(keen: float, pars: JoiningPars) -> float:
    """Chance that somebody takes up an invitation: keen people more often."""
    return min(pars.invited * min(max(1.0 + pars.keen * keen, 0.1), 3.0), 1.0)


@kernel
def reached(lifts, weekly, n, week):
    """Chance of an outsider to be invited this week; outsiders as counted last week, so nobody in the first one."""
    if lifts.invitations[week] <= 0.0 or week == 0:
        return 0.0
    return invited_chance(lifts.invitations[week], n - weekly[week - 1, MEMBERS])


@kernel
def takes_up(i, keen, chance, pars, now):
    """Whether an outsider is invited and takes it up."""
    u, v, _, _ = uniforms(now.seed, INVITE, now.week, i)
    return u < chance and v < accept_chance(keen, pars)


@inlined
def is_new(a, accounts, week):
    """Whether an account became a customer last week."""
    return accounts.stage[a] == CUSTOMER and accounts.since[a] == week - 1 and week > 0


@kernel
def decides(i, u, onboarded, people, members, feelings, orbits, force, demand, pars, week):
    """Somebody who is no member joins or not, by a uniform."""
    landed = came_across(int(people.need[i]), int(people.search[i]))
    chance = join_chance(landed, onboarded, people.keen[i], force, demand, pars)
    if members.membership[i] == NONE and u < chance:
        register(i, members, feelings, orbits, week)


@inlined
def register(i, members, feelings, orbits, week):
    """Somebody joins."""
    members.membership[i] = LURKING
    members.joined[i] = week
    feelings.felt[i] = week
    orbits.step[i] = 1


@kernel
def invite(chance, people, members, feelings, orbits, weekly, pars, now):
    """Outsiders who were reached by an invitation, each with the same chance, take it up or not."""
    for i in rows_below(chance, people.keen.size, now.seed, INVITE, now.week):
        if members.membership[i] == NONE and takes_up(i, people.keen[i], chance, pars, now):
            register(i, members, feelings, orbits, now.week)
            members.invited[i] = 1
            weekly[now.week, INVITED] += 1


# Everyone
@kernel
def set_bounds(batch, low, need, membership, anybody, landed):
    """The greatest chance to join of each row of a block: of any outsider, and of one whose problem may have led here."""
    bound, needs, states = batch.bound, need[low : low + BLOCK], membership[low : low + BLOCK]
    for j in range(needs.size):
        most = landed if needs[j] != 0 else anybody
        bound[j] = most if states[j] == NONE else 0.0


@allocating
def everyone(people, members, feelings, orbits, accounts, seats, calendar, lifts, tally, weekly, pars, links, now):
    """All who are no members: those who join anyhow, after a search that led here or as new customers; then the invited.

    The draw of a person is the same in each of these loops, so that who comes in for several reasons joins by the greatest.
    """
    week = now.week
    if not calendar.open[week]:
        return
    force, demand = links.word_of_mouth * tally.mass[0], calendar.demand[week]
    invited = reached(lifts, weekly, members.membership.size, week)
    anybody = join_chance(False, False, KEENEST, force, demand, pars)
    landed = join_chance(True, False, KEENEST, force, demand, pars)
    batch, n = new_batch(), people.need.size
    for low in range(0, n, BLOCK):
        set_bounds(batch, low, people.need, members.membership, anybody, landed)
        count = list_below(batch, low, n, now.seed, JOIN, week)
        draw(batch, count, now.seed, JOIN, week)
        bring(batch, count, people.keen)
        for k in range(count):
            decides(batch.rows[k], batch.u[k], False, people, members, feelings, orbits, force, demand, pars, week)
    for a in rows_at(accounts.since, week - 1):
        if is_new(a, accounts, week):
            for s in range(accounts.first[a], accounts.first[a] + accounts.people[a]):
                i = seats.person[s]
                decides(i, uniform(now.seed, JOIN, week, i), True, people, members, feelings, orbits, force, demand, pars, week)
    if invited > 0.0:
        invite(invited, people, members, feelings, orbits, weekly, pars, now)


# One person
def one(person, accounts, calendar, lifts, tally, weekly, pars, links, now):
    """The same for one person."""
    if not calendar.open[now.week] or person.membership != NONE:
        return
    force, demand = links.word_of_mouth * tally.mass[0], calendar.demand[now.week]
    landed = came_across(person.need, person.search)
    onboarded = person.account >= 0 and is_new(person.account, accounts, now.week)
    u = uniform(now.seed, JOIN, now.week, person.row)
    joins = u < join_chance(landed, onboarded, person.keen, force, demand, pars)
    invited = reached(lifts, weekly, person.model.world.people.keen.size, now.week)
    if not joins and takes_up(person.row, person.keen, invited, pars, now):
        joins = True
        person.invited = 1
        weekly[now.week, INVITED] += 1
    if joins:
        person.membership = LURKING
        person.joined = person.felt = now.week
        person.step = 1
