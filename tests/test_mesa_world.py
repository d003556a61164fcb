"""What Mesa users do with the community: agents as views, AgentSet, DataCollector, stepping; and the clear refusals."""

import copy
import gc
import math
import weakref
from types import SimpleNamespace
from typing import NamedTuple

import mesa
import numpy as np
import pytest
from mesa.datacollection import DataCollector

from agents.codes import ACTIVE, LAPSED, LURKING
from agents.counts import ACTIVE as ACTIVE_MEMBERS
from agents.counts import COMMITMENT
from agents.links import Links
from agents.mesa_world import CommunityModel, Person, Question, StaffAgent
from agents.simulate import simulate
from agents.ties import strength_now
from sim.columns import column
from sim.phases import Phase
from sim.twin import RowAgent, activate, columns_seen
from tests.small_worlds import differences, eventful, founding, lively


def community(weeks=6, **given) -> CommunityModel:
    return CommunityModel(founding(), eventful(weeks), lively(), seed=3, **given)


@pytest.fixture(scope="module")
def model():
    """A community after three of four weeks."""
    model = community(4)
    for _ in range(3):
        model.step()
    return model


def test_an_agent_is_a_view_of_its_row(model):
    person = model.agents[17]
    assert (person.row, person.unique_id) == (17, 18)
    assert person.love == model.world.feelings.love[17].item()
    assert [type(person.keen), type(person.need), type(person.joined)] == [float, int, int]
    before, person.love = person.love, 2.5
    assert model.world.feelings.love[17] == 2.5
    person.love = before
    assert "Orbit love" in Person.love.__doc__
    assert columns_seen(Person)[:2] == ["keen", "need_rate"]


def test_company_and_reach_are_those_of_the_ties(model):
    week, world = model.week, model.world
    person = max(model.agents_by_type[Person], key=lambda person: person.reach(week))
    row = world.ties.circle[person.row]
    strengths = [
        strength_now(world.ties.strength[row, s], week - world.ties.met[row, s]) for s in range(world.ties.other.shape[1])
    ]
    came = [world.members.last_visit[other] == week - 1 for other in world.ties.other[row]]
    person.clout = 2.0
    assert sum(strengths) > 0
    assert person.reach(week) == pytest.approx(sum(strengths) + 2.0 * world.pars.recording.clout)
    person.clout = 1.0
    assert person.company(week) == pytest.approx(np.dot(strengths, came) / sum(strengths))


def test_unknown_names_are_refused_with_a_hint(model):
    person = model.agents[0]
    with pytest.raises(AttributeError, match="Person has no 'lov'; did you mean 'love'"):
        _ = person.lov
    with pytest.raises(AttributeError, match="Person has no 'motives'; did you mean 'motive'"):
        person.motives = 1.0
    with pytest.raises(AttributeError, match="StaffAgent has no 'xyz'; its columns are hours, skill, sla"):
        _ = model.agents_by_type[StaffAgent][0].xyz


def test_a_subclass_may_have_attributes_of_its_own():
    class Moody(Person):
        mood = "calm"

    stage = SimpleNamespace(register_agent=lambda agent: None, world=community().world)
    moody = Moody(stage, 2, 3)
    moody.mood = "cross"
    assert (moody.mood, moody.row, moody.keen) == ("cross", 2, stage.world.people.keen[2].item())


def test_a_column_must_not_hide_another_name():
    class Odd(NamedTuple):
        row: column("f4", "", "")

    class Twice(NamedTuple):
        love: column("f4", "", "")

    with pytest.raises(TypeError, match=r"Strange: column odd.row hides another 'row'; rename the column"):
        type("Strange", (RowAgent,), {}, views={"odd": Odd})
    with pytest.raises(TypeError, match=r"Strange: column b.love hides another 'love'"):
        type("Strange", (RowAgent,), {}, views={"a": Twice, "b": Twice})


def test_columns_with_slots_are_given_as_arrays():
    class Drawers(NamedTuple):
        inside: column("i4", "things", "what is inside", slots=3)

    class Chest(RowAgent, views={"drawers": Drawers}):
        pass

    stage = SimpleNamespace(
        register_agent=lambda agent: None, world=SimpleNamespace(drawers=Drawers(np.arange(6, dtype="i4").reshape(2, 3)))
    )
    assert Chest(stage, 1, 1).inside.tolist() == [3, 4, 5]


def test_one_must_ask_for_what_the_phase_is_given(model):
    module = SimpleNamespace(OF="people", everyone=lambda people, now: None, one=lambda person, weather: None)
    with pytest.raises(TypeError, match=r"strolling.one asks for weather; strolling.everyone has people, now"):
        activate(Phase("strolling", module, ("w.people", "now")), model.agents, w=model.world, now=None)


def test_agent_sets(model):
    people, members = model.agents_by_type[Person], model.world.members
    active = people.select(lambda person: person.membership == ACTIVE)
    assert len(active) == (members.membership == ACTIVE).sum() > 0
    assert people.get("row") == list(range(200))
    groups = people.groupby("membership")
    assert {state: len(group) for state, group in groups} == {
        state: (members.membership == state).sum() for state in (0, LURKING, ACTIVE, LAPSED)
    }
    assert active.agg("days", sum) == members.days[members.membership == ACTIVE].sum()
    seen = []
    people.shuffle_do(lambda person: seen.append(person.row))
    assert sorted(seen) == list(range(200)) != seen
    assert len(model.agents.select(agent_type=StaffAgent)) == 2
    assert max(people.sort("love", ascending=False).get("love")) == people.sort("love", ascending=False)[0].love
    assert len(set(model.agents.get("unique_id"))) == len(model.agents)


def test_questions_appear_as_they_are_posted():
    model = community()
    before = len(model.agents_by_type[Question])
    assert before == 105  # the founded stock
    model.step()
    new = model.agents_by_type[Question].select(lambda question: question.asked == 0)
    assert len(new) == sum(map(model.count, ("questions", "seeded", "articles"))) > model.count("seeded") > 0
    assert len(model.agents_by_type[Question]) == before + len(new)
    assert new[0].topic == model.world.questions.topic[new[0].row]


def test_data_is_collected():
    model = community()
    model.datacollector = DataCollector(
        model_reporters={**model.datacollector.model_reporters, "helpers": _helpers},
        agenttype_reporters={Person: {"love": "love", "step": "step"}},
    )
    model.run_model()
    table = model.datacollector.get_model_vars_dataframe()
    run = simulate(founding(), eventful(6), lively(), Links(), 3)
    assert len(table) == 6
    assert table["active"].tolist() == run.weekly[:, ACTIVE_MEMBERS].tolist()
    assert table["gravity"].isna().tolist() == [True] * 4 + [False] * 2
    assert table["helpers"].max() > 0
    people = model.datacollector.get_agenttype_vars_dataframe(Person)
    assert len(people) == 6 * 200
    assert people.xs(6, level="Step")["love"].to_numpy() == pytest.approx(run.world.feelings.love)


def _helpers(model):
    return len(model.agents_by_type[Person].select(lambda person: person.given_week == model.week - 1))


def test_gravity_is_the_change_of_commitment_per_member_over_four_weeks():
    model = community()
    assert math.isnan(model.gravity()) and math.isnan(model.count("active"))
    model.run_model()
    commitment, members = model.world.weekly[:, COMMITMENT], model.count("members")
    assert model.gravity() == (commitment[5] - commitment[1]) / members


def test_the_model_stops_at_the_end_of_its_calendar():
    model = community(2)
    model.run_model()
    assert not model.running and model.steps == 2
    with pytest.raises(RuntimeError, match="the calendar ends after 2 weeks; give the model a longer path"):
        model.step()


def test_a_copy_lives_on_by_itself():
    model = community()
    model.step()
    twin = copy.deepcopy(model)
    model.run_model()
    assert twin.week == 1
    assert differences(model.world, twin.world)


def test_models_are_forgotten_when_nobody_holds_them():
    model = community()
    model.step()
    memory = weakref.ref(model)
    assert isinstance(model, mesa.Model)
    del model
    gc.collect()
    assert memory() is None
