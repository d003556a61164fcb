"""Conforming: how norms are learned, early or never."""

import numpy as np
import pytest

from agents.behaviours import conforming
from agents.behaviours.conforming import ConformingPars, next_norm, openness, taught
from agents.codes import ACTIVE
from sim.clock import Now
from tests.worlds import LINKS, NOW, changed, put, snapshot, tiny

PARS = ConformingPars(open=20.0, adopt=0.25, heed=0.2, example=0.5)


def village(people=3, joined=NOW.week, days=1, norm=0.5, custom=0.5, **lifts):
    world = tiny(people)
    put(world.members, membership=ACTIVE, joined=joined, days=days, norm=norm)
    put(world.lifts, **lifts)
    world.tally.custom[0] = custom - 0.5
    return world


def live(world, pars=PARS, links=LINKS):
    conforming.everyone(world.members, world.lifts, world.tally, pars, links, NOW)
    return world.members.norm.tolist()


@pytest.mark.parametrize(("weeks", "open_"), [(0, 1.0), (5, 0.75), (10, 0.5), (20, 0.0), (300, 0.0)])
def test_openness(weeks, open_):
    assert openness(weeks, PARS) == open_


@pytest.mark.parametrize(
    ("rules", "tidy", "gain", "plainly"),
    [
        (0.0, 0.0, 1.0, 0.0),
        (0.6, 0.0, 1.0, 0.6),
        (0.0, 0.6, 1.0, 0.3),
        (0.5, 0.5, 1.0, 0.75),
        (0.9, 0.9, 1.0, 1.0),
        (0.6, 0.6, 0.5, 0.45),
        (1.0, 1.0, 0.0, 0.0),
    ],
)
def test_taught(rules, tidy, gain, plainly):
    assert taught(rules, tidy, gain, PARS) == pytest.approx(plainly, rel=1e-12)


@pytest.mark.parametrize(
    ("norm", "custom", "open_", "shown", "after"),
    [
        (0.5, 0.5, 1.0, 0.0, 0.5),
        (0.5, 0.9, 1.0, 0.0, 0.6),  # a quarter of the way to the others
        (0.5, 0.9, 0.5, 0.0, 0.55),
        (0.5, 0.1, 1.0, 0.0, 0.4),  # bad examples teach as well
        (0.5, 0.5, 1.0, 1.0, 0.6),  # a fifth of the way to the rules
        (0.5, 0.5, 1.0, 0.5, 0.55),
        (0.5, 0.9, 1.0, 1.0, 0.7),
        (0.5, 0.9, 0.0, 1.0, 0.5),
        (1.0, 3.0, 1.0, 0.0, 1.0),
        (0.0, -3.0, 1.0, 0.0, 0.0),
    ],
)
def test_next_norm(norm, custom, open_, shown, after):
    assert next_norm(norm, custom, open_, shown, PARS) == pytest.approx(after, rel=1e-12)


def test_the_present_who_are_young_take_on_the_norm():
    world = village(people=4, joined=[NOW.week, NOW.week - 10, NOW.week - 20, NOW.week], days=[1, 3, 1, 0], custom=0.9)
    before = snapshot(world)
    assert live(world) == pytest.approx([0.6, 0.55, 0.5, 0.5])
    assert changed(before, snapshot(world)) == {"members.norm"}
    assert live(village(people=0, joined=[], days=[])) == []


@pytest.mark.shows(44)
def test_rules_shown_teach_newcomers_four_to_twelve_points_at_first_sight():
    """S21: of the first posts that keep the rules, 52 to 60 % (Matias 2019); by the default parameters."""
    norm = live(village(rules=1.0), ConformingPars())[0]
    assert 0.04 <= norm - 0.5 <= 0.12


def test_without_the_link_neither_rules_nor_tidiness_teach_but_people_do():
    cut = LINKS._replace(moderation=0.0)
    assert live(village(rules=1.0, tidy=1.0), links=cut) == live(village())
    assert live(village(rules=1.0)) > live(village(tidy=1.0)) > live(village())
    assert live(village(custom=0.9), links=cut)[0] == pytest.approx(0.6)


@pytest.mark.shows(55)
def test_norms_move_on_without_the_old():
    """Rules shown for a year: members who were young then carry the norm on, the old keep theirs (M35)."""
    world = tiny(60, weeks=100)
    m = world.members
    put(m, joined=np.repeat([-100, 0, 60], 20))
    world.lifts.rules[:52] = 1.0
    for week in range(100):
        put(m, days=(m.joined <= week).astype(int))
        world.tally.custom[0] = m.norm[m.days > 0].astype(float).mean() - 0.5
        conforming.everyone(m, world.lifts, world.tally, PARS, LINKS, Now(1, week))
    old, young, late = m.norm[:20], m.norm[20:40], m.norm[40:]
    assert (old == 0.5).all() and (young > 0.8).all()
    assert (late > 0.55).all()  # they never saw the rules: they have it from the others
