"""The Mesa twin is the simulation: the same bytes in every column, whatever the order in which agents are activated."""

import random

import numba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents import mesa_world, simulate
from agents.counts import COUNTS
from agents.links import Links
from agents.mesa_world import PHASES, CommunityModel
from agents.pars import Pars
from sim.pars import pars_of
from tests.small_worlds import changed, differences, eventful, founding, lively

FIELDS = [
    (f"{group}__{field}", spec)
    for group, block in zip(Pars._fields, Pars(), strict=True)
    for field, spec in pars_of(type(block)).items()
]
EXAMPLES = 6 if numba.config.DISABLE_JIT else 30
EVERYTHING = (
    "joined lapsed returned visits docs reused landings questions tickets gave_up member_answers staff_answers solved "
    "turns thanks contributing fresh_answers stale_answers noticed signups qualified sold won won_qualified due renewed "
    "churned expanded references referrals nudged rude toxic hurt clutter"
).split()
ONE_PHASES = [phase for phase in PHASES if phase.of != "world"]


def lived(place, path, pars=Pars(), links=Links(), seed=0, **order):  # noqa: B008
    """The simulation and the twin at their ends: in which columns they differ, and the model."""
    run = simulate.simulate(place, path, pars, links, seed)
    model = CommunityModel(place, path, pars, links, seed, **order)
    model.run_model()
    return differences(run.world, model.world), model


@st.composite
def orders(draw):
    """An order of activation: Mesa's shuffle, forward, backward, by keenness or any at all."""
    key = draw(st.integers(0, 2**32))
    kind = draw(st.sampled_from(("mesa", "forward", "backward", "random")))
    if kind == "mesa":
        return {"order_seed": key}
    if kind == "random":
        return {"order": lambda agents: random.Random(key).sample(agents, len(agents))}
    return {"order": list if kind == "forward" else lambda agents: agents[::-1]}


@st.composite
def parameters(draw):
    """Parameters somewhere in their declared ranges, the ends among them; most keep their default or a lively value."""
    pars = draw(st.sampled_from((Pars(), lively())))
    for name, spec in draw(st.lists(st.sampled_from(FIELDS), max_size=15, unique=True)):
        share = draw(st.sampled_from((0.0, 1.0)) | st.floats(0.0, 1.0))
        pars = changed(pars, **{name: spec.low + share * (spec.high - spec.low)})
    return pars


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    market=st.integers(150, 300),
    staff=st.integers(0, 3),
    pars=parameters(),
    links=st.builds(Links, *[st.sampled_from((0.0, 0.5, 1.0))] * len(Links._fields)),
    closed=st.sampled_from(((), (0,), (5, 6), tuple(range(7, 12)))),
    seed=st.integers(0, 2**63 - 1),
    order=orders(),
)
def test_the_twin_is_the_simulation_bit_for_bit(market, staff, pars, links, closed, seed, order):
    differing, _ = lived(founding(market, staff), eventful(12, seed % 1000, closed), pars, links, seed, **order)
    assert differing == []


def test_over_longer_time_with_everything_going_on():
    differing, model = lived(founding(350), eventful(20, closed=(15,)), lively(), seed=2)
    assert differing == []
    happened = dict(zip(COUNTS, model.world.weekly.sum(0), strict=True))
    assert [name for name in EVERYTHING if not happened[name]] == [], "the comparison should see everything happen"


def test_a_week_that_needs_more_room_is_lived_again(monkeypatch):
    monkeypatch.setattr(mesa_world, "first_guess", lambda *given: simulate.first_guess(*given)._replace(wishes=3, events=40))
    differing, model = lived(founding(), eventful(8), lively(), seed=2)
    assert differing == []
    assert model.world.events.hour.size > 40
    assert len(model.agents_by_type[mesa_world.Question]) == model.world.tally.rows[mesa_world.QUESTION_ROWS]


@pytest.mark.parametrize("phase", ONE_PHASES, ids=lambda phase: phase.name)
def test_a_phase_left_out_by_one_kind_of_agent_is_noticed(phase, monkeypatch):
    monkeypatch.setattr(phase.module, "one", lambda agent: None)
    differing, _ = lived(founding(), eventful(6), lively(), seed=1)
    assert differing


def test_a_rule_that_differs_for_one_person_in_one_week_is_noticed(monkeypatch):
    visiting = next(phase.module for phase in PHASES if phase.name == "visiting")
    rule = visiting.one

    def one(member, topics, calendar, lifts, tally, pars, feeling, exposure, moderating, links, now):
        rule(member, topics, calendar, lifts, tally, pars, feeling, exposure, moderating, links, now)
        if member.row == 17 and now.week == 3:
            member.days = 6 if member.days == 7 else 7

    monkeypatch.setattr(visiting, "one", one)
    differing, _ = lived(founding(), eventful(6), lively(), seed=1)
    assert differing
