"""A second process that draws: it loads what drawing needs while the first one starts and runs; then both draw side by side.

A picture is drawn from its table alone, so a table and a few words are all that goes over. Where the second process
fails, nothing is lost but time: what it has not drawn, the first one draws.
"""

import contextlib
import gc
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path
from typing import NamedTuple

from experiments.cores import cores

ROOT = Path(__file__).resolve().parent.parent
SERVE = "from experiments.easel import serve; serve()"


class Job(NamedTuple):
    """A picture to be drawn: the chart, its table, where it goes (a path without ending), and the words around it."""

    name: str
    table: dict
    path: Path
    source: str
    title: str | None = None  # None: that of the chart
    alt: str | None = None  # None: that of the chart


def make(job: Job) -> list[Path]:
    """Draw a picture; returns its files."""
    from experiments.charts.alt import alt
    from experiments.charts.picture import picture
    from experiments.charts.save import save

    figure = picture(job.name, job.table, job.title)
    return save(figure, job.path, job.table, job.source, job.alt or alt(job.name, job.table))


class Easel:
    """Draws pictures, with a second process if there is one; to be closed after use."""

    def __init__(self, process: subprocess.Popen | None = None):
        self._process = process

    def __enter__(self):
        return self

    def __exit__(self, *error) -> None:
        if self._process is not None:
            self._process.kill()  # what it has drawn stands; it may still be loading
            self._process.communicate()

    def draw(self, jobs) -> list[Path]:
        """Draw pictures; returns their files in the order of the jobs."""
        left, files = deque(enumerate(jobs)), {}
        other = threading.Thread(target=self._hand_over, args=(left, files))
        other.start()
        try:
            while (taken := _next(left)) is not None:
                files[taken[0]] = make(taken[1])
        finally:
            left.clear()
            other.join()
        files |= {place: make(job) for place, job in enumerate(jobs) if place not in files}
        return [file for place in range(len(jobs)) for file in files[place]]

    def _hand_over(self, left: deque, files: dict) -> None:
        """Let the second process draw one picture after the other, as long as it does so."""
        with contextlib.suppress(OSError, EOFError, pickle.PickleError):
            while self._process is not None and (taken := _next(left)) is not None:
                place, job = taken
                pickle.dump(job._replace(path=Path(job.path).resolve()), self._process.stdin)
                self._process.stdin.flush()
                if (drawn := pickle.load(self._process.stdout)) is None:
                    return
                files[place] = [Path(job.path).with_name(name) for name in drawn]


def second_process(wanted: bool) -> Easel:
    """An easel with a second process if it is wanted, and there is a core for it."""
    if wanted and cores() > 1:
        with contextlib.suppress(OSError):
            command = [sys.executable, "-c", SERVE]
            return Easel(subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
    return Easel()


def serve() -> None:
    """Be the second process: draw what comes in until nothing comes any more, and answer with the names of the files.

    None: it could not be drawn; the first process, which will try it, says why.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it, and ends this one
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    gc.disable()  # what is loaded stays
    import experiments.charts.alt
    import experiments.charts.picture
    import experiments.charts.save  # noqa: F401

    gc.freeze()
    gc.enable()
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            job = pickle.load(sys.stdin.buffer)
            try:
                drawn = [file.name for file in make(job)]
            except Exception:
                drawn = None
            pickle.dump(drawn, answers)
            answers.flush()


def _next(left: deque):
    """The next job with its place, or None."""
    try:
        return left.popleft()
    except IndexError:
        return None
