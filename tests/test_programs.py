"""Programs: each buys what it says from its first month on and nothing before; at no size it changes nothing."""

import numpy as np
import pytest

from agents.codes import ACTIVITIES, EDITING, HOSTING, INTRODUCING, LISTENING, MODERATING, WELCOMING
from agents.entities import Lifts
from agents.simulate import simulate
from experiments.compose import compose
from experiments.config_files import choices
from scenarios.config import to_founding, to_path
from scenarios.economics import Economics
from scenarios.ledger import costs
from scenarios.months import week_of
from scenarios.programs import INDEPENDENT, Programs
from scenarios.programs.paid_media import PaidMedia
from scenarios.programs.search import Search
from scenarios.shocks import Shocks
from sim.columns import allocate
from tests.plans import FOUNDERS, lived, moved, planned, sized

NAMES = Programs._fields
STAY = ("search", "paid_media")  # what they have built up outlasts them


def only(name: str, **settings):
    """A configuration without staff and with one program at its shipped size, and further settings of it."""
    return planned(staff=(), program={name: sized("program", name) | settings})


def test_every_program_has_a_file():
    assert sorted(NAMES) == choices("program")


def test_the_shipped_platform_is_more_than_most_communities_have():
    assert sized("program", "platform") == {"tier": 2}


@pytest.mark.parametrize("name", NAMES)
def test_a_program_of_no_size_changes_nothing(name):
    assert moved(planned(program={name: {"first": 3, "last": 9}}), planned()) == {}
    assert not any(column.any() for column in to_path(planned(staff=())).lifts)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_moves_before_its_start_or_after_its_end(name):
    weeks = moved(only(name, first=3, last=9), planned(staff=()))
    assert weeks and all(column.startswith("lifts.") for column in weeks)
    assert min(rows[0] for rows in weeks.values()) >= week_of(3) == 9
    assert name in STAY or max(rows[-1] for rows in weeks.values()) < week_of(10) == 39


@pytest.mark.parametrize("name", NAMES)
def test_a_program_has_a_price(name):
    program = getattr(only(name).program, name)
    assert program.cost(Economics()) > 0.0 or name in ("rules", "sales_pressure")
    assert getattr(Programs(), name).cost(Economics()) == 0.0


@pytest.mark.parametrize("name", NAMES)
def test_people_live_the_same_until_it_starts(name):
    assert lived("program", name)[:5].tobytes() == lived()[:5].tobytes()


def test_people_live_the_same_with_programs_and_shocks_of_no_size():
    programs, shocks = {name: {"first": 2} for name in NAMES}, {name: {"month": 2} for name in Shocks._fields}
    idle = planned(weeks=9, founders=FOUNDERS, program=programs, shock=shocks)
    run = simulate(to_founding(idle), to_path(idle), idle.pars, idle.links, seed=3)
    assert run.weekly.tobytes() == lived().tobytes() and lived().any()


@pytest.mark.shows(34, 45)
def test_programs_add_up_and_together_can_buy_everything():
    sizes = {name: sized("program", name) for name in NAMES} | {"platform": {"tier": 2}}
    together = to_path(planned(staff=(), program=sizes)).lifts
    alone = [to_path(planned(staff=(), program={name: size})).lifts for name, size in sizes.items()]
    for column in Lifts._fields:
        total = sum(getattr(lifts, column) for lifts in alone)
        assert np.allclose(getattr(together, column), total, rtol=1e-12) and total.any(), column
    assert {ACTIVITIES[a] for a in range(len(ACTIVITIES)) if together.hours[:, a].any()} == {*ACTIVITIES} - {"prospecting"}


@pytest.mark.parametrize(
    ("name", "settings", "column", "value", "dollars"),
    [  # by hand, in a week at full size, at the usual prices
        ("onboarding", {"hours": 8}, ("hours", WELCOMING), 8.0, 480.0),
        ("introductions", {"hours": 5}, ("hours", INTRODUCING), 5.0, 300.0),
        ("content", {"hours": 4}, ("hours", EDITING), 4.0, 240.0),
        ("insight_desk", {"hours": 10}, ("hours", LISTENING), 10.0, 600.0),
        ("moderation", {"hours": 10, "tidy": 0.5}, ("hours", MODERATING), 10.0, 200.0),
        ("rules", {"shown": 0.5}, ("rules", None), 0.5, 0.0),
        ("events", {"per_quarter": 1, "seats": 26, "hours": 2}, ("hours", HOSTING), 2.0, 60.0 + 120.0),
        ("superusers", {"seats": 26, "badges": 0.3}, ("badges", None), 0.3, 250.0),
        ("seeding", {"answers": 6}, ("seeds", None), 6.0, 120.0),
        ("education", {"seats": 3}, ("courses", None), 3.0, 120.0),
        ("advocacy", {"nudges": 2}, ("nudges", None), 2.0, 100.0),
        ("rewarded_feedback", {"answers": 4}, ("gift", None), 4.0, 100.0),
        ("ideation", {"reach": 0.2}, ("ideation", None), 0.2, 12_000 / 52),
        ("invitations", {"people": 30}, ("invitations", None), 30.0, 60.0),
        ("sales_pressure", {"messages": 2}, ("selling", None), 2.0, 0.0),
        ("platform", {"tier": 1}, ("comfort", None), 0.5, 30_000 / 52),
        ("platform", {"tier": 2}, ("personal", None), 0.3, 120_000 / 52),
    ],
)
def test_what_a_week_buys_and_costs(name, settings, column, value, dollars):
    config = planned(staff=(), program={name: settings})
    held = getattr(to_path(config).lifts, column[0])
    assert held[7] == value if column[1] is None else held[7, column[1]] == value
    assert getattr(config.program, name).cost(Economics()) == pytest.approx(dollars)


def test_events_are_held_evenly_in_the_quarter():
    seats = to_path(only("events", per_quarter=2, seats=40, first=2)).lifts.meetup_seats
    assert np.flatnonzero(seats)[:5].tolist() == [11, 17, 24, 30, 37]  # quarters from week 5 on: their weeks 6 and 12, of 0-12
    assert set(seats[seats > 0]) == {40.0}


@pytest.mark.shows(74)
def test_pages_are_made_one_by_one_and_stay():
    lifts, scale = allocate(Lifts, 52), np.ones(52)
    scale[26:] = 0.0
    Search(pages=26.0, enough=312.0, landing=0.6, findability=0.12).write(lifts, scale)  # 6 a week, 52 weeks until enough
    assert lifts.landing[[0, 12, 25, 26, 51]] == pytest.approx([0.6 / 52, 0.15, 0.3, 0.3, 0.3])
    assert lifts.findability[25] == pytest.approx(0.06)
    Search(pages=260.0, enough=60.0, landing=0.6).write(more := allocate(Lifts, 4), np.ones(4))
    assert more.landing == pytest.approx([0.6] * 4)  # enough is enough


def test_paid_media_by_hand():
    lifts = allocate(Lifts, 4)
    PaidMedia(spend=1000.0, carry=0.5, half=500.0, shape=1.0, most=0.4).write(lifts, np.array([1.0, 1.0, 0.0, 0.0]))
    # pressure 500, 750, 375, 187.5; 0.4 p / (500 + p)
    assert lifts.media == pytest.approx([0.2, 0.24, 0.15 / 0.875, 0.075 / 0.6875])
    assert PaidMedia(shape=2.0, half=100.0, most=1.0).aware(50.0) == pytest.approx(0.2)  # too little does next to nothing


def test_shares_cannot_be_bought_beyond_all():
    config = planned(staff=(), program={"moderation": {"hours": 1, "personal": 0.9}, "platform": {"tier": 2}})
    assert to_path(config).lifts.personal.max() == 1.0


SMALL = ("community=small_forum",)


def test_programs_are_chosen_by_name():
    config = compose(["program=[onboarding,superusers]", "program.superusers.seats=9", *SMALL])
    assert (config.program.onboarding.hours, config.program.superusers.seats) == (10.0, 9)
    assert compose(["program=events", *SMALL]).program.events.seats == 80
    assert compose(["program=[]", *SMALL]).program == Programs()


@pytest.mark.parametrize("name", Programs._fields)
def test_without_a_community_only_what_needs_none_goes_on(name):
    """Media and paid surveys are bought and paid as ever; all else stops and costs nothing."""
    never = {"name": "x", "open": False}
    whole, closed = (planned(program={name: sized("program", name)}, **more) for more in ({}, {"scenario": never}))
    bought = {column for column in moved(closed, planned(scenario=never)) if column.startswith("lifts.")}
    cost = sum(sum(each) for entry, each in costs(closed).items() if not entry.startswith("staff/"))
    if name in INDEPENDENT:
        assert bought == {column for column in moved(whole, planned()) if column.startswith("lifts.")} and cost > 0
    else:
        assert (bought, cost) == (set(), 0.0)
