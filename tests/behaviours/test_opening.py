"""Opening: newcomers who were invited open a talk."""

import math

import numpy as np
import pytest

from agents.behaviours import opening
from agents.behaviours.opening import OpeningPars, may_open
from agents.behaviours.posting import PostingPars
from agents.codes import ACTIVE, COMMUNITY, FIRST_WAITING, GUT_CHECK, LAPSED, LURKING, NEVER, NONE, QUESTION, TICKET
from agents.counts import FIRST_QUESTIONS, QUESTIONS
from agents.entities import OVERFLOW, QUESTION_ROWS, RECALL
from agents.streams import OPENING, POST, QUESTION_KEY
from sim.clock import Now
from sim.draws import derived_key, uniforms
from tests.worlds import NOW, changed, events_of, many, pose, put, snapshot, tiny

SURE, NEVER_EVER = OpeningPars(invited=1.0), OpeningPars(invited=0.0)
POSTING = PostingPars(appeal=0.5, keen=0.25)


def village(people=3, **columns):
    """Everybody joined last week on an invitation, lurks and is here today."""
    world = tiny(people, questions=max(people, 16), events=max(people, 64))
    put(world.members, **{"membership": LURKING, "joined": NOW.week - 1, "invited": 1, "days": 1} | columns)
    world.topics.keep[:] = 1.0
    return world


def live(world, pars=SURE, now=NOW):
    w = world
    opening.everyone(w.people, w.members, w.topics, w.questions, w.events, w.tally, w.weekly, pars, POSTING, now)


@pytest.mark.parametrize(
    ("invited", "weeks", "membership", "days", "posted", "may"),
    [
        (1, 1, LURKING, 1, False, True),
        (1, 1, ACTIVE, 7, False, True),  # greeted and taking part, and nothing said
        (0, 1, LURKING, 1, False, False),
        (1, 0, LURKING, 1, False, False),  # not yet here
        (1, 2, LURKING, 1, False, False),  # later only with a problem
        (1, 1, LAPSED, 1, False, False),
        (1, 1, NONE, 1, False, False),
        (1, 1, LURKING, 0, False, False),
        (1, 1, LURKING, 1, True, False),
    ],
)
def test_who_could_open_a_talk(invited, weeks, membership, days, posted, may):
    assert may_open(invited, weeks, membership, days, posted) == may


def test_openings_stand_behind_the_questions_of_the_week():
    world = village(people=4, invited=[1, 0, 1, 1])
    put(world.people, keen=[1.0, 0.0, -1.0], channel=[TICKET, 0, 0, COMMUNITY])  # the last one has a question of its own
    pose(world, [0, 3])
    world.weekly[NOW.week, QUESTIONS] = 1
    live(world)
    q = world.questions
    assert q.asker[2:4].tolist() == [0, 2] and q.asked[2:4].tolist() == [3, 3] and q.kind[2:4].tolist() == [GUT_CHECK] * 2
    for row, person, keen in [(2, 0, 1.0), (3, 2, -1.0)]:
        u, v, w, _ = uniforms(NOW.seed, POST, NOW.week, person)
        z = math.sqrt(-2 * math.log(u)) * math.cos(2 * math.pi * v)
        assert q.key[row] == derived_key(person, NOW.week, 0, QUESTION_KEY) and q.hour[row] == np.float32(168 * w)
        assert q.appeal[row] == pytest.approx(math.exp(0.5 * z + 0.25 * keen), rel=1e-6)
        assert q.topic[row] == int(2 * uniforms(NOW.seed, OPENING, NOW.week, person)[1])
    assert events_of(world) == [(3 * 168 + float(q.hour[row]), int(q.asker[row]), row, QUESTION) for row in (2, 3)]
    assert world.tally.rows[QUESTION_ROWS] == 4 and world.tally.first[NOW.week + RECALL + 1] == 4
    assert world.weekly[NOW.week, [QUESTIONS, FIRST_QUESTIONS]].tolist() == [3, 2] and world.weekly.sum() == 5
    m = world.members
    assert m.membership[[0, 2]].tolist() == [ACTIVE] * 2 and m.first_reply[[0, 2]].tolist() == [FIRST_WAITING] * 2
    assert m.first_post[:4].tolist() == [3, NEVER, 3, NEVER] and m.last_post[:4].tolist() == [3, NEVER, 3, NEVER]


@pytest.mark.parametrize(
    ("columns", "pars"), [({}, NEVER_EVER), ({"invited": 0}, SURE), ({"joined": -5}, SURE), ({"first_post": 1}, SURE)]
)
def test_nobody_to_open_a_talk_changes_nothing(columns, pars):
    world = village(**columns)
    before = snapshot(world)
    live(world, pars)
    assert changed(before, snapshot(world)) == set()
    live(village(people=0))
    live(village(joined=-1), now=Now(NOW.seed, 0))  # the founders were not invited this week


def test_a_share_opens_a_talk_and_it_is_the_same_ones():
    n = many(4000, 400)
    opened = {}
    for chance in (0.2, 0.4):
        world = village(people=n)
        live(world, OpeningPars(invited=chance))
        opened[chance] = set(np.flatnonzero(world.members.first_post == NOW.week).tolist())
        drawn = [uniforms(NOW.seed, OPENING, NOW.week, i)[0] < chance for i in range(n)]
        assert len(opened[chance]) == sum(drawn) > 0
    assert opened[0.2] < opened[0.4]


def test_no_room_raises_the_flag():
    world = tiny(3, questions=1)
    put(world.members, membership=LURKING, joined=NOW.week - 1, invited=1, days=1)
    live(world)
    assert world.tally.rows[OVERFLOW] == 1 and world.tally.rows[QUESTION_ROWS] == 1
