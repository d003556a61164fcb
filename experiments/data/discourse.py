"""A plain Discourse-like export: a folder with users.csv, posts.csv and, if at hand, topics.csv.

users.csv: id, joined, and where known staff. posts.csv: id, user, topic, at, and where known accepted (this post is
the accepted answer). topics.csv: id, and where known at, views, solved_at, user.
"""

from pathlib import Path

import numpy as np

from experiments.data.assemble import Threads, assemble, tolerable
from experiments.data.cells import flags, moment, no_repeats, numbers, pseudonyms, times
from experiments.data.errors import DataError
from experiments.data.event_table import read_users
from experiments.data.sheet import Sheet, find, read_sheet
from scenarios.events import ANSWER, FOLLOWUP, QUESTION, UNKNOWN, EventTable


def read_discourse(folder: Path) -> EventTable:
    """Read `folder`; files may be packed (.gz). Raises DataError (see read.py).

    The earliest post of a topic is the question; a later post of the same user is a follow-up, any other an answer.
    """
    users = read_users(folder, "id")
    if users is None:
        raise DataError(folder, "has posts but no users.csv", "add users.csv with the columns id, joined")
    sheet = read_sheet(find(folder, "posts"), ("id", "user", "topic", "at"), ("accepted",))
    no_repeats(sheet, "id", pseudonyms(sheet, "id", "post"))
    t = times(sheet, "at")
    user = pseudonyms(sheet, "user", "user", unknown=True)
    topic = pseudonyms(sheet, "topic", "thread")
    kind = _kinds(t, user, topic)
    threads = _topics(folder, sheet, user, topic, kind)
    return assemble(folder, sheet, t, user, topic, kind, users, threads)


def _kinds(t, user, topic):
    """Kind of each post, int8 [posts]; posts of one second are taken in the order of the file."""
    order = np.lexsort((t, topic))  # stable
    first = np.r_[True, topic[order][1:] != topic[order][:-1]]
    asker = np.empty(len(t), np.int64)
    asker[order] = user[order][first][np.cumsum(first) - 1]
    kind = np.where((user == asker) & (user != UNKNOWN), FOLLOWUP, ANSWER)
    kind[order[first]] = QUESTION
    return kind.astype(np.int8)


def _topics(folder: Path, posts: Sheet, user, topic, kind):
    """Views of topics.csv; accepted from the posts or, where they do not tell, from solved_at."""
    solved = None
    if "accepted" in posts.columns:
        solved = np.unique(topic[flags(posts, "accepted") == 1])
    path = find(folder, "topics")
    if path is None:
        ids = np.unique(topic)
        return None if solved is None else Threads(posts, ids, None, np.isin(ids, solved).astype(float))
    sheet = read_sheet(path, ("id",), ("at", "views", "solved_at", "user"))
    ids = pseudonyms(sheet, "id", "thread")
    no_repeats(sheet, "id", ids)
    if "at" in sheet.columns:
        times(sheet, "at")
    accepted = None if solved is None else np.isin(ids, solved).astype(float)
    if "solved_at" in sheet.columns:
        marked = _marked(sheet)
        accepted = marked if accepted is None else np.maximum(accepted, marked)
    if "user" in sheet.columns:
        _check_openers(sheet, ids, user, topic, kind)
    return Threads(sheet, ids, numbers(sheet, "views") if "views" in sheet.columns else None, accepted)


def _marked(sheet):
    """1 where solved_at holds a time, 0 where it is blank."""
    for row, cell in enumerate(sheet.columns["solved_at"]):
        if cell.strip():
            try:
                moment(cell)
            except (ValueError, OverflowError):
                sheet.refuse(row, f"solved_at is {cell!r}, which is no time", "give a time, or leave it blank")
    return np.array([bool(cell.strip()) for cell in sheet.columns["solved_at"]], float)


def _check_openers(sheet, ids, user, topic, kind):
    """The first post of a topic must be by the topic's user, or the opening posts are missing."""
    rows = np.flatnonzero(kind == QUESTION)
    order = rows[np.argsort(topic[rows])]
    place = np.minimum(np.searchsorted(topic[order], ids), len(order) - 1)
    opener = np.where(topic[order][place] == ids, user[order][place], UNKNOWN)
    named = pseudonyms(sheet, "user", "user", unknown=True)
    bad = np.flatnonzero((opener != named) & (opener != UNKNOWN) & (named != UNKNOWN))
    if len(bad):
        advice = "posts.csv must hold the opening post of every topic"
        tolerable(sheet, bad[0], len(bad), len(ids), "topics whose first post is by another user", advice, [], "")
