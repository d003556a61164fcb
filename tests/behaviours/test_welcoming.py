"""Welcoming: staff greet newcomers as far as their hours go."""

import numpy as np
import pytest

from agents import counts
from agents.behaviours import welcoming
from agents.behaviours.welcoming import WelcomingPars, welcome_chance
from agents.codes import (
    ACTIVE,
    FIRST_NONE,
    FIRST_REPLIED,
    FIRST_WAITING,
    INTRODUCING,
    LAPSED,
    LURKING,
    NEVER,
    NONE,
    NOT_WELCOMED,
    TOOK_PART,
    WELCOMED,
    WELCOMING,
)
from agents.founding import steady
from agents.simulate import simulate
from agents.streams import WELCOME
from agents.ties import of_people
from sim.draws import uniforms
from tests.worlds import LINKS, LIVELY, NOW, VILLAGE, changed, put, snapshot, tiny

PARS = WelcomingPars(minutes=6.0, reacts=0.4)
LAST = NOW.week - 1


def village(people=3, hours=100.0, arrivals=None, **columns):
    world = tiny(people)
    world.lifts.hours[:, WELCOMING] = hours
    put(world.members, **{"membership": LURKING, "joined": LAST} | columns)
    world.tally.arrivals[0] = people if arrivals is None else arrivals
    return world


def live(world, pars=PARS, links=LINKS):
    w = world
    welcoming.everyone(w.members, w.feelings, w.calendar, w.lifts, w.tally, w.weekly, pars, links, NOW)
    return w.members.welcomed.tolist()


@pytest.mark.parametrize(
    ("hours", "arrivals", "gain", "chance"),
    [
        (1.0, 20.0, 1.0, 0.5),  # ten welcomes for twenty
        (1.0, 20.0, 0.5, 0.25),
        (2.0, 20.0, 1.0, 1.0),
        (9.0, 20.0, 1.0, 1.0),
        (9.0, 20.0, 0.0, 0.0),
        (1.0, 0.0, 1.0, 0.0),
        (0.0, 20.0, 1.0, 0.0),
    ],
)
def test_chance(hours, arrivals, gain, chance):
    assert welcome_chance(hours, arrivals, gain, PARS) == pytest.approx(chance, rel=1e-12)


@pytest.mark.parametrize("case", ["hours", "open", "link", "arrivals"])
def test_without_hours_nobody_is_greeted(case):
    world = village(hours=0.0 if case == "hours" else 9.0, arrivals=0 if case == "arrivals" else None)
    put(world.calendar, open=int(case != "open"))
    before = snapshot(world)
    live(world, links=LINKS._replace(onboarding=float(case != "link")))
    assert changed(before, snapshot(world)) == set()


def test_what_a_welcome_is():
    world = village(2)
    put(world.feelings, comments=[7, 2], comments_week=[LAST, NOW.week])
    assert live(world, PARS._replace(reacts=0.0)) == [WELCOMED] * 2
    assert world.feelings.comments.tolist() == [1, 3] and world.feelings.comments_week.tolist() == [NOW.week] * 2
    assert world.members.membership.tolist() == [LURKING] * 2 and world.members.first_post.tolist() == [NEVER] * 2
    assert world.weekly[NOW.week, counts.WELCOMED] == 2 and world.weekly[NOW.week, counts.TOOK_PART] == 0


def test_what_taking_part_is():
    world = village(3, first_post=[NEVER, LAST, NEVER], first_reply=[FIRST_NONE, FIRST_WAITING, FIRST_NONE], days=[0, 3, 0])
    assert live(world, PARS._replace(reacts=1.0)) == [TOOK_PART] * 3
    m = world.members
    assert m.membership.tolist() == [ACTIVE] * 3 and m.days.tolist() == [1, 3, 1] and m.last_post.tolist() == [NOW.week] * 3
    assert m.first_post.tolist() == [NOW.week, LAST, NOW.week]
    assert m.first_reply.tolist() == [FIRST_REPLIED, FIRST_WAITING, FIRST_REPLIED]  # a question waits for its own answer
    assert world.weekly[NOW.week, counts.TOOK_PART] == 3


def test_only_those_who_joined_last_week():
    world = village(5, joined=[LAST, NOW.week, LAST - 1, LAST, LAST], membership=[LURKING, LURKING, ACTIVE, LAPSED, NONE])
    assert live(world, PARS._replace(reacts=0.0)) == [WELCOMED] + [NOT_WELCOMED] * 4


def test_each_newcomer_has_a_draw():
    world = village(400, hours=20.0, membership=[LURKING, ACTIVE] * 200)  # 200 welcomes for 400
    draws = [uniforms(NOW.seed, WELCOME, NOW.week, i)[:2] for i in range(400)]
    codes = [NOT_WELCOMED if u >= 0.5 else (TOOK_PART if v < 0.4 else WELCOMED) for u, v in draws]
    assert live(world) == codes and len(set(codes)) == 3


@pytest.mark.parametrize("more", [{"hours": 30.0}, {"pars": PARS._replace(minutes=3.0)}, {"arrivals": 200}])
def test_more_of_it_more_are_greeted(more):
    def greeted(pars=PARS, hours=10.0, arrivals=None):
        return np.array(live(village(400, hours, arrivals), pars)) > 0

    assert (greeted(**more) >= greeted()).all() and greeted(**more).sum() > greeted().sum()


# Onboarding as a whole

COLD = LIVELY._replace(
    visiting=LIVELY.visiting._replace(habit=-3.0, fresh=1.0, bonds=2.0), asking=LIVELY.asking._replace(outside=0.0),
    joining=LIVELY.joining._replace(outside=0.6),
)  # fmt: skip


def run(hours, seed, links=LINKS, weeks=40):
    path = steady(weeks)
    path.lifts.hours[:, [WELCOMING, INTRODUCING]] = hours
    return simulate(VILLAGE._replace(market=600), path, COLD, links, seed)


def newcomers_back(result):
    """Share of those who joined in time who were here again in the weeks 5 to 12 after joining, at the end or later."""
    m = result.world.members
    mine = (m.membership != NONE) & (m.joined >= 0) & (m.joined < 28)
    return (m.last_visit[mine] - m.joined[mine] >= 5).mean()


@pytest.mark.shows(14, 30, 45)
def test_a_welcome_brings_more_newcomers_back():
    """Same seeds with and without: by chance all eight pairs would agree once in 256 times (2^-8)."""
    pairs = [(newcomers_back(run(10.0, seed)), newcomers_back(run(0.0, seed))) for seed in range(8)]
    assert all(with_it > without for with_it, without in pairs)


def test_with_the_link_cut_the_hours_are_wasted():
    cut = LINKS._replace(onboarding=0.0)
    wasted, never = run(10.0, 1, cut), run(0.0, 1)
    assert np.array_equal(wasted.weekly, never.weekly)
    assert not np.array_equal(run(10.0, 1).weekly, never.weekly)


def degree(result):
    """Ties of each member who has joined on the way."""
    m = result.world.members
    return (of_people(result.world.ties)[1] > 0).sum(1)[(m.membership != NONE) & (m.joined >= 0)]


@pytest.mark.shows(14, 30)
def test_onboarding_ties_newcomers_in_and_makes_attention_more_equal():
    """S17: mean degree rises, hardly anybody stays alone, and attention received is more equal (Gini), pair by pair."""
    for seed in range(4):
        with_it, without = run(10.0, seed), run(0.0, seed)
        newcomers, others = degree(with_it), degree(without)
        assert newcomers.mean() > 1.1 * others.mean() and (newcomers == 0).mean() < 0.2 * (others == 0).mean()
        assert gini(received(with_it)) < gini(received(without))


def received(result):
    """How many name each member among their ties."""
    ties, m = result.world.ties, result.world.members
    to = ties.other[ties.strength > 0]
    return np.bincount(to, minlength=m.joined.size)[m.membership != NONE]


def gini(x):
    """Gini coefficient."""
    x = np.sort(x)
    n = len(x)
    return (2 * np.arange(1, n + 1) - n - 1) @ x / (n * x.sum())
