"""Feeling: love, the motive to help and fatigue."""

import math

import numpy as np
import pytest

from agents.behaviours import feeling
from agents.behaviours.feeling import FeelingPars, added_fatigue, faded, halved, next_motive, rested, warmth, week_of_love
from agents.codes import ACTIVE, LAPSED, LURKING, NEVER, NONE
from tests.worlds import LINKS, NOW, changed, put, snapshot, tiny

PARS = FeelingPars(
    visit=1.0, post=4.0, answer=7.0, reply=2.0, half=30.0, thanks=0.1, use=0.04, starve=0.02, taste=60.0, tire=0.3, rest=0.1
)._replace(repute=13.0, glow=8.0)


def village(people=3, membership=ACTIVE):
    world = tiny(people)
    put(world.members, membership=membership)
    put(world.feelings, felt=NOW.week)
    put(world.people, willing=0.01)
    return world


def live(world, links=LINKS, pars=PARS):
    feeling.everyone(world.people, world.members, world.feelings, pars, links, NOW)
    return world.feelings


@pytest.mark.parametrize(
    ("love", "weeks", "left"), [(100.0, 0.0, 100.0), (100.0, 13.0, 72.9), (100.0, 52.0, 28.2429536481), (0.0, 9.0, 0.0)]
)
def test_love_fades_by_a_tenth_a_month(love, weeks, left):
    assert faded(love, weeks) == pytest.approx(left, rel=1e-12)


@pytest.mark.parametrize(("fatigue", "weeks", "left"), [(0.5, 0.0, 0.5), (0.5, 1.0, 0.45), (0.5, 3.0, 0.3645), (0.0, 3.0, 0.0)])
def test_rest(fatigue, weeks, left):
    assert rested(fatigue, weeks, PARS) == pytest.approx(left, rel=1e-12)


@pytest.mark.parametrize(
    ("value", "weeks", "half", "left"),
    [(8.0, 0.0, 13.0, 8.0), (8.0, 13.0, 13.0, 4.0), (8.0, 26.0, 13.0, 2.0), (2.0, 4.0, 8.0, 2**0.5), (4.0, -13.0, 13.0, 8.0)],
)
def test_halved(value, weeks, half, left):
    assert halved(value, weeks, half) == pytest.approx(left, rel=1e-12) and halved(0.0, weeks, half) == 0.0


def test_standing_and_glow():
    world = village(people=4)
    put(world.feelings, standing=8.0, glow=0.4, felt=[NOW.week - 13, NOW.week - 8, NOW.week, NOW.week])
    put(world.feelings, given=3, given_week=[NOW.week, NOW.week - 1, NOW.week, NOW.week])
    put(world.members, days=[1, 1, 1, 0])
    f = live(world)
    assert f.standing.tolist() == pytest.approx([4.0 + 3, 8 * 2 ** (-8 / 13), 11.0, 11.0])
    assert f.glow.tolist() == pytest.approx([0.4 * 2 ** (-13 / 8), 0.2, 0.4, 0.4])


def test_sleep_that_takes_all():
    assert rested(0.7, 0.0, PARS._replace(rest=1.0)) == 0.7 and rested(0.7, 1.0, PARS._replace(rest=1.0)) == 0.0


@pytest.mark.parametrize(("love", "warm"), [(0.0, 0.0), (30.0, 0.5), (90.0, 0.75), (10.0, 0.25)])
def test_warmth(love, warm):
    assert warmth(love, PARS) == pytest.approx(warm, rel=1e-12)


def test_warmth_has_diminishing_returns():
    steps = np.diff([warmth(love, PARS) for love in range(0, 200, 10)])
    assert (steps > 0).all() and (np.diff(steps) < 0).all() and warmth(1e9, PARS) < 1.0


@pytest.mark.parametrize(
    ("days", "posted", "answers", "replies", "love"),
    [
        (0, False, 0, 0, 0.0),
        (3, False, 0, 0, 3.0),
        (1, True, 0, 2, 9.0),  # 1 + 4 + 2 x 2
        (7, True, 5, 5, 56.0),  # 7 + 4 + 35 + 10
        (7, True, 50, 50, 56.0),  # five of each count
        (0, False, 0, 1, 2.0),
    ],
)
def test_a_week_of_love(days, posted, answers, replies, love):
    assert week_of_love(days, posted, answers, replies, PARS) == love


@pytest.mark.parametrize(
    ("motive", "present", "answers", "thanks", "gain", "then"),
    [
        (1.0, False, 0, 0, 1.0, 1.0),
        (1.0, True, 1, 0, 1.0, 1.02),  # 0.04 of the 0.5 to the top
        (1.0, True, 2, 1, 1.0, 1.09),  # 0.18 of it
        (1.0, True, 9, 9, 1.0, 1.35),  # five of each count: 0.7 of it
        (1.0, True, 2, 1, 0.5, 1.045),
        (1.0, True, 2, 1, 0.0, 1.0),
        (1.0, True, 0, 0, 1.0, 0.982),  # 0.02 of the 0.9 to the bottom
        (1.0, True, 0, 0, 0.0, 1.0),
        (1.5, True, 5, 5, 1.0, 1.5),
        (0.1, True, 0, 0, 1.0, 0.1),
    ],
)
def test_motive(motive, present, answers, thanks, gain, then):
    assert next_motive(motive, present, answers, thanks, gain, PARS) == pytest.approx(then, rel=1e-12)


@pytest.mark.parametrize("start", [0.1, 0.6, 1.5])
def test_motive_stays_in_its_bounds(start):
    wild = PARS._replace(thanks=1.0, use=1.0, starve=0.2)
    fed = starved = start
    for _ in range(200):
        fed, starved = next_motive(fed, True, 5, 5, 1.0, wild), next_motive(starved, True, 0, 0, 1.0, wild)
    assert fed == 1.5 and 0.1 <= starved < 0.1001


@pytest.mark.parametrize(
    ("answers", "willing", "fatigue"),
    [(0, 0.01, 0.0), (7, 0.01, 0.0), (14, 0.01, 0.3), (21, 0.01, 0.6), (14, 0.0, 3.9), (14, 1.0, 0.0)],
)
def test_fatigue_from_load_above_taste(answers, willing, fatigue):
    assert added_fatigue(answers, willing, PARS) == pytest.approx(fatigue, abs=1e-12)  # taste 1 + 60 x 0.1 = 7; 1; 61


def test_what_a_week_leaves():
    world = village(people=4)
    put(world.feelings, love=20.0, fatigue=0.2, motive=1.0, felt=NOW.week - 13)
    put(world.members, days=[2, 0, 0, 0], last_post=[NOW.week, NOW.week, NEVER, NEVER])
    put(world.feelings, given=[14, 0, 0, 0], given_week=[NOW.week, 0, 0, 0], thanks=[1, 9, 0, 0])
    put(world.feelings, comments=[1, 3, 0, 0], comments_week=[NOW.week, NOW.week, 0, 0])
    f = live(world)
    # a quarter later love is 0.729 of what it was; then 2 + 35 + 2 + 4, or 6 + 4; the others were not touched
    assert f.love.tolist() == pytest.approx([14.58 + 43.0, 14.58 + 10.0, 20.0, 20.0], rel=1e-6)
    assert f.fatigue.tolist() == pytest.approx([0.2 * 0.9**13 + 0.3, 0.2 * 0.9**13, 0.2, 0.2], rel=1e-6)
    assert f.motive.tolist() == pytest.approx([1.15, 1.0, 1.0, 1.0])  # 0.3 of the half to the top; nobody else was there
    assert f.felt.tolist() == [NOW.week, NOW.week, NOW.week - 13, NOW.week - 13]
    assert world.members.last_visit.tolist() == [NOW.week, NEVER, NEVER, NEVER]


def test_replies_and_answers_of_other_weeks_do_not_count():
    world = village()
    put(world.feelings, given=9, given_week=NOW.week - 1, thanks=9, comments=9, comments_week=NOW.week - 1)
    before = snapshot(world)
    live(world)
    assert changed(before, snapshot(world)) == set()


def test_thanks_for_a_single_answer_count():
    world = village()
    put(world.members, days=1)
    put(world.feelings, given=1, given_week=NOW.week, thanks=[1, 0, 2])
    assert live(world).motive.tolist() == pytest.approx([1.07, 1.02, 1.12])  # 0.14, 0.04 and 0.24 of the half to the top


def test_thanks_of_an_earlier_week_do_not_count():
    world = village()
    put(world.members, days=1)
    put(world.feelings, thanks=9, given=9, given_week=NOW.week - 1)
    assert live(world).motive.tolist() == pytest.approx([0.982] * 3)


@pytest.mark.parametrize(("state", "moved"), [(NONE, False), (LURKING, True), (ACTIVE, True), (LAPSED, True)])
def test_only_members_feel(state, moved):
    world = village(membership=state)
    put(world.feelings, comments=1, comments_week=NOW.week)
    assert (live(world).love > 0).all() == moved


def test_nobody():
    live(village(people=0, membership=[]))


def test_steady_giving_leads_to_the_standing_love():
    # a week with 3 weights, each month 10 % less: 3 / (1 - 0.9^(12/52)) in the long run
    world = village(people=1)
    for week in range(800):
        put(world.members, days=3)
        put(world.feelings, felt=week - 1)
        feeling.everyone(world.people, world.members, world.feelings, PARS, LINKS, NOW._replace(week=week))
    assert world.feelings.love[0] == pytest.approx(3.0 / (1.0 - math.exp(math.log(0.9) * 12 / 52)), rel=1e-4)
    assert world.feelings.love[0] != pytest.approx(3.0 * 52 / 12 / 0.1, rel=1e-2)  # as if it came once a month: refused
