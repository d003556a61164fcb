"""Moderating: what is removed, moved away or hidden, and what a visitor sees of the rest."""

import math

import numpy as np
import pytest

from agents import counts
from agents.behaviours import moderating
from agents.behaviours.moderating import ModeratingPars, interesting, met, off_topic, removed, sight
from agents.codes import ACTIVE, MODERATING
from tests.worlds import LINKS, NOW, changed, put, snapshot, tiny

PARS = ModeratingPars(minutes=10.0, flagged=0.3, missed=0.2, stray=0.1, broad=0.5, interest=0.4, variety=0.5)
CUT = LINKS._replace(moderation=0.0)


def village(posts=200.0, topics=50, days=(2, 1, 1, 0), norm=0.5, rude=(3, 1, 0, 7)):
    world = tiny(len(days), topics=topics)
    put(world.members, membership=ACTIVE, days=list(days), norm=norm, rude=list(rude))
    world.tally.posts[0] = posts
    return world


def live(world, pars=PARS, links=LINKS):
    moderating.everyone(world.members, world.topics, world.lifts, world.tally, world.weekly, pars, links, NOW)
    return world.tally


@pytest.mark.parametrize(
    ("topics", "norm", "share"),
    [
        (50.0, 0.5, 0.1),
        (200.0, 0.5, 0.2),  # four times as broad: twice as much
        (12.5, 0.5, 0.05),
        (50.0, 1.0, 0.0),  # nobody strays where all keep the norms
        (50.0, 0.0, 0.2),
        (50.0, 0.75, 0.05),
        (1e6, 0.0, 0.9),
        (50.0, 1.5, 0.0),
    ],
)
def test_off_topic(topics, norm, share):
    assert off_topic(topics, norm, PARS) == pytest.approx(share, rel=1e-12)


@pytest.mark.parametrize(
    ("off", "topics", "share"), [(0.0, 50.0, 0.4), (0.5, 50.0, 0.2), (0.0, 200.0, 0.2), (0.0, 12.5, 0.8), (0.1, 1.0, 0.9)]
)
def test_interesting(off, topics, share):
    assert interesting(off, topics, PARS) == pytest.approx(share, rel=1e-12)


@pytest.mark.parametrize(
    ("tidy", "personal", "share"),  # 0.2 off topic, 0.5 on topic and dull, 0.3 interest
    [
        (0.0, 0.0, 1.0),
        (1.0, 0.0, 0.8),
        (0.5, 0.0, 0.9),
        (0.0, 1.0, 0.3),
        (0.0, 0.5, 0.65),
        (1.0, 1.0, 0.3),
        (1.0, 0.5, 0.55),
        (7.0, 7.0, 0.3),
    ],
)
def test_met(tidy, personal, share):
    assert met(0.2, 0.3, tidy, personal) == pytest.approx(share, rel=1e-12)
    assert met(0.2, 0.3, 0.0, 0.0) == 1.0


@pytest.mark.parametrize(
    ("rude", "hours", "norm", "gain", "gone"),
    [
        (10.0, 0.0, 0.0, 1.0, 0.0),
        (10.0, 0.0, 0.5, 1.0, 2.4),  # 0.3 flagged, a fifth of it too late
        (10.0, 0.0, 1.0, 1.0, 4.8),
        (10.0, 0.5, 0.0, 1.0, 2.4),  # three at ten minutes each
        (10.0, 0.5, 0.5, 1.0, 4.8),
        (10.0, 99.0, 0.5, 1.0, 8.0),  # there is no more than all
        (10.0, 99.0, 0.5, 0.5, 4.0),
        (10.0, 99.0, 0.5, 0.0, 0.0),
        (0.0, 99.0, 0.5, 1.0, 0.0),
    ],
)
def test_removed(rude, hours, norm, gain, gone):
    assert removed(rude, hours, norm, gain, PARS) == pytest.approx(gone, rel=1e-12)


def seen(world, links=LINKS):
    return sight(world.topics, world.lifts, world.tally, PARS, links.moderation, NOW.week)


def test_sight_without_moderation_is_everything():
    assert seen(village()) == (200.0, 0.0)  # and as clear as usual, to the last bit
    posts, clear = seen(village(topics=200))  # 0.2 off topic; 0.16 instead of 0.36 interests
    assert posts == 200.0 and clear == pytest.approx(math.log2(0.16 / 0.36), rel=1e-12)


@pytest.mark.parametrize(
    ("lifts", "posts", "clear"),  # of 200 posts 20 are off topic, 108 dull, 72 interest
    [({"tidy": 1.0}, 180.0, 200 / 180), ({"personal": 1.0}, 72.0, 200 / 72), ({"tidy": 0.5, "personal": 0.5}, 131.0, 200 / 131)],
)
def test_sight_with_moderation(lifts, posts, clear):
    world = village()
    put(world.lifts, **lifts)
    assert seen(world) == pytest.approx((posts, math.log2(clear)), rel=1e-12)
    assert seen(world, CUT) == (200.0, 0.0)


@pytest.mark.shows(44, 56)
def test_a_filter_helps_more_the_broader_the_community():
    def gain(topics):
        world = village(topics=topics)
        without = seen(world)[1]
        put(world.lifts, personal=0.8)
        return seen(world)[1] - without

    assert gain(200) > gain(50) > gain(10) > gain(5) > 0.0


def test_stock_is_taken_of_those_present():
    world = village(norm=[0.5, 1.0, 0.9, 0.0])
    put(world.lifts, hours=np.full((world.lifts.hours.shape[0], 7), 1 / 6))  # of moderating: a post in ten minutes
    before = snapshot(world)
    tally = live(world)
    # norms 0.5 twice, 1.0, 0.9: 0.725; of four rude posts 0.3 x 1.45 are flagged and one more found; a fifth too late
    assert tally.custom[0] == pytest.approx(0.225, rel=1e-6)
    assert tally.toxic[0] == pytest.approx(4 - 0.8 * (0.3 * 1.45 * 4 + 1), rel=1e-6)
    assert tally.clutter[0] == pytest.approx(200 * 0.1 * 0.55, rel=1e-6)
    row = world.weekly[NOW.week]
    assert [row[counts.RUDE], row[counts.TOXIC], row[counts.CLUTTER]] == [4, tally.toxic[0], tally.clutter[0]]
    assert changed(before, snapshot(world)) == {"tally.custom", "tally.toxic", "tally.clutter", "weekly"}


def test_only_hours_of_moderating_count():
    world = village()
    world.lifts.hours[NOW.week] = 9.0
    world.lifts.hours[NOW.week, MODERATING] = 0.0
    assert live(world).toxic[0] == live(village()).toxic[0]


def test_where_nobody_is_manners_are_ordinary():
    world = village(days=(0, 0), rude=(5, 5))
    world.tally.custom[0] = 0.3
    tally = live(world)
    assert tally.custom[0] == tally.toxic[0] == 0.0
    assert not live(village(days=(), rude=())).custom[0]


def test_without_the_link_nothing_is_removed_or_moved():
    world = village()
    put(world.lifts, tidy=1.0)
    world.lifts.hours[:, MODERATING] = 99.0
    tally = live(world, links=CUT)
    assert tally.toxic[0] == 4.0 and tally.clutter[0] == 20.0
    tally = live(world)
    assert tally.toxic[0] == pytest.approx(0.8) and tally.clutter[0] == 0.0


def test_more_hours_leave_less_but_each_less_than_the_one_before():
    def left(hours):
        world = village(rude=(60, 60, 0, 0))
        world.lifts.hours[:, MODERATING] = hours
        return live(world).toxic[0]

    standing = [left(hours) for hours in (0.0, 5.0, 10.0, 15.0, 20.0, 40.0)]
    assert all(np.diff(standing[:4]) < 0) and standing[-1] == standing[-2] == pytest.approx(24.0)  # too late for a fifth
