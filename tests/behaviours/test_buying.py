"""Buying: from being aware to a contract, and back."""

import math

import numpy as np
import pytest

from agents.behaviours import buying
from agents.behaviours.buying import BuyingPars, advice, appeal, conviction, interest_chance, moves_at_most, win_chance
from agents.codes import AWARE, CUSTOMER, EVALUATING, FORMER, TRIAL, UNAWARE
from agents.counts import ACTIVE, MEMBER_ANSWERS, QUESTIONS, SIGNUPS, WON, WON_QUALIFIED
from experiments.docks.closed_forms import geometric, weekly_counts
from sim.clock import Now
from tests.worlds import JUDGING, LINKS, NOW, TRUSTING, changed, chi_square, many, near, put, snapshot, tiny

PARS = BuyingPars(
    interest=0.52, decide=0.125, tries=0.4, trial=4.0, qualified=2.0, attitude=3.0, keen=0.5, proof=0.6, finds=0.1, living=0.4,
    lively=50.0, help=0.3,
)  # fmt: skip
SURE = PARS._replace(interest=52.0, decide=1.0, tries=1.0)


def town(accounts=4, **columns):
    """Accounts of one person each, who knows nothing of a community."""
    world = tiny(accounts, accounts=accounts, segments=1)
    put(world.accounts, **{"people": 1, "first": np.arange(accounts), "stage": AWARE, "since": -7} | columns)
    put(world.seats, person=np.arange(accounts))
    put(world.people, engaged=0)
    put(world.segments, term=13, conversion=0.25)
    return world


def live(world, pars=PARS, links=LINKS, now=NOW):
    w = world
    buying.everyone(
        w.people,
        w.accounts,
        w.seats,
        w.segments,
        w.attitudes,
        w.calendar,
        w.company,
        w.weekly,
        pars,
        JUDGING,
        TRUSTING,
        links,
        now,
    )
    return w.accounts.stage.tolist()


@pytest.mark.parametrize(
    ("given", "z"),
    [
        ((0.0, 0.0, 0.0, True, 1.0), 0.0),
        ((10 * math.log(2), 0.0, 0.0, True, 1.0), 0.3),  # half of them find a reference
        ((0.0, 0.0, 50.0, True, 1.0), 0.2),
        ((0.0, 0.0, 50.0, False, 1.0), 0.0),
        ((1e9, 0.0, 150.0, True, 0.5), 0.45),
        ((1e9, 0.0, 150.0, True, 0.0), 0.0),
        ((0.0, 10 * math.log(2), 50.0, True, 0.0), 0.3),  # reviews need no community
        ((10 * math.log(2), 10 * math.log(2), 0.0, True, 1.0), 0.45),
        ((10 * math.log(2), 10 * math.log(2), 0.0, True, 0.5), 0.375),
        ((10 * math.log(4), -10 * math.log(2), 0.0, True, 1.0), 0.3),  # bad ones take away
        ((10 * math.log(2), -1e9, 0.0, True, 1.0), 0.0),  # never below nothing
        ((0.0, -1e9, 0.0, False, 0.0), 0.0),
    ],
)
def test_conviction(given, z):
    assert conviction(*given, PARS) == pytest.approx(z, abs=1e-12)


@pytest.mark.parametrize(
    ("given", "z"),
    [
        ((0.0, 5.0, True, 1.0), 0.0),
        ((5 * math.log(2), 5.0, True, 1.0), 0.15),
        ((5 * math.log(2), 5.0, True, 0.5), 0.075),
        ((5.0, 5.0, False, 1.0), 0.0),
        ((5.0, 0.0, True, 1.0), 0.0),
    ],
)
def test_advice(given, z):
    assert advice(*given, PARS) == pytest.approx(z, abs=1e-12)


@pytest.mark.parametrize(
    ("given", "z"),
    [
        ((0.0, 0.0, 0.0, 1.0, 0.0), 0.0),
        ((0.2, 0.0, 0.0, 1.0, 0.0), 0.6),
        ((0.0, -1.0, 0.0, 1.0, 0.0), -0.5),
        ((0.0, 0.0, 0.3, 1.0, 0.0), 0.3),
        ((0.0, 0.0, 0.0, 0.5, 0.0), -math.log(2)),
        ((0.0, 0.0, 0.0, 1.0, 0.7), -0.7),
    ],
)
def test_appeal(given, z):
    assert appeal(*given, PARS) == pytest.approx(z, abs=1e-12)


@pytest.mark.parametrize(("z", "chance"), [(0.0, 0.01), (math.log(2), 0.02), (-math.log(2), 0.005), (9.0, 0.05)])
def test_interest(z, chance):
    assert interest_chance(z, PARS) == pytest.approx(chance, rel=1e-12)


@pytest.mark.parametrize(
    ("stage", "weeks", "most"),
    [(UNAWARE, 9, 0), (AWARE, 0, 0.05), (EVALUATING, 0, 0.125), (TRIAL, 3, 0), (TRIAL, 4, 1), (CUSTOMER, 9, 0), (FORMER, 9, 0)],
)
def test_when_an_account_may_move_on(stage, weeks, most):
    assert moves_at_most(stage, weeks, PARS) == pytest.approx(most, rel=1e-12)


@pytest.mark.parametrize(
    ("given", "chance"),
    [
        ((0.25, 0.0, False), 0.25),
        ((0.25, math.log(3), False), 0.5),
        ((0.25, 0.0, True), 0.5),
        ((0.25, math.log(9), True), 1.0),
        ((0.0, 9.0, True), 0.0),
    ],
)
def test_win(given, chance):
    assert win_chance(*given, PARS) == pytest.approx(chance, rel=1e-12)


@pytest.mark.shows(1)
def test_the_stages_follow_one_another():
    world = town(6, stage=[UNAWARE, AWARE, EVALUATING, TRIAL, CUSTOMER, FORMER], since=[-7, -7, -7, -1, -7, -7])
    put(world.segments, conversion=1.0)
    before = snapshot(world)
    stages = [UNAWARE, AWARE, EVALUATING, TRIAL, CUSTOMER, FORMER]
    pars = SURE._replace(interest=520.0)
    assert live(world, pars) == [UNAWARE, EVALUATING, TRIAL, CUSTOMER, CUSTOMER, FORMER] != stages
    assert world.accounts.since.tolist() == [-7, 3, 3, 3, -7, -7]
    assert world.accounts.renewal[3] == NOW.week + 13 and world.people.engaged.tolist() == [0, 0, 1, 0, 0, 0]
    row = world.weekly[NOW.week]
    assert (row[SIGNUPS], row[WON], world.weekly.sum()) == (1, 1, 2)
    written = {"accounts.stage", "accounts.since", "accounts.renewal", "people.engaged", "weekly"}
    assert changed(before, snapshot(world)) == written


def test_who_does_not_buy_stops_using_it_and_is_aware():
    world = town(2, stage=[EVALUATING, TRIAL], qualified=1)
    put(world.people, engaged=1, project=9)
    put(world.segments, conversion=0.0)
    assert live(world, SURE._replace(tries=0.0)) == [AWARE, AWARE]
    assert world.people.engaged.tolist() == [0, 0] and world.people.project.tolist() == [-1, -1]
    assert world.accounts.qualified.tolist() == [0, 0] and world.weekly.sum() == 0


def test_a_qualified_lead_that_is_won_is_counted_as_one():
    world = town(2, stage=TRIAL, qualified=[1, 0])
    put(world.segments, conversion=1.0)
    assert live(world) == [CUSTOMER, CUSTOMER]
    assert world.weekly[NOW.week, [WON, WON_QUALIFIED]].tolist() == [2, 1]


def test_nobody():
    assert live(town(0)) == []


def test_waiting_is_geometric_where_nothing_is_unusual():
    """Interest at 0.05 a week, then a decision at 0.125 a week. False alarm: one in a million for each of two figures."""
    n, weeks = many(20_000, 5000), 30
    for stage, pars, hazard in ((AWARE, PARS._replace(interest=2.6), 0.05), (EVALUATING, PARS, 0.125)):
        world = tiny(n, weeks=weeks, accounts=n, segments=1)
        put(world.accounts, people=1, first=np.arange(n), stage=stage, since=-1)
        put(world.seats, person=np.arange(n))
        first = np.full(n, -1)
        for week in range(weeks):
            live(world, pars, now=Now(5, week))
            first[(world.accounts.stage != stage) & (first < 0)] = week
            world.accounts.stage[first >= 0] = CUSTOMER
        seen = weekly_counts(first, weeks)
        assert chi_square(seen, n * geometric(hazard, weeks))
        assert not chi_square(seen, n * geometric(hazard * 1.2, weeks))


def test_trials_convert_as_the_segment_says():
    """False alarm: one in a million; a conversion of 0.3 would be refused."""
    world = town(n := many(20_000, 2000), stage=TRIAL)
    live(world)
    won = world.weekly[NOW.week, WON]
    assert near(won, 0.25 * n, math.sqrt(n * 0.25 * 0.75))
    assert not near(0.3 * n, 0.25 * n, math.sqrt(n * 0.25 * 0.75)) or n < 5000


def won(links=LINKS, stage=TRIAL, count=WON, economy=1.0, against="", **more):
    """Which accounts move on."""
    world = town(2000, stage=stage, qualified=more.get("qualified", 0))
    put(world.people, keen=more.get("keen", 0.0))
    put(world.attitudes, affinity=more.get("affinity", 0.0), trust=more.get("trust", 0.5), satisfaction=more.get("csat", 0.6))
    put(world.calendar, economy=economy)
    if against:
        put(world.calendar, **{against: 0.7})
    world.company.proof[0] = more.get("proof", 0.0)
    row = world.weekly[NOW.week - 1]
    row[ACTIVE], row[QUESTIONS], row[MEMBER_ANSWERS] = more.get("active", 0.0), 10.0, more.get("answers", 0.0)
    put(world.calendar, open=more.get("open", 1))
    live(world, PARS._replace(decide=1.0, interest=5.2), links)
    assert world.weekly[NOW.week, count] == np.count_nonzero(world.accounts.stage > stage) or stage == AWARE
    return world.accounts.stage > stage


@pytest.mark.shows(8, 61, 65, 77, 79, 80, 84)
@pytest.mark.parametrize(
    ("more", "link", "stage"),
    [
        ({"affinity": 0.5}, None, TRIAL),
        ({"affinity": 0.5}, None, AWARE),
        ({"trust": 0.9}, "trust", TRIAL),
        ({"proof": 30.0}, "proof", TRIAL),
        ({"proof": 30.0}, "proof", EVALUATING),
        ({"active": 100.0}, "proof", TRIAL),
        ({"answers": 9.0}, "proof", EVALUATING),
        ({"csat": 0.8}, None, TRIAL),
        ({"keen": 1.0}, None, TRIAL),
        ({"qualified": 1}, None, TRIAL),
        ({"economy": 1.5}, None, TRIAL),
    ],
)
def test_what_makes_them_buy_and_by_which_link(more, link, stage):
    count = {TRIAL: WON, EVALUATING: SIGNUPS, AWARE: WON}[stage]
    better, usual = won(stage=stage, count=count, **more), won(stage=stage, count=count)
    assert (better >= usual).all() and better.sum() > usual.sum()
    if link:
        assert np.array_equal(won(LINKS._replace(**{link: 0.0}), stage=stage, count=count, **more), usual)


@pytest.mark.parametrize("less", [{"against": "rival"}, {"against": "price"}, {"economy": 0.5}, {"trust": 0.1}, {"csat": 0.4}])
def test_what_keeps_them_from_it(less):
    assert (won(**less) <= won()).all() and won(**less).sum() < won().sum()


def test_a_closed_community_convinces_nobody_by_its_life():
    lively = {"active": 100.0, "answers": 9.0}
    assert np.array_equal(won(open=0, **lively), won())


def test_in_the_first_week_there_is_no_week_before():
    world = town(500, stage=TRIAL)
    world.weekly[0, ACTIVE] = 1e6
    other = town(500, stage=TRIAL)
    assert live(world, now=Now(7, 0)) == live(other, now=Now(7, 0))
    world, other = town(500, stage=TRIAL), town(500, stage=TRIAL)
    world.weekly[0, ACTIVE] = 1e6
    assert live(world, now=Now(7, 1)) != live(other, now=Now(7, 1))


@pytest.mark.shows(16)
def test_qualified_leads_convert_better_by_the_declared_ratio():
    """False alarm: one in a million."""
    chance = 0.25
    n = 2000
    usual, better = won().sum(), won(qualified=1).sum()
    assert near(better, 2 * chance * n, math.sqrt(n * 0.25)) and near(usual, chance * n, math.sqrt(n * 0.1875))
