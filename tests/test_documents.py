"""Documents are held to the code: what is committed is what the generator writes, and every line of the essays is shown."""

import re
from typing import NamedTuple

import pytest

from agents.schedule import week_of
from agents.world import World
from experiments.documents import ROOT, __main__, coverage, essays, fresh, odd
from experiments.documents.markdown import link, number, table
from experiments.documents.sources import Show, WrongMarkError, ids_in, named, shown
from scenarios.metrics import METRICS
from sim.phases import phases_in
from tests.small_worlds import declared

AGAIN = "run `python -m experiments.documents` and commit what it writes"


@pytest.fixture(scope="module")
def documents():
    return fresh()


@pytest.mark.parametrize("name", ["docs/odd.md", "docs/coverage.md"])
def test_what_is_committed_is_what_the_code_says(documents, name):
    found = __main__.differences({name: documents[name]})
    assert not found, f"{AGAIN}:\n{found}"


def test_every_line_of_the_essays_is_carried_and_shown():
    found = coverage.gaps(coverage.found(ROOT))
    assert not found, f"{len(found)} lines lack something:\n" + "\n".join(found)


# The ODD


def test_the_odd_has_every_column_parameter_phase_metric_and_count(documents):
    text = documents["docs/odd.md"]
    for entity, name, _ in declared():
        assert re.search(rf"^\| `{name}` \|", text.partition(f"**{entity}** (")[2], re.M), f"{entity}.{name}"
    for i, phase in enumerate(phases_in(week_of), 1):
        section = text.partition(f"### {i}. {phase.name}\n")[2].partition("\n### ")[0]
        group = getattr(phase.module, f"{phase.name.title().replace('_', '')}Pars", None)
        for name in group._fields if group else ():
            assert f"\n| `{name}` |" in section, f"{phase.name}.{name}"
    assert all(f"\n| {name} |" in text for name in METRICS)
    assert "{{" not in text


def test_the_links_of_the_documents_lead_somewhere(documents):
    for name, text in documents.items():
        for target in set(re.findall(r"\]\(([^)#]+)\)", text)):
            assert (ROOT / name).parent.joinpath(target).exists(), f"{name}: {target}"
    text = documents["docs/odd.md"]
    headings = {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in re.findall(r"^#+ (.*)$", text, re.M)}
    assert set(re.findall(r"\]\(#(.+?)\)", text)) <= headings


def test_streams_are_those_drawn_from_not_others_of_the_same_name():
    phases = {phase.name: phase.module for phase in phases_in(week_of)}
    assert odd._drawn(phases["asking"]) == ["ASK", "TICKET"]
    assert odd._drawn(phases["sorting"]) == []


def test_the_template_is_filled_whole():
    assert odd.filled("a {{b}}", {"b": "c"}, {}) == "a c"
    assert odd.filled("{{M5}}", {}, {"M5": ["agents/leaving.py"]}) == "[leaving](../agents/leaving.py), M5"
    assert odd.filled("{{M6}}", {}, {}) == "**nothing yet**, M6"
    for template, given in (("{{x}}", {}), ("nothing", {"y": "left"})):
        with pytest.raises(ValueError, match="unknown"):
            odd.filled(template, given, {})


def test_the_memory_of_a_person_is_that_of_the_tables_with_a_row_each():
    assert set(odd.PER_PERSON) < set(World._fields)


# Reading the sources: made-up checkouts


@pytest.fixture
def checkout(tmp_path):
    """Writes files of a made-up checkout and returns its root."""

    def write(**files):
        for folder in ("agents", "scenarios", "experiments", "configs", "tests"):
            (tmp_path / folder).mkdir(exist_ok=True)
        for name, text in files.items():
            folder, _, stem = name.partition("__")
            suffix = "yaml" if folder == "configs" else "py"
            (tmp_path / folder / f"{stem}.{suffix}").write_text(text)
        return tmp_path

    return write


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Visiting (M3, M5).", {"M3", "M5"}),
        ("M24-M26 and M1–3", {"M24", "M25", "M26", "M1", "M2", "M3"}),
        ("M1, S18", {"M1", "S18"}),
        ("XM3, M, m4", set()),
        ("M12", {"M12"}),
    ],
)
def test_ids_in_a_text(text, ids):
    assert ids_in(text) == ids


def test_files_by_mechanism(checkout):
    root = checkout(
        agents__visiting='"""Visiting (M3)."""\n# M4\ndef f():\n    """M5"""',
        agents__leaving='"""Leaving (M3-M4)."""',
        agents____init__='"""All about M3."""',
        scenarios__facts='"""Facts."""\nid = "S3"\ntext = "see S4"\ndef f():\n    """S5: share."""',
        configs__consumer="# @package _global_\n# Consumer fans (M31).\nname: M32 # M33\n",
    )
    assert named(root) == {
        "M3": ["agents/leaving.py", "agents/visiting.py"],
        "M4": ["agents/leaving.py"],
        "S3": ["scenarios/facts.py"],
        "S5": ["scenarios/facts.py"],
        "M31": ["configs/consumer.yaml"],
    }


def test_tests_by_line(checkout):
    root = checkout(
        tests__test_a="import pytest\n@pytest.mark.shows(7, 74)\ndef test_one():\n    pass\n"
        "@pytest.mark.shows(7)\nclass TestTwo:\n    @pytest.mark.shows(8)\n    def test_three(self):\n        pass\n",
        experiments__sweep="SHOWS = (107, 108)\nshows = [1]\ndef f():\n    shows = 3",
        scenarios__facts='Fact("lag", name="x", shows=(48,))\nBand(1, 2)',
    )
    assert shown(root) == {
        7: [Show("tests/test_a.py", "test_one"), Show("tests/test_a.py", "TestTwo")],
        74: [Show("tests/test_a.py", "test_one")],
        8: [Show("tests/test_a.py", "test_three")],
        48: [Show("scenarios/facts.py", "lag")],
        107: [Show("experiments/sweep.py", "")],
        108: [Show("experiments/sweep.py", "")],
    }


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("@pytest.mark.shows('7')\ndef test_a(): pass", "line 1: `shows` takes whole numbers"),
        ("@pytest.mark.shows(*LINES)\ndef test_a(): pass", "takes whole numbers"),
        ("@pytest.mark.shows(7)\ndef helper(): pass", "helper shows lines but is not a test"),
        ("pytestmark = pytest.mark.shows(7)", "line 1: a mark `shows` stands before no test"),
    ],
)
def test_a_mark_that_shows_nothing_is_refused(checkout, source, words):
    with pytest.raises(WrongMarkError, match=re.escape(words)):
        shown(checkout(tests__test_a=source))


# Coverage

TWO = essays.Essays(
    (essays.Line(1, "W", "Gravity", ("M5", "M6")), essays.Line(2, "M", "Presets | costs", ("configs/x.yaml",))),
    {"M5": "Fading", "M6": "Meeting"},
)


def test_gaps_say_which_line_lacks_what():
    lines = coverage.covered(TWO, {"M5": ["a.py"]}, {2: [Show("t.py", "test_x")]})
    assert coverage.gaps(lines) == ["line 1 (Gravity): no file names M6; no test or experiment shows it"]
    whole = coverage.covered(TWO, {"M5": ["a.py"], "M6": ["b.py"]}, {1: [Show("t.py", "test_y")], 2: [Show("t.py", "test_x")]})
    assert coverage.gaps(whole) == []


def test_a_line_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match=r"t.py: test_x shows line 3; there are lines 1 to 2"):
        coverage.covered(TWO, {}, {3: [Show("t.py", "test_x")]})


def test_a_row_shows_files_once_and_what_is_missing(monkeypatch):
    first, second = coverage.covered(TWO, {"M5": ["a.py"], "M6": ["a.py"]}, {2: [Show("t.py", "test_x")]})
    assert coverage._row(first) == (1, "W", "Gravity", "M5, M6", "[a](../a.py)", coverage.MISSING)
    assert coverage._row(second)[3:] == ("-", "[x](../configs/x.yaml)", "[test_x](../t.py)")


class Essay(NamedTuple):
    """A made-up list of lines, and what is wrong with it."""

    lines: str
    words: str


@pytest.mark.parametrize(
    "wrong",
    [
        Essay('{number = 2, essay = "W", claim = "a", carriers = ["M1"]}', "not numbered"),
        Essay('{number = 1, essay = "X", claim = "a", carriers = ["M1"]}', "neither W nor M"),
        Essay('{number = 1, essay = "W", claim = "a", carriers = ["M2"]}', "M2"),
        Essay('{number = 1, essay = "W", claim = "a", carriers = []}', "no carrier"),
    ],
)
def test_a_broken_list_of_lines_is_refused(tmp_path, wrong):
    (tmp_path / "docs").mkdir()
    (tmp_path / essays.FILE).write_text(f'[carriers]\nM1 = "Arrival"\n[essays]\nlines = [{wrong.lines}]\n')
    with pytest.raises(ValueError, match=wrong.words):
        essays.read(tmp_path)


def test_the_two_essays_have_111_lines():
    lines = essays.read(ROOT).lines
    assert len(lines) == 111
    assert [sum(line.essay == each for line in lines) for each in "WM"] == [58, 53]


# The command and its small parts


def test_the_command_writes_and_checks(tmp_path, monkeypatch, capsys):
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(__main__, "ROOT", tmp_path)
    monkeypatch.setattr(__main__, "differences", lambda documents: differences(documents, tmp_path))
    monkeypatch.setattr(__main__, "fresh", lambda: {"docs/a.md": "one\ntwo\n"})
    assert __main__.main(["--check"]) == 1
    assert "+two" in capsys.readouterr().out
    assert __main__.main([]) == 0
    assert (tmp_path / "docs" / "a.md").read_text() == "one\ntwo\n"
    assert __main__.main(["--check"]) == 0
    monkeypatch.setattr(__main__, "fresh", lambda: {"docs/a.md": "three\n"})
    monkeypatch.setattr("os.fsync", lambda file: (_ for _ in ()).throw(OSError("the disk is full")))
    with pytest.raises(OSError, match="full"):
        __main__.main([])
    assert (tmp_path / "docs" / "a.md").read_text() == "one\ntwo\n"  # whole or not at all


differences = __main__.differences


def test_markdown():
    assert table(("a", "b"), [("x|y", 1), ("two\nlines", "")]) == "| a | b |\n|---|---|\n| x\\|y | 1 |\n| two lines |  |"
    assert link("agents/ties.py") == "[ties](../agents/ties.py)"
    assert link("scenarios/facts/__init__.py", "") == "[facts](../scenarios/facts/__init__.py)"
    assert [number(x) for x in (0.25, 20_000.0, 1.0, 0.0, 1234.5)] == ["0.25", "20,000", "1", "0", "1234.5"]
