"""Events: who posted what, when and where; the one form in which real and simulated communities are counted."""

from typing import NamedTuple

import numpy as np

QUESTION, ANSWER, COMMENT, FOLLOWUP = 0, 1, 2, 3
KINDS = ("question", "answer", "comment", "followup")
UNKNOWN = -1
NOBODY = np.empty(0, np.int64)


class EventTable(NamedTuple):
    """A community's posts in order of time. Build it with `event_table`, which sorts and checks.

    Threads are numbered by ascending id in `views` and `accepted`: their row is the position in
    `np.unique(thread)`. A thread need not have its question in the table (a window cut out of a longer life).
    """

    t: np.ndarray  # int64 [events], seconds since 1970 UTC, ascending
    user: np.ndarray  # int64 [events], id of the author, -1 unknown
    thread: np.ndarray  # int64 [events], id of the thread
    kind: np.ndarray  # int8 [events], QUESTION, ANSWER, COMMENT or FOLLOWUP (of the asker, in the own thread)
    end: int  # seconds since 1970 UTC, end of the observation; a few events may lie after it
    joined: np.ndarray | None = None  # int64 [registrations], ascending, also of those who never post
    views: np.ndarray | None = None  # float64 [threads], page views up to the end, nan unknown
    accepted: np.ndarray | None = None  # float64 [threads], 1 an answer was accepted, 0 not, nan unknown
    staff: np.ndarray = NOBODY  # int64, ids of the users known to be staff
    notes: tuple[str, ...] = ()  # what a reader left out or mended, one sentence each


def event_table(
    t, user, thread, kind, *, end=None, joined=None, views=None, accepted=None, staff=(), notes=()
) -> EventTable:
    """Sort events by time (events of one second keep their order), check them and return an `EventTable`.

    `t`, `user`, `thread`, `kind`: one integer per event, as in `EventTable`. `end`: default the last event.
    `views`, `accepted`: one number per thread, in ascending order of the thread ids.
    Raises ValueError for columns of unequal length, numbers that are not whole, an unknown kind, a user
    below -1, a thread with two questions, and thread columns that do not match the threads.
    """
    columns = {"t": t, "user": user, "thread": thread, "kind": kind}
    columns = {name: _whole(name, column) for name, column in columns.items()}
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) > 1:
        raise ValueError(f"event columns differ in length: {lengths}; give one value per event in each")
    order = np.argsort(columns["t"], kind="stable")
    t, user, thread, kind = (columns[name][order] for name in ("t", "user", "thread", "kind"))
    _check_range("kind", kind, 0, len(KINDS) - 1, f"use {dict(enumerate(KINDS))}")
    _check_range("user", user, UNKNOWN, None, "number users from 0, and write -1 for an unknown one")
    threads = np.unique(thread)
    _check_one_question(thread[kind == QUESTION])
    if end is None and len(t) == 0:
        raise ValueError("an empty table has no last event: give `end`, the end of the observation in seconds")
    return EventTable(
        t=t,
        user=user,
        thread=thread,
        kind=kind.astype(np.int8),
        end=int(t[-1] if end is None else end),
        joined=None if joined is None else np.sort(_whole("joined", joined)),
        views=_per_thread("views", views, len(threads)),
        accepted=_per_thread("accepted", accepted, len(threads)),
        staff=np.unique(_whole("staff", staff)),
        notes=tuple(notes),
    )


def _whole(name, values):
    values = np.asarray(values)
    if values.ndim != 1:
        raise ValueError(f"{name} has shape {values.shape}: give a flat list of numbers")
    if values.size and values.dtype.kind not in "iub":
        raise ValueError(f"{name} holds {values.dtype} values: give whole numbers")
    return values.astype(np.int64)


def _check_range(name, values, low, high, advice):
    bad = values < low if high is None else (values < low) | (values > high)
    if bad.any():
        raise ValueError(f"{name} holds {values[bad][0]}: {advice}")


def _check_one_question(threads_of_questions):
    ids, count = np.unique(threads_of_questions, return_counts=True)
    if (count > 1).any():
        raise ValueError(f"thread {ids[count > 1][0]} has {count.max()} questions: give one per thread")


def _per_thread(name, values, threads):
    if values is None:
        return None
    values = np.asarray(values, np.float64)
    if values.shape != (threads,):
        raise ValueError(f"{name} has shape {values.shape} for {threads} threads: give one number per thread id")
    return values
