"""Running seeds on threads: the same bytes whatever the number of threads, in the order of the seeds."""

import io
import threading
import time

import numpy as np
import pytest

from agents.counts import COUNTS
from experiments import kept
from experiments.parts import Part
from experiments.progress import Bar, Lines, Quiet, duration, progress
from experiments.result import Result
from experiments.runner import run, threads
from experiments.store import Store
from scenarios.config import to_founding, to_path
from tests.tiny import config, stored


def test_one_and_two_threads_give_the_same_bytes(tmp_path):
    one = run(config("run.threads=1", seeds=6), store=Store(tmp_path / "1"))
    two = run(config("run.threads=2", seeds=6), store=Store(tmp_path / "2"))
    assert one.id == two.id
    for name in (kept.WEEKLY, kept.OUTCOMES):
        assert (one.folder / name).read_bytes() == (two.folder / name).read_bytes()


def test_results_are_in_the_order_of_the_seeds(tmp_path, monkeypatch):
    import agents.simulate

    real, ended = agents.simulate.simulate, []

    def slow_first(founding, path, pars, links, seed):
        result = real(founding, path, pars, links, seed)
        time.sleep(0.3 if seed == 1 else 0)
        ended.append(seed)
        return result

    monkeypatch.setattr(agents.simulate, "simulate", slow_first)
    result = run(config("run.threads=2"), store=Store(tmp_path))
    assert ended[0] != 1
    assert result.weekly["seed"].tolist() == np.repeat([1, 2, 3, 4], 13).tolist()
    assert result.weekly["week"].tolist() == [*range(13)] * 4
    assert np.all(np.diff(result.outcomes["seed"]) >= 0)


def test_what_is_stored_is_what_was_simulated():
    from agents.simulate import simulate
    from scenarios.outcomes import outcomes

    _, (baseline, *_) = stored()
    c = baseline.config
    direct = simulate(to_founding(c), to_path(c), c.pars, c.links, seed=3)
    held = {name: column[2 * 13 : 3 * 13] for name, column in baseline.weekly.items()}
    for i, name in enumerate(COUNTS):
        np.testing.assert_array_equal(held[name], direct.weekly[:, i])
    assert direct.weekly.sum() > 0
    for name, (x, value) in outcomes(direct, c).items():
        mine = (baseline.outcomes["name"] == name) & (baseline.outcomes["seed"] == 3)
        np.testing.assert_array_equal(baseline.outcomes["x"][mine], x)
        np.testing.assert_array_equal(baseline.outcomes["value"][mine], value)


def test_seeds_differ_and_scenarios_share_them():
    _, (baseline, no_staff, no_community) = stored()
    weekly = baseline.weekly["needs"].reshape(12, 13)
    assert len({tuple(row) for row in weekly.tolist()}) == 12
    assert no_staff.weekly["staff_hours"].sum() == 0 < baseline.weekly["staff_hours"].sum()
    assert no_community.weekly["members"].sum() == 0 < baseline.weekly["members"].sum()


def test_a_failing_run_keeps_the_others(tmp_path, monkeypatch):
    import agents.simulate

    real = agents.simulate.simulate

    def failing(founding, path, pars, links, seed):
        if seed == 3:
            raise RuntimeError("planted")
        return real(founding, path, pars, links, seed)

    monkeypatch.setattr(agents.simulate, "simulate", failing)
    with pytest.raises(RuntimeError, match="planted"):
        run(config("run.threads=1", seeds=50), store=Store(tmp_path))
    done = Store(tmp_path).run(config()).part_seeds()
    assert done[:2] == [1, 2] and len(done) < 49  # what had not begun was not begun


def test_an_interruption_keeps_what_is_done(tmp_path, monkeypatch):
    import agents.simulate

    real, notes = agents.simulate.simulate, []

    def interrupted(founding, path, pars, links, seed):
        if seed == 3:
            raise KeyboardInterrupt
        return real(founding, path, pars, links, seed)

    class Told(Quiet):
        def note(self, text):
            notes.append(text)

    monkeypatch.setattr(agents.simulate, "simulate", interrupted)
    with pytest.raises(KeyboardInterrupt):
        run(config("run.threads=1", seeds=50), store=Store(tmp_path), progress=Told())
    assert notes == ["stopping after the runs in hand"]
    assert Store(tmp_path).run(config()).part_seeds()[:2] == [1, 2]
    assert threading.active_count() < 50


def test_series_are_seeds_by_points():
    _, (baseline, *_) = stored()
    x, values = baseline.series("members") if "members" in baseline.names else baseline.series(baseline.names[0])
    assert values.shape == (12, len(x)) and len(baseline.files) == 3
    with pytest.raises(KeyError, match=r"no series 'nothing' in run .*; there are"):
        baseline.series("nothing")


def test_a_series_with_different_x_is_refused(tmp_path):
    folder = Store(tmp_path).run(config())
    for seed, x in ((1, [0.0, 1.0]), (2, [0.0, 2.0])):
        series = {"spread": (np.array(x), np.ones(2)), "same": (np.ones(1), np.ones(1))}
        folder.keep(Part(seed, np.zeros((13, len(COUNTS))), series))
    result = Result(config(), [1, 2], folder, tables=folder.finish(config()))
    assert result.series("same")[1].tolist() == [[1.0], [1.0]]
    with pytest.raises(ValueError, match="series 'spread': the seeds differ in x; take it from the long table"):
        result.series("spread")


def test_threads_are_as_told_and_no_more_than_jobs():
    assert threads(config("run.threads=3"), 10) == 3
    assert threads(config("run.threads=3"), 2) == 2
    assert threads(config("run.threads=0"), 10**6) >= 1
    assert threads(config(), 0) == 1


def test_plain_lines_come_now_and_then_with_the_time_left():
    clock, stream = iter_clock(), io.StringIO()
    lines = Lines(100, stream, clock)
    for _ in range(100):
        clock.forward(0.5)
        lines.step("cut40")
    told = stream.getvalue().splitlines()
    assert told[0] == "cut40: 10 of 100 runs, about 45 s left" and len(told) == 10
    assert told[-1] == "cut40: 100 of 100 runs, done in 50 s"


def test_slow_runs_are_told_every_five_seconds_and_quick_ones_once():
    clock, stream = iter_clock(), io.StringIO()
    lines = Lines(1000, stream, clock)
    for _ in range(6):
        clock.forward(2.5)
        lines.step("x")
    assert stream.getvalue().splitlines() == [f"x: {n} of 1000 runs, about {t} min left" for n, t in ((2, 42), (4, 42), (6, 41))]
    quick = io.StringIO()
    lines = Lines(50, quick, iter_clock())
    for _ in range(50):
        lines.step("x")
    assert quick.getvalue() == "x: 50 of 50 runs, done in 0 s\n"


def test_a_terminal_gets_a_bar_and_nothing_to_do_gets_nothing():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    stream = Terminal()
    with progress(3, stream) as bar:
        assert isinstance(bar, Bar)
        bar.note("waiting")
        for _ in range(2):
            time.sleep(0.12)  # the bar is drawn at most ten times a second
            bar.step("cut40")
    assert "waiting" in stream.getvalue() and "cut40" in stream.getvalue() and "left" in stream.getvalue()
    assert isinstance(progress(3, io.StringIO()), Lines)
    with progress(0, stream) as quiet:
        assert type(quiet) is Quiet and quiet.step() is None and quiet.note("x") is None


def test_times_are_said_plainly():
    assert [duration(s) for s in (0.2, 89, 90, 3600, 7500)] == ["0 s", "89 s", "2 min", "60 min", "2 h 5 min"]


class iter_clock:
    def __init__(self):
        self.now = 0.0

    def forward(self, seconds):
        self.now += seconds

    def __call__(self):
        return self.now
