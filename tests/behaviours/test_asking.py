"""Asking: the community, a ticket, or giving up."""

import numpy as np
import pytest

from agents.behaviours import asking
from agents.behaviours.asking import AskingPars, asks, right_to_ticket, was_ignored, would_ticket
from agents.codes import (
    ACTIVE,
    AI,
    COMMUNITY,
    DOCS,
    FIRST_NONE,
    FIRST_REPLIED,
    FIRST_WAITING,
    GAVE_UP,
    GUT_CHECK,
    HARD,
    LANDED,
    LAPSED,
    LURKING,
    MIDDLE,
    NEVER,
    NONE,
    OPEN,
    REUSED,
    SIMPLE,
    STALE_HIT,
    TICKET,
)  # fmt: skip
from agents.streams import ASK
from agents.streams import TICKET as TICKET_DRAW
from sim.draws import uniform
from tests.worlds import LINKS, NOW, changed, put, snapshot, tiny

PARS = AskingPars(
    member=0.5,
    lapsed=0.25,
    outside=0.02,
    landed=0.1,
    ignored=0.4,
    hard=0.5,
    keen=0.25,
    ticket=0.05,
    ticket_hard=0.3,
    ticket_stung=2.0,
    rules=1.8,
    expect=0.75,
)
SURE = PARS._replace(member=1.0, lapsed=1.0, outside=1.0, landed=1.0, hard=1.0, keen=0.0)
NEVER_ASKS = PARS._replace(member=0.0, outside=0.0, landed=0.0)


def village(people=3, channel=OPEN, membership=NONE, kind=MIDDLE, plan=1, keen=0.0):
    world = tiny(people)
    put(world.people, need=kind, channel=channel, plan=plan, keen=keen)
    put(world.members, membership=membership)
    return world


def live(world, pars=PARS, links=LINKS):
    asking.everyone(world.people, world.members, world.calendar, world.lifts, world.tally, pars, links, NOW)
    return world.people.channel.tolist()


@pytest.mark.parametrize(
    ("kind", "channel", "membership", "keen", "chance"),
    [
        (MIDDLE, OPEN, NONE, 0.0, 0.02),  # has not seen the community
        (MIDDLE, LANDED, NONE, 0.0, 0.1),
        (MIDDLE, STALE_HIT, NONE, 0.0, 0.1),  # saw it, and was misled
        (MIDDLE, LANDED, LURKING, 0.0, 0.5),
        (MIDDLE, LANDED, ACTIVE, 0.0, 0.5),
        (MIDDLE, LANDED, LAPSED, 0.0, 0.125),  # a quarter
        (HARD, LANDED, ACTIVE, 0.0, 0.25),  # half
        (SIMPLE, LANDED, ACTIVE, 0.0, 0.5),
        (GUT_CHECK, LANDED, ACTIVE, 0.0, 0.5),
        (MIDDLE, LANDED, ACTIVE, 2.0, 0.75),  # x (1 + 0.25 x 2)
        (MIDDLE, LANDED, LAPSED, 9.0, 0.25),  # the factor is 2 at most: twice an eighth
        (MIDDLE, LANDED, ACTIVE, 9.0, 1.0),  # the factor is 2 at most
        (MIDDLE, LANDED, ACTIVE, -2.0, 0.25),
        (MIDDLE, LANDED, ACTIVE, -9.0, 0.1),  # and 0.2 at least
        (HARD, STALE_HIT, LAPSED, 2.0, 0.09375),  # 0.5 x 0.25 x 0.5 x 1.5
    ],
)
def test_chance_to_ask(kind, channel, membership, keen, chance):
    assert asks(kind, channel, membership, False, False, keen, 1.0, 0.0, 0.0, PARS) == pytest.approx(chance, rel=1e-12)


@pytest.mark.parametrize(("gain", "chance"), [(1.0, 0.3), (0.5, 0.4), (0.0, 0.5)])
def test_silence_at_the_first_post_makes_ask_less(gain, chance):  # 0.5 x (1 - 0.4 gain)
    pars = PARS._replace(ignored=0.4)
    assert asks(MIDDLE, LANDED, ACTIVE, True, False, 0.0, gain, 0.0, 0.0, pars) == pytest.approx(chance, rel=1e-12)


@pytest.mark.parametrize(
    ("reply", "weeks", "ignored"),
    [
        (FIRST_NONE, 9, False),
        (FIRST_WAITING, 0, False),
        (FIRST_WAITING, 1, False),
        (FIRST_WAITING, 2, True),
        (FIRST_REPLIED, 9, False),
    ],
)
def test_who_was_ignored(reply, weeks, ignored):
    assert was_ignored(reply, weeks) == ignored


def test_the_first_post_met_silence_a_week_after_it():
    pars = SURE._replace(ignored=1.0)
    world = village(people=4, channel=LANDED, membership=ACTIVE, plan=0)
    put(world.members, first_post=[NOW.week - 2, NOW.week - 1, NOW.week - 2, -50], first_reply=FIRST_WAITING)
    put(world.members, first_reply=[FIRST_WAITING, FIRST_WAITING, FIRST_REPLIED])
    assert live(world, pars) == [GAVE_UP, COMMUNITY, COMMUNITY, GAVE_UP]


def test_chance_to_ask_never_exceeds_one():
    assert asks(MIDDLE, LANDED, ACTIVE, False, False, 9.0, 1.0, 0.0, 0.0, PARS._replace(member=0.9)) == 1.0


@pytest.mark.parametrize(("new", "rules", "chance"), [(True, 1.0, 0.9), (True, 0.5, 0.7), (True, 0.0, 0.5), (False, 1.0, 0.5)])
def test_rules_hearten_those_who_have_never_posted(new, rules, chance):  # 0.5 x (1 + 0.8 rules)
    assert asks(MIDDLE, LANDED, ACTIVE, False, new, 0.0, 1.0, rules, 0.0, PARS) == pytest.approx(chance, rel=1e-12)


@pytest.mark.parametrize(
    ("unanswered", "membership", "chance"),
    [(0.0, ACTIVE, 0.5), (0.4, ACTIVE, 0.35), (1.0, ACTIVE, 0.125), (0.4, NONE, 0.07), (0.4, LAPSED, 0.0875)],
)
def test_who_sees_questions_left_open_asks_less(unanswered, membership, chance):  # x (1 - 0.75 unanswered)
    found = asks(MIDDLE, LANDED, membership, False, False, 0.0, 1.0, 0.0, unanswered, PARS)
    assert found == pytest.approx(chance, rel=1e-12)


@pytest.mark.shows(110)
def test_fewer_ask_where_questions_stay_open_and_what_would_have_become_of_problems_stays():
    def asked(unanswered, pars=PARS):
        world = village(people=900, channel=LANDED, membership=ACTIVE)
        world.tally.unanswered[0] = unanswered
        return np.array(live(world, pars)) == COMMUNITY, world.people.base

    (full, base), (some, base_some), (few, base_few) = asked(0.0), asked(0.5), asked(1.0)
    assert (some <= full).all() and (few <= some).all() and 0 < few.sum() < some.sum() < full.sum()
    assert np.array_equal(base, base_some) and np.array_equal(base, base_few)
    assert np.array_equal(asked(1.0, PARS._replace(expect=0.0))[0], full)  # nobody cares


@pytest.mark.shows(44, 56)
def test_rules_shown_bring_first_posts_by_newcomers_only():
    def asked(rules, links=LINKS):
        world = village(people=900, channel=LANDED, membership=ACTIVE)
        put(world.members, first_post=np.where(np.arange(900) < 450, NEVER, -9))
        put(world.lifts, rules=rules)
        return np.array(live(world, links=links)) == COMMUNITY

    none, some, all_ = asked(0.0), asked(0.5), asked(1.0)
    assert (some >= none).all() and (all_ >= some).all() and all_.sum() > some.sum() > none.sum()
    assert np.array_equal(none[450:], all_[450:])
    assert np.array_equal(asked(5.0), all_)  # nobody is shown them twice
    assert np.array_equal(asked(1.0, LINKS._replace(moderation=0.0)), none)
    assert np.array_equal(asked(1.0, LINKS._replace(moderation=0.5)), some)


@pytest.mark.parametrize(
    ("kind", "plan", "stung", "chance"),
    [
        (SIMPLE, 1, False, 0.05),
        (MIDDLE, 1, False, 0.05),
        (HARD, 1, False, 0.3),
        (MIDDLE, 1, True, 0.1),
        (HARD, 1, True, 0.6),
        (GUT_CHECK, 1, False, 0.0),  # an agent cannot say whether one is doing it right
        (GUT_CHECK, 1, True, 0.0),
        (HARD, 0, False, 0.0),  # no plan, no right to a ticket
        (HARD, 0, True, 0.0),
    ],
)
def test_chance_of_a_ticket(kind, plan, stung, chance):
    assert would_ticket(kind, plan, stung, PARS) == pytest.approx(chance, rel=1e-12)


def test_a_stale_hit_never_makes_a_ticket_more_than_certain():
    assert would_ticket(HARD, 1, True, PARS._replace(ticket_hard=0.9)) == 1.0


def test_only_open_problems_are_decided():
    world = village(people=7, channel=[DOCS, REUSED, OPEN, LANDED, STALE_HIT, 0, OPEN], kind=[MIDDLE] * 6 + [0])
    before = snapshot(world)
    assert live(world, SURE) == [DOCS, REUSED, COMMUNITY, COMMUNITY, COMMUNITY, 0, OPEN]
    assert changed(before, snapshot(world)) == {"people.channel", "people.base"}


@pytest.mark.shows(99)
def test_a_closed_community_leaves_the_ticket_or_nothing():
    world = village(membership=ACTIVE, channel=[OPEN, LANDED, STALE_HIT], plan=[1, 0, 1])
    put(world.calendar, open=0)
    assert live(world, SURE._replace(ticket=1.0)) == [TICKET, GAVE_UP, TICKET]


def test_nobody():
    assert live(village(people=0)) == []


def test_asking_comes_first_and_the_ticket_draw_has_its_own_address():
    world = village(people=200, channel=LANDED, membership=ACTIVE)
    pars = PARS._replace(ticket=0.4)
    expected = []
    for i in range(200):
        if uniform(NOW.seed, ASK, NOW.week, i) < 0.5:
            expected.append(COMMUNITY)
        else:
            expected.append(TICKET if uniform(NOW.seed, TICKET_DRAW, NOW.week, i) < 0.4 else GAVE_UP)
    assert live(world, pars) == expected
    assert set(expected) == {COMMUNITY, TICKET, GAVE_UP}


def test_a_ticket_says_the_same_whether_there_is_a_community_or_not():
    pars = PARS._replace(ticket=0.4)
    closed = village(people=200, membership=ACTIVE)
    put(closed.calendar, open=0)
    without = np.array(live(closed, pars))
    with_it = np.array(live(village(people=200, membership=ACTIVE), pars))
    asked = with_it == COMMUNITY
    assert asked.any() and np.array_equal(with_it[~asked], without[~asked])


def test_being_misled_sends_more_people_to_the_support_desk():
    pars = NEVER_ASKS._replace(ticket=0.3)
    calm, stung = (np.array(live(village(people=300, channel=c), pars)) == TICKET for c in (LANDED, STALE_HIT))
    assert (stung >= calm).all() and stung.sum() > calm.sum()


def test_the_keen_ask_more():
    shy, keen = (np.array(live(village(people=300, channel=LANDED, membership=ACTIVE, keen=k))) == COMMUNITY for k in (-1, 1))
    assert (keen >= shy).all() and keen.sum() > shy.sum()


def test_what_would_have_become_of_it_does_not_know_the_community():
    def base(open_, **columns):
        world = village(people=300, **columns)
        put(world.people, engaged=[0] * 50)
        put(world.calendar, open=open_)
        live(world, PARS._replace(ticket=0.4))
        return world.people.base.tolist()

    channels = [OPEN, LANDED, STALE_HIT, REUSED] * 75
    draws = [uniform(NOW.seed, TICKET_DRAW, NOW.week, i) for i in range(300)]
    expected = [GAVE_UP] * 50 + [TICKET if u < 0.4 else GAVE_UP for u in draws[50:]]  # those who do not use it have no right
    assert base(1, channel=channels, membership=ACTIVE) == expected
    assert base(0, channel=OPEN, membership=NONE) == expected
    assert base(1, channel=[DOCS, AI] * 150) == [DOCS, AI] * 150


@pytest.mark.shows(88)
@pytest.mark.parametrize(("plan", "engaged", "right"), [(1, 1, 1), (1, 0, 0), (0, 1, 0), (0, 0, 0)])
def test_a_ticket_is_for_users_with_a_plan(plan, engaged, right):
    assert right_to_ticket(plan, engaged) == right


@pytest.mark.shows(88)
def test_without_a_plan_the_community_is_the_only_place_to_ask():
    world = village(people=200, channel=LANDED, membership=ACTIVE, plan=0)
    without = village(people=200, channel=OPEN, plan=0)
    put(without.calendar, open=0)
    assert COMMUNITY in live(world, SURE) and TICKET not in live(world, SURE)
    assert live(without, SURE) == [GAVE_UP] * 200
