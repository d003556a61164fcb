"""Recognizing: awards for the top, badges for those near a threshold."""

import math

import numpy as np
import pytest

from agents import counts
from agents.behaviours import recognizing
from agents.behaviours.feeling import FeelingPars
from agents.behaviours.recognizing import RecognizingPars, is_near, lit
from agents.codes import ACTIVE, LAPSED
from agents.founding import Founders, Founding, steady
from agents.simulate import simulate
from agents.streams import BADGE
from sim.clock import Now
from sim.draws import uniforms
from tests.worlds import LINKS, LIVELY, changed, put, snapshot, tiny

PARS = RecognizingPars(award=0.4, badge=0.2, responds=0.5, first=5.0, near=0.8)
FEELING = FeelingPars()._replace(repute=13.0, glow=8.0)
END = Now(7, 4)  # the last week of a month: 4.33 weeks; week 3 is none


def village(people=4, now=END, **lifts):
    world = tiny(people)
    put(world.lifts, **lifts)
    put(world.members, membership=ACTIVE)
    put(world.feelings, felt=now.week)
    return world


def live(world, pars=PARS, now=END):
    w = world
    recognizing.everyone(w.members, w.feelings, w.calendar, w.lifts, w.weekly, pars, FEELING, now)
    return w.feelings.glow.tolist()


@pytest.mark.parametrize(
    ("standing", "near"),
    [(0.0, False), (3.9, False), (4.0, True), (4.9, True), (5.0, False), (7.9, False), (8.0, True), (10.0, False), (16.0, True)],
)
def test_near_a_threshold(standing, near):
    assert is_near(standing, PARS) == near  # thresholds 5, 10, 20; close from 4, 8, 16


@pytest.mark.parametrize(
    ("glow", "lift", "weeks", "then"), [(0.0, 0.4, 0.0, 0.4), (0.5, 0.4, 0.0, 0.5), (0.5, 0.4, 8.0, 0.8), (0.9, 0.4, 8.0, 0.9)]
)
def test_glow_is_at_least_the_lift_by_now(glow, lift, weeks, then):
    assert lit(glow, lift, weeks, 8.0) == pytest.approx(then, rel=1e-12)  # of 0.8, half is left after eight weeks


def test_awards_at_the_end_of_a_month():
    world = village(5, superusers=2.9)
    put(world.feelings, standing=[3.0, 9.0, 0.0, 8.0, 10.0])
    put(world.members, membership=[ACTIVE, ACTIVE, ACTIVE, ACTIVE, LAPSED])
    assert live(world) == pytest.approx([0.0, 0.4, 0.0, 0.4, 0.0])
    assert world.weekly[END.week, counts.AWARDED] == 2
    assert not any(live(village(5, superusers=2.0), now=Now(7, 3)))


def test_no_award_without_standing():
    world = village(superusers=3.0)
    assert not any(live(world)) and not world.weekly.any()


def test_badges_move_those_who_are_told_near_and_responsive():
    world = village(400, badges=0.6)
    put(world.feelings, standing=[4.5, 6.0] * 200, given_week=[END.week] * 300 + [END.week - 1] * 100)
    draws = [uniforms(END.seed, BADGE, 0, i)[:2] for i in range(400)]
    moved = [u < 0.6 and v < 0.5 and i % 2 == 0 and i < 300 for i, (u, v) in enumerate(draws)]
    assert live(world) == pytest.approx([0.2 * m for m in moved])
    assert world.weekly[END.week, counts.BADGED] == sum(moved) > 0


def test_the_responsive_are_the_same_people_every_week():
    worlds = [village(100, now, badges=1.0) for now in (Now(7, 2), Now(7, 3))]
    for week, world in zip((2, 3), worlds, strict=True):
        put(world.feelings, standing=4.5, given_week=week)
    assert live(worlds[0], now=Now(7, 2)) == live(worlds[1], now=Now(7, 3))


@pytest.mark.parametrize("case", ["lifts", "open"])
def test_without_a_program_nothing_happens(case):
    world = village(superusers=2.0, badges=1.0) if case == "open" else village()
    put(world.feelings, standing=4.5, given_week=END.week)
    put(world.calendar, open=int(case != "open"))
    before = snapshot(world)
    live(world)
    assert changed(before, snapshot(world)) == set()


# What recognition does to the work of helpers (S22)

CLUB = Founding(market=500, topics=5, founders=(Founders(60, (0.0, 2.0), 40.0, 40.0),), questions_a_week=60.0)
ROOMY = LIVELY._replace(
    helping=LIVELY.helping._replace(willing=0.001, delay=1.0),
    feeling=LIVELY.feeling._replace(tire=0.0, thanks=0.0, use=0.0, starve=0.0, taste=200.0),
    answering=LIVELY.answering._replace(crowd=1.0),
)


def run(seed, links=LINKS, weeks=60, stop=60, **lifts):
    path = steady(weeks)
    for name, value in lifts.items():
        getattr(path.lifts, name)[8:stop] = value
    return simulate(CLUB, path, ROOMY, links, seed)


def answers(result, who, low=13, high=60):
    """Answers given by some people in some weeks."""
    e = result.events
    mine = (e.kind == 1) & np.isin(e.user, who) & (e.hour >= low * 168) & (e.hour < high * 168)
    return mine.sum()


@pytest.mark.shows(43, 69, 83, 84)
def test_superusers_give_a_fifth_to_four_fifths_more():
    """S22: x 1.2 to 1.8 for those who were at the top before the program began, the same people in both worlds."""
    factor = []
    for seed in range(6):
        plain = run(seed)
        helpers = plain.events.user[(plain.events.kind == 1) & (plain.events.hour < 8 * 168) & (plain.events.user >= 0)]
        top = np.argsort(-np.bincount(helpers, minlength=500), kind="stable")[:10]
        factor.append(answers(run(seed, superusers=20.0), top) / answers(plain, top))
    assert 1.2 < np.mean(factor) < 1.8


@pytest.mark.shows(43)
def test_it_fades_once_the_program_ends():
    before, during, after = [], [], []
    everybody = np.arange(500)
    for seed in range(4):
        plain, lifted = run(seed, weeks=130), run(seed, weeks=130, stop=60, superusers=30.0)
        for held, (low, high) in ((before, (0, 8)), (during, (13, 60)), (after, (95, 130))):
            held.append(answers(lifted, everybody, low, high) / answers(plain, everybody, low, high))
    assert before == [1.0] * 4 and np.mean(during) > 1.15
    assert np.mean(after) - 1 < 0.4 * (np.mean(during) - 1)


def test_the_link_is_the_only_way_it_acts():
    cut = LINKS._replace(recognition=0.0)
    told, never = run(1, cut, superusers=20.0, badges=1.0), run(1, cut)
    same = [i for i, name in enumerate(counts.COUNTS) if name not in ("awarded", "badged")]
    assert np.array_equal(told.weekly[:, same], never.weekly[:, same])
    assert all(map(np.array_equal, told.events, never.events))


@pytest.mark.shows(43)
def test_badges_move_a_minority():
    lifted = run(2, badges=1.0)
    moved = (lifted.world.feelings.glow > 0).sum() / (lifted.world.feelings.standing > 0).sum()
    assert 0.02 < moved < 0.30 and lifted.weekly[:, counts.BADGED].sum() > 0
    assert math.isclose(RecognizingPars().responds, 0.15)
