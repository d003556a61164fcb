"""Drawing with a second process: the same files, in order, and nothing lost where it fails."""

import subprocess
import sys

import pytest

from experiments import easel
from experiments.easel import Easel, Job, second_process
from tests import chart_tables as example

ENDINGS = (".png", ".svg", ".data.csv")


def jobs(folder):
    names = ("orbit_levels", "difference", "cohorts")
    return [Job(name, example.example(name)[0], folder / name, "run 3f9a") for name in names]


def expected(folder):
    return [folder / f"{job.name}{ending}" for job in jobs(folder) for ending in ENDINGS]


@pytest.fixture
def two_cores(monkeypatch):
    monkeypatch.setattr(easel, "cores", lambda: 2)


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The pictures as one process draws them."""
    folder = tmp_path_factory.mktemp("alone")
    assert Easel().draw(jobs(folder)) == expected(folder)
    return folder


def test_two_processes_draw_the_same_files_as_one(alone, tmp_path, monkeypatch, two_cores):
    monkeypatch.chdir(tmp_path)
    here = tmp_path.relative_to(tmp_path) / "a"
    with second_process(wanted=True) as both:
        left, files = easel.deque(enumerate(jobs(here))), {}
        both._hand_over(left, files)
    assert [file for place in range(3) for file in files[place]] == expected(here)
    for file in expected(here):
        assert file.read_bytes() == (alone / file.name).read_bytes()


def test_what_the_second_process_does_not_draw_the_first_one_draws(alone, tmp_path):
    code = "import pickle, sys; pickle.load(sys.stdin.buffer); sys.exit(1)"
    dying = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with Easel(dying) as both:
        assert both.draw(jobs(tmp_path)) == expected(tmp_path)
    assert dying.returncode is not None
    assert all(file.read_bytes() == (alone / file.name).read_bytes() for file in expected(tmp_path))


def test_why_a_picture_cannot_be_drawn_is_said_by_the_first_process(tmp_path, two_cores):
    wrong = Job("funnel", {}, tmp_path / "a", " ")
    with second_process(wanted=True) as both:
        left, files = easel.deque([(0, wrong)]), {}
        both._hand_over(left, files)
        assert not files
        with pytest.raises(ValueError, match="source text is empty"):
            both.draw([wrong._replace(name="difference", table=jobs(tmp_path)[1].table)])


def test_there_is_one_process_where_no_pictures_are_wanted_or_there_is_one_core(monkeypatch, two_cores):
    assert second_process(wanted=False)._process is None
    monkeypatch.setattr(easel, "cores", lambda: 1)
    assert second_process(wanted=True)._process is None
    monkeypatch.setattr(easel, "cores", lambda: 2)

    def none(*args, **settings):
        raise OSError("no more processes")

    monkeypatch.setattr(subprocess, "Popen", none)
    assert second_process(wanted=True)._process is None
