"""The picture of a run, pinned: `python -m tests.pin` writes it anew and prints what changed, old -> new.

Say "results change: ..." in CHANGELOG.md when it does.
"""

import hashlib
import tomllib
from pathlib import Path

import numpy as np

from agents.counts import COUNTS
from agents.simulate import simulate
from scenarios.config import to_founding, to_path
from tests.tiny import config

FILE = Path(__file__).with_name("baseline.toml")
OVERRIDES = ("community.market=2000", "community.topics=10", "run.weeks=30")
SHARES = (  # sums of floats; all other counts are whole
    "mass love staff_hours toxic clutter ticket_hours backlog quality doc_quality satisfaction affinity trust revenue reviews "
    "rating landings"
).split()


def picture() -> dict[str, float | str]:
    """Totals of the weekly counts of one small run, and a hash of its events (user, thread and kind, in their order)."""
    chosen = config(*OVERRIDES)
    run = simulate(to_founding(chosen), to_path(chosen), chosen.pars, chosen.links, seed=1)
    totals = dict(zip(COUNTS, run.weekly.sum(axis=0).tolist(), strict=True))
    digest = hashlib.sha256()
    for column in (run.events.user, run.events.thread, run.events.kind):
        digest.update(np.ascontiguousarray(column).tobytes())
    assert all(value == int(value) for name, value in totals.items() if name not in SHARES)
    return {name: value if name in SHARES else int(value) for name, value in totals.items()} | {
        "events": digest.hexdigest()[:16]
    }


def pinned() -> dict:
    """What the file says."""
    return tomllib.loads(FILE.read_text()) if FILE.exists() else {}


def main() -> None:
    """Write the file anew and print what changed."""
    old, new = pinned(), picture()
    for name in new:
        if old.get(name) != new[name]:
            print(f"{name}: {old.get(name)} -> {new[name]}")
    lines = [f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value!r}" for name, value in new.items()]
    FILE.write_text("# Written by `python -m tests.pin`.\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
