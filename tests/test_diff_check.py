"""`gravity diff` and `gravity check`: what differs and where it was set; what runs will take. Nothing is run or written."""

import json

import numpy as np
import pytest

from agents.entities import Questions
from agents.links import Links
from agents.pars import Pars
from agents.world import Room, empty_world
from experiments import cli
from experiments.effort import EACH, FEW, PRICE, PROCESS, effort, sizes
from experiments.verbs import options
from experiments.verbs.check import sentence as checked
from experiments.verbs.diff import sentence
from scenarios.months import MONTHS
from sim.columns import bytes_per_row
from tests.tiny import SMALL, config, stored


@pytest.fixture(autouse=True)
def empty(tmp_path, monkeypatch):
    """A working folder in which nothing may appear."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GRAVITY_STORE", raising=False)
    yield tmp_path
    assert not (tmp_path / "runs").exists() and not (tmp_path / "outputs").exists()


def gravity(capsys, *words):
    """Exit code, standard output and standard error of a command."""
    code = cli.main(list(words))
    told = capsys.readouterr()
    return code, told.out, told.err


# diff


def test_scenarios_differ_in_what_their_files_say(capsys):
    code, out, _ = gravity(capsys, "diff", "baseline", "cut40", "--json")
    held = json.loads(out)
    (row,) = held["table"]
    assert code == 0 and held["sentence"] == "cut40 differs from baseline in 1 setting: budget.changes."
    change = {"month": 4, "scale": 0.6, "cut_order": [], "keep": [], "layoffs": False}
    assert row["setting"] == "budget.changes" and row["before"] == [] and row["after"] == [change]
    assert row["set_before"].endswith("(default)") and row["set_after"].endswith("configs/scenario/cut40.yaml, line 7")


def test_a_table_for_people_stands_under_the_names(capsys):
    code, out, _ = gravity(capsys, "diff", "baseline", "no_community")
    head = out.splitlines()[2]
    assert code == 0 and head.split("  ")[0] == "setting" and "baseline" in head and "set by (no_community)" in head
    assert any(each.startswith("scenario.open") and "true" in each and "false" in each for each in out.splitlines())


def test_communities_differ_in_the_same_scenario(capsys):
    code, out, _ = gravity(capsys, "diff", "small_forum", "docusign_forum", "--json")
    rows = {row["setting"]: row for row in json.loads(out)["table"]}
    assert code == 0 and rows["community.market"]["before"] == 20000 and rows["community.market"]["after"] == 5020
    assert "scenario.staff" not in rows and "small_forum.yaml, line" in rows["community.market"]["set_before"]


def test_overrides_hold_for_both_and_level_what_they_set(capsys):
    _, out, _ = gravity(capsys, "diff", "small_forum", "docusign_forum", "community.market=9000", "--json")
    assert "community.market" not in [row["setting"] for row in json.loads(out)["table"]]


def test_a_thing_does_not_differ_from_itself(capsys):
    code, out, _ = gravity(capsys, "diff", "cut40", "cut40")
    assert code == 0 and out == "cut40 and cut40 differ in no setting.\n"


def test_files_can_be_compared(capsys, tmp_path):
    for folder, scale in (("one", 0.5), ("two", 0.25)):
        (tmp_path / folder / "scenario").mkdir(parents=True)
        text = f"# @package _global_\nscenario:\n  name: plan\n  parent: baseline\n  staff: [{{month: 2, scale: {scale}}}]\n"
        (tmp_path / folder / "scenario" / "plan.yaml").write_text(text)
    code, out, _ = gravity(capsys, "diff", "one/scenario/plan.yaml", "two/scenario/plan.yaml", "--json")
    (row,) = json.loads(out)["table"]
    assert code == 0 and (row["before"][0]["scale"], row["after"][0]["scale"]) == (0.5, 0.25)
    assert row["set_after"] == "two/scenario/plan.yaml, line 5"
    code, out, _ = gravity(capsys, "diff", "baseline", "two/scenario/plan.yaml")
    assert code == 0 and "in 1 setting" in out


def test_lists_differ_item_by_item_and_defaults_are_left_out(capsys):
    _, out, _ = gravity(capsys, "diff", "cut40", "cut40_then_restore")
    (row,) = [each.split() for each in out.splitlines() if each.startswith("budget.changes")]
    assert row[0] == "budget.changes[1]" and row[1] == "-" and '"month":' in row[2] and '"scale":1.0}' in row[2]
    _, out, _ = gravity(capsys, "diff", "baseline", "cut40")
    assert "in 1 setting: budget.changes." in out and '{"month":4,"scale":0.6}' in out
    _, out, _ = gravity(capsys, "diff", "small_forum", "docusign_forum")
    assert any(each.startswith("community.founders  ") for each in out.splitlines())  # long: one row, cut


def test_programs_and_shocks_can_be_compared(capsys):
    code, out, _ = gravity(capsys, "diff", "recession", "outage")
    assert code == 0 and "shock.recession" in out and "shock.outage" in out


def test_places_in_lists_and_months_are_set(capsys):
    code, _, _ = gravity(capsys, "check", "community=small_forum", "community.staff.0.hours=3", "--months", "240")
    assert code == 0 and options.MONTHS == MONTHS


def test_the_sentence_names_three():
    assert sentence(["a", "b"], list("wxyz")) == "b differs from a in 4 settings: w, x, y and 1 more."


# check


def test_check_says_what_runs_take_and_runs_nothing(capsys, monkeypatch):
    import agents.simulate

    monkeypatch.setattr(agents.simulate, "simulate", None)
    code, out, _ = gravity(capsys, "check", "baseline", "no_staff", *SMALL, "--seeds", "100", "--threads", "1", "--json")
    held = json.loads(out)
    assert code == 0 and list(held) == ["id", "sentence", "files", "table"] and held["files"] == []
    assert [row["scenario"] for row in held["table"]] == ["baseline", "no_staff"]
    row = held["table"][0]
    assert (row["people"], row["weeks"], row["runs"], row["to_run"], row["threads"]) == (300, 13, 100, 100, 1)
    assert row["seconds"] == round(100 * (300 * 13 * PRICE + EACH), 1)
    assert held["sentence"].startswith("2 scenarios can be run: 200 runs in about ")


def test_what_is_kept_need_not_be_run(capsys):
    root, _ = stored()
    code, out, _ = gravity(capsys, "check", "baseline", "no_staff", *SMALL, "--seeds", "12", "--store", str(root))
    assert code == 0 and out.startswith("2 scenarios can be run: all 24 runs are kept already.")
    code, out, _ = gravity(capsys, "check", "baseline", *SMALL, "--seeds", "15", "--store", str(root))
    assert code == 0 and "3 runs in about 1 s" in out and "12 of 15 being kept already" in out


def test_without_a_name_the_default_is_checked(capsys):
    code, out, _ = gravity(capsys, "check", "scenario=cut40")
    assert code == 0 and out.startswith("1 scenario can be run: ") and "cut40 is baseline with budget.changes" in out
    assert "measured on a machine of two cores, not on yours" in out


def test_memory_is_that_of_the_columns_of_a_world():
    room = Room(people=70, topics=5, staff=2, weeks=9, questions=40, wishes=30, events=60, accounts=11, segments=3)
    world = empty_world(room, Pars(), Links())
    for name, size in sizes(room).items():
        part = getattr(world, name)
        held = part.nbytes if name == "weekly" else sum(np.asarray(column).nbytes for column in part)
        assert size == held or name in FEW, name
    assert sizes(room)["questions"] == 40 * bytes_per_row(Questions)
    assert not sizes(room._replace(accounts=0))["seats"] and sizes(room)["seats"] > 0


def test_effort_grows_with_people_runs_and_threads():
    one = effort(config("run.threads=1"), 10)
    assert effort(config("run.threads=2"), 10).seconds == pytest.approx(one.seconds / 2)
    assert effort(config("run.threads=2"), 10).bytes - PROCESS == pytest.approx(2 * (one.bytes - PROCESS), abs=2)
    assert effort(config("run.threads=1"), 20).seconds == pytest.approx(2 * one.seconds)
    assert effort(config("community.market=600", "run.threads=1"), 10).bytes > one.bytes
    assert effort(config(), 0).seconds == 0


def test_the_sentence_says_the_time_as_progress_does():
    row = {"runs": 5, "to_run": 5, "seconds": 3.0, "megabytes": 400}
    assert checked([row]) == "1 scenario can be run: 5 runs in about 3 s and 0.4 GB of memory."
    assert "in about 1 s" in checked([row | {"seconds": 0.2}]) and "in about 2 h 5 min" in checked([row | {"seconds": 7500}])


WRONG = [
    (["diff"], "0 things to compare", "gravity diff baseline cut40"),
    (["diff", "baseline"], "1 thing to compare", "give two"),
    (["diff", "baseline", "cut40", "no_staff"], "3 things to compare", "give two"),
    (["diff", "baseline", "cut41"], "there is no scenario, community, program, shock or run called", "did you mean cut40?"),
    (["check", "community.staff[0].hours=3"], "a place in a list is set with a point", "write community.staff.0.hours=3"),
    (["check", "--months", "0"], "--months (command line): 0 is too small", "give 1 to 240 months"),
    (["check", "--months", "241"], "--months (command line): 241 is too large", "give 1 to 240 months"),
    (["diff", "baseline", "zzzzzz"], "called 'zzzzzz'", "see gravity ls"),
    (["diff", "baseline", "small_forum"], "baseline is a scenario and small_forum is a community", "two of one kind"),
    (["diff", "baseline", "a.yaml"], "there is no file a.yaml", "mine/scenario/later.yaml"),
    (["diff", "baseline", "lost.yaml"], "lost.yaml lies in a folder called", "such as mine/scenario/lost.yaml"),
    (["diff", "baseline", "cut40", "run.wks=3"], "there is no such setting", "did you mean"),
    (["check", "cut41"], "there is no scenario called 'cut41'", "did you mean cut40?"),
    (["check", "--seeds", "0"], "0 is too small", "1 to 100,000"),
    (["check", "cut40", "run.weeks=9"], "month 4 lies beyond the horizon", "raise run.weeks"),
    (["check", "community.market=0", "links.bonds=7"], "7 is too large", "0 to 1"),
    (["check", "--seed", "3"], "there is no option --seed;", "did you mean --seeds?"),
]


@pytest.mark.parametrize(("words", "what", "advice"), WRONG, ids=[" ".join(row[0]) or "nothing" for row in WRONG])
def test_typed_wrongly(capsys, tmp_path, words, what, advice):
    (tmp_path / "lost.yaml").write_text("run: {}\n")
    code, out, err = gravity(capsys, *words)
    assert code == 2 and out == "" and what in err and advice in err
    assert all(each.startswith("gravity: ") for each in err.splitlines())


# check: what changes nothing


def test_choices_that_change_nothing_are_named(capsys, tmp_path):
    words = ["baseline", "program=[events,rules]", "shock=outage", "community=practitioners"]
    code, out, _ = gravity(capsys, "check", *words)
    assert code == 0 and "program=rules changes nothing: all that it sets is set in practitioners or the scenario already" in out
    assert out.count("changes nothing") == 1
    code, out, _ = gravity(capsys, "check", "baseline", "cut40", "community=small_forum", "program=platform")
    assert code == 0 and "changes nothing" not in out
    code, out, _ = gravity(capsys, "check", "enterprise_platform", "community=small_forum", "program.platform.tier=2")
    assert "enterprise_platform changes nothing: all that it sets is set in baseline already" in out
