"""Finding one's way: `gravity ls` and `gravity explain`, typed rightly and wrongly; nothing is run or written."""

import json
import subprocess
import sys

import pytest

from agents.pars import Pars
from experiments import catalog, cli, completion
from experiments.config_files import BUILT_IN, choices
from experiments.declarations import declared, place_of_metric
from experiments.emergence import EXPERIMENTS
from experiments.explain import explain
from experiments.whence import ways
from scenarios.config import Config
from scenarios.facts import FACTS
from scenarios.keys import known_keys
from scenarios.metrics import METRICS


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


def told(word, *overrides, config_dir=None):
    """What is told of the first thing of this name."""
    return dict(explain(word, overrides, config_dir)[0].told)


def line(place):
    """The text at a place such as "configs/x.yaml, line 3"."""
    file, _, number = place.removesuffix(" (default)").rpartition(", line ")
    with open(BUILT_IN.parent / file if not file.startswith("/") else file, encoding="utf-8") as lines:
        return lines.read().splitlines()[int(number) - 1]


# ls


@pytest.mark.parametrize("topic", catalog.TOPICS)
def test_everything_can_be_listed(capsys, topic):
    code, out, _ = gravity(capsys, "ls", topic, "--json")
    held = json.loads(out)
    assert code == 0 and list(held) == ["id", "sentence", "files", "table"] and held["files"] == []
    if topic in catalog.PLURALS:
        assert [row["name"] for row in held["table"]] == choices(catalog.PLURALS[topic])
        assert all(row["title"] for row in held["table"])
    else:
        wanted = {"metrics": len(METRICS), "facts": len(FACTS), "links": len(catalog.links())}
        assert held["table"] and len(held["table"]) == wanted.get(topic, len(held["table"]))


def test_the_overview_counts_what_there_is(capsys):
    code, out, _ = gravity(capsys, "ls", "--json")
    rows = {row["list"]: row for row in json.loads(out)["table"]}
    assert code == 0 and list(rows) == [f"gravity ls {topic}" for topic in catalog.TOPICS]
    assert rows["gravity ls metrics"]["count"] == len(METRICS)
    assert rows["gravity ls scenarios"]["names"].startswith("ai_answers, baseline, cut40, ")


def test_a_list_for_people(capsys):
    code, out, _ = gravity(capsys, "ls", "scenarios")
    lines = out.splitlines()
    assert code == 0 and lines[0].endswith(" scenarios.") and lines[2].split() == ["name", "title"]
    assert "Files:" not in out and any(each.split(None, 1) == ["baseline", "As it is"] for each in lines)


def test_files_of_the_user_are_listed_and_explained(capsys, tmp_path):
    folder = tmp_path / "mine"
    (folder / "program").mkdir(parents=True)
    (folder / "scenario").mkdir()
    (folder / "program" / "meetups.yaml").write_text("# Four meetups a year\nseats: 30\n")
    (folder / "scenario" / "later.yaml").write_text("# @package _global_\nscenario: {name: later, title: Later on}\n")
    _, out, _ = gravity(capsys, "ls", "programs", "--config-dir", str(folder), "--json")
    assert {"name": "meetups", "title": "Four meetups a year"} in json.loads(out)["table"]
    _, out, _ = gravity(capsys, "ls", "scenarios", "--config-dir", str(folder))
    assert "later" in out and "Later on" in out
    _, out, _ = gravity(capsys, "explain", "meetups", "--config-dir", str(folder))
    assert out.startswith("meetups is a program.") and "Four meetups a year" in out and "30, line 2" in out


def test_behaviours_stand_in_the_order_of_the_week():
    week = [each for each in catalog.behaviours().values() if each.phase]
    assert [each.phase for each in week] == sorted(each.phase for each in week)
    names = [each.name for each in week]
    assert names.index("visiting") < names.index("asking") < names.index("answering") < names.index("recording")
    assert all(each.meaning and each.of for each in catalog.behaviours().values())


# explain


def test_a_setting_says_where_its_value_was_set():
    found = told("pars.needs.rate", "community=small_forum", "pars.needs.rate=0.2")
    assert found["value"] == 0.2 and found["set by"] == "command line, pars.needs.rate=0.2"
    found = told("community.market", "community=small_forum")
    assert found["value"] == 20000 and line(found["set by"]).strip() == "market: 20000"
    found = told("community.staff[1].hours", "community=small_forum")
    assert found["value"] == 10 and "hours: 10" in line(found["set by"])
    found = told("links.bonds")
    assert found["value"] == 1 and found["set by"].endswith("(default)")
    assert line(found["set by"]).strip().startswith("bonds: par(")
    assert found["unit"] == "gain" and found["range"] == "0 to 1" and found["evidence"] == "C: assumed"
    found = told("community.lives_on", "community=practitioners")
    assert found["value"] == "talk" and found["range"] == "answers, both, talk" and "health" in found["meaning"]


def test_a_scenario_owns_its_title():
    found = told("scenario.title", "scenario=no_staff")
    assert found["value"] == "No staff from the start" and "no_staff.yaml" in found["set by"]


def test_every_setting_of_the_composed_configuration_can_be_explained():
    for key in known_keys(Config):
        it = declared(ways(key))
        assert it is not None and it.key == key and ", line " in it.place, key
        assert key.rpartition(".")[2].split("[")[0] in line(it.place), key
    for key in ("run", "pars", "pars.visiting", "community.history", "economics"):
        (entry,) = explain(key)
        assert entry.kind == "group of settings" and len(entry.told) > 2


def test_a_bare_name_is_found_in_its_group():
    (entry,) = explain("first_seed")
    assert entry.kind == "setting" and entry.name == "run.first_seed"


@pytest.mark.parametrize(
    ("word", "kinds"),
    [("hold", ["metric"]), ("trust", ["metric", "link"]), ("cut40", ["scenario"]), ("docusign_forum", ["community"]),
     ("visiting", ["behaviour"]), ("quick", ["run"]), ("answered_ever", ["fact"]), ("run.weeks", ["setting"])],
)  # fmt: skip
def test_whatever_has_a_name_is_explained(word, kinds):
    assert [entry.kind for entry in explain(word)] == kinds


def test_every_metric_link_behaviour_and_file_is_explained():
    names = [*METRICS, *catalog.links(), *catalog.behaviours(), *FACTS]
    names += [name for group in catalog.groups() for name in choices(group)]
    for name in names:
        assert all(value not in (None, "") for entry in explain(name) for what, value in entry.told if what == "meaning"), name
    assert line(place_of_metric("hold")).strip() == "Metric("


def test_a_mechanism_is_told_by_the_lines_that_mention_it():
    (entry,) = explain("m2")
    assert entry.kind == "mechanism" and entry.name == "M2"
    assert all("M2" in text and text == line(place).strip() for place, text in entry.told)
    assert any(place.startswith("agents/behaviours/") or "/agents/behaviours/" in place for place, _ in entry.told)
    assert not any("M20" in text and "M2)" not in text and "M2," not in text for _, text in entry.told)
    assert [each.kind for each in explain("S14")] == ["fact id", "fact"]


def test_an_experiment_is_explained_by_its_key_and_its_id(capsys):
    for key, each in EXPERIMENTS.items():
        found = [entry for entry in explain(key) if entry.kind == "experiment"]
        assert [entry.name for entry in found] == [key] and dict(found[0].told)["community"] == each.community
        assert key in [entry.name for entry in explain(each.id)]
    held = dict(explain("cut_hidden")[0].told)
    assert held["band"] == "3 or more" and held["variants"] == "whole: baseline; cut: cut40" and held["months"] == 36


def test_a_name_of_several_things_says_what_they_are(capsys):
    two = [entry.kind for entry in explain("S1")]
    _, out, _ = gravity(capsys, "explain", "S1")
    assert two == ["fact id", "fact", "fact"] and out.startswith("S1 stands for a fact id and 2 facts.")
    _, out, _ = gravity(capsys, "explain", "keen")
    assert out.startswith(f"keen stands for {len(explain('keen'))} settings.")


def test_source_and_grade_are_those_of_the_default_or_of_an_export():
    assert told("pars.answering.keen", "community=small_forum")["evidence"] == "A: measured in real communities"
    changed = told("pars.leaving.keen", "pars.leaving.keen=1.0")
    assert "evidence" not in changed and "source" not in changed and changed["range"] == "0 to 4"
    assert "evidence" not in told("community.founders[0].members", "community=b2b_saas")
    assert "evidence" not in told("community.founders[0].answers", "community=b2b_saas")
    assert told("community.founders[0].answers", "community=docusign_forum")["source"] == "from the export"
    decided = told("program.events.hours")
    assert decided["source"] == "decided" and "evidence" not in decided


def test_metrics_made_one_by_one_have_a_line_and_nothing_is_said_to_be_empty():
    assert "_LEVEL_STEPS" in line(told("exploring")["declared"])
    (entry,) = explain("scenario")
    assert dict(entry.told)["scenario.parent"].startswith("empty, ")


def test_an_explanation_for_people_and_machines(capsys):
    code, out, _ = gravity(capsys, "explain", "trust")
    assert code == 0 and out.startswith("trust is a metric and a link.") and "cut it with" in out
    code, out, _ = gravity(capsys, "explain", "community.staff", "community=small_forum", "--json")
    held = json.loads(out)
    assert code == 0 and list(held) == ["id", "sentence", "files", "table"]
    value = next(row["told"] for row in held["table"] if row["what"] == "value")
    assert [each["hours"] for each in value] == [20, 10]


WRONG = [
    (["ls", "metric"], "there is no list 'metric'", "did you mean metrics?"),
    (["ls", "zzz"], "there is no list 'zzz'", "There are: communities"),
    (["ls", "scenarios", "links"], "'links' has no meaning here", "gravity ls --help"),
    (["ls", "--config-dir", "nowhere"], "there is no such folder", "give the folder"),
    (["ls", "--jsn"], "there is no option --jsn", "did you mean --json?"),
    (["explain"], "0 names to explain", "gravity ls"),
    (["explain", "hold", "pull"], "2 names to explain", "give one"),
    (["explain", "visting"], "nothing here is called 'visting'", "did you mean visiting?"),
    (["explain", "pars.visiting.hbit"], "nothing here is called 'pars.visiting.hbit'", "did you mean pars.visiting.habit?"),
    (["explain", "cut41"], "nothing here is called 'cut41'", "did you mean cut40?"),
    (["explain", "cut_hiden"], "nothing here is called 'cut_hiden'", "did you mean cut_hidden?"),
    (["explain", "qqqqqq"], "nothing here is called 'qqqqqq'", "see gravity ls"),
    (["explain", "M99"], "nothing here is called 'M99'", "gravity ls"),
    (["explain", "community.staff[7]"], "has no such place", "count the places from 0"),
    (["explain", "run.weeks", "run.weeks=2"], "2 is too small", "4 to 1,040"),
    (["explain", "run.weeks", "run.week=20"], "there is no such setting", "did you mean run.weeks?"),
    (["explin", "hold"], "there is no verb 'explin'", "did you mean explain?"),
]


@pytest.mark.parametrize(("words", "what", "advice"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_typed_wrongly(capsys, words, what, advice):
    code, out, err = gravity(capsys, *words)
    assert code == 2 and out == "" and what in err and advice in err
    assert all(each.startswith("gravity: ") for each in err.splitlines())


COMPLETIONS = [
    ("gravity l", ["ls"]),
    ("gravity ls s", ["scenarios", "shocks"]),
    ("gravity explain links.b", ["links.bonds"]),
    ("gravity explain pars.v", ["pars.viewing", "pars.visiting"]),
    ("gravity explain cut", ["cut40"]),
    ("gravity explain run.weeks scenario=no_s", ["scenario=no_staff"]),
    ("gravity diff docu", ["docusign_forum"]),
    ("gravity diff baseline cut", ["cut40"]),
    ("gravity diff rec", ["recession"]),
    ("gravity diff baseline cut40 community=sm", ["community=small_forum"]),
    ("gravity check no", ["no_community", "no_staff"]),
]


@pytest.mark.parametrize(("text", "wanted"), COMPLETIONS, ids=[row[0] for row in COMPLETIONS])
def test_completion(text, wanted):
    assert set(wanted) <= set(completion.candidates(text))


def test_only_groups_of_parameters_are_completed():
    groups = [each for each in completion.candidates("gravity explain pars.") if each.startswith("pars.")]
    assert sorted(groups) == sorted(f"pars.{name}" for name in Pars._fields)


def test_completing_names_loads_nothing_heavy():
    code = (
        "import sys; from experiments.completion import candidates; candidates('gravity explain '); candidates('gravity ls '); "
        "print([name for name in ('numba', 'numpy', 'hydra', 'matplotlib') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=BUILT_IN.parent)
    assert told.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("verb", ["ls", "explain", "diff", "check"])
def test_help_has_an_example(capsys, verb):
    with pytest.raises(SystemExit) as end:
        cli.main([verb, "--help"])
    out = " ".join(capsys.readouterr().out.split())
    assert end.value.code == 0 and "Example" in out and f"gravity {verb} " in out and "Exit code" in out
