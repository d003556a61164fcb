"""Attending and mingling: who comes to an event, who gets a seat, whom one meets there."""

import numpy as np
import pytest

from agents import counts
from agents.behaviours import attending, mingling
from agents.behaviours.attending import AttendingPars, attend_chance
from agents.behaviours.bonding import BondingPars
from agents.behaviours.feeling import FeelingPars
from agents.behaviours.mingling import MinglingPars, within
from agents.codes import ACTIVE, LAPSED, LURKING, NONE
from agents.founding import steady
from agents.simulate import simulate
from agents.streams import ATTEND
from sim.draws import uniform, uniforms
from tests.worlds import LINKS, LIVELY, NOW, VILLAGE, changed, many, put, snapshot, tiny

PARS = AttendingPars(cool=0.1, warm=0.5)
FEELING = FeelingPars()._replace(half=30.0)
MEET = MinglingPars(talks=1.0, sees=3.0)
BONDING = BondingPars(closeness=0.5, unknown=1.0)


def village(people=3, seats=10.0, **columns):
    world = tiny(people)
    put(world.lifts, meetup_seats=seats)
    put(world.members, **{"membership": ACTIVE} | columns)
    put(world.feelings, felt=NOW.week)
    return world


def wish(world, pars=PARS):
    attending.everyone(world.members, world.feelings, world.calendar, world.lifts, pars, FEELING, NOW)
    return world.members.attended.tolist()


def meet(world, pars=MEET, bonding=BONDING):
    mingling.everyone(world.people, world.members, world.ties, world.lifts, world.weekly, pars, bonding, NOW)
    return world.members.attended.tolist()


@pytest.mark.parametrize(("warm", "chance"), [(0.0, 0.1), (0.5, 0.3), (1.0, 0.5)])
def test_chance(warm, chance):
    assert attend_chance(warm, PARS) == pytest.approx(chance, rel=1e-12)


def test_by_default_between_one_and_ten_in_a_hundred():
    assert attend_chance(0.0, AttendingPars()) == 0.01 and attend_chance(1.0, AttendingPars()) == pytest.approx(0.10)


def test_only_active_members_want_to_attend_an_event():
    everybody = AttendingPars(0.5, 0.5)._replace(cool=1.0, warm=1.0)
    assert wish(village(4, membership=[ACTIVE, LURKING, LAPSED, NONE]), everybody) == [1, 0, 0, 0]
    assert wish(village(seats=0.9), everybody) == [0, 0, 0]
    closed = village(attended=1)  # as it was last week
    put(closed.calendar, open=0)
    assert wish(closed, everybody) == [0, 0, 0]


def test_each_has_a_draw_by_warmth():
    world = village(300)
    put(world.feelings, love=[0.0, 30.0, 90.0] * 100)
    chance = [0.1, 0.3, 0.4] * 100
    assert wish(world) == [uniform(NOW.seed, ATTEND, NOW.week, i) < chance[i] for i in range(300)]
    assert [sum(world.members.attended[k::3]) for k in range(3)] == sorted(sum(world.members.attended[k::3]) for k in range(3))


@pytest.mark.parametrize(
    ("draws", "places", "chosen"),
    [
        ([0.5, 0.1, 0.9], 0, []),
        ([0.5, 0.1, 0.9], 1, [8]),
        ([0.5, 0.1, 0.9], 2, [7, 8]),
        ([0.5, 0.1, 0.9], 5, [7, 8, 9]),
        ([0.5, 0.5, 0.1], 2, [7, 9]),  # a tie goes to the first
        ([0.5, 0.5, 0.5], 1, [7]),
        ([], 3, []),
    ],
)
def test_places_go_to_the_lowest_draws(draws, places, chosen):
    assert within(np.arange(7, 7 + len(draws)), np.array(draws, float), places).tolist() == chosen


def test_seats_go_to_the_lowest_draws_and_the_rest_stay_at_home():
    world = village(40, seats=7.9, attended=1, days=2)
    draws = [uniforms(NOW.seed, ATTEND, NOW.week, i)[1] for i in range(40)]
    seated = [int(u <= sorted(draws)[6]) for u in draws]
    assert meet(world) == seated and sum(seated) == 7 == world.weekly[NOW.week, counts.ATTENDED]
    assert world.members.days.tolist() == [2 + s for s in seated]
    assert not world.ties.strength[np.array(seated) == 0].any()


def test_who_attends_speaks_to_a_few_and_sees_others():
    world = village(60, seats=60, attended=1)
    meet(world, MinglingPars(talks=0.0, sees=3.0))
    ties = (world.ties.strength == 1.0).sum(1)
    assert world.ties.strength.max() <= 3.0 and (world.ties.strength > 0).sum(1).max() <= 3 and ties.mean() > 2
    world = village(60, seats=60, attended=1)
    meet(world, MinglingPars(talks=1.0, sees=0.0))
    pairs = {(i, int(o)) for i in range(60) for o, s in zip(world.ties.other[i], world.ties.strength[i], strict=True) if s >= 10}
    assert len(pairs) > 80 and sum((b, a) in pairs for a, b in pairs) > 0.95 * len(pairs)  # both sides, as far as six ties reach


def test_nobody_meets_oneself():
    world = village(1, attended=1, days=7)
    assert meet(world) == [1] and not world.ties.strength.any() and world.members.days[0] == 7


def test_whom_a_guest_speaks_to_is_drawn_from_all_the_others():
    spoken = set()
    for seed in range(many(300, 300)):
        world = village(3, attended=1)
        now = NOW._replace(seed=seed)
        mingling.everyone(
            world.people, world.members, world.ties, world.lifts, world.weekly, MinglingPars(talks=0.0, sees=1.0), BONDING, now
        )
        t = world.ties
        assert ((t.strength > 0).sum(1) == 1).all()  # each sees one, and never oneself
        spoken |= {(i, int(t.other[i, 0])) for i in range(3)}
    assert spoken == {(i, o) for i in range(3) for o in range(3) if i != o}


@pytest.mark.shows(14, 30)
def test_at_an_event_the_near_and_the_well_known_are_met_more():
    """Half of the guests are of each of two fields; every fourth has a strong tie to somebody far away."""
    def seen(**bonding):
        world = village(402, seats=400, attended=[1] * 400)
        put(world.people, field=[0, 1] * 201)
        world.ties.other[0:400:4, 5], world.ties.strength[0:400:4, 5], world.ties.met[:, 5] = 401, 90.0, NOW.week
        meet(world, MinglingPars(talks=0.0, sees=3.0), BONDING._replace(**bonding))
        t = world.ties
        pairs = [(i, int(t.other[i, s])) for i in range(400) for s in range(6) if 0 < t.strength[i, s] < 90.0]
        return np.mean([i % 2 == o % 2 for i, o in pairs]), np.mean([o % 4 == 0 for _, o in pairs])

    chance, near, known = seen(closeness=0.0, unknown=100.0), seen(closeness=1.0, unknown=100.0), seen(closeness=0.0, unknown=1.0)
    assert abs(chance[0] - 0.5) < 0.05 and near[0] > 0.65  # 3/4 where the nearer of two is always met
    assert abs(chance[1] - 0.25) < 0.05 and known[1] > 0.32  # 9/16 x ... + 2 x 3/16 x 10/11 + 1/16 = 0.40


def test_without_an_event_nothing_happens():
    world = village(5, seats=0.0)
    before = snapshot(world)
    wish(world)
    meet(world)
    assert changed(before, snapshot(world)) == set()


def run(seats, seed, links=LINKS):
    path = steady(30)
    path.lifts.meetup_seats[3::4] = seats
    return simulate(VILLAGE, path, LIVELY, links, seed)


@pytest.mark.shows(26, 30, 34, 54)
def test_events_make_ties_that_bring_members_back():
    """On the same draws: more love times reach (mass) in most pairs, and over all of them; ties and visits over all."""
    mass, ties, visits = [], [], []
    for seed in range(8):
        with_it, without = run(40.0, seed), run(0.0, seed)
        assert np.array_equal(with_it.weekly[:3], without.weekly[:3])  # nothing moves before the first event
        mass.append(with_it.weekly[-1, counts.MASS] - without.weekly[-1, counts.MASS])
        ties.append((with_it.world.ties.strength > 0).sum() - (without.world.ties.strength > 0).sum())
        visits.append(with_it.weekly[4:, counts.VISITS].sum() - without.weekly[4:, counts.VISITS].sum())
        assert with_it.weekly[:, counts.ATTENDED].sum() > 0
    assert sum(mass) > 0 and sum(more > 0 for more in mass) >= 6 and sum(ties) > 0 and sum(visits) > 0
