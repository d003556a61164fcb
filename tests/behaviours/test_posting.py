"""Posting: what was decided becomes questions; askers are active members from now on."""

import math

import numpy as np
import pytest
from scipy.stats import kstest

from agents.behaviours import posting
from agents.behaviours.posting import PostingPars, appeal
from agents.codes import (
    ACTIVE,
    COMMUNITY,
    FIRST_NONE,
    FIRST_REPLIED,
    FIRST_WAITING,
    HARD,
    LAPSED,
    LURKING,
    NEVER,
    NONE,
    QUESTION,
    TICKET,
)
from agents.counts import FIRST_QUESTIONS, QUESTIONS, RETURNED
from agents.entities import OVERFLOW, QUESTION_ROWS, RECALL
from agents.streams import POST, QUESTION_KEY
from sim.clock import Now
from sim.draws import derived_key, uniforms
from tests.worlds import FALSE_ALARM, NOW, changed, events_of, is_standard_normal, many, pose, put, snapshot, tiny

PARS = PostingPars(appeal=0.5, keen=0.25)


def village(people=4, channel=COMMUNITY, membership=ACTIVE, **room):
    world = tiny(people, **room)
    put(world.people, channel=channel, need=HARD, topic=1)
    put(world.members, membership=membership, joined=-50)
    return world


def live(world, pars=PARS, now=NOW):
    w = world
    posting.everyone(w.people, w.members, w.feelings, w.questions, w.events, w.tally, w.weekly, pars, now)


@pytest.mark.parametrize(
    ("u", "v", "keen", "ratio"),
    [
        (math.exp(-0.5), 0.25, 0.0, 1.0),  # the median: cos 90° = 0
        (math.exp(-0.5), 0.25, 2.0, math.exp(0.5)),
        (math.exp(-0.5), 0.5, 0.0, math.exp(-0.5)),  # a normal of -1
        (math.exp(-2.0), 0.0, 0.0, math.e),  # of 2
    ],
)
def test_appeal(u, v, keen, ratio):
    assert appeal(u, v, keen, PARS) == pytest.approx(ratio, rel=1e-12)


def test_questions_stand_in_the_order_of_people():
    world = village(channel=[COMMUNITY, TICKET, COMMUNITY, 0])
    pose(world, [0, 1])  # two earlier ones
    put(world.people, keen=[1.0, 0.0, -1.0])
    live(world)
    q = world.questions
    assert q.asker[2:4].tolist() == [0, 2] and q.asked[2:4].tolist() == [3, 3]
    assert q.topic[2:4].tolist() == [1, 1] and q.kind[2:4].tolist() == [HARD, HARD]
    for row, person, keen in [(2, 0, 1.0), (3, 2, -1.0)]:
        u, v, w, _ = uniforms(NOW.seed, POST, NOW.week, person)
        z = math.sqrt(-2 * math.log(u)) * math.cos(2 * math.pi * v)
        assert q.key[row] == derived_key(person, NOW.week, 0, QUESTION_KEY)
        assert q.hour[row] == np.float32(168 * w) and q.appeal[row] == pytest.approx(math.exp(0.5 * z + 0.25 * keen), rel=1e-6)
    hours = [3 * 168 + float(hour) for hour in q.hour[2:4]]
    assert events_of(world) == [(hours[0], 0, 2, QUESTION), (hours[1], 2, 3, QUESTION)]
    assert world.tally.rows[QUESTION_ROWS] == 4 and world.tally.first[NOW.week + RECALL : NOW.week + RECALL + 2].tolist() == [
        2,
        4,
    ]
    assert world.weekly[NOW.week, [QUESTIONS, FIRST_QUESTIONS]].tolist() == [2, 2] and world.weekly.sum() == 4


def test_what_becomes_of_askers():
    world = village(membership=[NONE, LURKING, ACTIVE, LAPSED])
    put(world.members, first_post=[NEVER, NEVER, -20, 1], first_reply=[FIRST_NONE, FIRST_NONE, FIRST_REPLIED, FIRST_WAITING])
    put(world.members, days=[0, 3, 1, 0])
    live(world)
    m = world.members
    assert m.membership.tolist() == [ACTIVE] * 4
    assert m.joined.tolist() == [NOW.week, -50, -50, -50] and world.feelings.felt.tolist() == [NOW.week, 0, 0, 0]
    assert m.first_post.tolist() == [NOW.week, NOW.week, -20, 1]  # a founder's first post was before the start
    assert m.first_reply.tolist() == [FIRST_WAITING, FIRST_WAITING, FIRST_REPLIED, FIRST_WAITING]
    assert m.last_post.tolist() == [NOW.week] * 4 and m.days.tolist() == [1, 3, 1, 1]  # present a day at least
    assert world.weekly[NOW.week, RETURNED] == 1


def test_a_week_without_questions():
    world = village(channel=TICKET)
    pose(world, [0, 1])
    before = snapshot(world)
    live(world)
    assert changed(before, snapshot(world)) == set()
    live(village(people=0, channel=[], membership=[]))


def test_week_0_follows_the_founded_questions():
    world = village()
    pose(world, [-9, -1])
    live(world, now=Now(NOW.seed, 0))
    assert world.tally.first[RECALL : RECALL + 2].tolist() == [2, 6] and world.questions.asked[2:6].tolist() == [0] * 4


def test_no_room_raises_the_flag_and_writes_nothing_beyond():
    world = village(questions=3)
    live(world)
    assert world.tally.rows[OVERFLOW] == 1 and world.tally.rows[QUESTION_ROWS] == 3
    assert world.questions.asker.tolist() == [0, 1, 2] and world.members.last_post[3] == NEVER


def test_no_room_in_the_log_raises_the_flag_too():
    world = village(events=2)
    live(world)
    assert world.tally.rows[OVERFLOW] == 1 and len(events_of(world)) == 2


def test_appeal_is_log_normal_and_hours_are_even():
    n = many(20_000, 1000)
    world = village(people=n, questions=n, events=n)
    live(world)
    z, day = np.log(world.questions.appeal) / 0.5, world.questions.hour.astype(float) / 168
    assert is_standard_normal(z) and not is_standard_normal(1.3 * z)  # a wider spread: refused
    assert kstest(day, "uniform").pvalue > FALSE_ALARM > kstest(day**2, "uniform").pvalue


def test_the_keen_ask_more_clearly():
    plain, keen = village(), village()
    put(keen.people, keen=1.0)
    live(plain)
    live(keen)
    assert keen.questions.appeal[:4] == pytest.approx(plain.questions.appeal[:4] * math.exp(0.25), rel=1e-6)
