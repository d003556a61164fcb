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


def test_a_folder_is_made_and_the_answer_is_read_from_it(tmp_path, capsys):
    for folder in (tmp_path / "none", tmp_path / "empty"):
        (tmp_path / "empty").mkdir(exist_ok=True)
        assert start(folder, "name=ours", months="3") == 0
        assert "ours starts with" in capsys.readouterr().out and (folder / "community" / "ours.yaml").is_file()


def test_without_a_folder_it_goes_to_configs_of_wherever_one_is(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["grow", "community=small_forum", "community.market=300", "name=ours", "--months", "3"]) == 0
    assert "configs/community/ours.yaml" in capsys.readouterr().out and (tmp_path / "configs/community/ours.yaml").is_file()


def test_overrides_are_kept_and_what_has_ended_does_not_begin_again(own):
    changed = (
        "pars.needs.rate=0.31", "links.bonds=0.5", "economics.staff_hour=77", "program.seeding={answers: 3, last: 2}",
        "program.rules.shown=1.0",
        "program.invitations={people: 5, first: 2, last: 30}",
        "program.events={seats: 9, per_quarter: 1, first: 10}",
        "budget.hires=[{month: 2, role: moderator}]", "community.demand=[1.0, 2.0, 0.5]",
    )  # fmt: skip
    assert start(own, "name=ours", *changed) == 0
    ours = compose(["community=ours"], config_dir=own)
    assert (ours.pars.needs.rate, ours.links.bonds, ours.economics.staff_hour) == (0.31, 0.5, 77.0)
    assert ours.program.seeding.answers == 0 and ours.program.rules.shown == 1.0
    invitations, events = ours.program.invitations, ours.program.events
    assert (invitations.people, invitations.first, invitations.last) == (5, 1, 18)
    assert (events.seats, events.first, events.last) == (9, 1, 240)
    assert [member.role for member in ours.community.staff][-1] == "moderator" and ours.community.demand == (0.5,)


def test_a_file_of_any_form_and_name_can_be_grown_from(own):
    (own / "community" / "plain.yaml").write_text("name: another\nmarket: 300\nfounders: [{members: 30}]\n")
    assert main(["grow", "community=plain", "name=ours", "--months", "3", "--config-dir", str(own)]) == 0
    assert compose(["community=ours"], config_dir=own).community.market == 300


def test_where_nobody_writes_nothing_grows(own, capsys):
    assert start(own, "name=ours", "scenario.open=false", months="3") == 2
    assert "nothing was written in 13 weeks of small_forum (baseline); grow an open community" in capsys.readouterr().err
    assert not list((own / "community").iterdir())
