"""The business and the community: what passes between them, and what does not (S29, S30)."""

import functools

import numpy as np
import pytest

from agents.accounts import Segment
from agents.codes import CUSTOMER, NEVER
from agents.counts import COUNTS
from agents.founding import Founders, Founding, Stock, found, quiet
from agents.links import TO_BUSINESS, Links
from agents.schedule import week_of
from agents.simulate import Run, first_guess
from scenarios.causal import cause, dashboard
from sim.clock import Now
from tests.small_worlds import changed, lively

WEEKS = 40
BUSINESS = (
    "aware evaluating trials customers noticed signups won due renewed churned expanded revenue revenue_lost revenue_expanded"
).split()
CUT = Links()._replace(**dict.fromkeys(TO_BUSINESS, 0.0))
PARS = changed(
    lively(), needs__start=2.0, helping__willing=0.01, advocating__affinity=0.0, advocating__trust=0.5, qualifying__trust=0.52,
    renewing__bound=1.0, renewing__expands=0.5,
)
PLACE = Founding(
    market=2500,
    topics=7,
    questions_a_week=20.0,
    founders=(Founders(150, (0.0, 4.0), 40.0, 10.0), Founders(200, (0.0, 20.0), 1.0, 3.0)),
    stock=(Stock((0.0, 2.0), solved=150, unsolved=20),),
    segments=(
        Segment("small", 0.4, 1.0, 900.0, churn=0.7, term=13, conversion=0.5, customers=0.4, aware=0.5),
        Segment("large", 0.6, 4.0, 50_000.0, churn=0.5, term=20, conversion=0.3, customers=0.4, aware=0.5),
    ),
)


def busy(is_open: bool):
    """Programs that reach for the business, in an uneven economy."""
    path = quiet(WEEKS)
    path.calendar.open[:] = is_open
    path.calendar.economy[:] = np.linspace(0.7, 1.3, WEEKS)
    path.calendar.rival[:] = 0.2
    path.lifts.hours[:] = 5.0
    path.lifts.selling[:] = 0.2
    path.lifts.nudges[:] = 3.0
    path.lifts.media[:] = 0.1
    return path


@functools.cache
def lived(links=Links(), is_open=True, seed=1) -> tuple:  # noqa: B008
    """The founded world, and the run."""
    path = busy(is_open)
    room = first_guess(PLACE, path)._replace(questions=40_000, wishes=20_000, events=200_000)
    start, world = (found(PLACE, path, PARS, links, seed, room) for _ in range(2))
    for week in range(WEEKS):
        week_of(world, PARS, Now(seed, week))
    assert not world.tally.rows[3]
    return start, Run(seed, world.weekly, world.events, world)


def business(run: Run) -> dict[str, bytes]:
    """All that the business is, week by week and at the end."""
    counts = {name: run.weekly[:, COUNTS.index(name)].tobytes() for name in BUSINESS}
    accounts = {name: column.tobytes() for name, column in run.world.accounts._asdict().items() if name != "exposed"}
    return counts | accounts | {"engaged": run.world.people.engaged.tobytes()}


def total(run: Run, name: str) -> float:
    return float(run.weekly[:, COUNTS.index(name)].sum())


def test_with_all_links_cut_the_business_is_bit_for_bit_what_it_is_without_a_community():
    """Renewals, sales, values and stages; `exposed` alone is told of the community, and it is told nothing else."""
    (_, on), (_, off) = lived(CUT), lived(CUT, is_open=False)
    assert total(on, "questions") > 100 and total(on, "references") > 0 and total(off, "questions") == 0
    assert all(total(on, name) > 0 for name in BUSINESS), "a business that lives"
    assert business(on) == business(off)
    assert business(lived(Links(), is_open=False)[1]) == business(off), "links without a community lead nowhere"


@pytest.mark.shows(6, 59, 63, 65, 111)
def test_with_its_links_the_community_wins_and_keeps_customers():
    (_, on), (_, off) = lived(), lived(is_open=False)
    for name in ("noticed", "signups", "won", "revenue"):
        assert total(on, name) > total(off, name), name
    assert total(on, "churned") / total(on, "due") < total(off, "churned") / total(off, "due")


@pytest.mark.parametrize(
    ("link", "count", "more"),
    [
        ("search_landing", "noticed", True),
        ("word_of_mouth", "noticed", True),
        ("proof", "won", True),
        ("trust", "qualified", True),
        ("support_to_attitude", "churned", False),
        ("switching_cost", "churned", False),
    ],
)
def test_each_link_carries_something(link, count, more):
    """The other links cut, this one alone makes the difference in the declared direction."""
    (_, with_it), (_, without) = lived(CUT._replace(**{link: 1.0})), lived(CUT)
    share = total(with_it, count) / total(with_it, "due"), total(without, count) / total(without, "due")
    a, b = share if count == "churned" else (total(with_it, count), total(without, count))
    assert a > b if more else a < b


@pytest.mark.shows(46)
def test_appearance_exceeds_cause():
    """S29: members' accounts stay more often than others, by more than the community makes them stay."""
    (start, on), (_, off) = lived(), lived(is_open=False)
    found_out = cause(start, on, off)
    assert found_out.accounts > 50 and found_out.gap > found_out.effect > 0
    assert 0 < found_out.selection < 1


@pytest.mark.shows(46)
def test_where_the_community_does_nothing_members_still_stay_more_often():
    """Selection by keenness alone (M34): the effect is nothing at all, the gap is still there."""
    (start, on), (_, off) = lived(CUT), lived(CUT, is_open=False)
    nothing = cause(start, on, off)
    assert nothing.effect == 0.0 and nothing.gap > 0.0 and nothing.selection == 1.0
    pooled = sum(lived(CUT, seed=seed)[1].weekly for seed in range(1, 5)).sum(axis=0)
    pooled = dashboard(dict(zip(COUNTS, pooled, strict=True)))
    assert pooled.ratio > 1.0 and pooled.gap > 0.0


@pytest.mark.shows(82)
def test_posters_buy_more_than_lurkers_through_what_the_community_is_to_them():
    """S30: among accounts with a member, those of contributors keep more often than those of lurkers; part is cause."""
    (start, on), (_, off) = lived(), lived(is_open=False)
    w = on.world
    of = w.people.account
    joined = np.bincount(of[w.members.membership > 0], minlength=w.accounts.stage.size) > 0
    posted = np.bincount(of[w.members.first_post != NEVER], minlength=w.accounts.stage.size) > 0
    customers = start.accounts.stage == CUSTOMER

    def kept(world, who):
        return float(np.mean((world.accounts.since == start.accounts.since)[customers & who]))

    gain = {name: kept(w, who) - kept(off.world, who) for name, who in (("posted", posted), ("lurked", joined & ~posted))}
    assert kept(w, posted) > kept(w, joined & ~posted) and gain["posted"] > gain["lurked"]
