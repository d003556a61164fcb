"""Budget and ledger: what is planned, what a change leaves of it, who is there for the money; all by hand."""

import numpy as np
import pytest

from agents.behaviours.staff_helping import output
from agents.codes import INTRODUCING, LISTENING, PROSPECTING, WELCOMING
from experiments.compose import compose, compose_all
from experiments.config_files import choices
from scenarios.budget import paid
from scenarios.config import to_founding, to_path
from scenarios.ledger import costs, told
from scenarios.months import during, last_month, week_of
from scenarios.staff import FOREVER, ROLES, Position, StaffMember, hours_at_work
from sim.clock import month_of
from tests.plans import PROGRAM, STAFF, money, planned

CUT = {"month": 4, "scale": 0.6}
FITTED = ("docusign_forum", "openenergymonitor_forum", "se_travel_forum", "small_forum")


def left(config, week=20) -> dict[str, float]:
    """Shares that are paid in a week, of the programs of the plan and of staff."""
    found = paid(config)
    return {name: found.programs[name][week] for name in PROGRAM} | {"staff": found.staff[week]}


def at_work(config) -> list[tuple]:
    """The staff as (hours, first week, last week)."""
    return [(member.hours, member.first, member.last) for member in to_founding(config).staff]


def test_months_are_those_of_the_clock():
    assert [week_of(month) for month in (1, 2, 3, 4, 13, 25)] == [0, 5, 9, 13, 52, 104]
    assert all(month_of(week_of(m)) == m - 1 and (m == 1 or month_of(week_of(m) - 1) == m - 2) for m in range(1, 241))
    assert np.flatnonzero(during(2, 3, 104)).tolist() == list(range(5, 13)) and last_month(104) == 24


def test_the_ledger_of_the_plan():
    table = costs(money())
    assert {entry: set(cost.tolist()) for entry, cost in table.items()} == {
        "staff/staff": {1800.0}, "program/events": {100.0}, "program/superusers": {500.0}, "program/moderation": {200.0},
    }  # fmt: skip
    assert all(cost.shape == (104,) and not cost.any() for cost in costs(money(scenario={"name": "x", "open": False})).values())


def test_roles_salaries_and_platforms_in_the_ledger():
    staff = [{"role": "manager", "salary": 104_000}, {"role": "helper", "hours": 10, "price": 20}, {"role": "helper", "hours": 5}]
    program = {"platform": {"tier": 2, "first": 2}}
    table = costs(planned(staff=staff, program=program, weeks=13))
    assert set(table["staff/manager"]) == {2000.0} and set(table["staff/helper"]) == {500.0}
    assert table["platform"][[4, 5]] == pytest.approx([0.0, 120_000 / 52])


# What is planned costs 100 (events), 500 (superusers), 200 (moderation) and 1,800 (staff): 2,600; 40 % are 1,040.
@pytest.mark.shows(32, 57, 98)
@pytest.mark.parametrize(
    ("change", "events", "superusers", "moderation", "staff"),
    [
        (CUT, 0, 0, 0, 1 - 240 / 1800),
        (CUT | {"scale": 0.9}, 0, 1 - 160 / 500, 1, 1),
        (CUT | {"keep": ["superusers"]}, 0, 1, 0, 1 - 740 / 1800),
        (CUT | {"cut_order": ["staff", "events"]}, 1, 1, 1, 1 - 1040 / 1800),
        (CUT | {"cut_order": ["moderation"], "scale": 0.95}, 1, 1, 1 - 130 / 200, 1),
        (CUT | {"keep": ["staff"], "scale": 0.8}, 0, 1 - 420 / 500, 1, 1),
        (CUT | {"scale": 0.0}, 0, 0, 0, 0),
        (CUT | {"scale": 2.0}, 2, 2, 2, 1),
        (CUT | {"scale": 2.0, "keep": ["events"]}, 1, 2, 2, 1),
    ],
)
def test_what_a_change_leaves(change, events, superusers, moderation, staff):
    config = money(change)
    assert left(config) == pytest.approx({"events": events, "superusers": superusers, "moderation": moderation, "staff": staff})
    before = {name: 1.0 for name in (*PROGRAM, "staff")}
    assert left(config, 12) == before and left(money(), 20) == before
    if change["scale"] < 1:
        assert sum(costs(config).values())[13:] == pytest.approx(change["scale"] * 2600)
    assert sum(costs(config).values())[:13] == pytest.approx(2600)


def test_what_is_cut_is_not_bought():
    lifts = to_path(money(CUT | {"cut_order": ["moderation"], "scale": 0.95})).lifts
    assert lifts.hours[[12, 13], 2] == pytest.approx([10.0, 3.5]) and lifts.tidy[[12, 13]] == pytest.approx([0.5, 0.175])


def test_a_platform_falls_to_the_contract_that_is_paid():
    program = {"platform": {"tier": 2}}
    full = 120_000 / 52
    for scale, share, comfort in ((0.9, 0.25, 0.5), (0.6, 0.25, 0.5), (0.05, 0.0, 0.0)):
        config = money(CUT | {"scale": scale, "cut_order": ["platform"]}, program=program)
        assert costs(config)["platform"][13] == pytest.approx(share * full)
        assert to_path(config).lifts.comfort[[12, 13]].tolist() == [1.0, comfort]
    config = money(CUT, program=program)  # not named: staff go first
    assert costs(config)["platform"][13] == pytest.approx(full) and to_path(config).lifts.comfort[13] == 1.0
    assert left(config, 13)["staff"] == pytest.approx(1 - 0.4 * (1800 + full) / 1800, abs=1e-8)
    config = money(CUT | {"scale": 2.0}, program=program)  # 1,800 + 2,308 more, and nothing to buy with it but people
    assert set(costs(config)["platform"]) == {full} and [hours for hours, *_ in at_work(config)[2:]] == [20.0, 10.0] * 2


@pytest.mark.shows(32, 98)
def test_a_contract_that_cannot_be_paid_gives_its_money_back():
    """A standard platform costs 577 a week and all 3,177; at a tenth, 2,859 go: all else, 2,600, and the whole contract."""
    program = PROGRAM | {"platform": {"tier": 1}}
    config = money(CUT | {"scale": 0.1}, program=program)
    found = paid(config)
    assert found.programs["platform"][13] == 0.0 and not any(found.programs[name][13] for name in PROGRAM)
    assert found.staff[13] == pytest.approx(317.7 / 1800, abs=1e-4)  # staff were cut last, so they come back first
    assert sum(costs(config).values())[13] == pytest.approx(0.1 * (2600 + 30_000 / 52))
    first = money(CUT | {"scale": 0.1, "cut_order": ["superusers", "staff"]}, program=program)  # then the other programs
    assert paid(first).staff[13] == pytest.approx(17.7 / 1800, abs=1e-4) and paid(first).programs["moderation"][13] == 1.0
    assert paid(first).programs["events"][13] == 1.0 and paid(first).programs["superusers"][13] == 0.0
    alone = money(CUT | {"scale": 0.9, "cut_order": ["platform"]}, program=program)  # nothing was cut before it
    assert paid(alone).staff[13] == 1.0 and paid(alone).programs["platform"][13] == 0.0


@pytest.mark.shows(107)
@pytest.mark.parametrize("community", FITTED)
def test_of_a_forum_with_staff_only_forty_percent_are_forty_percent_of_the_hours(community):
    calendar = to_path(compose([f"community={community}"], "cut40")).calendar
    staffed = community != "se_travel_forum"
    assert calendar.staff.tolist() == [1.0] * 13 + [0.6 if staffed else 1.0] * 91
    assert to_founding(compose([f"community={community}"], "cut40")) == to_founding(compose([f"community={community}"]))


@pytest.mark.parametrize("community", FITTED)
def test_fitted_forums_buy_nothing_and_are_staffed_as_they_were_fitted(community):
    config = compose([f"community={community}"])
    path, staff = to_path(config), to_founding(config).staff
    assert not any(column.any() for column in path.lifts) and set(path.calendar.hand_off) == {0.5}
    assert [tuple(member)[3:] for member in staff] == [(0, FOREVER, 0.4, 0.0)] * len(staff)


def test_money_that_comes_back():
    config = money(CUT, {"month": 13, "scale": 1.0}, program={})
    assert to_path(config).calendar.staff[[12, 13, 51, 52, 103]].tolist() == [1.0, 0.6, 0.6, 1.0, 1.0]


# 1,800 $ of staff: 720 $ less are one person (600) and 120 of the other's 1,200.
def test_layoffs_take_whole_people_after_their_notice_and_newcomers_follow():
    layoff = CUT | {"layoffs": True}
    config = money(layoff, {"month": 13, "scale": 1.0}, program={})
    assert at_work(config) == [(20.0, 0, FOREVER), (10.0, 0, 16), (10.0, 52, FOREVER)]
    assert to_founding(config).staff[2].ramp == 13.0 and to_founding(config).staff[1].ramp == 0.0
    assert to_path(config).calendar.staff[[12, 13, 51, 52]].tolist() == [1.0, 0.9, 0.9, 1.0]
    assert sum(costs(config).values())[[12, 13, 17, 51, 52]].tolist() == [1800.0, 1620.0, 1080.0, 1080.0, 1800.0]
    assert at_work(money(layoff, {"month": 5, "scale": 1.0}, program={}))[1] == (10.0, 0, 16)  # notice had run out
    soon = money(layoff, {"month": 5, "scale": 1.0}, program={}, staff=[STAFF[0], STAFF[1] | {"notice_weeks": 8}])
    assert at_work(soon) == [(20.0, 0, FOREVER), (10.0, 0, FOREVER)]
    twice = money(layoff, {"month": 6, "scale": 0.5, "layoffs": True}, program={})  # 900 less: the same one, and 300
    assert at_work(twice) == [(20.0, 0, FOREVER), (10.0, 0, 16)]
    assert to_path(twice).calendar.staff[30] == pytest.approx(0.75)


def test_the_last_hired_leave_first():
    hires = [{"month": 2, "role": "moderator"}]  # 20 hours at $20: 400
    config = money({"month": 4, "scale": 0.8, "layoffs": True}, program={}, budget={"hires": hires})  # 440 of 2,200
    assert at_work(config) == [(20.0, 0, FOREVER), (10.0, 0, FOREVER), (20.0, 5, 16)]
    assert paid(config).staff[20] == pytest.approx(1 - 40 / 1800)
    config = money({"month": 4, "scale": 0.7, "layoffs": True}, program={}, budget={"hires": hires})  # 660: not the one of 600
    assert at_work(config) == [(20.0, 0, FOREVER), (10.0, 0, FOREVER), (20.0, 5, 16)]


@pytest.mark.parametrize(
    ("scale", "hired"),
    [(1.2, []), (1.4, [10.0]), (1.5, [10.0]), (1.7, [20.0]), (2.0, [20.0, 10.0]), (3.0, [20.0, 10.0, 20.0, 10.0])],
)
def test_more_money_hires_whole_people_like_those_here(scale, hired):
    config = money({"month": 4, "scale": scale}, program={})
    assert at_work(config) == [(20.0, 0, FOREVER), (10.0, 0, FOREVER), *((hours, 13, FOREVER) for hours in hired)]
    assert all(member.ramp == 13.0 for member in to_founding(config).staff[2:])
    assert set(to_path(config).calendar.staff) == {1.0}


def test_who_was_hired_for_more_money_leaves_with_it():
    config = money({"month": 4, "scale": 3.0}, {"month": 7, "scale": 2.0}, {"month": 13, "scale": 1.0}, program={})
    assert at_work(config)[2:] == [(20.0, 13, 55), (10.0, 13, 55), (20.0, 13, 29), (10.0, 13, 29)]
    assert at_work(money({"month": 4, "scale": 3.0, "keep": ["staff"]}, program={}))[2:] == []


def test_a_hire_learns_and_costs_from_the_first_week():
    config = planned(staff=STAFF, budget={"hires": [{"month": 4, "people": 2}, {"month": 2, "role": "staff", "hours": 5}]})
    assert at_work(config)[2:] == [(5.0, 5, FOREVER), (32.0, 13, FOREVER), (32.0, 13, FOREVER)]
    table = costs(config)
    assert table["staff/community_manager"][[12, 13]] == pytest.approx([0.0, 200_000 / 52])
    assert table["staff/staff"][[4, 5]].tolist() == [1800.0, 2100.0]
    introducing = to_path(config).lifts.hours[:, INTRODUCING]
    assert introducing[[12, 13, 14, 25, 40]] == pytest.approx([5, 5 + 9.6 / 13, 5 + 19.2 / 13, 5 + 9.6, 5 + 9.6])
    part = planned(staff=(), budget={"hires": [{"month": 1, "hours": 16}]})
    assert costs(part)["staff/community_manager"][0] == pytest.approx(50_000 / 52)  # half the hours, half the salary


def test_a_role_that_nobody_has_yet_can_be_described():
    roles = [{"role": "analyst", "hours": 12, "listening": 0.75, "answering": 0.0}]
    config = planned(staff=(), budget={"roles": roles, "hires": [{"month": 1, "role": "analyst", "ramp_months": 0}]})
    assert to_path(config).lifts.hours[0, LISTENING] == 9.0 and costs(config)["staff/analyst"][0] == 720.0


def test_output_grows_as_among_the_helping_staff():
    place = Position(StaffMember(hours=1.0, ramp_months=3.0), first=4)
    assert place.fruitful(30).tolist() == [0.0] * 4 + [output(week, 13.0) for week in range(26)]


@pytest.mark.parametrize("role", ROLES)
def test_the_hours_of_a_role_are_split(role):
    member = ROLES[role]
    assert 0.8 <= member.answering + sum(member.split) <= 1.0
    assert member.salary == 0.0 or 85_000 <= member.salary <= 120_000


# 20 hours: 5 welcoming, 2 listening, 8 answering; 10 hours: 5 introducing, 4 answering.
def test_the_hours_of_staff_by_activity():
    hours = to_path(money(CUT, program={})).lifts.hours
    assert hours[12].tolist() == [5.0, 5.0, 0.0, 0.0, 0.0, 2.0, 0.0] and hours[13] == pytest.approx(0.6 * hours[12])
    closed = to_path(planned(scenario={"name": "x", "open": False}))
    assert not closed.lifts.hours.any() and not closed.lifts.selling.any()


@pytest.mark.shows(23, 24, 25)
def test_mixed_roles_take_creating_hours_for_asking():
    config = planned(organization={"mixed_roles": 0.25, "asks": 2.0})
    path = to_path(config)
    assert path.lifts.hours[7].tolist() == [3.75, 3.75, 0.0, 0.0, 0.0, 2.0, 5.5]  # a quarter of 5 + 8 + 5 + 4
    assert {member.answering for member in to_founding(config).staff} == {0.4 * 0.75} and set(path.lifts.selling) == {0.5}
    apart = to_path(planned())
    assert not apart.lifts.selling.any() and not apart.lifts.hours[:, PROSPECTING].any()
    assert not to_path(planned(staff=(), organization={"mixed_roles": 0.5})).lifts.selling.any()


@pytest.mark.shows(35, 37)
def test_hand_offs_lose_insights_and_hours_and_mixed_roles_lose_more():
    def working(**organization):
        return to_path(planned(organization={"coordination": 0.1, "hand_off": 0.5} | organization))

    assert [working(hand_offs=n).calendar.hand_off[0] for n in (0, 1, 3)] == [1.0, 0.5, 0.125]
    hours = [working(hand_offs=n).lifts.hours[0, WELCOMING] for n in (0, 1, 2)]
    assert hours == pytest.approx([5.0, 4.5, 4.05])
    mixed = working(hand_offs=1, mixed_roles=1.0).lifts.hours[0]
    assert mixed.sum() == pytest.approx(0.81 * (5 + 5 + 2 + 8 + 4)) and mixed[LISTENING] == pytest.approx(1.62)


@pytest.mark.shows(107, 108)
def test_the_place_itself_takes_its_hours_before_anything_else():
    """Ten hours to keep it running: with less there is time for nothing, and with more for what is left."""

    def path(scale, running=10.0):
        scenario = {"name": "x", "staff": [{"month": 1, "scale": scale}]}
        return to_path(planned(scenario=scenario, organization={"running": running}))

    full = path(1.0, 0.0)
    hours = full.lifts.hours[0].sum()
    there = hours_at_work(paid(planned()).positions, 1)[0]
    for scale, left in ((1.0, 1.0 - 10.0 / there), (0.5, 0.5 - 10.0 / there), (10.0 / there, 0.0), (0.05, 0.0), (0.0, 0.0)):
        assert path(scale).lifts.hours[0].sum() == pytest.approx(left * hours, abs=1e-9)
        assert path(scale).calendar.staff[0] * path(scale).calendar.free[0] == pytest.approx(left, abs=1e-12)
    assert (full.calendar.free == 1.0).all() and full.lifts.hours.tobytes() == to_path(planned()).lifts.hours.tobytes()


@pytest.mark.shows(107)
def test_members_take_minutes_a_month_of_what_is_the_staffs_own():
    """By hand: 5 minutes a month are 1/52 of an hour a week; what a program pays for is not the staff's."""
    path = to_path(planned(program={"moderation": {"hours": 4.0}}))
    assert path.calendar.care == pytest.approx(np.full(path.weeks, 1 / 52))
    assert not to_path(planned(organization={"per_member": 0.0})).calendar.care.any()
    assert path.calendar.work[0].tolist() == [5.0, 5.0, 0.0, 0.0, 0.0, 2.0, 0.0]
    assert (path.lifts.hours - path.calendar.work)[0].tolist() == [0.0, 0.0, 4.0, 0.0, 0.0, 0.0, 0.0]


def test_a_change_is_told():
    assert told(money()) == []
    assert told(money(CUT, {"month": 13, "scale": 1.0})) == [
        "month 4: 60% of the planned money: events 0%, superusers 0%, moderation 0%, staff 87%",
        "month 13: 100% of the planned money: events 100%, superusers 100%, moderation 100%, staff 100%",
    ]


def test_who_is_hired_and_dismissed_is_told_and_staff_are_the_wages():
    programs = "events {0}, superusers {0}, moderation {0}"
    assert told(money(CUT | {"scale": 2.0})) == [
        f"month 4: 200% of the planned money: {programs.format('200%')}, staff 200%; hired: 2 staff",
    ]
    dismissed = CUT | {"layoffs": True, "cut_order": ["staff"]}  # 1,040 of 1,800: one of 600, and hours
    assert told(money(dismissed, {"month": 13, "scale": 1.0})) == [
        f"month 4: 60% of the planned money: {programs.format('100%')}, staff 42%; dismissed: 1 staff",
        f"month 13: 100% of the planned money: {programs.format('100%')}, staff 100%",
    ]
    assert told(money(CUT | {"scale": 0.0}, staff=())) == [f"month 4: 0% of the planned money: {programs.format('0%')}"]


@pytest.mark.shows(109)
def test_from_a_free_group_to_an_enterprise_platform():
    chosen = compose_all(["community=b2b_saas"], ["free_group", "baseline", "enterprise_platform"])
    free, usual, enterprise = (costs(each.config) for each in chosen)
    assert "platform" not in free and {entry.partition("/")[0] for entry in free} == {"staff"}  # hours only
    assert (52 * usual["platform"][0], 52 * enterprise["platform"][0]) == pytest.approx((30_000, 120_000))
    lifts = [to_path(each.config).lifts for each in chosen]
    assert [each.comfort[0] for each in lifts] == [0.0, 0.5, 1.0] and [each.digest[0] for each in lifts] == [0.0, 0.1, 0.2]


@pytest.mark.parametrize("community", [name for name in choices("community") if name not in FITTED])
def test_a_free_group_costs_hours_only(community):
    (free,) = compose_all([f"community={community}"], ["free_group"])
    assert {entry.partition("/")[0] for entry in costs(free.config)} == {"staff"}


@pytest.mark.parametrize("community", [name for name in choices("community") if name not in FITTED])
def test_the_scenarios_of_a_whole_community_move_what_they_say(community):
    names = ["baseline", "cut40", "cut40_protect_helpers", "cut40_then_restore", "double_budget", "second_manager"]
    chosen = [each.config for each in compose_all([f"community={community}"], names)]
    total = {config.scenario.name: sum(costs(config).values()) for config in chosen}
    late = slice(60, None)
    assert total["cut40"][13:] == pytest.approx(0.6 * total["baseline"][13:])
    assert total["cut40_protect_helpers"][late] == pytest.approx(total["cut40"][late])
    assert total["cut40_then_restore"][late] == pytest.approx(total["baseline"][late])
    assert (total["double_budget"][late] <= 2.0 * total["baseline"][late] + 0.1).all()
    assert (total["double_budget"][late] > 1.5 * total["baseline"][late]).all()
    assert len(to_founding(chosen[5]).staff) == len(to_founding(chosen[0]).staff) + 1
    for name in names[1:5]:
        assert total[name][:13].tobytes() == total["baseline"][:13].tobytes()
    seats = [to_path(config).lifts.superusers[20] for config in chosen[:3]]
    assert seats[0] == seats[2] and (seats[2] > seats[1] if seats[0] else seats[1] == 0)
