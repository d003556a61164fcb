"""The event-table format: events.csv (t, user, thread, kind), and if at hand threads.csv, users.csv."""

from pathlib import Path

import numpy as np

from experiments.data.assemble import Threads, Users, assemble
from experiments.data.cells import flags, no_repeats, numbers, pseudonyms, times
from experiments.data.errors import did_you_mean
from experiments.data.sheet import Sheet, find, read_sheet
from scenarios.events import ANSWER, COMMENT, FOLLOWUP, QUESTION, EventTable

LETTERS = {"q": QUESTION, "a": ANSWER, "c": COMMENT, "f": FOLLOWUP}
WORDS = {"question": "q", "answer": "a", "reply": "a", "comment": "c", "followup": "f", "follow-up": "f"}


def read_event_table(folder: Path) -> EventTable:
    """Read `folder` in the event-table format; files may be packed (.gz). Raises DataError (see read.py).

    events.csv: t (time), user (blank or -1 unknown), thread, kind (q question, a answer by another, c comment,
    f follow-up of the asker). threads.csv: thread, and where known views, accepted. users.csv: user, joined, and
    where known staff (1, 0).
    """
    sheet = read_sheet(find(folder, "events"), ("t", "user", "thread", "kind"))
    t = times(sheet, "t")
    user = pseudonyms(sheet, "user", "user", unknown=True)
    thread = pseudonyms(sheet, "thread", "thread")
    return assemble(folder, sheet, t, user, thread, _kinds(sheet), read_users(folder, "user"), _threads(folder))


def _kinds(sheet: Sheet):
    cells = sheet.columns["kind"]
    found = [LETTERS.get(cell) for cell in cells]
    if None in found:
        row = found.index(None)
        word = cells[row].strip().lower()
        guess = word if word in LETTERS else WORDS.get(did_you_mean(word, WORDS) or "")
        hint = f"did you mean {guess!r}? " if guess else ""
        sheet.refuse(row, f"kind is {cells[row]!r}", f"{hint}use q question, a answer, c comment, f follow-up")
    return np.array(found, np.int8)


def _threads(folder: Path):
    path = find(folder, "threads")
    if path is None:
        return None
    sheet = read_sheet(path, ("thread",), ("views", "accepted"))
    ids = pseudonyms(sheet, "thread", "thread")
    no_repeats(sheet, "thread", ids)
    views = numbers(sheet, "views") if "views" in sheet.columns else None
    return Threads(sheet, ids, views, flags(sheet, "accepted") if "accepted" in sheet.columns else None)


def read_users(folder: Path, name: str) -> Users | None:
    """Read users.csv with the id column `name`, joined, and where known staff; None if it is not there."""
    path = find(folder, "users")
    if path is None:
        return None
    sheet = read_sheet(path, (name, "joined"), ("staff",))
    ids = pseudonyms(sheet, name, "user", unknown=True)  # some platforms list the system as user -1
    people = ids >= 0
    no_repeats(sheet, name, ids)
    joined = times(sheet, "joined")
    staff = ids[flags(sheet, "staff") == 1] if "staff" in sheet.columns else ids[:0]
    return Users(ids[people], joined[people], staff[staff >= 0])
