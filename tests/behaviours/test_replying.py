"""Replying: what the answers of the week bring, and to whom."""

import math

import pytest

from agents import counts
from agents.behaviours import replying
from agents.behaviours.replying import ReplyingPars, turn_kind
from agents.codes import ACTIVE, ANSWER, COMMENT, FIRST_NONE, FIRST_REPLIED, FIRST_WAITING, FOLLOWUP, LURKING, NEVER
from agents.entities import OVERFLOW
from agents.streams import TALK, WISH_KEY
from sim.draws import derived_key, uniform
from tests.worlds import NOW, changed, events_of, pose, put, snapshot, tiny, want

FORUM, SITE = ReplyingPars(pause=2.0, comments=0.0), ReplyingPars(pause=2.0, comments=1.0)
START = NOW.week * 168.0


def village(wishes, asked=(3, 3), askers=(0, 1), **columns):
    """Wishes are (question, helper, hour), all taken; everybody else's columns as given."""
    world = tiny(people=5, events=12)
    pose(world, list(asked), asker=list(askers), topic=[0, 1][: len(asked)], waited=4.0)
    want(world, *zip(*wishes, strict=True)) if wishes else want(world, [], [], [])
    put(world.members, membership=ACTIVE, first_post=1, first_reply=FIRST_NONE)
    put(world.wishes, **({"taken": 1} | columns))
    return world


def live(world, pars=FORUM):
    w = world
    replying.everyone(w.people, w.members, w.feelings, w.questions, w.wishes, w.topics, w.events, w.tally, w.weekly, pars, NOW)
    return events_of(w)


def counted(world):
    row = world.weekly[NOW.week]
    return {name: row[k] for k, name in enumerate(counts.COUNTS) if row[k]}


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
        "feelings.given", "feelings.given_week", "members.last_post", "topics.fresh", "weekly",
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
