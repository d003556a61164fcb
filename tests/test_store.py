"""The store: found by content, whole or not at all, nothing finished is done twice, whatever happened in between."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from experiments import kept, parts
from experiments.identity import run_id, source_hash
from experiments.result import Result
from experiments.runner import missing, run
from experiments.store import Store, StoreError
from tests.tiny import config, stored


@pytest.fixture
def simulated(monkeypatch):
    """The seeds that are simulated from here on, in the order of being begun."""
    import agents.simulate

    seeds, real = [], agents.simulate.simulate

    def counting(founding, path, pars, links, seed):
        seeds.append(seed)
        return real(founding, path, pars, links, seed)

    monkeypatch.setattr(agents.simulate, "simulate", counting)
    return seeds


def test_the_id_is_that_of_the_content():
    assert run_id(config()) == run_id(config("run.threads=2", "run.first_seed=9", seeds=2))
    others = [config("run.weeks=14"), config("links.bonds=0.5"), config("pars.needs.rate=0.2"), config(scenario="no_staff")]
    assert len({run_id(each) for each in [config(), *others]}) == 5
    assert len(run_id(config())) == 12 and len(source_hash()) == 16


def test_a_run_leaves_two_tables_and_a_manifest():
    root, (_, no_staff, _) = stored()
    assert sorted(p.name for p in no_staff.folder.iterdir()) == [".lock", "manifest.json", "outcomes.parquet", "weekly.parquet"]
    manifest = json.loads((no_staff.folder / "manifest.json").read_text())
    assert manifest["id"] == no_staff.id == no_staff.folder.name and no_staff.folder.parent == root
    assert manifest["seeds"] == list(range(1, 13)) and manifest["source"] == source_hash()
    assert manifest["parent"] == "baseline"
    assert manifest["difference"] == [{"key": "scenario.staff", "before": [], "after": [{"month": 1, "scale": 0.0}]}]
    assert manifest["config"]["community"]["market"] == 300 and manifest["config"]["run"] == {"weeks": 13}
    assert {"python", "numpy", "numba"} == set(manifest["versions"]) and manifest["data_hash"] == ""
    assert manifest["created"].endswith("+00:00")


def test_the_tables_read_as_any_parquet():
    import pyarrow.parquet as pq

    _, (baseline, *_) = stored()
    weekly = pq.read_table(baseline.folder / "weekly.parquet").to_pydict()
    assert weekly["seed"][:14] == [1] * 13 + [2] and weekly["week"][:14] == [*range(13), 0]
    np.testing.assert_array_equal(weekly["members"], baseline.weekly["members"])
    outcomes = pq.read_table(baseline.folder / "outcomes.parquet").to_pydict()
    assert list(outcomes) == ["seed", "name", "x", "value"]
    assert outcomes["name"] == baseline.outcomes["name"].tolist()


def test_more_seeds_run_only_what_is_missing(tmp_path, simulated):
    few = run(config(seeds=3), store=Store(tmp_path))
    many = run(config(seeds=5), store=Store(tmp_path))
    again = run(config(seeds=2), store=Store(tmp_path))
    assert sorted(simulated) == [1, 2, 3, 4, 5]
    assert (few.seeds, many.seeds, again.seeds) == ((1, 2, 3), (1, 2, 3, 4, 5), (1, 2))
    at_once = run(config(seeds=5), store=Store(tmp_path / "other"))
    assert_same(many, at_once)
    np.testing.assert_array_equal(again.weekly["members"], at_once.weekly["members"][: 2 * 13])
    assert json.loads((many.folder / "manifest.json").read_text())["seeds"] == [1, 2, 3, 4, 5]


def test_a_gap_in_the_seeds_is_filled_in_order(tmp_path, simulated):
    run(config(seeds=2), store=Store(tmp_path))
    run(config(), [5, 6], Store(tmp_path))
    filled = run(config(), [6, 3, 4, 5, 2, 1], Store(tmp_path))
    assert sorted(simulated) == [1, 2, 3, 4, 5, 6]
    assert filled.weekly["seed"].tolist() == np.repeat([1, 2, 3, 4, 5, 6], 13).tolist()
    assert_same(filled, run(config(seeds=6), store=Store(tmp_path / "other")))


KILLED = """
import sys
from experiments.runner import run
from experiments.store import Store
from tests.tiny import config
run(config("community.market=600", "run.threads=2"), range(1, 5001), Store(sys.argv[1]))
"""


def test_kill_9_repeats_no_finished_seed(tmp_path, simulated):
    wanted = config("community.market=600")
    folder = Store(tmp_path).run(wanted)
    child = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], cwd=Path(__file__).parent.parent)
    try:
        wait_for(lambda: len(parts.seeds_in(folder.path)) >= 3, child)
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    done = folder.part_seeds()
    assert done == parts.seeds_in(folder.path) and len(done) >= 3  # no broken file
    times = {seed: parts.file_of(folder.path, seed).stat().st_mtime_ns for seed in done}
    assert not simulated
    seeds = range(1, max(done) + 3)
    assert missing(folder, seeds) == sorted(set(seeds) - set(done))
    after = run(wanted, seeds, Store(tmp_path))
    assert sorted(simulated) == sorted(set(seeds) - set(done)) and len(times) == len(done)
    assert not list(folder.path.rglob("*.tmp")) and not (folder.path / "_parts").exists()
    some = [done[0], max(done) + 1]
    fresh = run(wanted, some, Store(tmp_path / "other"))
    for name in after.names[:3]:
        rows = [after.seeds.index(seed) for seed in some]
        np.testing.assert_array_equal(after.series(name)[1][rows], fresh.series(name)[1])


@pytest.mark.parametrize("table", [kept.WEEKLY, kept.OUTCOMES, "manifest.json"])
def test_a_stop_while_gathering_loses_nothing(tmp_path, monkeypatch, simulated, table):
    run(config(seeds=2), store=Store(tmp_path))
    for module in (kept, sys.modules["experiments.store"]):
        real = module.write_whole
        monkeypatch.setattr(module, "write_whole", lambda path, data, real=real: stop_at(table, path) or real(path, data))
    with pytest.raises(KeyboardInterrupt):
        run(config(seeds=4), store=Store(tmp_path))
    monkeypatch.undo()
    before = list(simulated)
    after = run(config(seeds=4), store=Store(tmp_path))
    assert simulated == before == [1, 2, 3, 4]
    assert_same(after, run(config(seeds=4), store=Store(tmp_path / "other")))
    assert not (after.folder / "_parts").exists()


def stop_at(name, path):
    if path.name == name:
        raise KeyboardInterrupt


DAMAGE = {
    "cut": lambda file, other: file.write_bytes(file.read_bytes()[:-40]),
    "empty": lambda file, other: file.write_bytes(b""),
    "noise": lambda file, other: file.write_bytes(b"PK\x03\x04" + bytes(range(256)) * 9),
    "one bit": lambda file, other: file.write_bytes(flipped(file.read_bytes(), file.stat().st_size // 2)),
    "of another run": lambda file, other: file.write_bytes(other.read_bytes()),
    "of another seed": lambda file, other: file.write_bytes(parts.file_of(file.parent.parent, 1).read_bytes()),
    "a pickle": lambda file, other: np.save(file.open("wb"), np.array([{}], object), allow_pickle=True),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_or_foreign_part_is_run_again(tmp_path, simulated, damage):
    folder, other = Store(tmp_path).run(config()), Store(tmp_path).run(config(scenario="no_staff"))
    _, (baseline, *_) = stored()
    for each in (folder, other):
        for seed in (1, 2):
            part = parts.Part(seed, np.zeros((13, len(baseline.weekly) - 2)), {"members": (np.ones(3), np.ones(3))})
            each.keep(part)
    assert folder.part_seeds() == [1, 2]
    damage(parts.file_of(folder.path, 2), parts.file_of(other.path, 2))
    assert folder.part_seeds() == [1]
    run(config(seeds=2), store=Store(tmp_path))
    assert simulated == [2]


@pytest.mark.parametrize("table", [kept.WEEKLY, kept.OUTCOMES])
@pytest.mark.parametrize("damage", ["cut", "empty", "of another run", "gone", "other columns"])
def test_a_damaged_table_is_made_again(tmp_path, simulated, table, damage):
    first = run(config(seeds=2), store=Store(tmp_path))
    right = (first.folder / table).read_bytes()
    if damage == "gone":
        (first.folder / table).unlink()
    elif damage == "of another run":
        _, (_, no_staff, _) = stored()
        (first.folder / table).write_bytes((no_staff.folder / table).read_bytes())
    elif damage == "other columns":
        other = {kept.WEEKLY: kept.OUTCOMES, kept.OUTCOMES: kept.WEEKLY}[table]
        (first.folder / table).write_bytes((first.folder / other).read_bytes())
    else:
        DAMAGE[damage](first.folder / table, None)
    again = run(config(seeds=2), store=Store(tmp_path))
    assert sorted(simulated) == [1, 1, 2, 2]
    assert (again.folder / table).read_bytes() == right


@pytest.mark.parametrize("table", [kept.WEEKLY, kept.OUTCOMES])
def test_no_wrong_bit_is_taken_for_a_result(tmp_path, table):
    first = run(config(seeds=2), store=Store(tmp_path))
    right = (first.folder / table).read_bytes()
    noticed = 0
    for place in range(0, len(right), len(right) // 24):
        (first.folder / table).write_bytes(flipped(right, place))
        tables = Store(tmp_path).run(config()).tables()
        noticed += tables is None
        if tables is not None:  # a bit that nobody reads, as in the statistics of a page
            assert_same(Result(config(), [1, 2], Store(tmp_path).run(config()), tables=tables), first)
    assert noticed >= 12


def test_a_missing_manifest_is_written_without_running(tmp_path, simulated):
    first = run(config(seeds=2), store=Store(tmp_path))
    (first.folder / "manifest.json").unlink()
    run(config(seeds=2), store=Store(tmp_path))
    assert (first.folder / "manifest.json").is_file() and sorted(simulated) == [1, 2]


def test_two_who_ask_at_once_share_the_work(tmp_path, simulated):
    found, notes = [], []

    class Told:
        def step(self, label=""):
            time.sleep(0.05)

        def note(self, text):
            notes.append(text)

    askers = [
        threading.Thread(target=lambda: found.append(run(config(seeds=4), store=Store(tmp_path), progress=Told())))
        for _ in range(3)
    ]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert sorted(simulated) == [1, 2, 3, 4] and len(found) == 3
    assert_same(found[0], found[1])
    assert notes and all("another process is at work" in note for note in notes)


def test_a_finished_run_is_read_without_writing(tmp_path, simulated):
    first = run(config(seeds=2), store=Store(tmp_path))
    before = {file: file.stat().st_mtime_ns for file in first.folder.iterdir()}
    run(config(seeds=2), store=Store(tmp_path))
    assert {file: file.stat().st_mtime_ns for file in first.folder.iterdir()} == before
    assert sorted(simulated) == [1, 2]


def test_a_store_that_cannot_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match=r"cannot write the store .*; free some room or choose another folder with --store"):
        run(config(), store=Store(tmp_path / "file" / "runs"))


def test_a_full_disk_says_so(tmp_path, monkeypatch):
    def full(path, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parts, "write_whole", full)
    with pytest.raises(StoreError, match="No space left"):
        run(config(), store=Store(tmp_path))


def test_the_store_is_where_it_is_told_to_be(monkeypatch, tmp_path):
    assert str(Store().root) == "runs"
    monkeypatch.setenv("GRAVITY_STORE", str(tmp_path))
    assert Store().root == tmp_path and str(Store("mine").root) == "mine"


def assert_same(one, other):
    assert one.id == other.id and one.seeds == other.seeds
    for table, twin in ((one.weekly, other.weekly), (one.outcomes, other.outcomes)):
        assert list(table) == list(twin)
        for name in table:
            np.testing.assert_array_equal(table[name], twin[name])


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 4]) + data[place + 1 :]


def wait_for(condition, child, seconds=300):
    end = time.monotonic() + seconds
    while not condition():
        assert child.poll() is None, "the child process ended by itself"
        assert time.monotonic() < end, "the child process did nothing"
        time.sleep(0.01)
