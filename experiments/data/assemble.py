"""From parsed columns to a checked EventTable: what every format must fulfill."""

import json
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np

from experiments.data.cells import SLACK, moment
from experiments.data.errors import DataError
from experiments.data.sheet import Sheet, text
from scenarios.events import FOLLOWUP, QUESTION, UNKNOWN, event_table

TOLERANCE = 0.02  # share of rows that may contradict the rest; above it the export is taken to be broken
MIN_MEMBERS, MIN_EVENTS = 2, 10  # below this there is nothing to fit
END_SLACK = 7 * 86_400  # events may lie so long after the stated end of the observation


class Users(NamedTuple):
    """Registrations: pseudonyms, seconds since 1970 UTC, and the pseudonyms of the staff."""

    ids: np.ndarray
    joined: np.ndarray
    staff: np.ndarray


class Threads(NamedTuple):
    """What is known of threads: pseudonyms, and per row views and accepted (float64, nan unknown) or None."""

    sheet: Sheet
    ids: np.ndarray
    views: np.ndarray | None
    accepted: np.ndarray | None


def assemble(folder: Path, sheet: Sheet, t, user, thread, kind, users: Users | None, threads: Threads | None):
    """Check the events against each other and against the other files, and build the `EventTable`.

    Raises DataError for two questions in a thread, too many events without a question, too many threads that only
    one of two files knows, and tables too small to fit. What is left out or mended is told in `notes`.
    """
    notes = []
    _one_question(sheet, thread, kind)
    keep = _with_question(sheet, thread, kind, notes)
    _check_order(sheet, np.flatnonzero(keep), t, user, thread, kind, notes)
    t, user, thread, kind = t[keep], user[keep], thread[keep], kind[keep]
    members = len(np.unique(user[user != UNKNOWN]))
    if members < MIN_MEMBERS or len(t) < MIN_EVENTS:
        reason = f"holds {len(t)} events by {members} known members"
        advice = f"that is too small to fit: at least {MIN_EVENTS} events by {MIN_MEMBERS} members"
        raise DataError(sheet.file, reason, advice)
    end = _end(folder, t)
    late = np.count_nonzero(t > end)
    if late:
        notes.append(f"{late} of {len(t)} posts lie after the end of the observation; kept")
    views, accepted = _per_thread(threads, np.unique(thread), notes)
    if users is not None:
        _note_strangers(user, users, notes)
    return event_table(
        t, user, thread, kind, end=end, views=views, accepted=accepted, notes=notes,
        joined=None if users is None else users.joined, staff=() if users is None else users.staff,
    )


def tolerable(sheet: Sheet, row, bad, total, what, advice, notes, mended):
    """Note `bad` of `total` rows, or raise DataError at `row` if they are more than the tolerance."""
    if bad > TOLERANCE * total:
        sheet.refuse(int(row), f"{what} ({bad} of {total} rows)", advice)
    if bad:
        notes.append(f"{what}: {bad} of {total} rows, {mended}")


def _one_question(sheet, thread, kind):
    rows = np.flatnonzero(kind == QUESTION)
    _, first = np.unique(thread[rows], return_index=True)
    if len(first) < len(rows):
        row = int(rows[np.setdiff1d(np.arange(len(rows)), first)[0]])
        sheet.refuse(row, "this thread has a second question", "give every thread one question; later posts are a or f")


def _with_question(sheet, thread, kind, notes):
    keep = np.isin(thread, thread[kind == QUESTION])
    bad = np.flatnonzero(~keep)
    if len(bad):
        advice = "add the questions, or leave such rows out"
        tolerable(sheet, bad[0], len(bad), len(keep), "posts in threads without a question", advice, notes, "left out")
    return keep


def _end(folder, t):
    """End of the observation: `data_end` of an optional summary.json, else the last event."""
    path, last = folder / "summary.json", int(t.max())
    if not path.exists():
        return last
    advice = 'give {"data_end": "2024-05-31T00:00:00Z"}, or remove the file'
    try:
        summary = json.loads(text(path))
        stated = summary.get("data_end") if isinstance(summary, dict) else None
        end = last if stated is None else moment(stated)
    except (ValueError, OverflowError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(path, f"cannot be read ({error})", advice) from None
    if end > time.time() + SLACK:
        raise DataError(path, f"data_end {stated!r} is in the future", advice)
    if end < last - END_SLACK:
        raise DataError(path, f"data_end {stated!r} is more than 7 days before the last event", advice)
    return end


def _check_order(sheet, rows, t, user, thread, kind, notes):
    """Posts before their question, and follow-ups that are not by the asker: tolerated when rare."""
    question = rows[kind[rows] == QUESTION]
    question = question[np.argsort(thread[question])]
    question = question[np.searchsorted(thread[question], thread[rows])]  # of each row
    asker = user[question]
    foreign = (kind[rows] == FOLLOWUP) & (user[rows] != asker) & (user[rows] != UNKNOWN) & (asker != UNKNOWN)
    for bad, what, advice in (
        (t[rows] < t[question], "posts before their question", "check the times"),
        (foreign, "follow-ups by another than the asker", "call them answers (a)"),
    ):
        if bad.any():
            tolerable(sheet, rows[bad][0], np.count_nonzero(bad), len(rows), what, advice, notes, "kept")


def _per_thread(threads, ids, notes):
    if threads is None:
        return None, None
    stray = np.flatnonzero(~np.isin(threads.ids, ids))
    if len(stray):
        advice = "the two files must belong together, and name threads alike"
        tolerable(threads.sheet, stray[0], len(stray), len(threads.ids), "threads without any post", advice, notes,
                  "left out")
    missing = len(ids) - (len(threads.ids) - len(stray))
    if missing > TOLERANCE * len(ids):
        reason = f"lacks {missing} of the {len(ids)} threads that have posts"
        raise DataError(threads.sheet.file, reason, "give every thread its row, or remove the file")
    if missing:
        notes.append(f"{missing} of {len(ids)} threads have no row of their own; views and accepted unknown")
    keep = np.isin(threads.ids, ids)
    place = np.searchsorted(ids, threads.ids[keep])
    return tuple(_spread(column, keep, place, len(ids)) for column in (threads.views, threads.accepted))


def _spread(column, keep, place, count):
    if column is None:
        return None
    values = np.full(count, np.nan)
    values[place] = column[keep]
    return values


def _note_strangers(user, users, notes):
    members = np.unique(user[user != UNKNOWN])
    strangers = np.count_nonzero(~np.isin(members, users.ids))
    if strangers:
        notes.append(f"{strangers} of {len(members)} members are not in the list of users; kept")
