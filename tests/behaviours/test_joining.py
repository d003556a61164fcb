"""Joining: after a search landing, by word of mouth, from outside."""

import numpy as np
import pytest

from agents import counts
from agents.behaviours import joining
from agents.behaviours.joining import JoiningPars, accept_chance, invited_chance, join_chance
from agents.codes import ACTIVE, CUSTOMER, DOCS, LANDED, LAPSED, LURKING, MIDDLE, NONE, OPEN, REUSED, STALE_HIT, TRIAL
from agents.streams import INVITE, JOIN
from sim.clock import Now
from sim.draws import uniform, uniforms
from tests.worlds import LINKS, NOW, changed, put, snapshot, tiny

PARS = JoiningPars(outside=0.052, imitation=0.52, landed=0.05, customer=0.04, keen=0.5, invited=0.2)
SURE = PARS._replace(landed=1.0, keen=0.0, outside=0.0, imitation=0.0)


def village(people=3, mass=0.0, **columns):
    world = tiny(people)
    put(world.people, **{"search": OPEN} | columns)
    world.tally.mass[0] = mass
    return world


def live(world, pars=PARS, links=LINKS, now=NOW):
    w = world
    joining.everyone(
        w.people, w.members, w.feelings, w.orbits, w.accounts, w.seats, w.calendar, w.lifts, w.tally, w.weekly, pars, links, now,
    )  # fmt: skip
    return w.members.membership.tolist()


@pytest.mark.parametrize(
    ("landed", "keen", "force", "demand", "chance"),
    [
        (False, 0.0, 0.0, 1.0, 0.001),  # 0.052 a year
        (False, 0.0, 0.0, 3.0, 0.003),
        (False, 0.0, 1.0, 0.0, 0.01),  # 0.52 a year when all are members at full warmth
        (False, 0.0, 0.25, 1.0, 0.0035),
        (True, 0.0, 0.0, 0.0, 0.05),
        (True, 0.0, 0.25, 1.0, 0.0535),
        (True, 1.0, 0.0, 0.0, 0.075),  # x 1.5
        (True, 9.0, 0.0, 0.0, 0.15),  # three times at most
        (True, -9.0, 0.0, 0.0, 0.005),  # a tenth at least
        (False, 0.0, 0.0, 0.0, 0.0),
        (True, 9.0, 99.0, 1.0, 1.0),
    ],
)
def test_chance(landed, keen, force, demand, chance):
    assert join_chance(landed, False, keen, force, demand, PARS) == pytest.approx(chance, rel=1e-12)


def test_chance_of_a_new_customer():
    assert join_chance(False, True, 0.0, 0.0, 0.0, PARS) == pytest.approx(0.04)
    assert join_chance(True, True, 1.0, 0.0, 0.0, PARS) == pytest.approx(1.5 * (0.05 + 0.04))


@pytest.mark.shows(5)
def test_the_people_of_a_new_customer_are_shown_the_community_once():
    def joined(since, stage=CUSTOMER, week=NOW.week):
        world = tiny(people=4, accounts=2)
        put(world.people, account=[1, 0, 1, 1])
        put(world.seats, person=[1, 0, 2, 3])
        put(world.accounts, first=[0, 1], people=[1, 3], stage=[CUSTOMER, stage], since=[NOW.week - 9, since])
        return live(world, SURE._replace(customer=1.0, landed=0.0), now=Now(NOW.seed, week))

    assert joined(NOW.week - 1) == [LURKING, NONE, LURKING, LURKING]
    assert joined(NOW.week) == joined(NOW.week - 2) == joined(NOW.week - 1, stage=TRIAL) == [NONE] * 4
    assert joined(-1, week=0) == [NONE] * 4  # customers from of old


def test_with_two_reasons_the_greater_chance_counts():
    world = tiny(people=2000, accounts=1)
    put(world.people, account=0, need=[MIDDLE] * 1000 + [0] * 1000, search=LANDED)
    put(world.seats, person=np.arange(2000))
    put(world.accounts, first=0, people=2000, stage=CUSTOMER, since=NOW.week - 1)
    pars = PARS._replace(landed=0.3, customer=0.2, outside=0.0)
    chances = [0.5] * 1000 + [0.2] * 1000
    joins = [uniform(NOW.seed, JOIN, NOW.week, i) < chance for i, chance in enumerate(chances)]
    assert live(world, pars) == [LURKING if j else NONE for j in joins]


def test_who_joins_lurks_from_this_week_on():
    world = village(search=[REUSED, STALE_HIT, LANDED], need=MIDDLE)
    before = snapshot(world)
    assert live(world, SURE) == [LURKING] * 3
    assert world.members.joined.tolist() == world.feelings.felt.tolist() == [NOW.week] * 3
    assert world.orbits.step.tolist() == [1, 1, 1]
    assert changed(before, snapshot(world)) == {"members.membership", "members.joined", "feelings.felt", "orbits.step"}


def test_a_landing_counts_though_the_problem_went_to_the_support_desk():
    world = village(search=LANDED, need=MIDDLE, channel=7)
    assert live(world, SURE) == [LURKING] * 3


@pytest.mark.parametrize(
    "case", [{"search": OPEN, "need": MIDDLE}, {"search": DOCS, "need": MIDDLE}, {"search": LANDED, "need": 0}]
)
def test_who_did_not_land_this_week_does_not_join_for_it(case):
    assert live(village(**case), SURE) == [NONE] * 3  # without a problem this week, the search was an earlier one


def test_members_do_not_join_again():
    world = village(people=4, search=LANDED, need=MIDDLE)
    put(world.members, membership=[LURKING, ACTIVE, LAPSED, NONE], joined=-5)
    assert live(world, SURE) == [LURKING, ACTIVE, LAPSED, LURKING]
    assert world.members.joined.tolist() == [-5, -5, -5, NOW.week]


def test_nobody_joins_a_closed_community():
    world = village(search=LANDED, need=MIDDLE)
    put(world.calendar, open=0)
    before = snapshot(world)
    live(world, SURE)
    assert changed(before, snapshot(world)) == set()


def test_nobody():
    assert live(village(people=0, search=[])) == []


def test_every_person_has_a_draw():
    world = village(people=2051, mass=0.5, keen=1.0)  # more than one block
    pars = PARS._replace(outside=2.6, imitation=10.4)
    joined = [uniform(NOW.seed, JOIN, NOW.week, i) < (2.6 + 10.4 * 0.5) / 52 * 1.5 for i in range(2051)]
    assert live(world, pars) == [LURKING if joins else NONE for joins in joined] and 0 < sum(joined) < 2051


@pytest.mark.shows(2, 111)
def test_word_of_mouth_is_mass_times_the_gain_of_its_link():
    pars = PARS._replace(imitation=26.0)
    joined = {
        gain: np.array(live(village(people=400, mass=mass), pars, LINKS._replace(word_of_mouth=gain)))
        for gain, mass in [(1.0, 0.4), (0.5, 0.8), (0.0, 0.4)]
    }
    assert np.array_equal(joined[1.0], joined[0.5])
    assert np.array_equal(joined[0.0], live(village(people=400), pars)) and joined[1.0].sum() > joined[0.0].sum()


@pytest.mark.parametrize("more", [{"mass": 0.5}, {"search": LANDED, "need": MIDDLE}, {"keen": 1.0}, {"demand": 4.0}])
def test_more_of_it_more_join(more):
    def joined(mass=0.0, demand=1.0, **columns):
        world = village(people=400, mass=mass, **columns)
        put(world.calendar, demand=demand)
        return np.array(live(world, PARS._replace(outside=5.2, imitation=20.8, landed=0.3)))

    assert (joined(**more) >= joined()).all() and joined(**more).sum() > joined().sum()


# Invitations

QUIET = PARS._replace(outside=0.0, imitation=0.0, landed=0.0)


@pytest.mark.parametrize(
    ("invitations", "outsiders", "chance"), [(0, 9, 0.0), (3, 12, 0.25), (12, 12, 1.0), (50, 12, 1.0), (5, 0, 0.0)]
)
def test_invitations_are_shared_among_outsiders(invitations, outsiders, chance):
    assert invited_chance(invitations, outsiders) == chance


@pytest.mark.parametrize(("keen", "chance"), [(0.0, 0.2), (1.0, 0.3), (9.0, 0.6), (-9.0, 0.02)])
def test_keen_people_take_up_an_invitation_more_often(keen, chance):
    assert accept_chance(keen, PARS) == pytest.approx(chance, rel=1e-12)


def test_who_came_on_an_invitation_is_remembered():
    world = invite(people=400, invitations=1e9)
    joined = np.array(live(world, QUIET._replace(invited=0.5))) == LURKING
    assert np.array_equal(world.members.invited == 1, joined) and 0 < joined.sum() < 400
    world = village(search=[REUSED, STALE_HIT, LANDED], need=MIDDLE)
    assert live(world, SURE) == [LURKING] * 3 and not world.members.invited.any()


def invite(people=400, invitations=100.0, members=0, **columns):
    world = village(people, **columns)
    put(world.lifts, invitations=invitations)
    world.weekly[NOW.week - 1, counts.MEMBERS] = members
    return world


def test_invited_people_join_by_draw():
    world = invite(members=200)  # 100 invitations for 200 outsiders
    draws = [uniforms(NOW.seed, INVITE, NOW.week, i)[:2] for i in range(400)]
    joins = [u < 0.5 and v < 0.2 for u, v in draws]
    assert live(world, QUIET) == [LURKING if j else NONE for j in joins]
    assert world.weekly[NOW.week, counts.INVITED] == sum(joins) > 0


def test_who_joins_anyhow_did_not_join_by_invitation():
    world = invite(search=LANDED, need=MIDDLE)
    assert live(world, SURE._replace(invited=1.0)) == [LURKING] * 400 and not world.weekly[NOW.week].any()


def test_nobody_is_invited_without_invitations_nor_in_the_first_week():
    for world, now in [(invite(invitations=0.0), NOW), (invite(), Now(NOW.seed, 0))]:
        before = snapshot(world)
        live(world, QUIET._replace(invited=1.0), now=now)
        assert changed(before, snapshot(world)) == set()


def test_more_invitations_more_join():
    few, many = (np.array(live(invite(invitations=n), QUIET._replace(invited=0.8))) for n in (50.0, 150.0))
    assert (many >= few).all() and many.sum() > few.sum()
