"""Asking: a problem left open becomes a question in the community, a support ticket, or is given up (M7, M11).

People ask where they see questions answered. This is what a community has to light before it burns by itself: few helpers
leave questions open, open questions keep others from asking, and who does not ask does not become a helper.
"""

from typing import NamedTuple

from agents.codes import (
    AI,
    COMMUNITY,
    DOCS,
    FIRST_WAITING,
    GAVE_UP,
    GUT_CHECK,
    HARD,
    LANDED,
    LAPSED,
    NEVER,
    NONE,
    OPEN,
    STALE_HIT,
    TICKET,
)
from agents.streams import ASK
from agents.streams import TICKET as TICKET_DRAW
from sim.batch import BLOCK, bring, draw, list_with, new_batch
from sim.draws import uniform
from sim.kernel import allocating, inlined, kernel, rule
from sim.pars import par

OF = "people"
READS = (
    "people.need people.channel people.plan people.engaged people.keen members.membership members.first_post "
    "members.first_reply calendar.open lifts.rules tally.unanswered"
)
WRITES = "people.channel people.base"


class AskingPars(NamedTuple):
    """Where one goes with an open problem."""

    member: par("chance", 0, 1, "a member asks the community", "A", "fitted to questions per member") = 0.45
    lapsed: par("ratio", 0, 1, "of that chance, for members who have drifted away", "A", "fitted to returns") = 0.5
    outside: par("chance", 0, 0.5, "an outsider who has not seen the community comes to ask", "A", "fitted to new askers") = 0.2
    landed: par("chance", 0, 1, "an outsider whose search led here asks", "C", "assumed") = 0.10
    ignored: par("ratio", 0, 1, "less, once the first post met silence (M2)", "A", "fitted to the return of newcomers") = 0.5
    hard: par("ratio", 0, 1, "of these chances for hard or private problems", "C", "assumed, Millington: agents take them") = 0.4
    keen: par("ratio/sd", 0, 2, "keen people ask more: factor 1 + keen x keenness, in [0.2, 2]", "C", "assumed") = 0.15
    ticket: par(
        "chance", 0, 1, "an open problem that would become a ticket, with a plan", "B", "model.md M11: 0.05 (0.01-0.20)"
    ) = 0.05
    ticket_hard: par("chance", 0, 1, "the same for a hard problem", "C", "assumed") = 0.30
    ticket_stung: par("ratio", 1, 5, "more after a stale answer misled", "C", "assumed, M10") = 2.0
    rules: par("ratio", 1, 3, "who has never posted asks so much more once shown the rules", "B", "Matias 2019: x1.7 (M18)") = 1.7
    expect: par("share", 0, 1, "of the asking that hinges on seeing questions answered (M4, M15)", "C", "assumed") = 0.6


# The rules
@rule
def was_ignored(first_reply: int, weeks: int) -> bool:
    """Whether the first post, made so many weeks ago, had no reply within its first week."""
    return first_reply == FIRST_WAITING and weeks > 1


@rule
def asks(
    kind: int, channel: int, membership: int, ignored: bool, new: bool, keen: float, welcome: float, rules: float,
    unanswered: float, pars: AskingPars,
) -> float:  # fmt: skip
    """Chance that an open problem is asked in the community; `welcome` is the gain of the link `first_reply`.

    Posted rules take the fear of the first post from those who are shown them, a share `rules` of all. Where a share
    `unanswered` of the questions finds no answer, some expect none and do not ask.
    """
    if membership == NONE:
        chance = pars.outside if channel == OPEN else pars.landed
    else:
        chance = pars.member * (pars.lapsed if membership == LAPSED else 1.0)
    if ignored:
        chance *= 1.0 - welcome * pars.ignored
    if new:
        chance *= 1.0 + (pars.rules - 1.0) * rules
    chance *= (pars.hard if kind == HARD else 1.0) * (1.0 - pars.expect * min(unanswered, 1.0))
    return min(chance * min(max(1.0 + pars.keen * keen, 0.2), 2.0), 1.0)


@rule
def would_ticket(kind: int, right: int, stung: bool, pars: AskingPars) -> float:
    """Chance that a problem nobody else solves becomes a ticket: 0 without a right to one and for gut checks."""
    if right == 0 or kind == GUT_CHECK:
        return 0.0
    return min((pars.ticket_hard if kind == HARD else pars.ticket) * (pars.ticket_stung if stung else 1.0), 1.0)


@rule
def right_to_ticket(plan: int, engaged: int) -> int:
    """A ticket is for those who use the product and have a plan; prospects have no right to one."""
    return plan * engaged


@inlined
def shown(lifts, links, week):
    """Share of visitors who are shown the rules this week."""
    return links.moderation * min(lifts.rules[week], 1.0)


@inlined
def fallback(u, kind, right, stung, pars):
    """A ticket or nothing. The draw has its own address: it says the same whether a community exists or not."""
    return TICKET if u < would_ticket(kind, right, stung, pars) else GAVE_UP


@inlined
def without_community(u, kind, channel, right, pars):
    """What would have become of the problem without a community: nothing there can mislead either."""
    return channel if channel == DOCS or channel == AI else fallback(u, kind, right, False, pars)


@inlined
def choice(i, u, kind, channel, membership, ignored, new, keen, right, is_open, rules, unanswered, pars, welcome, now):
    """Where the problem goes; `u` decides between a ticket and nothing."""
    if is_open:
        chance = asks(kind, channel, membership, ignored, new, keen, welcome, rules, unanswered, pars)
        if uniform(now.seed, ASK, now.week, i) < chance:
            return COMMUNITY
    return fallback(u, kind, right, channel == STALE_HIT, pars)


# Everyone
@kernel
def choose(batch, count, is_open, rules, unanswered, people, members, pars, welcome, now):
    """Those listed whose problem is still open choose."""
    for k in range(count):
        i, kind, channel = batch.rows[k], int(people.need[batch.rows[k]]), int(people.channel[batch.rows[k]])
        right = right_to_ticket(int(people.plan[i]), int(people.engaged[i]))
        people.base[i] = without_community(batch.u[k], kind, channel, right, pars)
        if channel == OPEN or channel == LANDED or channel == STALE_HIT:
            ignored = was_ignored(int(members.first_reply[i]), now.week - int(members.first_post[i]))
            people.channel[i] = choice(
                i, batch.u[k], kind, channel, int(members.membership[i]), ignored, members.first_post[i] == NEVER,
                people.keen[i], right, is_open, rules, unanswered, pars, welcome, now,
            )  # fmt: skip


@allocating
def everyone(people, members, calendar, lifts, tally, pars, links, now):
    """All who have a problem."""
    is_open, rules, unanswered = calendar.open[now.week] > 0, shown(lifts, links, now.week), tally.unanswered[0]
    batch = new_batch()
    for low in range(0, people.need.size, BLOCK):
        count = list_with(batch, people.need, low)
        draw(batch, count, now.seed, TICKET_DRAW, now.week)
        bring(batch, count, people.plan)
        bring(batch, count, members.first_reply)
        bring(batch, count, members.first_post)
        choose(batch, count, is_open, rules, unanswered, people, members, pars, links.first_reply, now)


# One person
def one(person, calendar, lifts, tally, pars, links, now):
    """The same for one person."""
    if not person.need:
        return
    right = right_to_ticket(person.plan, person.engaged)
    u = uniform(now.seed, TICKET_DRAW, now.week, person.row)
    person.base = without_community(u, person.need, person.channel, right, pars)
    if person.channel in (OPEN, LANDED, STALE_HIT):
        ignored = was_ignored(person.first_reply, now.week - person.first_post)
        person.channel = choice(
            person.row, u, person.need, person.channel, person.membership, ignored, person.first_post == NEVER,
            person.keen, right, calendar.open[now.week] > 0, shown(lifts, links, now.week), tally.unanswered[0], pars,
            links.first_reply, now,
        )  # fmt: skip
