"""Growing: what a community comes to in years becomes the start of another."""

import numpy as np
import pytest

from experiments.cli import main
from experiments.compose import compose
from experiments.grown import grown
from tests.tiny import config


def start(folder, *words, months="12"):
    small = ("community=small_forum", "community.market=300")
    return main(["grow", *small, *words, "--months", months, "--config-dir", str(folder)])


@pytest.fixture
def own(tmp_path):
    (tmp_path / "community").mkdir()
    return tmp_path


def test_the_new_community_starts_with_those_who_are_there(own, capsys):
    assert start(own, "name=ours") == 0
    said = capsys.readouterr().out
    ours = compose(["community=ours"], config_dir=own).community
    figures = grown(config("run.weeks=52"))
    assert [group.members for group in ours.founders] == [group.members for group in figures.founders] != []
    assert sum(group.solved + group.unsolved for group in ours.stock) == sum(g.solved + g.unsolved for g in figures.stock) > 0
    assert ours.questions_a_week == pytest.approx(figures.questions_a_week, rel=1e-3) and ours.name == "ours"
    assert ours.title == "A small support forum, newly opened" and "ours starts with" in said


def test_a_longer_life_leaves_an_older_stock(own):
    ages = []
    for months in ("12", "24"):
        start(own, "name=ours", months=months)
        ages.append(np.max([group.age for group in compose(["community=ours"], config_dir=own).community.stock]))
    assert ages == [1.0, 2.0]


@pytest.mark.parametrize(
    ("words", "said"),
    [([], "is missing; write name="), (["name=a/b"], "cannot be a name"), (["name=x", "run.wekks=3"], "run.weeks")],
)
def test_what_is_wrong_is_refused_and_nothing_written(own, capsys, words, said):
    assert start(own, *words) == 2
    assert said in capsys.readouterr().err and not list((own / "community").iterdir())
