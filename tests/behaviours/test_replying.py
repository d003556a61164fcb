"""Replying: what the answers of the week bring, and to whom."""

import math

import pytest

from agents import counts
from agents.behaviours import replying
from agents.behaviours.replying import ReplyingPars, next_lean, side, turn_kind
from agents.codes import (
    ACTIVE,
    ANSWER,
    COMMENT,
    FIRST_NONE,
    FIRST_REPLIED,
    FIRST_WAITING,
    FOLLOWUP,
    GUT_CHECK,
    HARD,
    LURKING,
    MIDDLE,
    NEVER,
    SIMPLE,
)
from agents.entities import OVERFLOW
from agents.streams import TALK, WISH_KEY
from sim.draws import derived_key, uniform
from tests.worlds import NOW, changed, events_of, pose, put, snapshot, tiny, want

FORUM, SITE = ReplyingPars(pause=2.0, comments=0.0), ReplyingPars(pause=2.0, comments=1.0)
START = NOW.week * 168.0


def village(wishes, asked=(3, 3), askers=(0, 1), **columns):
    """Wishes are (question, helper, hour), all taken; everybody else's columns as given."""
    world = tiny(people=5, events=12)
    pose(world, list(asked), asker=list(askers), topic=[0, 1][: len(asked)], waited=4.0, kind=[MIDDLE, SIMPLE][: len(asked)])
    want(world, *zip(*wishes, strict=True)) if wishes else want(world, [], [], [])
    put(world.members, membership=ACTIVE, first_post=1, first_reply=FIRST_NONE)
    put(world.wishes, **({"taken": 1} | columns))
    return world


def live(world, pars=FORUM):
    w = world
    replying.everyone(w.people, w.members, w.feelings, w.questions, w.wishes, w.topics, w.events, w.tally, w.weekly, pars, NOW)
    return events_of(w)


def counted(world):
    """The week's figures that are not 0; of the helpers' mix there are tests of their own."""
    row = world.weekly[NOW.week]
    return {name: row[k] for k, name in enumerate(counts.COUNTS) if row[k] and name not in ("maintainers", "challengers")}


@pytest.mark.parametrize(
    ("by_asker", "comments", "kind"), [(True, 0.0, FOLLOWUP), (False, 0.0, ANSWER), (True, 1.0, COMMENT), (False, 1.0, COMMENT)]
)
def test_what_a_turn_is_in_the_export(by_asker, comments, kind):
    assert turn_kind(by_asker, comments) == kind


def test_an_answer_by_a_member():
    world = village([(0, 2, 30.0)])
    assert live(world) == [(START + 30.0, 2, 0, ANSWER)]
    f = world.feelings
    assert (f.given[2], f.given_week[2], f.thanks[2]) == (1, NOW.week, 0)
    assert (f.comments[0], f.comments_week[0]) == (1, NOW.week)
    assert world.members.last_post.tolist() == [NEVER, NEVER, NOW.week, NEVER, NEVER]
    assert counted(world) == {"member_answers": 1}


def test_person_0_answers_like_all_others():
    world = village([(1, 0, 30.0)], turns=2)
    live(world)
    assert (world.feelings.given[0], world.feelings.comments[0]) == (1, 1)  # the asker's turn came to person 0
    assert counted(world) == {"member_answers": 1, "turns": 2}


def test_an_answer_by_staff_moves_the_asker_only():
    world = village([(0, -2, 30.0)])
    before = snapshot(world)
    assert live(world) == [(START + 30.0, -2, 0, ANSWER)]
    assert {name for name in changed(before, snapshot(world)) if not name.startswith(("events", "tally"))} == {
        "feelings.comments", "feelings.comments_week", "weekly",
    }  # fmt: skip
    assert counted(world) == {"staff_answers": 1}


@pytest.mark.parametrize(("turns", "by_staff"), [(1, 0), (2, 1), (5, 2)])
def test_the_talk_of_staff_is_counted_apart(turns, by_staff):
    world = village([(0, -2, 30.0)], turns=turns)
    live(world)
    assert counted(world) == {"staff_answers": 1, "turns": turns} | ({"staff_turns": by_staff} if by_staff else {})


def test_an_answer_to_somebody_unknown_moves_the_helper_only():
    world = village([(0, 2, 30.0)], askers=(-1, -1), solved=[1], turns=[3])
    before = snapshot(world)
    assert live(world) == [(START + 30.0, 2, 0, ANSWER)]  # and no talk
    assert {name for name in changed(before, snapshot(world)) if not name.startswith(("events", "tally"))} == {
        "feelings.given", "feelings.given_week", "feelings.lean", "members.last_post", "topics.fresh", "weekly",
    }  # fmt: skip


def test_wishes_not_taken_bring_nothing():
    world = village([(0, 2, 30.0)], taken=0, solved=1, thanked=1, turns=3)
    before = snapshot(world)
    assert live(world) == [] and changed(before, snapshot(world)) == set()


def test_no_wishes():
    world = village([])
    before = snapshot(world)
    assert live(world) == [] and changed(before, snapshot(world)) == set()


def test_answers_thanks_and_solutions_add_up():
    world = village([(0, 2, 1.0), (0, 3, 2.0), (1, 2, 3.0), (1, -3, 4.0)], solved=[0, 1, 1, 0], thanked=[1, 1, 1, 0])
    live(world)
    assert world.feelings.given.tolist() == [0, 0, 2, 1, 0] and world.feelings.thanks.tolist() == [0, 0, 2, 1, 0]
    assert world.feelings.comments.tolist() == [2, 2, 0, 0, 0]
    assert world.topics.fresh.tolist() == [1, 1]
    assert counted(world) == {"member_answers": 3, "staff_answers": 1, "solved": 2, "thanks": 3}


def test_last_weeks_counts_start_anew():
    world = village([(0, 2, 1.0)])
    put(world.feelings, given=9, given_week=NOW.week - 1, thanks=9, comments=9, comments_week=NOW.week - 1)
    live(world)
    assert (world.feelings.given[2], world.feelings.thanks[2], world.feelings.comments[0]) == (1, 0, 1)
    assert (world.feelings.given[3], world.feelings.comments[3]) == (9, 9)


def test_a_lurker_who_answers_becomes_active():
    world = village([(0, 2, 1.0)])
    put(world.members, membership=[ACTIVE, ACTIVE, LURKING], first_post=[1, 1, NEVER, -30])
    live(world)
    assert world.members.membership[2] == ACTIVE and world.members.first_post.tolist() == [1, 1, NOW.week, -30, 1]


def test_a_founders_first_contribution_stays_the_first():
    world = village([(0, 2, 1.0)])
    put(world.members, first_post=-1)  # the week before the start
    live(world)
    assert world.members.first_post[2] == -1


@pytest.mark.parametrize(
    ("asked", "first_post", "state", "waited", "replied"),
    [
        (3, 3, FIRST_WAITING, 4.0, True),
        (2, 2, FIRST_WAITING, 168.0, True),  # to the hour
        (2, 2, FIRST_WAITING, 168.5, False),  # too late
        (3, 1, FIRST_WAITING, 4.0, False),  # an answer to a later question
        (3, 3, FIRST_NONE, 4.0, False),  # the first contribution was an answer
        (3, 3, FIRST_REPLIED, 400.0, True),  # once is for good
    ],
)
def test_the_first_post_is_replied_within_seven_days_or_not(asked, first_post, state, waited, replied):
    world = village([(0, 2, 1.0)], asked=(asked,), askers=(0,))
    put(world.questions, waited=waited)
    put(world.members, first_post=first_post, first_reply=state)
    live(world)
    assert (world.members.first_reply[0] == FIRST_REPLIED) == replied


def test_talk_goes_to_and_fro_beginning_with_the_asker():
    world = village([(0, 2, 30.0)], turns=3)
    address = derived_key(2, NOW.week, world.questions.key[0], WISH_KEY)  # of the wish
    pauses = [-2.0 * math.log(uniform(NOW.seed, TALK, turn, address)) for turn in range(3)]
    hours = [START + 30.0 + sum(pauses[:turns]) for turns in range(4)]
    assert live(world) == [
        (hours[0], 2, 0, ANSWER),
        (hours[1], 0, 0, FOLLOWUP),
        (hours[2], 2, 0, ANSWER),
        (hours[3], 0, 0, FOLLOWUP),
    ]
    assert world.feelings.comments.tolist() == [2, 0, 2, 0, 0]  # the answer and one turn; two turns
    assert world.members.last_post.tolist() == [NOW.week, NEVER, NOW.week, NEVER, NEVER]
    assert counted(world) == {"member_answers": 1, "turns": 3}


def test_talk_with_staff_on_a_question_and_answer_site():
    world = village([(0, -2, 30.0)], turns=2)
    assert [(user, kind) for _, user, _, kind in live(world, SITE)] == [(-2, ANSWER), (0, COMMENT), (-2, COMMENT)]
    assert world.feelings.comments.tolist() == [2, 0, 0, 0, 0]


def test_a_full_log_raises_the_flag():
    world = village([(0, 2, 30.0)], turns=20)
    assert len(live(world)) == 12 and world.tally.rows[OVERFLOW] == 1


def test_a_question_solved_in_its_own_week_is_remembered_at_its_asker():
    world = village([(0, 2, 30.0), (1, 3, 40.0)], asked=(2, 3), askers=(0, 1), solved=1)
    live(world)
    assert world.people.solved.tolist() == [NEVER, NOW.week, NEVER, NEVER, NEVER]  # the first was asked a week before
    unsolved = village([(1, 3, 40.0)])
    live(unsolved)
    assert (unsolved.people.solved == NEVER).all()


@pytest.mark.parametrize(("thanked", "turns", "heard"), [(1, 0, True), (0, 1, True), (0, 0, False)])
def test_who_begins_with_an_answer_waits_for_a_word_too(thanked, turns, heard):
    """Thanks, or the asker's next turn; a first contribution of an earlier week is not touched."""
    for first, expected in ((NEVER, FIRST_REPLIED if heard else FIRST_WAITING), (NOW.week - 5, FIRST_WAITING)):
        world = village([(0, 2, 30.0)], thanked=thanked, turns=turns)
        put(world.members, first_post=first, first_reply=FIRST_NONE if first == NEVER else FIRST_WAITING)
        live(world)
        assert world.members.first_reply[2] == expected


# Maintainers and challengers


@pytest.mark.parametrize(
    ("lean", "hard", "asked", "after"),
    [(0.0, 0.8, 0.4, 0.05), (0.0, 0.2, 0.4, -0.025), (0.08, 0.4, 0.4, 0.07), (0.05, 0.2, 0.5, 0.00625), (-0.4, 0.8, 0.4, -0.3)],
)
def test_lean_follows_the_last_answers(lean, hard, asked, after):
    assert next_lean(lean, hard, asked, FORUM._replace(memory=8.0)) == pytest.approx(after, abs=1e-12)


@pytest.mark.parametrize(("lean", "is_challenger"), [(0.01, True), (0.0, False), (-0.01, False)])
def test_challengers_answer_harder_problems_than_are_asked(lean, is_challenger):
    assert side(lean) == (counts.CHALLENGERS if is_challenger else counts.MAINTAINERS)


def mix(world):
    live(world)
    return tuple(world.weekly[NOW.week, (counts.MAINTAINERS, counts.CHALLENGERS)])


def four(wishes, kinds=(SIMPLE, GUT_CHECK, MIDDLE, HARD), askers=(4, 4, 4, 4)):
    """Four questions of this week: hardness 0.2, 0.4, 0.5 and 0.8, so 0.475 on the average."""
    world = village(wishes, asked=(3,) * 4, askers=askers)
    put(world.questions, kind=list(kinds), topic=0)
    return world


def test_helpers_of_the_week_are_maintainers_or_challengers():
    assert mix(four([(0, 1, 9.0), (1, 2, 9.0), (2, 3, 9.0), (3, 0, 9.0)])) == (2, 2)
    assert mix(four([(0, 1, 9.0), (1, 2, 9.0), (2, -2, 9.0), (3, -2, 9.0)])) == (2, 0)  # staff are neither
    assert mix(four([])) == (0, 0)


def test_a_helper_counts_once_a_week_by_the_mean():
    # 0.8 weighs most as it came last, then seven eighths of it with 0.2: 0.325 x 7 / 8 - 0.275 is above 0
    assert mix(four([(0, 1, 9.0), (3, 1, 9.0)])) == (0, 1)
    assert mix(four([(0, 1, 9.0), (1, 1, 9.0), (2, 1, 9.0)])) == (1, 0)
    world = four([(3, 1, 9.0)])
    put(world.feelings, lean=-0.3)  # one hard answer does not make a challenger of a maintainer
    assert mix(world) == (1, 0)
    assert world.feelings.lean[1] == pytest.approx(-0.3 * 7 / 8 + 0.325 / 8)


def test_what_is_asked_counts_whether_answered_or_not_and_for_as_long_as_helpers_look():
    assert mix(four([(2, 1, 9.0)])) == (0, 1)  # 0.5 among 0.475
    assert mix(four([(2, 1, 9.0)], kinds=(HARD, HARD, MIDDLE, HARD))) == (1, 0)
    old = village([(1, 1, 9.0)], asked=(-6, 3), askers=(-1, 4))  # nobody looks at the first any more: 0.5, not harder
    put(old.questions, kind=[SIMPLE, MIDDLE])
    assert mix(old) == (1, 0)
    recent = village([(1, 1, 9.0)], asked=(-5, 3), askers=(-1, 4))
    put(recent.questions, kind=[SIMPLE, MIDDLE])
    assert mix(recent) == (0, 1)
