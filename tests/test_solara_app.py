"""The live page: its model takes plain numbers and collects what is plotted; without the extra it refuses clearly."""

import builtins
import inspect
from importlib.util import find_spec

import pytest

from experiments import solara_app
from experiments.solara_app import PLOTS, LiveCommunity, live_page


def test_the_model_behind_the_page_collects_what_is_plotted():
    model = LiveCommunity(members=60, staff_hours=5.0, bonds=0.0, seed=2)
    for _ in range(5):
        model.step()
    table = model.datacollector.get_model_vars_dataframe()
    assert {name for names in PLOTS for name in names} <= set(table.columns)
    assert len(table) == 5 and table["active"].max() > 0
    assert model.world.staff.hours.tolist() == [5.0] and model.world.pars is not None
    assert model.world.links.bonds == 0.0


def test_steps_after_the_end_do_nothing():
    model = LiveCommunity(members=20)
    model.running = False
    model.step()
    assert model.week == 0


def test_without_the_extra_the_page_refuses_clearly(monkeypatch):
    real = builtins.__import__

    def bare(name, *rest):
        if name == "mesa.visualization":
            raise ImportError("No module named 'solara'", name="solara")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", bare)
    with pytest.raises(ImportError, match=r"needs the extra 'viz' \(No module named 'solara'\); install it with: pip install"):
        live_page()


def test_importing_the_app_needs_no_extra():
    assert hasattr(solara_app, "page") == (find_spec("solara") is not None)


def test_every_knob_is_a_number_of_the_model():
    given = inspect.signature(LiveCommunity.__init__).parameters
    assert all(type(spec.default) in (int, float) for name, spec in given.items() if name != "self")
