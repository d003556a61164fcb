"""Write an event table as an export, so that a simulated community can be read like a real one."""

import gzip
import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from experiments.data.errors import DataError
from scenarios.events import QUESTION, UNKNOWN, EventTable

LETTERS = "qacf"


def write_export(folder, table: EventTable, source="synthetic: a simulated community, not a real one") -> Path:
    """Write events.csv.gz, threads.csv.gz, users.csv.gz (where registrations are known) and summary.json.

    The folder appears whole or not at all, and the same table gives the same bytes. The table does not say which
    registration belongs to which member: the k-th goes to the k-th member by first event, which never puts a first
    event before its registration. Raises DataError if the folder is already there or a thread has no question.
    """
    folder = Path(folder)
    if folder.exists():
        raise DataError(folder, "is already there", "remove it or give another folder")
    threads = np.unique(table.thread)
    orphans = np.setdiff1d(threads, table.thread[table.kind == QUESTION])
    if len(orphans):
        raise DataError(folder, f"cannot be written: thread {orphans[0]} has no question", "leave such threads out")
    files = {"events.csv.gz": _events(table), "threads.csv.gz": _threads(table)}
    if table.joined is not None:
        files["users.csv.gz"] = _users(table)
    end = datetime.fromtimestamp(table.end, UTC).isoformat()
    part = folder.with_name(f".{folder.name}.{os.getpid()}.part")
    part.mkdir(parents=True)
    try:
        for name, lines in files.items():
            packed = gzip.compress("\n".join([*lines, ""]).encode(), mtime=0)
            (part / name).write_bytes(packed)
        (part / "summary.json").write_text(json.dumps({"source": source, "data_end": end}) + "\n", encoding="utf-8")
        os.replace(part, folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return folder


def _events(table):
    columns = (table.t.tolist(), table.user.tolist(), table.thread.tolist(), table.kind.tolist())
    return ["t,user,thread,kind", *(f"{t},{u},{th},{LETTERS[k]}" for t, u, th, k in zip(*columns, strict=True))]


def _threads(table):
    rows = np.flatnonzero(table.kind == QUESTION)
    rows = rows[np.argsort(table.thread[rows])]  # ascending ids, as views and accepted are
    columns = {"thread": table.thread[rows], "user": table.user[rows], "t": table.t[rows]}
    columns |= {name: getattr(table, name) for name in ("views", "accepted") if getattr(table, name) is not None}
    cells = [[_cell(value) for value in column.tolist()] for column in columns.values()]
    return [",".join(columns), *(",".join(row) for row in zip(*cells, strict=True))]


def _users(table):
    known, first = np.unique(table.user, return_index=True)
    members = known[np.argsort(first, kind="stable")]
    members = members[members != UNKNOWN][: len(table.joined)]
    names = [*map(str, members.tolist()), *(f"silent{i}" for i in range(len(table.joined) - len(members)))]
    staff = set(map(str, table.staff.tolist()))
    return ["user,joined,staff", *(f"{name},{joined},{int(name in staff)}" for name, joined
                                   in zip(names, table.joined.tolist(), strict=True))]


def _cell(value):
    if value != value:
        return ""
    return str(int(value)) if value == int(value) else repr(value)
