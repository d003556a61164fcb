"""The command line: the contract of --json, exit codes, advice, and nothing written for a bad command."""

import gc
import json
import os
import subprocess
import sys

import pytest

from experiments import cli, completion
from experiments.figures_shown import FOREMOST
from experiments.verbs.options import weeks_of
from experiments.verbs.work import aligned
from scenarios.metrics import METRICS
from tests.tiny import SMALL, stored

TWO = ("--seeds", "2", "links.bonds=0.5")
ROW = ["scenario", "metric", "unit", "median", "low80", "high80", "low95", "high95"]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A working folder whose store has the runs of the session."""
    root, _ = stored()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GRAVITY_STORE", str(root))
    return tmp_path


def gravity(capsys, *words):
    """Exit code, standard output and standard error of a command."""
    code = cli.main(list(words))
    told = capsys.readouterr()
    return code, told.out, told.err


def test_compare_keeps_its_contract(here, capsys):
    code, out, _ = gravity(
        capsys, "compare", "baseline", "no_staff", "no_community", *SMALL, "--seeds", "12", "--json", "--no-pictures"
    )
    held = json.loads(out)
    assert code == 0 and out.count("\n") == 1
    assert list(held) == ["id", "sentence", "files", "table", "health", "left_out"]
    assert all(list(row) == [*ROW, "p_better", "pairing_gain", "runs", "mark"] for row in held["table"])
    assert set(held["health"]) == {"baseline", "no_staff", "no_community"}
    assert all(list(each) == ["state", "reasons"] for each in held["health"].values())
    assert {row["scenario"] for row in held["table"]} == {"no_staff", "no_community"}
    assert held["sentence"].startswith("Against baseline, by month 3: ") and held["sentence"].endswith(".")
    assert all((here / file).is_file() for file in held["files"])
    assert any(file.endswith("differences.csv") for file in held["files"]) and f"outputs/{held['id']}/" in held["files"][0]
    assert "NaN" not in out and any(row["pairing_gain"] is None or row["pairing_gain"] > 0 for row in held["table"])


def test_run_keeps_its_contract(here, capsys):
    code, out, _ = gravity(capsys, "run", "scenario=no_staff", *SMALL, "run.seeds=12", "--json", "--no-pictures", "--out", "mine")
    held = json.loads(out)
    assert code == 0 and list(held) == ["id", "sentence", "files", "table", "health", "left_out"]
    assert all(list(row) == [*ROW, "runs", "mark"] for row in held["table"])
    assert {row["scenario"] for row in held["table"]} == {"no_staff"}
    assert held["files"][0] == "mine/by_month.csv" and (here / "mine" / "by_month.csv").is_file()
    assert held["id"] == stored()[1][1].id
    assert held["sentence"].startswith("In month 3 of no_staff in small_forum: ")


def test_people_get_a_sentence_a_table_and_files(here, capsys):
    code, out, _ = gravity(capsys, "compare", "baseline", "no_staff", *SMALL, "--seeds", "12", "--no-pictures")
    lines = out.splitlines()
    assert code == 0 and lines[0].startswith("Against baseline") and lines[1] == ""
    assert 'no_staff is baseline with scenario.staff: [] -> [{"month":1,"scale":0.0}]' in lines
    head = next(line for line in lines if line.startswith("scenario "))
    assert head.split()[: len(ROW) + 2] == [*ROW, "p_better", "pairing_gain"]
    files = lines[lines.index("Files:") + 1 :]
    assert files and all((here / file.strip()).is_file() for file in files)


def test_compare_shows_the_foremost_figures_all_of_them_or_those_named(here, capsys):
    words = ("compare", "baseline", "no_staff", *SMALL, "--seeds", "12", "--no-pictures")

    def names(*more):
        _, out, _ = gravity(capsys, *words, *more)
        return [line.split()[1] for line in out.splitlines() if line.startswith("no_staff ") and len(line.split()) > 8], out

    (few, short), (everything, _), (chosen, _) = names(), names("--all"), names("--all", "--metrics", "tickets,active")
    assert {"active", "people_helped", "community_cost"} <= set(few) and len(few) <= 20
    assert len(everything) == len(METRICS) and f"{len(METRICS) - len(few)} more figures with --all, and in " in short
    assert chosen == ["tickets", "active"]
    _, out, _ = gravity(capsys, *words, "--json", "--metrics", "tickets")
    assert len(json.loads(out)["table"]) == len(METRICS)  # complete, whatever is shown


def test_run_shows_the_foremost_figures_too(here, capsys):
    words = ("run", *SMALL, "run.seeds=12", "--no-pictures")
    shown = []
    for more in ((), ("--all",), ("--metrics", "tickets")):
        _, out, _ = gravity(capsys, *words, *more)
        shown.append([line.split()[1] for line in out.splitlines() if line.startswith("baseline ")])
    assert {"active", "people_helped"} <= set(shown[0]) <= set(FOREMOST)
    assert len(shown[1]) == len(METRICS) and shown[2] == ["tickets"]


def test_pictures_that_are_left_out_are_told_with_the_reason(here, capsys, monkeypatch):
    monkeypatch.setattr("experiments.easel.make", lambda job: [job.path])
    monkeypatch.setattr("experiments.easel.cores", lambda: 1)
    words = ("compare", "baseline", "no_staff", *SMALL, "--seeds", "12")
    _, out, _ = gravity(capsys, *words)
    assert "not drawn: funnel: nobody buys here: there are no accounts" in out.splitlines()
    _, out, _ = gravity(capsys, *words, "--json", "--metrics", "active")
    held = json.loads(out)
    assert any(each.startswith("ledger: ") for each in held["left_out"])
    assert any(file.endswith("sheet.chosen") for file in held["files"])


def test_options_stand_anywhere(here, capsys):
    code, out, _ = gravity(
        capsys, "compare", "--json", "baseline", "--seeds", "12", SMALL[0], "no_staff", *SMALL[1:], "--no-pictures"
    )
    assert code == 0 and json.loads(out)["table"]


def test_the_second_asker_waits_for_nothing(here, capsys, monkeypatch):
    import agents.simulate

    monkeypatch.setattr(agents.simulate, "simulate", None)
    code, _, err = gravity(capsys, "run", *SMALL, "--seeds", "12", "--no-pictures")
    assert code == 0 and err == ""


def test_progress_goes_to_the_error_stream(here, capsys):
    code, out, err = gravity(capsys, "run", *SMALL, *TWO, "--store", "fresh", "--json", "--no-pictures")
    assert code == 0 and json.loads(out)["sentence"].endswith("(weak evidence: 2 runs).")
    assert err.splitlines()[-1].startswith("baseline: 2 of 2 runs, done in")
    assert (here / "fresh").is_dir()


@pytest.mark.parametrize(("seeds", "code", "words"), [(1, 3, "Too few runs"), (4, 3, "Too few runs"), (6, 0, "weak evidence: 6")])
def test_few_runs_are_weak_evidence(here, capsys, seeds, code, words):
    found, out, _ = gravity(capsys, "compare", "baseline", "no_community", *SMALL, "--seeds", str(seeds), "--no-pictures")
    assert found == code and words in out


REFUSED = [
    (["compar", "baseline"], "there is no verb 'compar'", "did you mean compare?"),
    (["zzz"], "there is no verb 'zzz'", "Verbs: "),
    (["run", "--seed", "3"], "there is no option --seed;", "did you mean --seeds?"),
    (["run", "--frobnicate"], "there is no option --frobnicate", "Options: "),
    (["--jsn"], "there is no option --jsn", "Options: "),
    (["run", "--seeds", "many"], "--seeds: invalid int value: 'many'", "see gravity run --help"),
    (["run", "--seeds"], "--seeds: expected one argument", "--help"),
    (["run", "--seeds", "0"], "run.seeds (command line, --seeds 0): 0 is too small", "1 to 100,000"),
    (["run", "--months", "-3"], "--months (command line): -3 is too small", "give 1 to 240 months"),
    (["run", "--seeds", "5", "run.seeds=6"], "set twice (run.seeds=6 and --seeds 5)", "keep one"),
    (["run", "cut40"], "'cut40' sets nothing", "did you mean scenario=cut40?"),
    (["run", "community.market=-1"], "-1 is too small", "1 to 20,000,000"),
    (["run", "--config-dir", "nowhere"], "there is no such folder", "give the folder"),
    (["run", "--out", "file"], "file: is a file, not a folder", "--out"),
    (["run", "--store", "file", *SMALL], "cannot write the store file", "--store"),
    (["compare", "baseline"], "1 scenario to compare", "gravity compare baseline cut40"),
    (["compare"], "0 scenario to compare", "name two or more"),
    (["compare", "baseline", "baseline"], "baseline is named twice", "once"),
    (["compare", "baseline", "cut40", "--metrics", "activ"], "there is no metric 'activ'", "did you mean active?"),
    (["compare", "baseline", "cut41"], "there is no scenario called 'cut41'", "did you mean cut40?"),
    (["compare", "baseline", "cut40", "scenario=no_staff"], "scenarios are compared by name", "scenario=no_staff"),
    (["completion", "tcsh"], "invalid choice: 'tcsh'", "'bash', 'zsh', 'fish'"),
    (["completion", "bash", "twice"], "'twice' has no meaning here", "see gravity completion --help"),
    (["completion"], "arguments are required: shell", "--help"),
]


@pytest.mark.parametrize(("words", "what", "advice"), REFUSED, ids=[" ".join(row[0])[:40] for row in REFUSED])
def test_a_bad_command_is_refused_and_writes_nothing(tmp_path, capsys, monkeypatch, words, what, advice):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GRAVITY_STORE", raising=False)
    (tmp_path / "file").write_text("")
    code, out, err = gravity(capsys, *words)
    assert code == 2 and out == ""
    assert what in err and advice in err and all(line.startswith("gravity: ") for line in err.splitlines())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_every_problem_has_its_line(capsys):
    code, _, err = gravity(capsys, "run", "community.market=0", "links.bonds=7")
    assert code == 2 and len(err.splitlines()) == 2


def test_help_and_version(capsys):
    assert gravity(capsys)[0] == 0
    for words in (["--help"], ["run", "--help"], ["compare", "-h"], ["--version"]):
        with pytest.raises(SystemExit) as end:
            cli.main(words)
        assert end.value.code == 0
    out = capsys.readouterr().out
    assert "compare" in out and "--seeds" in out and "gravity-well" in out and "2 a bad configuration" in out


def test_an_interrupted_command_says_what_is_kept(capsys, monkeypatch):
    def interrupted(args):
        raise KeyboardInterrupt

    monkeypatch.setattr("experiments.verbs.run.main", interrupted)
    code, _, err = gravity(capsys, "run")
    assert code == 130 and "the same command goes on from there" in err


@pytest.mark.parametrize(
    ("error", "words"), [(MemoryError(), "not enough memory"), (PermissionError(13, "denied", "x"), "x: denied")]
)
def test_what_the_machine_refuses_is_told_in_a_line(capsys, monkeypatch, error, words):
    def failing(args):
        raise error

    monkeypatch.setattr("experiments.verbs.run.main", failing)
    code, _, err = gravity(capsys, "run")
    assert code == 2 and words in err and "Traceback" not in err


def test_a_fault_of_the_program_is_not_hidden(monkeypatch):
    def faulty(args):
        raise RuntimeError("planted")

    monkeypatch.setattr("experiments.verbs.run.main", faulty)
    with pytest.raises(RuntimeError, match="planted"):
        cli.main(["run"])


def test_help_and_completion_load_nothing_heavy():
    code = (
        "import sys; from experiments.cli import main; main(['__complete', 'gravity run ']); main([]); "
        "main(['__complete', 'gravity compare --metrics ']); "
        "print([name for name in ('numba', 'numpy', 'hydra', 'pyarrow', 'matplotlib', 'mesa', 'pandas') if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "[]"


def test_answering_from_the_store_loads_no_pictures_or_pandas(here):
    words = ["compare", "baseline", "no_staff", *SMALL, "--seeds", "12", "--no-pictures"]
    heavy = ("matplotlib", "mesa", "pandas", "networkx", "optuna", "tqdm")
    code = f"import sys; from experiments.cli import main; main({words}); print([n for n in {heavy} if n in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    assert told.stdout.splitlines()[-1] == "[]", told.stderr


def test_a_reader_who_goes_away_is_no_error(here):
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "experiments.cli", "completion", "bash"]
    with open(writer, "wb") as gone:
        told = subprocess.run(command, stdout=gone, stderr=subprocess.PIPE, env=environment(), check=False)
    assert told.stderr == b"" and told.returncode == 0


COMPLETIONS = [
    ("gravity ", ["compare", "completion", "run", "--help", "--version"]),
    ("gravity com", ["compare", "completion"]),
    ("gravity run --s", ["--seeds", "--store"]),
    ("gravity run scenario=c", ["scenario=cut40"]),
    ("gravity run --json comm", ["community=small_forum"]),
    ("gravity run ru", ["run=default", "run=quick"]),
    ("gravity compare no", ["no_community", "no_staff"]),
    ("gravity compare no_staff no", ["no_community"]),
    ("gravity compare baseline cut40 --metrics act", ["active"]),
    ("gravity compare baseline cut40 --metrics active,tru", ["active,trust"]),
    ("gravity compare --a", ["--all"]),
    ("gravity completion ", ["bash", "fish", "zsh"]),
    ("gravity run --store ", []),
    ("gravity run --config-dir nowhere run=q", ["run=quick"]),
]


@pytest.mark.parametrize(("line", "wanted"), COMPLETIONS, ids=[row[0] for row in COMPLETIONS])
def test_completion_knows_what_may_come_next(line, wanted):
    found = completion.candidates(line)
    assert set(wanted) <= set(found) and all(word.startswith(line.split(" ")[-1]) for word in found)
    assert bool(found) == bool(wanted)


def test_completion_knows_the_files_of_the_user(tmp_path):
    (tmp_path / "scenario").mkdir()
    (tmp_path / "scenario" / "later.yaml").write_text("")
    assert "later" in completion.candidates(f"gravity compare --config-dir {tmp_path} ")


def test_the_bash_script_completes(capsys):
    code, script, _ = gravity(capsys, "completion", "bash")
    tried = f"""gravity() {{ {sys.executable} -m experiments.cli "$@"; }}
{script}
COMP_LINE='gravity run scenario=no' COMP_POINT=23 COMP_WORDBREAKS=' ='
_gravity
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    told = subprocess.run(["bash", "-c", tried], capture_output=True, text=True, check=True, env=environment())
    assert code == 0 and told.stdout.split() == ["no_community", "no_staff"]


def test_months_are_whole():
    assert [weeks_of(months) for months in (1, 2, 3, 6, 12, 24)] == [5, 9, 13, 26, 52, 104]


def test_a_table_of_text():
    table = {"scenario": ["cut40", "x"], "median": [1234.5, float("nan")]}
    assert aligned(table) == ["scenario  median", "cut40      1,234", "x              -"]


def environment():
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(cli.__file__).rsplit("/experiments", 1)[0]]))}


def test_garbage_is_looked_for_as_before_once_a_command_is_done(capsys):
    before = gc.get_threshold()
    assert cli.main(["--version-of-nothing"]) == 2
    assert gc.get_threshold() == before
