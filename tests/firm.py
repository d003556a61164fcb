"""A firm small enough for tests: a few accounts that buy, and the same forum without any business."""

import functools
import tempfile
from pathlib import Path

from experiments.runner import run
from experiments.store import Store
from scenarios.build import build

FORUM = {
    "name": "firm", "market": 600, "questions_a_week": 6.0, "staff": [{"hours": 10.0}],
    "founders": [{"members": 30, "silent": [0.0, 4.0], "answers": 10.0, "questions": 3.0}],
}  # fmt: skip
FIRM = FORUM | {"segments": [{"name": "small", "people": 4.0, "value": 2000.0, "customers": 0.5, "conversion": 0.4}]}
SCENARIOS = {
    "baseline": {}, "no_staff": {"staff": [{"month": 1, "scale": 0.0}]}, "no_community": {"open": False},
}  # fmt: skip


@functools.cache
def results(sells=True):
    """Results of the three scenarios on five seeds; made once a session."""
    store, community = Store(Path(_FOLDER.name)), FIRM if sells else FORUM
    made = []
    for name, scenario in SCENARIOS.items():
        tree = {"community": community, "scenario": {"name": name, **scenario}, "run": {"weeks": 30, "seeds": 5}}
        made.append(run(build(tree), range(1, 6), store))
    return tuple(made)


_FOLDER = tempfile.TemporaryDirectory(prefix="gravity-tests-")
