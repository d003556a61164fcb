"""Bonding: talk makes ties, reading makes weak ones (M6, M14).

Whose answers one reads is drawn from the answers of the week, so the busy are met more often: preferential attachment.
"""

from typing import NamedTuple

from agents.entities import WISH_ROWS
from agents.orbit import DIRECT, INDIRECT
from agents.streams import READ
from agents.ties import touch
from sim.draws import below, uniforms
from sim.kernel import inlined, kernel
from sim.pars import par
from sim.scan import rows_with

OF = "members"
READS = (
    "members.days wishes.question wishes.helper wishes.taken questions.asker ties.circle ties.other ties.strength ties.met "
    "tally.rows"
)
WRITES = "ties.other ties.strength ties.met"


class BondingPars(NamedTuple):
    """How people get to know each other."""

    reads: par("chance", 0, 1, "of a member present to look at a wish of this week, perhaps an answer", "C", "assumed") = 0.3


@inlined
def read_tie(i, wishes, ties, tally, pars, now):
    """An indirect tie with the author of one of this week's answers."""
    n = tally.rows[WISH_ROWS]
    u, v, _, _ = uniforms(now.seed, READ, now.week, i)
    if n == 0 or u >= pars.reads:
        return
    w = below(v, n)
    helper = int(wishes.helper[w])
    if wishes.taken[w] and helper >= 0 and helper != i:
        touch(ties, i, helper, INDIRECT, now.week)


# Everyone
@kernel
def everyone(members, questions, wishes, ties, tally, pars, now):
    """Direct ties between askers and helpers, then indirect ones of all who were present."""
    for w in range(tally.rows[WISH_ROWS]):
        helper, asker = int(wishes.helper[w]), int(questions.asker[wishes.question[w]])
        if wishes.taken[w] and helper >= 0 and asker >= 0:
            touch(ties, helper, asker, DIRECT, now.week)
            touch(ties, asker, helper, DIRECT, now.week)
    for i in rows_with(members.days):
        read_tie(i, wishes, ties, tally, pars, now)


# One member
@kernel
def own_ties(i, questions, wishes, ties, tally, now):
    """Direct ties of one member to those who were helped, and to those who helped."""
    for w in range(tally.rows[WISH_ROWS]):
        helper, asker = int(wishes.helper[w]), int(questions.asker[wishes.question[w]])
        if wishes.taken[w] and helper >= 0 and asker >= 0:
            if helper == i:
                touch(ties, i, asker, DIRECT, now.week)
            if asker == i:
                touch(ties, i, helper, DIRECT, now.week)


def one(member, questions, wishes, ties, tally, pars, now):
    """The same for one member: its own side only."""
    own_ties(member.row, questions, wishes, ties, tally, now)
    if member.days:
        read_tie(member.row, wishes, ties, tally, pars, now)
