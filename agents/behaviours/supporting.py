"""Supporting: who asked the community and has no solution by the end of the week turns to the support desk after all (M11).

Patience is assumed to last until the end of the week. What was solved by then spares the ticket: the link `peer_support`.
"""

from agents.behaviours.asking import fallback, right_to_ticket
from agents.codes import COMMUNITY, STALE_HIT
from agents.streams import PEER
from agents.streams import TICKET as TICKET_DRAW
from sim.draws import uniform
from sim.kernel import inlined, kernel, rule
from sim.scan import rows_with

OF = "people"
READS = "people.need people.search people.channel people.plan people.engaged people.solved"
WRITES = "people.channel"


# The rule
@rule
def is_spared(u: float, solved: bool, gain: float) -> bool:
    """Whether a question in the community has taken the place of a ticket; `gain` is that of the link `peer_support`."""
    return solved and u < gain


@inlined
def after_asking(i, kind, search, solved, right, asking, gain, now):
    """What has become of a question by the end of the week: solved by peers, a ticket, or given up."""
    if is_spared(uniform(now.seed, PEER, now.week, i), solved, gain):
        return COMMUNITY
    return fallback(uniform(now.seed, TICKET_DRAW, now.week, i), kind, right, search == STALE_HIT, asking)


# Everyone
@kernel
def everyone(people, asking, links, now):
    """All who asked this week."""
    for i in rows_with(people.channel):
        if people.channel[i] == COMMUNITY:
            right = right_to_ticket(int(people.plan[i]), int(people.engaged[i]))
            solved = people.solved[i] == now.week
            kind, search = int(people.need[i]), int(people.search[i])
            people.channel[i] = after_asking(i, kind, search, solved, right, asking, links.peer_support, now)


# One person
def one(person, asking, links, now):
    """The same for one person."""
    if person.channel == COMMUNITY:
        right = right_to_ticket(person.plan, person.engaged)
        solved = person.solved == now.week
        person.channel = after_asking(
            person.row, person.need, person.search, solved, right, asking, links.peer_support, now
        )  # fmt: skip
