"""Simulating: one run from its seed; the room set aside never changes the result."""

import numpy as np
import pytest

from agents import counts, simulate
from agents.codes import FIRST_REPLIED
from agents.entities import EVENT_ROWS, OVERFLOW, QUESTION_ROWS
from agents.founding import Founders, Founding, StaffMember, found, steady
from agents.schedule import week_of
from agents.simulate import TooBusyError
from agents.world import Room
from sim.clock import Now
from tests.worlds import LINKS, LIVELY, VILLAGE, changed, on_calendar, put, snapshot, tiny

WEEKS = 20
STILL = Founding(market=40, topics=3, founders=(Founders(30, (0.0, 4.0), 200.0, 30.0),), questions_a_week=20.0)


def run(community=VILLAGE, seed=1, pars=LIVELY, weeks=WEEKS, links=LINKS, **path):
    return simulate.simulate(community, on_calendar(steady(weeks, 8), **path), pars, links, seed)


def same(one, other):
    """Whether two runs are equal in all that a reader of runs sees."""
    return np.array_equal(one.weekly, other.weekly) and all(map(np.array_equal, one.events, other.events))


def column(result, name):
    return result.weekly[:, counts.COUNTS.index(name)]


@pytest.fixture(scope="module")
def usual():
    return run()


def test_a_seed_is_a_run(usual):
    assert same(usual, run()) and not same(usual, run(seed=2))
    assert usual.seed == 1 and usual.weekly.shape == (WEEKS, len(counts.COUNTS)) and usual.weekly.dtype == np.float64


def test_a_shorter_run_is_the_beginning_of_a_longer_one(usual):
    short = run(weeks=7)
    assert np.array_equal(short.weekly, usual.weekly[:7])
    n = len(short.events.hour)
    assert all(np.array_equal(few, more[:n]) for few, more in zip(short.events, usual.events, strict=True))


def test_counts_and_events_agree(usual):
    e, q = usual.events, usual.world.questions
    assert len(e.hour) == usual.world.tally.rows[EVENT_ROWS] and not usual.world.tally.rows[OVERFLOW]
    assert np.bincount(e.kind, minlength=4)[0] == column(usual, "questions").sum() > 50
    posts = sum(column(usual, name).sum() for name in ("questions", "member_answers", "staff_answers", "turns"))
    assert posts == len(e.hour)
    asked = e.kind == 0
    assert np.array_equal(e.thread[asked], np.arange(70, usual.world.tally.rows[QUESTION_ROWS]))  # after the founded ones
    assert np.array_equal(e.user[asked], q.asker[e.thread[asked]])
    assert (e.hour >= 0).all() and (e.user >= -2).all() and (e.user != -1).all() and (e.user < 300).all()


def test_members_come_and_go_without_getting_lost(usual):
    members, lapsed, left = column(usual, "members"), column(usual, "lapsed"), column(usual, "left")
    assert np.array_equal(np.diff(members), column(usual, "joined")[1:]) and members[0] == 50 + column(usual, "joined")[0]
    assert np.array_equal(np.diff(lapsed), (left - column(usual, "returned"))[1:]) and left.sum() > 0
    assert (column(usual, "landed_joins") <= column(usual, "joined")).all()


def test_every_problem_ends_somewhere(usual):
    ends = sum(column(usual, name) for name in ("ai_solved", "docs", "reused", "peer_solved", "tickets", "gave_up"))
    assert np.array_equal(ends, column(usual, "needs"))


def test_the_stock_is_what_was_founded_and_solved(usual):
    stock = column(usual, "fresh_answers") + column(usual, "stale_answers")
    assert np.array_equal(np.diff(stock), column(usual, "solved")[1:]) and column(usual, "stale_answers")[-1] > 0


def test_members_are_newcomers_once(usual):
    m = usual.world.members
    first_here = (m.first_post >= 0).sum()
    assert column(usual, "newcomers").sum() == first_here
    founders = slice(0, 40)  # those who had contributed before the start
    assert (m.first_post[founders] < 0).all() and (m.first_reply[founders] == FIRST_REPLIED).all()


# Room


TIGHT = {"questions": 40, "wishes": 40, "events": 40}


@pytest.mark.parametrize("name", TIGHT)
def test_a_run_that_needs_more_room_starts_again_with_more(monkeypatch, name):
    ample, attempts = run(STILL), []
    guess, attempt = simulate.first_guess, simulate._attempt
    monkeypatch.setattr(simulate, "first_guess", lambda *given: guess(*given)._replace(**TIGHT | {name: 1}))
    monkeypatch.setattr(simulate, "_attempt", lambda *given: attempts.append(attempt(*given)) or attempts[-1])
    monkeypatch.setattr(simulate, "LEEWAY", 0)  # so that the room is not doubled in time
    assert same(run(STILL), ample)
    assert attempts[0] is None and attempts[-1] is not None


def test_room_grows_on_the_way_without_starting_again(monkeypatch):
    ample, grown = run(STILL), []
    guess, roomier = simulate.first_guess, simulate.roomier
    monkeypatch.setattr(simulate, "LEEWAY", 100)
    monkeypatch.setattr(simulate, "first_guess", lambda *given: guess(*given)._replace(questions=110, wishes=110, events=110))
    monkeypatch.setattr(simulate, "roomier", lambda world: grown.append(1) or roomier(world))
    assert same(run(STILL), ample) and grown


def test_a_world_with_more_room_is_the_same_world():
    world = tiny(questions=3, wishes=4, events=5)
    put(world.questions, asker=[1, 2, 3])
    put(world.events, hour=[1.0, 2.0])
    more = simulate.roomier(world)
    assert [len(e[0]) for e in (more.questions, more.wishes, more.events, more.people)] == [6, 8, 10, 3]
    assert more.questions.asker.tolist() == [1, 2, 3, 0, 0, 0] and more.questions.solver.tolist() == [-1] * 6
    assert more.events.hour.tolist() == [1.0, 2.0] + [0.0] * 8
    assert more.tally is world.tally


def test_the_flag_is_raised_by_a_week_that_does_not_fit():
    path = steady(4)
    for room in ({"questions": 1}, {"events": 1}, {"wishes": 1}):
        world = found(STILL, path, LIVELY, LINKS, 1, Room(40, 3, 0, 4, 500, 500, 500)._replace(**room))
        week_of(world, LIVELY, Now(1, 0))
        assert world.tally.rows[OVERFLOW] == 1


def test_a_run_that_is_too_busy_is_given_up():
    with pytest.raises(TooBusyError, match=r"seed 1: more than 5 events by week \d+"):
        simulate.simulate(VILLAGE, steady(WEEKS), LIVELY, LINKS, 1, most_events=5)
    with pytest.raises(RuntimeError):
        simulate.simulate(VILLAGE, steady(WEEKS), LIVELY, LINKS, 1, most_events=0)


def test_a_limit_that_is_not_reached_changes_nothing(usual):
    path = steady(WEEKS, 8)
    assert same(usual, simulate.simulate(VILLAGE, path, LIVELY, LINKS, 1, most_events=len(usual.events.hour)))


# Edges


def test_no_weeks():
    assert run(weeks=0).weekly.shape == (0, len(counts.COUNTS)) and len(run(weeks=0).events.hour) == 0


@pytest.mark.parametrize("people", [0, 1])
def test_hardly_a_market(people):
    result = run(Founding(market=people, topics=1))
    assert np.isfinite(result.weekly).all() and column(result, "members").max() <= people


def test_staff_without_a_community_to_work_for():
    result = run(STILL._replace(founders=(), staff=(StaffMember(),)), open=0)
    assert not column(result, "staff_hours").any() and not len(result.events.hour)


def test_a_closed_community_is_silent():
    before = snapshot(found(VILLAGE, steady(WEEKS), LIVELY, LINKS, 1, simulate.first_guess(VILLAGE, steady(WEEKS))))
    result = run(open=0)
    assert not len(result.events.hour) and not column(result, "visits").any() and not column(result, "joined").any()
    moved = changed(before, snapshot(result.world))
    assert not {name for name in moved if name.startswith(("ties", "feelings", "events", "wishes"))}


# Directions


def waits(result):
    waited = result.world.questions.waited[: result.world.tally.rows[QUESTION_ROWS]]
    return waited[waited >= 0]


def with_helping(**values):
    return LIVELY._replace(helping=LIVELY.helping._replace(**values))


def test_fewer_staff_hours_answer_fewer_and_later():
    nobody_else = with_helping(willing=1e-6, spread=0.0)
    alone = VILLAGE._replace(founders=(Founders(60, (0.0, 4.0), 0.0, 30.0),), staff=(StaffMember(20.0, 0.8, 12.0),))
    full, tenth = (run(alone, pars=nobody_else, staff=share) for share in (1.0, 0.1))
    assert column(full, "staff_answers").sum() > 1.3 * column(tenth, "staff_answers").sum() > 0
    assert np.mean(waits(tenth)) > 3 * np.mean(waits(full))
    assert column(tenth, "staff_hours").sum() == pytest.approx(0.1 * column(full, "staff_hours").sum())


def test_more_willing_helpers_answer_more_and_sooner():
    by_nature = VILLAGE._replace(founders=(Founders(60, (0.0, 4.0), 0.0, 30.0),))
    shy, willing = (run(by_nature, pars=with_helping(willing=w), staff=0.0) for w in (0.001, 0.02))
    assert column(willing, "member_answers").sum() > 1.5 * column(shy, "member_answers").sum()
    assert np.median(waits(willing)) < np.median(waits(shy))


def test_stale_answers_mislead():
    lasting, ageing = (run(pars=LIVELY._replace(ageing=LIVELY.ageing._replace(stale=s, repaired=0.0))) for s in (0.0, 1.0))
    assert not column(lasting, "stale_hits").any() and column(ageing, "stale_hits").sum() > 20
    assert column(ageing, "reused").sum() < column(lasting, "reused").sum()
    assert column(ageing, "stale_answers")[7] >= 60 and not column(lasting, "stale_answers").any()
