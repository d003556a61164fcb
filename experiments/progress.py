"""Progress on the error stream: a bar on a terminal, a plain line now and then elsewhere, both with the time left."""

import sys
import time

STEP, SOON, LATE = 0.1, 1.0, 5.0  # a line after a tenth, but not within a second; or after five seconds


class Quiet:
    """No progress shown."""

    def step(self, label: str = "") -> None:
        """One run is done."""

    def note(self, text: str) -> None:
        """Something to know."""

    def __enter__(self):
        return self

    def __exit__(self, *error) -> None:
        pass


class Lines(Quiet):
    """Plain lines, for logs and pipes."""

    def __init__(self, total: int, stream=None, clock=time.monotonic):
        self._total, self._stream, self._clock = total, stream or sys.stderr, clock
        self._done, self._begin = 0, clock()
        self._said, self._when = 0, self._begin

    def step(self, label: str = "") -> None:
        """One run is done; says so if it is time."""
        self._done += 1
        waited = self._clock() - self._when
        gone = (self._done - self._said) / max(self._total, 1)
        if self._done >= self._total or waited >= LATE or (gone >= STEP and waited >= SOON):
            self._said, self._when = self._done, self._clock()
            self.note(f"{label}: {self._done} of {self._total} runs, {self._left()}" if label else self._left())

    def note(self, text: str) -> None:
        """Write a line."""
        print(text, file=self._stream, flush=True)

    def _left(self) -> str:
        spent = self._clock() - self._begin
        if self._done >= self._total:
            return f"done in {duration(spent)}"
        return f"about {duration(spent / self._done * (self._total - self._done))} left"


class Bar(Quiet):
    """A bar, for a terminal."""

    def __init__(self, total: int, stream=None):
        from tqdm import tqdm

        form = "{desc}: {n_fmt} of {total_fmt} runs |{bar}| {elapsed} gone, {remaining} left"
        self._bar = tqdm(total=total, file=stream or sys.stderr, bar_format=form, leave=False, dynamic_ncols=True)

    def step(self, label: str = "") -> None:
        """Move the bar by one run."""
        self._bar.set_description_str(label, refresh=False)
        self._bar.update()

    def note(self, text: str) -> None:
        """Write a line above the bar."""
        self._bar.write(text, file=self._bar.fp)

    def __exit__(self, *error) -> None:
        self._bar.close()


def progress(total: int, stream=None) -> Quiet:
    """How progress of so many runs is shown on a stream, by default the error stream."""
    stream = stream or sys.stderr
    if total <= 0:
        return Quiet()
    return Bar(total, stream) if stream.isatty() else Lines(total, stream)


def duration(seconds: float) -> str:
    """A time as it is said: "3 s", "4 min", "2 h 5 min"."""
    if seconds < 90:
        return f"{max(seconds, 0):.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
