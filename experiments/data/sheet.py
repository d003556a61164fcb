"""A sheet: the wanted columns of one CSV file as strings, every row with the line it came from."""

import csv
import gzip
import io
import zlib
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from experiments.data.errors import DataError, did_you_mean

# What other software calls our columns; only used to suggest a renaming.
OTHER_NAMES = {
    "t": ("time", "timestamp", "at", "date", "created_at", "creation_date"),
    "at": ("created_at", "t", "time", "timestamp", "date", "creation_date"),
    "joined": ("created_at", "registered", "registered_at", "creation_date", "joined_at"),
    "user": ("user_id", "owner", "author", "author_id", "account", "userid", "owner_user_id"),
    "topic": ("topic_id", "thread", "thread_id", "topicid"),
    "thread": ("thread_id", "topic", "topic_id", "question", "question_id"),
    "kind": ("type", "event", "action", "post_type"),
    "id": ("user_id", "post_id", "topic_id", "user", "topic"),
}


class Sheet(NamedTuple):
    """Columns of strings, and the line at which each row begins."""

    file: str
    lines: list[int]
    columns: dict[str, list[str]]

    def refuse(self, row, reason, advice):
        """Raise the DataError of this row."""
        raise DataError(self.file, reason, advice, self.lines[row])


def find(folder: Path, stem: str) -> Path | None:
    """`stem`.csv or `stem`.csv.gz in the folder, None if absent. Raises DataError if both are there."""
    found = [path for path in (folder / f"{stem}.csv", folder / f"{stem}.csv.gz") if path.exists()]
    if len(found) == 2:
        raise DataError(folder, f"has both {stem}.csv and {stem}.csv.gz", "keep one of them")
    return found[0] if found else None


def content(path: Path) -> bytes:
    """The bytes of a file, unpacked if its name ends in .gz. Raises DataError if it cannot be read or unpacked."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataError(path, f"cannot be read ({error.strerror})", "check that it is a file you may read") from None
    if path.suffix != ".gz":
        if raw[:2] == b"\x1f\x8b":
            raise DataError(path, "is packed with gzip but not named so", f"rename it to {path.name}.gz")
        return raw
    if not raw:
        raise DataError(path, "is empty", "export it again")
    try:
        return gzip.decompress(raw)
    except EOFError:
        raise DataError(path, "ends in the middle: the gzip file is cut short", "copy or export it again") from None
    except (gzip.BadGzipFile, zlib.error) as error:
        raise DataError(path, f"is not a sound gzip file ({error})", "copy or export it again") from None


def text(path: Path) -> str:
    """The text of a UTF-8 file. Raises DataError with the line of the first NUL byte or wrong byte."""
    raw = content(path)
    nul = raw.find(b"\0")
    if nul >= 0:
        where = raw[:nul].count(b"\n") + 1
        raise DataError(path, "holds a NUL byte", "it may be UTF-16 or not a text file: save it as UTF-8", where)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = raw[: error.start].count(b"\n") + 1
        raise DataError(path, "is not UTF-8 text", "save it as UTF-8", where) from None


def read_sheet(path: Path, required, optional=()) -> Sheet:
    """Read the required columns, and the optional ones that are there; all others (texts) are dropped at once.

    Raises DataError for an empty file, a missing or doubled column, a row of another length, broken quotes.
    """
    reader = csv.reader(io.StringIO(text(path), newline=""), strict=True)
    limit = csv.field_size_limit(2**31 - 1)  # a post's text may be long
    rows, lines, line = [], [], 0
    try:
        header = _header(path, reader, required)
        line = reader.line_num
        names = [name for name in (*required, *optional) if name in header]
        pick = itemgetter(*(header.index(name) for name in names))
        for row in reader:
            if row:
                if len(row) != len(header):
                    reason = f"has {len(row)} cells where the header has {len(header)}"
                    raise DataError(path, reason, "give every row one cell per column", line + 1)
                rows.append(pick(row))
                lines.append(line + 1)
            line = reader.line_num
    except csv.Error as error:
        raise DataError(path, f"is not sound CSV ({error})", "check the quotes", line + 1) from None
    finally:
        csv.field_size_limit(limit)
    if not rows:
        raise DataError(path, "has a header but no rows", "export it again")
    columns = [list(column) for column in zip(*rows, strict=True)] if len(names) > 1 else [rows]
    return Sheet(str(path), lines, dict(zip(names, columns, strict=True)))


def _header(path, reader, required):
    header = [name.strip().lower() for name in next((row for row in reader if row), ())]
    if not header:
        raise DataError(path, "is empty", "export it again, with a header line")
    line = reader.line_num
    for name in header:
        if name and header.count(name) > 1:
            raise DataError(path, f"has the column {name!r} twice", "keep one of them", line)
    for name in required:
        if name not in header:
            raise DataError(path, f"has no column {name!r}", _advice(name, header), line)
    return header


def _advice(name, header):
    for mark in ";\t|":
        if len(header) == 1 and mark in header[0]:
            return f"it is separated by {mark!r}: save it with commas"
    other = next((each for each in OTHER_NAMES.get(name, ()) if each in header), None) or did_you_mean(name, header)
    if other:
        return f"did you mean {other!r}? rename it to {name!r}"
    return f"add it; the header has {', '.join(header)}"
