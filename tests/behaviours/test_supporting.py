"""Supporting: who is not helped by the end of the week turns to the support desk after all."""

import pytest

from agents.behaviours import supporting
from agents.behaviours.asking import AskingPars
from agents.behaviours.supporting import is_spared
from agents.codes import COMMUNITY, DOCS, GAVE_UP, GUT_CHECK, LANDED, MIDDLE, NEVER, STALE_HIT, TICKET
from agents.streams import PEER
from agents.streams import TICKET as TICKET_DRAW
from sim.draws import uniform
from tests.worlds import LINKS, NOW, changed, put, snapshot, tiny

PARS = AskingPars(ticket=0.4, ticket_hard=0.8, ticket_stung=2.0)
SURE = PARS._replace(ticket=1.0)


def asked(people=4, **columns):
    world = tiny(people)
    put(world.people, **({"need": MIDDLE, "channel": COMMUNITY, "search": LANDED, "plan": 1, "solved": NEVER} | columns))
    return world


def live(world, pars=PARS, gain=1.0):
    supporting.everyone(world.people, pars, LINKS._replace(peer_support=gain), NOW)
    return world.people.channel.tolist()


@pytest.mark.parametrize(
    ("u", "solved", "gain", "spared"),
    [
        (0.999, True, 1.0, True),
        (0.5, True, 0.4, False),
        (0.3, True, 0.4, True),
        (1e-9, True, 0.0, False),
        (0.1, False, 1.0, False),
    ],
)
def test_who_is_spared_a_ticket(u, solved, gain, spared):
    assert is_spared(u, solved, gain) == spared


@pytest.mark.shows(10, 64)
def test_only_a_question_solved_this_week_takes_the_place_of_a_ticket():
    world = asked(solved=[NOW.week, NOW.week - 1, NEVER, NOW.week])
    before = snapshot(world)
    assert live(world, SURE) == [COMMUNITY, TICKET, TICKET, COMMUNITY]
    assert changed(before, snapshot(world)) == {"people.channel"}


def test_who_has_no_right_to_a_ticket_gives_up():
    assert live(asked(plan=[0, 1, 1, 1], engaged=[1, 0, 1, 1], need=[MIDDLE] * 3 + [GUT_CHECK]), SURE) == [
        GAVE_UP, GAVE_UP, TICKET, GAVE_UP,
    ]  # fmt: skip


def test_others_are_left_alone():
    assert live(asked(channel=[DOCS, TICKET, GAVE_UP, 0]), SURE) == [DOCS, TICKET, GAVE_UP, 0]


def test_the_draw_is_the_one_that_decides_without_a_community():
    draws = [uniform(NOW.seed, TICKET_DRAW, NOW.week, i) for i in range(300)]
    assert live(asked(300)) == [TICKET if u < 0.4 else GAVE_UP for u in draws]
    assert live(asked(300, search=STALE_HIT)) == [TICKET if u < 0.8 else GAVE_UP for u in draws]  # misled, then not helped


def test_a_cut_link_spares_nobody_and_half_a_link_half():
    assert live(asked(300, solved=NOW.week), gain=0.0) == live(asked(300))
    spared = [uniform(NOW.seed, PEER, NOW.week, i) < 0.5 for i in range(300)]
    assert [c == COMMUNITY for c in live(asked(300, solved=NOW.week), gain=0.5)] == spared


def test_nobody():
    assert live(asked(0)) == []
