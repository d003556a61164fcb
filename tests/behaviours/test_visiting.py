"""Visiting: who comes out of habit, love, attention and company."""

import math

import numpy as np
import pytest

from agents.behaviours import visiting
from agents.behaviours.exposure import ExposurePars
from agents.behaviours.feeling import FeelingPars
from agents.behaviours.moderating import ModeratingPars
from agents.behaviours.visiting import VisitingPars, days_present, offer, pull, threshold
from agents.codes import ACTIVE, FIRST_NONE, FIRST_REPLIED, FIRST_WAITING, LAPSED, LURKING, NONE
from agents.streams import VISIT
from sim.clock import Now
from sim.draws import uniform, uniforms
from tests.worlds import LINKS, NOW, changed, put, snapshot, tiny

PARS = VisitingPars(
    habit=-3.0, keen=0.5, love=2.0, attention=0.25, settled=0.3, bonds=2.0, fresh=4.0, tired=1.0, overload=0.3, interest=0.6
)
SORE = ExposurePars(hits=0.1, reads=40.0, visits=0.8, leaving=0.5, healing=10.0)
PLACE = ModeratingPars(minutes=5.0, flagged=0.3, missed=0.2, stray=0.2, broad=0.0, interest=0.625, variety=0.0)
FEELING = FeelingPars(
    visit=1.0, post=4.0, answer=7.0, reply=2.0, half=30.0, thanks=0.15, use=0.03, starve=0.01, taste=60.0, tire=0.3, rest=0.1
)
SURE, NEVER = PARS._replace(habit=99.0), PARS._replace(habit=-99.0)


def village(people=3, membership=ACTIVE):
    world = tiny(people)
    put(world.members, membership=membership, joined=-50)
    return world


def live(world, pars=PARS, links=LINKS, now=NOW):
    w = world
    visiting.everyone(
        w.people, w.members, w.feelings, w.ties, w.topics, w.calendar, w.lifts, w.tally, pars, FEELING, SORE, PLACE, links, now
    )
    return w.members.days.tolist()


def barely(person, z, now=NOW):
    """Parameters with which a person whose pull is `z` above habit comes, and with which not: a hair apart."""
    u = uniform(now.seed, VISIT, now.week, person)
    habit = math.log(u / (1.0 - u)) - z
    return PARS._replace(habit=habit + 1e-9), PARS._replace(habit=habit - 1e-9)


PLAIN = {
    "keen": 0.0, "warm": 0.0, "replies": 0, "settled": False, "fresh": False, "fatigue": 0.0, "sore": 0.0, "attention": 1.0,
    "welcome": 1.0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("case", "z"),
    [
        ({}, -3.0),
        ({"keen": 2.0}, -2.0),
        ({"keen": -1.0}, -3.5),
        ({"warm": 0.5}, -2.0),
        ({"replies": 3}, -2.25),
        ({"replies": 5}, -1.75),
        ({"replies": 60}, -1.75),  # five count
        ({"replies": 4, "attention": 0.5}, -2.5),
        ({"replies": 4, "attention": 0.0}, -3.0),
        ({"settled": True}, -2.7),
        ({"settled": True, "welcome": 0.0}, -3.0),
        ({"fresh": True}, 1.0),
        ({"fatigue": 0.5}, -3.5),
        ({"sore": 1.0}, -3.8),
        ({"sore": 0.25}, -3.2),
        # -3 + 0.5 + 1 + 0.5 + 0.3 + 4 - 0.25 - 0.4
        ({"keen": 1.0, "warm": 0.5, "replies": 2, "settled": True, "fresh": True, "fatigue": 0.25, "sore": 0.5}, 2.65),
    ],
)
def test_pull(case, z):
    assert pull(*(PLAIN | case).values(), PARS, SORE) == pytest.approx(z, rel=1e-12)


@pytest.mark.parametrize(
    ("posts", "clear", "comfort", "digest", "z"),
    [
        (0.0, 0.0, 0.0, 0.0, 0.0),
        (20.0, 0.0, 0.0, 0.0, 0.0),
        (40.0, 0.0, 0.0, 0.0, 0.0),
        (80.0, 0.0, 0.0, 0.0, -0.3),  # one doubling beyond 40
        (160.0, 0.0, 0.0, 0.0, -0.6),
        (160.0, 0.0, 1.0, 0.0, -0.3),  # a platform with which one takes in 80
        (160.0, 0.0, 5.0, 0.0, 0.0),
        (0.0, 1.0, 0.0, 0.0, 0.6),  # twice as much of it interests
        (0.0, -2.0, 0.0, 0.0, -1.2),
        (160.0, 0.5, 0.0, 0.4, 0.1),
    ],
)
def test_offer(posts, clear, comfort, digest, z):
    assert offer(posts, clear, comfort, digest, PARS) == pytest.approx(z, abs=1e-12)


def test_threshold_is_the_logit():
    assert threshold(0.5) == 0.0
    assert threshold(0.8) == pytest.approx(math.log(4.0)) and threshold(0.2) == pytest.approx(-math.log(4.0))


@pytest.mark.parametrize(
    ("u", "pace", "days"),
    [
        (0.99, 0.0, 1),
        (0.36, 1.0, 1),  # a Poisson number of mean 1 is 0 up to 0.368, 1 up to 0.736, 2 up to 0.920
        (0.38, 1.0, 2),
        (0.73, 1.0, 2),
        (0.75, 1.0, 3),
        (0.99999, 6.0, 7),  # a week has seven
    ],
)
def test_days(u, pace, days):
    assert days_present(u, pace) == days


def test_only_lurkers_and_active_members_come():
    world = village(people=4, membership=[NONE, LURKING, ACTIVE, LAPSED])
    assert live(world, SURE) == [0, 1, 1, 0]
    assert live(world, NEVER) == [0, 0, 0, 0]  # last week's days are gone


def test_nobody_comes_to_a_closed_community():
    world = village()
    live(world, SURE)
    put(world.calendar, open=0)
    assert live(world, SURE) == [0, 0, 0]


def test_nobody():
    assert live(village(people=0, membership=[]), SURE) == []


def test_only_days_are_written():
    world = village()
    before = snapshot(world)
    live(world, SURE)
    assert changed(before, snapshot(world)) == {"members.days"}


def test_a_visit_where_the_draw_is_below_the_chance():
    world = village(people=2051)  # more than one block
    for i in (0, 2047, 2048, 2050):
        comes, stays_away = barely(i, 0.0)
        assert live(world, comes)[i] == 1 and live(world, stays_away)[i] == 0


def test_days_come_from_a_draw_of_their_own():
    world = village()
    put(world.people, pace=2.0)
    chances = np.exp(-2.0) * np.cumsum([1, 2, 2, 4 / 3, 2 / 3, 4 / 15])
    expected = [1 + int((chances < uniforms(NOW.seed, VISIT, NOW.week, i)[1]).sum()) for i in range(3)]
    assert live(world, SURE) == expected


@pytest.mark.parametrize(
    ("columns", "z"),
    [
        ({"members": {"joined": 2}}, 4.0),  # registered last week
        ({"members": {"joined": 3}}, 0.0),
        ({"members": {"joined": 1}}, 0.0),
        ({"members": {"first_reply": FIRST_REPLIED}}, 0.3),
        ({"members": {"first_reply": FIRST_WAITING}}, 0.0),
        ({"members": {"first_reply": FIRST_NONE}}, 0.0),
        ({"feelings": {"comments": 2, "comments_week": 2}}, 0.5),
        ({"feelings": {"comments": 2, "comments_week": 1}}, 0.0),  # the replies of the week before last
        ({"people": {"keen": -2.0}}, -1.0),
        ({"feelings": {"love": 30.0, "felt": 3}}, 1.0),  # half of the greatest warmth, times 2
        ({"feelings": {"love": 30.0, "felt": -49}}, 2 * 0.9**12 / (0.9**12 + 1)),  # a year ago: faded by 0.9 a month
        ({"members": {"hurt": 3}}, -0.8),
        ({"members": {"hurt": 1}}, -0.64),  # eight of ten weeks to go
        ({"members": {"hurt": -7}}, 0.0),
        ({"feelings": {"fatigue": 0.5, "felt": 3}}, -0.5),
        ({"feelings": {"fatigue": 0.5, "felt": 1}}, -0.5 * 0.81),  # two weeks of rest at 0.1
    ],
)
def test_what_is_felt_as_of_today(columns, z):
    world = village()
    for entity, values in columns.items():
        put(getattr(world, entity), **values)
    comes, stays_away = barely(1, z)
    assert live(world, comes)[1] == 1 and live(world, stays_away)[1] == 0


def test_posts_beyond_forty_keep_people_away():
    world = village()
    world.tally.posts[0] = 320.0  # three doublings
    comes, stays_away = barely(0, -0.9)
    assert live(world, comes)[0] == 1 and live(world, stays_away)[0] == 0


# Half of all posts interest (0.8 x 0.625), 0.2 are off topic, 0.3 are on topic but dull. One doubling is worth 0.6.
@pytest.mark.parametrize(
    ("lifts", "posts", "z"),
    [
        ({}, 80.0, -0.3),
        ({"digest": 0.7}, 80.0, 0.4),
        ({"comfort": 1.0}, 80.0, 0.0),
        ({"tidy": 1.0}, 100.0, -0.3 + 0.6 * 0.32193),  # 80 are left; 0.5 / 0.8 interests: log2(1.25) = 0.32193
        ({"personal": 1.0}, 160.0, -0.3 + 0.6),  # only what interests is left
        ({"personal": 0.5, "tidy": 1.0}, 0.0, 0.6 * 0.62149),  # 0.65 are left: log2(1 / 0.65)
        ({"personal": 9.0, "tidy": 9.0}, 160.0, 0.3),
    ],
)
def test_what_moderation_and_platform_hold_out(lifts, posts, z):
    world = village()
    put(world.lifts, **lifts)
    world.tally.posts[0] = posts
    habit = barely(2, z)[0].habit
    assert live(world, PARS._replace(habit=habit + 1e-4))[2] == 1
    assert live(world, PARS._replace(habit=habit - 1e-4))[2] == 0


def test_without_the_link_moderation_is_not_felt_but_mails_are():
    def days(links, **lifts):
        world = village(people=2000)
        put(world.lifts, **lifts)
        world.tally.posts[0] = 100.0
        return live(world, links=links)

    cut = LINKS._replace(moderation=0.0)
    plain = days(LINKS)
    assert days(cut, tidy=0.5, personal=0.5) == plain == days(cut) != days(LINKS, personal=0.5)
    assert days(LINKS, tidy=0.5) != plain and days(cut, digest=0.5) == days(LINKS, digest=0.5) != plain


def test_in_week_0_last_week_is_the_one_before_the_start():
    world = village()
    put(world.members, joined=[-1, -2, -50])
    now = Now(NOW.seed, 0)
    for person, z in [(0, 4.0), (1, 0.0)]:
        comes, stays_away = barely(person, z, now)
        assert live(world, comes, now=now)[person] == 1 and live(world, stays_away, now=now)[person] == 0


def with_ties(last_visit):
    """Person 0 knows 1 (strength 3) and 2 (strength 1)."""
    world = village()
    world.ties.other[0, :2], world.ties.strength[0, :2], world.ties.met[0, :2] = [1, 2], [3.0, 1.0], NOW.week
    put(world.members, last_visit=last_visit)
    return world


@pytest.mark.parametrize(
    ("last_visit", "share"), [([0, 2, 2], 1.0), ([0, 2, 1], 0.75), ([0, 1, 2], 0.25), ([2, 1, 0], 0.0), ([0, 3, 3], 0.0)]
)
def test_company_counts_by_the_strength_of_those_who_came_last_week(last_visit, share):
    world = with_ties(last_visit)
    comes, stays_away = barely(0, 2.0 * share)
    assert live(world, comes)[0] == 1 and live(world, stays_away)[0] == 0
    half = LINKS._replace(bonds=0.5)
    comes, stays_away = barely(0, share)
    assert live(world, comes, half)[0] == 1 and live(world, stays_away, half)[0] == 0


@pytest.mark.parametrize(
    "more",
    [
        {"feelings": {"love": 60.0, "felt": NOW.week}},
        {"people": {"keen": 1.0}},
        {"feelings": {"comments": 3, "comments_week": NOW.week - 1}},
        {"members": {"first_reply": FIRST_REPLIED}},
        {"members": {"joined": NOW.week - 1}},
    ],
    ids=["love", "keenness", "replies", "settled", "fresh"],
)
def test_more_of_it_more_visits(more):
    less = np.array(live(village(people=500)))
    world = village(people=500)
    for entity, values in more.items():
        put(getattr(world, entity), **values)
    now = np.array(live(world))
    assert (now >= less).all() and now.sum() > less.sum()


def test_fatigue_overload_and_hurt_keep_people_away():
    usual = np.array(live(village(people=500)))
    tired, loud, hurt = village(people=500), village(people=500), village(people=500)
    put(hurt.members, hurt=NOW.week - 1)
    put(tired.feelings, fatigue=1.0, felt=NOW.week)
    loud.tally.posts[0] = 640.0
    for world in (tired, loud, hurt):
        days = np.array(live(world))
        assert (days <= usual).all() and days.sum() < usual.sum()
