"""Trusting: given earns, taken costs twice."""

import math

import pytest

from agents import counts
from agents.behaviours import trusting
from agents.behaviours.trusting import TrustingPars, approaches, good_turns, next_trust
from agents.codes import ACTIVE, MIDDLE, NONE, PROSPECTING, REUSED, STALE_HIT, WELCOMED
from tests.worlds import NOW, changed, put, snapshot, tiny

PARS = TrustingPars(given=0.1, most=3.0, loss=2.0, asks=4.0, pushy=5.0, usual=0.5, memory=10.0)


def village(people=2):
    world = tiny(people)
    put(world.members, membership=ACTIVE, days=1)
    put(world.attitudes, trust=0.5, trusted=NOW.week)
    return world


def live(world):
    w = world
    trusting.everyone(w.people, w.members, w.feelings, w.attitudes, w.lifts, w.weekly, PARS, NOW)
    return w.attitudes.trust.tolist()


@pytest.mark.parametrize(
    ("trust", "given", "taken", "after"),
    [
        (0.5, 0, 0.0, 0.5),
        (0.5, 1, 0.0, 0.55),
        (0.5, 3, 0.0, 0.65),
        (0.5, 9, 0.0, 0.65),  # more than three are not noticed
        (0.5, 0, 1.0, 0.4),  # a loss counts double
        (0.8, 2, 0.0, 0.84),
        (0.5, 1, 1.0, 0.45),
        (0.1, 0, 5.0, 0.0),
    ],
)
def test_trust(trust, given, taken, after):
    assert next_trust(trust, given, taken, PARS) == pytest.approx(after, abs=1e-12)


@pytest.mark.shows(52, 58)
def test_from_the_middle_one_must_give_more_than_twice_what_one_takes():
    assert next_trust(0.5, 3, 1.0, PARS) > 0.5 and next_trust(0.5, 2, 1.0, PARS) == 0.5 > next_trust(0.5, 1, 1.0, PARS)


@pytest.mark.parametrize(
    ("selling", "hours", "gift", "active", "met"),
    [
        (0.0, 0.0, 0.0, 50.0, 0.0),
        (1.0, 0.0, 0.0, 50.0, 1.0),
        (0.0, 10.0, 0.0, 20.0, 2.0),  # forty messages to twenty people
        (0.0, 0.0, 5.0, 20.0, 0.25),
        (0.5, 10.0, 5.0, 20.0, 2.75),
        (0.5, 10.0, 0.0, 1.0, 5.0),  # nobody listens to more
        (0.5, 10.0, 0.0, 0.0, 0.5),
    ],
)
def test_approaches(selling, hours, gift, active, met):
    assert approaches(selling, hours, gift, active, PARS) == pytest.approx(met, abs=1e-12)


@pytest.mark.parametrize(
    ("turn", "number"), [((2, False, False), 2), ((1, True, True), 3), ((0, False, False), 0), ((0, True, False), 1)]
)
def test_good_turns(turn, number):
    assert good_turns(*turn) == number


@pytest.mark.shows(12, 52)
@pytest.mark.parametrize(
    ("entity", "columns", "trust"),
    [
        ("feelings", {"comments": [2, 2], "comments_week": [NOW.week, NOW.week - 1]}, [0.6, 0.5]),
        ("members", {"attended": [1, 0]}, [0.55, 0.5]),
        ("people", {"need": [MIDDLE, 0], "search": REUSED}, [0.55, 0.5]),
        ("people", {"need": [MIDDLE, 0], "search": STALE_HIT}, [0.4, 0.5]),
    ],
)
def test_what_earns_and_costs_trust(entity, columns, trust):
    world = village()
    put(getattr(world, entity), **columns)
    before = snapshot(world)
    assert live(world) == pytest.approx(trust, abs=1e-6)
    assert changed(before, snapshot(world)) == {"attitudes.trust"}


def test_a_welcome_is_a_comment_and_counts_as_such():
    world = village()
    put(world.members, welcomed=WELCOMED, joined=NOW.week - 1)
    put(world.feelings, comments=[1, 0], comments_week=NOW.week)
    assert live(world) == pytest.approx([0.55, 0.5], abs=1e-6)


@pytest.mark.shows(50)
def test_an_answer_that_helps_an_outsider_earns_trust_too():
    world = village()
    put(world.members, membership=NONE)
    put(world.people, need=MIDDLE, search=[REUSED, 0], engaged=0)
    assert live(world) == pytest.approx([0.55, 0.5], abs=1e-6)


@pytest.mark.shows(26, 53)
@pytest.mark.parametrize("column", ["selling", "gift", "hours"])
def test_selling_is_met_by_who_is_present(column):
    world = village()
    put(world.members, days=[3, 0])
    world.weekly[NOW.week - 1, counts.ACTIVE] = 4
    if column == "hours":
        world.lifts.hours[NOW.week, PROSPECTING] = 1.0  # four messages to four people
    else:
        getattr(world.lifts, column)[NOW.week] = {"selling": 1.0, "gift": 4.0}[column]
    assert live(world) == pytest.approx([0.4, 0.5], abs=1e-6)


@pytest.mark.shows(51, 53)
def test_who_only_takes_falls_behind_who_also_gives():
    def year(given, taken):
        trust = 0.5
        for _ in range(52):
            trust = next_trust(trust, given, taken, PARS)
        return trust

    assert year(2, 0.25) > 0.75 > 0.5 > year(1, 1.0) > year(0, 1.0) < 0.01


def test_who_is_not_concerned_is_not_touched_and_others_are_brought_to_now():
    world = village(people=3)
    put(world.attitudes, trust=0.9, trusted=0)
    put(world.members, attended=[1, 0, 1], membership=[ACTIVE, ACTIVE, NONE])
    back = 0.5 + 0.4 * math.exp(-0.3)
    assert live(world) == pytest.approx([back + 0.1 * (1 - back), 0.9, 0.9], abs=1e-6)
    assert world.attitudes.trusted.tolist() == [NOW.week, 0, 0]


def test_nobody():
    assert live(tiny(people=0)) == []
