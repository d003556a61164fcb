"""Law 4: a phase reads and writes the columns that it declares, and no others; what it declares, it does."""

import numpy as np
import pytest

from agents.codes import CHANNELS, KINDS, MEMBERSHIPS, STAGES
from agents.entities import CIRCLES, CREDITED, EVENT_ROWS, OVERFLOW, QUESTION_ROWS, WISH_ROWS
from tests.moments import PHASES, done, moments
from tests.small_worlds import columns, copied, declared, with_columns

WEEKS_HELD = {f"{entity}.{name}" for entity, name, spec in declared() if spec.unit == "week"}
CODES = {
    "members.membership": len(MEMBERSHIPS), "members.welcomed": 3, "people.channel": len(CHANNELS), "people.need": len(KINDS),
    "people.engaged": 2, "accounts.stage": len(STAGES), "accounts.qualified": 2, "accounts.exposed": 2, "orbits.step": 13,
    "members.first_reply": 3,
}  # fmt: skip


def _scrambled(world, names, now, seed):
    """The world with other values in some columns: such as could stand there, so that no index leaves its array."""
    rng = np.random.default_rng(seed)
    named = {name: array.copy() for name, array in columns(world).items()}
    for name in sorted(names):  # in the same order everywhere: sets of names have none
        while named[name].size and name not in _row_of_nothing(world) and named[name].tobytes() == columns(world)[name].tobytes():
            named[name] = _other_values(name, named[name], world, now, rng)
    return with_columns(world, named)


def _row_of_nothing(world):
    """Columns that would point to rows of an entity without any."""
    return () if world.accounts.stage.size else ("people.account",)


def _other_values(name, array, world, now, rng):
    if name == "tally.rows":
        rows = array.copy()
        for place in (QUESTION_ROWS, WISH_ROWS, EVENT_ROWS, CIRCLES):
            rows[place] = rng.integers(0, rows[place] + 1)
        rows[OVERFLOW] = rng.integers(2)
        rows[CREDITED] = rng.integers(0, rows[EVENT_ROWS] + 1)
        return rows
    if name == "tally.first":
        return np.sort(rng.integers(0, world.tally.rows[QUESTION_ROWS] + 1, array.shape)).astype(array.dtype)
    if name == "accounts.people":  # wherever it starts, an account ends within the seats
        people = rng.integers(0, world.seats.person.size - int(world.accounts.first.max()) + 1, array.shape)
        return (people * rng.integers(0, 2, array.shape)).astype(array.dtype)  # half of them without anybody
    if name == "accounts.first":
        last = world.seats.person.size - int(world.accounts.people.max())
        return rng.choice(array[array <= last], array.shape)
    if name in CODES:
        return rng.integers(0, CODES[name], array.shape).astype(array.dtype)
    if array.dtype.kind == "f" and array.size == 1:  # a single figure: nothing, or much more
        return rng.choice([0.0, 10.0 * abs(float(array[0])) + 10.0], 1).astype(array.dtype)
    if array.dtype.kind == "f":
        low, high = float(array.min()), float(array.max())
        return rng.uniform(low, high if high > low else low + 1.0, array.shape).astype(array.dtype)
    pool = np.unique(array)
    if name in WEEKS_HELD:
        recent, long_ago = (rng.integers(now.week - back, now.week + 1, array.shape) for back in (1, 150))
        return np.choose(rng.integers(0, 3, array.shape), (recent, long_ago, rng.choice(pool, array.shape))).astype(array.dtype)
    return rng.choice(pool if pool.size > 1 else [pool[0], pool[0] + 1], array.shape).astype(array.dtype)


def _changed(done):
    """Columns that a phase has changed."""
    before, after = done
    return {name for name in before if before[name].tobytes() != after[name].tobytes()}


def _told_apart(a, b, names):
    """Columns in which two worlds differ in what was written: neither the same value, nor both left as they were."""
    (a_in, a_out), (b_in, b_out) = a, b

    def is_same(name):
        left = (a_out[name] == a_in[name]) & (b_out[name] == b_in[name])
        return np.all((a_out[name] == b_out[name]) | left)

    return [name for name in names if not is_same(name)]


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.name)
def test_only_declared_columns_are_read_and_written(phase):
    for world, now in moments()[phase.name]:
        everything = columns(world).keys()
        assert phase.reads | phase.writes <= everything, "declared, but there is no such column"
        plain = done(phase, copied(world), now)
        assert _changed(plain) <= phase.writes, f"week {now.week}: written, but not declared in WRITES"
        hidden = everything - phase.reads
        for seed in range(3):
            other = _scrambled(world, hidden, now, seed)
            shaken = done(phase, other, now)
            assert _changed(shaken) <= phase.writes, f"week {now.week}: written, but not declared in WRITES"
            assert not _told_apart(plain, shaken, everything), f"week {now.week}: reads more than READS declares"


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.name)
def test_every_declared_column_is_needed(phase):
    """So the declarations tell the truth both ways, and a single hidden read would not escape the test above."""
    written, read = set(), set()
    for world, now in moments()[phase.name]:
        for seed in range(0, 400, 2):
            base = _scrambled(world, phase.reads, now, seed) if seed % 4 else world  # some columns matter only jointly
            plain = done(phase, copied(base), now)
            written |= _changed(plain)
            for name in sorted(phase.reads - read):
                if _told_apart(plain, done(phase, _scrambled(base, [name], now, seed + 1), now), plain[0]):
                    read.add(name)
            if not phase.writes <= written:
                written |= _changed(done(phase, _scrambled(world, columns(world), now, seed), now))
            if read == phase.reads and phase.writes <= written:
                break
    assert phase.writes - written == set(), "declared in WRITES, but never written"
    assert phase.reads - read == set(), "declared in READS, but makes no difference"
