"""Bonding: talk makes ties, reading makes weak ones (M6, M14).

Whose answers one reads is drawn from the answers of the week, so the busy are met in proportion to them: preferential
attachment. With a share `closeness` two are drawn, and one by somebody of the reader's home topic goes before. (Here nobody
looks at the ties of others, which are being written.)
"""

from typing import NamedTuple

from agents.closeness import of_one_field
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
    "people.field members.days wishes.question wishes.helper wishes.taken questions.asker ties.circle ties.other "
    "ties.strength ties.met tally.rows"
)
WRITES = "ties.other ties.strength ties.met"


class BondingPars(NamedTuple):
    """How people get to know each other."""

    reads: par("chance", 0, 1, "of a member present to look at a wish of this week, perhaps an answer", "C", "assumed") = 0.3
    closeness: par("share", 0, 1, "of meetings in which the nearer of two is met: home topic, common tie", "C", "assumed") = 0.5
    unknown: par("direct ties", 0.001, 100, "A of k + A: what somebody without ties weighs", "B", "model.md M6") = 1.0


@inlined
def author(w, i, wishes):
    """The member who gave this answer, if it was given, and not by the reader; else -1."""
    helper = int(wishes.helper[w])
    return helper if wishes.taken[w] and helper >= 0 and helper != i else -1


@inlined
def read_tie(i, field, wishes, ties, tally, pars, now):
    """An indirect tie with the author of one of this week's answers."""
    n = tally.rows[WISH_ROWS]
    u, v, w, x = uniforms(now.seed, READ, now.week, i)
    if n == 0 or u >= pars.reads:
        return
    found = author(below(v, n), i, wishes)
    if found >= 0 and x < pars.closeness and not of_one_field(i, found, field):
        other = author(below(w, n), i, wishes)
        if other >= 0 and of_one_field(i, other, field):
            found = other
    if found >= 0:
        touch(ties, i, found, INDIRECT, now.week)


# Everyone
@kernel
def everyone(people, members, questions, wishes, ties, tally, pars, now):
    """Direct ties between askers and helpers, then indirect ones of all who were present."""
    for w in range(tally.rows[WISH_ROWS]):
        helper, asker = int(wishes.helper[w]), int(questions.asker[wishes.question[w]])
        if wishes.taken[w] and helper >= 0 and asker >= 0:
            touch(ties, helper, asker, DIRECT, now.week)
            touch(ties, asker, helper, DIRECT, now.week)
    for i in rows_with(members.days):
        read_tie(i, people.field, wishes, ties, tally, pars, now)


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


def one(member, people, questions, wishes, ties, tally, pars, now):
    """The same for one member: its own side only."""
    own_ties(member.row, questions, wishes, ties, tally, now)
    if member.days:
        read_tie(member.row, people.field, wishes, ties, tally, pars, now)
