"""Recording: what is counted at the end of the week, and the pulse for the next one."""

import numpy as np
import pytest

from agents import counts
from agents.behaviours import recording
from agents.behaviours.feeling import FeelingPars
from agents.behaviours.judging import JudgingPars
from agents.behaviours.recording import RecordingPars, is_active, next_unanswered, voice
from agents.behaviours.trusting import TrustingPars
from agents.codes import (
    ACTIVE,
    AI,
    COMMUNITY,
    DOCS,
    GAVE_UP,
    LANDED,
    LAPSED,
    LURKING,
    MIDDLE,
    NEVER,
    NONE,
    OPEN,
    REUSED,
    STALE_HIT,
    TICKET,
)  # fmt: skip
from sim.batch import BLOCK, new_batch
from sim.clock import Now
from tests.worlds import LINKS, NOW, changed, pose, put, snapshot, tiny

PARS = RecordingPars(recent=4.0, seen=4.0, clout=10.0, usual=50.0)
FEELING = FeelingPars(
    visit=1.0, post=4.0, answer=7.0, reply=2.0, half=30.0, thanks=0.15, use=0.03, starve=0.01, taste=60.0, tire=0.3, rest=0.1
)


JUDGING = JudgingPars(usual=0.6, memory=4.0, cooling=2.0, promoter=0.7, detractor=0.5, fond=0.2, trusting=0.2)
ATTITUDES = ("asked", "satisfaction", "affinity", "trust", "promoters", "detractors")


def counted(world, attitudes=False, judging=JUDGING, links=LINKS, now=NOW):
    """The week's figures that are not 0; those of attitudes only on demand."""
    w = world
    recording.everyone(
        w.people,
        w.members,
        w.feelings,
        w.attitudes,
        w.orbits,
        w.ties,
        w.topics,
        w.questions,
        w.staff,
        w.accounts,
        w.calendar,
        w.tally,
        w.weekly,
        PARS,
        FEELING,
        judging,
        TrustingPars(usual=0.5, memory=8.0),
        links,
        now,
    )
    row = world.weekly[now.week]
    return {name: row[k] for k, name in enumerate(counts.COUNTS) if row[k] and (attitudes or name not in ATTITUDES)}


@pytest.mark.parametrize(
    ("week", "last", "active"), [(3, 3, True), (3, 0, True), (3, -1, False), (0, -3, True), (0, NEVER, False)]
)
def test_active_is_who_contributed_within_four_weeks(week, last, active):
    assert is_active(week, last, PARS) == active


def test_names_and_numbers_of_the_counts_belong_together():
    assert all(getattr(counts, name.upper()) == k for k, name in enumerate(counts.COUNTS))


def test_nobody_and_nothing():
    assert counted(tiny(people=0, topics=0)) == {} and counted(tiny()) == {}


def test_members_by_state_and_level():
    world = tiny(people=6)
    put(world.members, membership=[NONE, LURKING, ACTIVE, ACTIVE, LAPSED, ACTIVE], joined=[3, 3, 2, -5, -9, 3])
    put(world.members, first_post=[3, NEVER, 3, -5, -9, 3], last_post=[3, NEVER, 3, -1, -9, 3], days=[7, 1, 0, 2, 0, 1])
    put(world.orbits, step=[12, 1, 4, 8, 12, 3])
    put(world.feelings, love=30.0, felt=NOW.week)
    put(world.people, clout=[9.0, 9.0, 2.5, 9.0, 9.0, 0.5])
    world.ties.strength[2, :2], world.ties.met[2, :2] = [10.0, 1.0], NOW.week
    assert counted(world) == {
        "members": 5, "lurking": 1, "active": 2, "lapsed": 1,  # one is an active member, but has not written for four weeks
        "joined": 2, "newcomers": 2, "visits": 3,
        "exploring": 2, "participating": 1, "contributing": 1, "leading": 1, "commitment": 1 + 1 + 16 + 49 + 100,
        "love": 60.0, "mass": 30.0 * (11.0 + 25.0) + 30.0 * 5.0,  # ties of 11 and clout; clout alone
    }  # fmt: skip
    # half of the greatest warmth each, of the usual reach 36 / 50 and 5 / 50, per head of the market
    assert world.tally.mass[0] == pytest.approx((0.5 * 0.72 + 0.5 * 0.1) / 6)


def test_love_counts_as_faded_as_it_is():
    world = tiny(people=1)
    put(world.members, membership=ACTIVE, last_post=3)
    put(world.feelings, love=100.0, felt=NOW.week - 13)
    put(world.orbits, step=1)
    assert counted(world)["love"] == pytest.approx(72.9)
    assert world.tally.mass[0] == pytest.approx(72.9 / 102.9 * 10.0 / 50.0)  # clout of 1


@pytest.mark.parametrize(("warm", "reach", "says"), [(1.0, 50.0, 1.0), (0.5, 50.0, 0.5), (0.5, 150.0, 1.5), (1.0, 0.0, 0.0)])
def test_word_of_mouth_is_warmth_times_reach(warm, reach, says):
    assert voice(warm, reach, PARS) == pytest.approx(says, rel=1e-12)


@pytest.mark.shows(84)
def test_the_well_known_and_the_well_connected_are_heard_more():
    def pulse(clout, strength):
        world = tiny(people=1)
        put(world.members, membership=ACTIVE, last_post=3)
        put(world.feelings, love=30.0, felt=NOW.week)
        put(world.people, clout=clout)
        world.ties.strength[0, 0], world.ties.met[0, 0] = strength, NOW.week
        counted(world)
        return world.tally.mass[0]

    assert pulse(4.0, 10.0) > pulse(1.0, 10.0) < pulse(1.0, 30.0)
    assert pulse(1.0, 10.0) == pytest.approx(pulse(2.0, 0.0))  # a direct tie weighs as much as the usual clout


def test_what_became_of_problems():
    world = tiny(people=9)
    put(world.people, need=[MIDDLE] * 8 + [0])
    put(world.people, search=[DOCS, REUSED, STALE_HIT, STALE_HIT, OPEN, LANDED, LANDED, LANDED, STALE_HIT])
    put(world.people, channel=[DOCS, REUSED, TICKET, GAVE_UP, TICKET, COMMUNITY, GAVE_UP, GAVE_UP, REUSED])
    # two outsiders misled, one who landed and asked (joined now), one who landed and registered, one who was a member
    put(world.members, membership=[NONE, NONE, NONE, NONE, NONE, ACTIVE, LURKING, LURKING], joined=[-1, -1, -1, -1, -1, 3, 3, 2])
    put(world.orbits, step=1)
    found = counted(world)
    expected = {
        "needs": 8, "docs": 1, "reused": 1, "peer_solved": 1, "stale_hits": 2, "tickets": 2, "gave_up": 3, "landings": 5,
        "landed_joins": 2,
    }  # fmt: skip
    assert {name: found[name] for name in expected} == expected


@pytest.mark.shows(64)
def test_tickets_avoided_were_solved_by_the_community_and_would_have_been_tickets_without():
    world = tiny(people=8)
    put(world.people, need=[MIDDLE] * 7 + [0], search=OPEN)
    put(world.people, channel=[REUSED, COMMUNITY, REUSED, COMMUNITY, TICKET, GAVE_UP, AI, REUSED])
    put(world.people, base=[TICKET, TICKET, GAVE_UP, GAVE_UP, TICKET, TICKET, AI, TICKET])
    found = counted(world)
    assert (found["would_ticket"], found["tickets"], found["gave_up"], found["ai_solved"]) == (2, 1, 1, 1)


def asked(people):
    """A world in which these people are the first to be asked in week 3, the fourth of four."""
    world = tiny(people=96 + people)
    put(world.people, engaged=[0] * 96 + [1] * people)
    return world


def told(world, **columns):
    """Attitudes of those who are asked."""
    put(world.attitudes, **{name: [0] * 96 + list(values) for name, values in columns.items()})


def test_attitudes_are_summed_over_users_as_they_are_by_now():
    world = asked(4)
    world.people.engaged[99] = 0
    told(world, satisfaction=[0.9, 0.1, 0.6, 1.0], judged=[NOW.week, NOW.week - 2, 0, 0], trust=[0.5, 0.9, 0.5, 0.9])
    told(world, affinity=[0.0, 0.0, 0.4, 0.4], warmed=[3, 3, 1, 0], trusted=[0, 3, 2, 0])
    found = counted(world, attitudes=True)
    # 2 of 4 weeks bring e^-0.5 of the difference of -0.5: 0.6 - 0.5 x 0.60653; two of two weeks leave 0.4 / e
    assert found["asked"] == 3
    assert found["satisfaction"] == pytest.approx(0.9 + 0.2967347 + 0.6, abs=1e-6)
    assert found["affinity"] == pytest.approx(0.1471518, abs=1e-6)
    assert found["trust"] == pytest.approx(0.5 + 0.9 + 0.5, abs=1e-6)
    # indices: 0.9; 0.2967 + 0.2 x 0.4 = 0.3767; 0.6 + 0.2 x 0.147 = 0.6294
    assert (found["promoters"], found["detractors"]) == (1, 1)


def test_recommending_follows_feeling_and_the_link_of_trust():
    world = asked(2)
    told(world, satisfaction=[0.65, 0.55], affinity=[1.0, 0.0], trust=[0.5, 0.0])
    put(world.attitudes, judged=3, warmed=3, trusted=3)
    whole = counted(world, attitudes=True)  # 0.65 + 0.2 and 0.55 - 0.1
    assert (whole["promoters"], whole["detractors"]) == (1, 1)
    world.weekly[:] = 0
    found = counted(world, attitudes=True, links=LINKS._replace(trust=0.0))
    assert found["promoters"] == 1 and "detractors" not in found


@pytest.mark.parametrize("size", [1, 100, 5000])
def test_in_any_four_weeks_every_user_is_asked_once(size):
    rng = np.random.default_rng(size)
    engaged = rng.integers(0, 2, size).astype(np.uint8)
    for first in (0, 5):
        rows = []
        for week in range(first, first + 4):
            batch = new_batch()
            for low in range(0, size, BLOCK):
                rows += batch.rows[: recording.list_asked(batch, engaged, low, week)].tolist()
        assert sorted(rows) == np.flatnonzero(engaged).tolist()


def test_quality_is_weighed_by_demand():
    world = tiny(topics=2)
    put(world.topics, keep=[1.0, 0.5], alias=[0, 0], quality=[0.4, 0.8], docs=[0.0, 1.0])  # shares 3/4 and 1/4
    found = counted(world)
    assert found["quality"] == pytest.approx(0.5) and found["doc_quality"] == pytest.approx(0.25)


def test_stock_and_staff_hours():
    world = tiny(staff=3, topics=2)
    put(world.topics, fresh=[3, 4], stale=[1, 0])
    put(world.staff, hours=[10.0, 20.0, 40.0], first=[0, 3, 4], last=99)  # the third has not begun
    put(world.calendar, staff=0.5)
    assert counted(world) == {"fresh_answers": 7, "stale_answers": 1, "staff_hours": 15.0}
    put(world.calendar, open=0)
    world.weekly[:] = 0
    assert counted(world) == {"fresh_answers": 7, "stale_answers": 1}  # nobody is paid for a community that is not there


@pytest.mark.parametrize(
    ("posted", "contributions", "caused"),
    [((5, 4, 3, 2, 2), 11, 9), ((1, 0, 7, 0, 1), 1, 0), ((1, 0, 0, 0, 2), 1, 0), ((0, 0, 0, 0, 0), 0, 0)],
)
def test_posts_contributions_and_what_was_caused(posted, contributions, caused):
    """All are caused from inside but first questions; newcomers may begin with an answer, which a question called forth."""
    world = tiny(people=2)
    put(world.members, membership=ACTIVE, first_post=NOW.week)
    put(world.orbits, step=1)
    for name, number in zip(("QUESTIONS", "MEMBER_ANSWERS", "STAFF_ANSWERS", "TURNS", "FIRST_QUESTIONS"), posted, strict=True):
        world.weekly[NOW.week, getattr(counts, name)] = number
    found = counted(world)
    assert (found.get("contributions", 0), found.get("caused", 0)) == (contributions, caused)
    assert world.tally.posts[0] == sum(posted[:4])


@pytest.mark.parametrize(
    ("before", "asked", "left", "after"),
    [(0.0, 8, 2, 0.0625), (1.0, 8, 2, 0.8125), (0.4, 5, 2, 0.4), (0.4, 0, 0, 0.4), (0.4, 3, 0, 0.3), (0.0, 1, 1, 0.25)],
)
def test_share_without_an_answer_follows_what_is_seen_within_weeks(before, asked, left, after):  # a quarter of the way
    assert next_unanswered(before, asked, left, PARS) == pytest.approx(after, rel=1e-12)


def test_questions_of_last_week_are_looked_at():
    world = tiny()
    pose(world, [1, 2, 2, 2, 2, 3, 3], answers=[0, 1, 0, 0, 4, 0, 0])  # it is week 3: half of four
    counted(world)
    assert world.tally.unanswered[0] == pytest.approx(0.125)
    counted(world)
    assert world.tally.unanswered[0] == pytest.approx(0.21875)


def test_of_the_stock_nobody_knows_whether_somebody_tried():
    world = tiny()
    pose(world, [-1, -1, 0], answers=0)
    counted(world, now=Now(7, 0))
    assert world.tally.unanswered[0] == 0.0


def test_only_the_row_of_the_week_and_the_pulse_are_written():
    world = tiny()
    put(world.members, membership=ACTIVE, last_post=3)
    put(world.orbits, step=1)
    before = snapshot(world)
    counted(world)
    assert changed(before, snapshot(world)) <= {"weekly", "tally.posts", "tally.arrivals", "tally.mass", "tally.unanswered"}
    assert (world.weekly.any(axis=1)).tolist() == [week == NOW.week for week in range(8)]
