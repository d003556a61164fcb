"""Advocating: who speaks up for the product, asked or unasked, and whom they bring."""

import math

import numpy as np
import pytest

from agents.behaviours import advocating
from agents.behaviours.advocating import AdvocatingPars, proof_left, referral_chance, speaks_up
from agents.codes import ACTIVE, AWARE, CUSTOMER, EVALUATING, FORMER, LAPSED, LURKING, TRIAL, UNAWARE
from agents.counts import NUDGED, REFERENCES, REFERRALS
from agents.streams import ADVOCATE
from sim.draws import uniform
from tests.worlds import JUDGING, LINKS, NOW, TRUSTING, changed, near, put, snapshot, tiny

PARS = AdvocatingPars(affinity=0.3, trust=0.6, reference=0.52, nudged=0.25, fading=0.05, referral=0.0, clout=1.0, most=20.0)
SURE = PARS._replace(reference=9999.0, nudged=1.0)


def town(people=4, nudges=0, step=12, **columns):
    """Customers of one person each, at the core of the community, fond of the company."""
    world = tiny(people, accounts=people, segments=1)
    put(world.accounts, **{"people": 1, "first": np.arange(people), "stage": CUSTOMER, "since": -7} | columns)
    put(world.seats, person=np.arange(people))
    put(world.people, account=np.arange(people))
    put(world.members, membership=ACTIVE)
    put(world.orbits, step=step)
    put(world.attitudes, affinity=0.5, trust=0.7)
    put(world.lifts, nudges=nudges)
    return world


def live(world, pars=PARS, links=LINKS):
    w = world
    advocating.everyone(
        w.people,
        w.members,
        w.orbits,
        w.attitudes,
        w.accounts,
        w.calendar,
        w.lifts,
        w.company,
        w.weekly,
        pars,
        JUDGING,
        TRUSTING,
        links,
        NOW,
    )
    return int(w.weekly[NOW.week, REFERENCES])


@pytest.mark.parametrize(
    ("affinity", "trust", "does"), [(0.3, 0.6, True), (0.29, 0.6, False), (0.3, 0.59, False), (1.0, 1.0, True)]
)
def test_who_speaks_up(affinity, trust, does):
    assert speaks_up(affinity, trust, PARS) == does


def test_proof_fades_by_a_twentieth_a_month():
    left = 100.0
    for _ in range(52):
        left = proof_left(left, PARS)
    assert left == pytest.approx(100 * 0.95**12, rel=1e-12)


@pytest.mark.parametrize(
    ("clout", "gain", "chance"), [(1.0, 1.0, 0.01), (3.0, 1.0, 0.03), (3.0, 0.5, 0.015), (1e9, 1.0, 0.2), (9.0, 0.0, 0.0)]
)
def test_referral(clout, gain, chance):
    assert referral_chance(clout, gain, PARS._replace(referral=0.52)) == pytest.approx(chance, rel=1e-12)


@pytest.mark.shows(73, 79, 83)
def test_references_add_to_proof():
    world = town(5)
    world.company.proof[0] = 10.0
    before = snapshot(world)
    assert live(world, SURE) == 5
    assert world.company.proof[0] == pytest.approx(10 * 0.95 ** (12 / 52) + 5, rel=1e-12)
    assert changed(before, snapshot(world)) == {"company.proof", "weekly"}


def test_only_customers_of_the_innermost_orbit_who_are_fond_of_the_company():
    world = town(8, step=[10, 9, 12, 12, 12, 12, 12, 12], stage=[CUSTOMER] * 5 + [TRIAL, CUSTOMER, CUSTOMER])
    put(world.members, membership=[ACTIVE, ACTIVE, LURKING, LAPSED, *[ACTIVE] * 4])
    world.people.account[4] = -1
    world.attitudes.affinity[6], world.attitudes.trust[7] = 0.2, 0.5
    assert live(world, SURE) == 1


def test_unasked_as_often_as_declared():
    """False alarm: one in a million."""
    chance = 1 - math.exp(-0.01)
    assert near(live(town(4000)), 4000 * chance, math.sqrt(4000 * chance))


@pytest.mark.shows(83, 84)
def test_those_asked_are_as_many_as_are_paid_for_and_one_orbit_further_out():
    world = town(40, nudges=6, step=7)
    pars = PARS._replace(nudged=1.0)
    assert live(world, pars) == 6 and world.weekly[NOW.week, NUDGED] == 6
    assert live(town(4, nudges=6, step=7), pars) == 4
    assert live(town(4, nudges=6, step=6), pars) == 0
    assert live(town(40, nudges=0, step=7), pars) == 0


def test_who_has_spoken_is_not_asked():
    world = town(4, nudges=9)
    assert live(world, SURE) == 4 and world.weekly[NOW.week, NUDGED] == 0


def test_some_of_those_asked_do_write():
    """False alarm: one in a million."""
    given = live(town(2000, nudges=2000, step=7))
    assert near(given, 500, math.sqrt(2000 * 0.1875))


def test_everybody_has_a_draw_of_its_own():
    world = town(300)
    chance = 1 - math.exp(-0.01)
    assert live(world) == sum(uniform(NOW.seed, ADVOCATE, NOW.week, i) < chance for i in range(300)) > 0


@pytest.mark.shows(84, 65)
def test_advocates_bring_accounts_that_were_not_looking():
    world = town(400, stage=[CUSTOMER] * 200 + [UNAWARE] * 50 + [AWARE] * 50 + [FORMER] * 50 + [TRIAL] * 50)
    pars = PARS._replace(reference=0.0, referral=20.0)
    assert live(world, pars) == 0
    brought = np.flatnonzero(world.accounts.stage == EVALUATING)
    assert 0 < brought.size == world.weekly[NOW.week, REFERRALS] and (world.accounts.since[brought] == NOW.week).all()
    assert set(brought) <= set(range(200, 300))
    more = town(400, stage=world.accounts.stage.tolist())
    put(more.accounts, stage=[CUSTOMER] * 200 + [UNAWARE] * 200)
    put(more.people, clout=2.0)
    usual = town(400, stage=[CUSTOMER] * 200 + [UNAWARE] * 200)
    live(more, pars)
    live(usual, pars)
    assert more.weekly[NOW.week, REFERRALS] > usual.weekly[NOW.week, REFERRALS]  # clout reaches further
    cut = town(400, stage=[CUSTOMER] * 200 + [UNAWARE] * 200)
    live(cut, pars, LINKS._replace(word_of_mouth=0.0))
    assert cut.weekly[NOW.week, REFERRALS] == 0


def test_nobody_is_in_an_empty_account():
    world = town(60, stage=[CUSTOMER] * 30 + [UNAWARE] * 30)
    put(world.accounts, people=[1] * 30 + [0] * 30)
    live(world, PARS._replace(referral=5200.0))
    assert world.weekly[NOW.week, REFERRALS] == 0


def test_a_closed_community_has_no_advocates_but_proof_still_fades():
    world = town(4, nudges=4)
    put(world.calendar, open=0)
    world.company.proof[0] = 10.0
    assert live(world, SURE) == 0
    assert 0 < world.company.proof[0] < 10.0


def test_without_accounts_there_is_nothing_to_prove():
    world = tiny(4)
    world.company.proof[0] = 10.0
    before = snapshot(world)
    live(world, SURE)
    assert changed(before, snapshot(world)) == set()
