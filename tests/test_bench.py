"""`gravity bench`: the contract of its answer, at sizes that take seconds, and bad commands."""

import json

import pytest

from experiments import cli
from experiments.bench.model import config
from experiments.verbs import bench


@pytest.fixture
def small(monkeypatch):
    """Everything timed is tiny, and no new process is started."""
    for name, size in {"MINI": (2100, 4), "MODEL": (5000, 8), "MESA_MINI": (300, 4)}.items():
        monkeypatch.setattr(bench, name, size)
    monkeypatch.setattr(bench, "TWIN", (5000, 4))
    monkeypatch.setattr(bench, "THREADS", (5000, 4))
    monkeypatch.setattr(bench, "LARGE", (5000, 4))
    monkeypatch.setattr(bench, "start", lambda quick: {"warm_s": 1.0, "cold_s": None})


@pytest.mark.parametrize("name", ["MODEL", "TWIN", "THREADS", "LARGE"])
def test_the_default_community_has_room_in_what_is_timed(name):
    people, weeks = getattr(bench, name)
    assert config(people, weeks).community.market == people


def test_the_answer_keeps_its_contract(small, capsys):
    assert cli.main(["bench", "--quick", "--json"]) == 0
    told = capsys.readouterr()
    answer = json.loads(told.out)
    assert set(answer["mini"]) == {"engine", "mesa", "numpy"} and set(answer["model"]) == {"engine", "twin"}
    assert set(answer["threads"]) == {"1", "2"} and {"warm_s", "cold_s"} == set(answer["start"])
    speeds = [*answer["mini"].values(), *answer["model"].values(), *answer["threads"].values()]
    assert all(speed > 0 for speed in speeds) and answer["model"]["engine"] > answer["model"]["twin"]
    assert answer["large"] is None
    assert 20 < answer["memory"]["bytes_per_person"] <= 160 and "timing" in told.err


def test_people_get_figures_and_ratios(small, capsys):
    assert cli.main(["bench", "--quick"]) == 0
    out = capsys.readouterr().out
    assert "engine ÷ mesa" in out and "two ÷ one" in out and "bytes_per_person" in out


def test_a_large_run_has_a_process_of_its_own(small, capsys):
    told = bench.large(())
    assert told["seconds"] > 0 and 50 < told["peak_mb"] < 2000 and "5,000 people" in capsys.readouterr().err
    with pytest.raises(RuntimeError, match="5,000 people failed"):
        bench.large(("community=nowhere",))


@pytest.mark.parametrize("words", [["fast"], ["--rounds", "0"], ["--seeds", "0"], ["community=nowhere", "--quick"], ["--quik"]])
def test_a_bad_command_is_refused(small, words, capsys):
    assert cli.main(["bench", *words]) == 2
    assert capsys.readouterr().err.strip()
