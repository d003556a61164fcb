"""Cells: strings of a sheet to times, pseudonyms, numbers and flags; every refusal names the line."""

import hashlib
import math
import time
from datetime import UTC, datetime

import numpy as np

from experiments.data.sheet import Sheet
from scenarios.events import UNKNOWN

EARLIEST = int(datetime(1990, 1, 1, tzinfo=UTC).timestamp())  # no community here is older
SLACK = 86_400  # clocks of the platform and of this machine may differ by a day
KEY = b"gravity-well"  # keeps pseudonyms apart from plain hashes; it is no secret
FLAGS = {"1": 1.0, "0": 0.0, "1.0": 1.0, "0.0": 0.0, "true": 1.0, "false": 0.0, "t": 1.0, "f": 0.0}
FLAGS |= {"yes": 1.0, "no": 0.0, "": math.nan}
TIME_FORM = "write seconds since 1970 or ISO 8601 (2024-05-31T14:00:00Z; UTC if no zone is given)"


def times(sheet: Sheet, name: str) -> np.ndarray:
    """Seconds since 1970 UTC, int64 [rows]. Raises DataError for what is no time, before 1990 or in the future."""
    cells = sheet.columns[name]
    try:
        found = np.array(list(map(_plain, cells)), np.int64)
    except (ValueError, OverflowError):
        found = np.array([_time(sheet, name, row, cell) for row, cell in enumerate(cells)], np.int64)
    latest = int(time.time()) + SLACK
    bad = np.flatnonzero((found < EARLIEST) | (found > latest))
    if len(bad):
        row = int(bad[0])
        sheet.refuse(row, f"{name} is {cells[row]!r}, " + _why(int(found[row])), TIME_FORM)
    return found


def moment(value) -> int:
    """Seconds since 1970 UTC of a number or an ISO 8601 text (UTC if no zone). Raises ValueError for anything else."""
    cell = str(value).strip().removesuffix(" UTC")
    try:
        number = float(cell) if "_" not in cell else math.nan
    except ValueError:
        when = datetime.fromisoformat(cell)
        return math.floor((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp())
    if not math.isfinite(number) or abs(number) > 1e17:
        raise ValueError(f"{value!r} is no time")
    return math.floor(number)


def _plain(cell):
    if "_" in cell:
        raise ValueError(cell)
    return int(cell)


def _time(sheet, name, row, cell):
    try:
        return moment(cell)
    except (ValueError, OverflowError):
        return sheet.refuse(row, f"{name} is {cell!r}, which is no time", TIME_FORM)


def _why(found):
    if found > EARLIEST * 1000:
        return "far in the future: perhaps milliseconds"
    return "before 1990" if found < EARLIEST else "in the future"


def pseudonyms(sheet: Sheet, name: str, realm: str, unknown=False) -> np.ndarray:
    """Stable 63-bit pseudonyms of ids, int64 [rows]; the ids are not kept. Blank and -1 are -1 where `unknown`.

    Keyed BLAKE2b, a different function for each realm ("user", "thread", "post"). An id written as 12.0 (as
    spreadsheets do) is 12. Raises DataError for a blank id where every row needs one.
    """
    cells = sheet.columns[name]
    known = {cell: _pseudonym(cell, realm) for cell in set(cells)}
    found = np.array([known[cell] for cell in cells], np.int64)
    bad = np.flatnonzero(found == UNKNOWN)
    if len(bad) and not unknown:
        sheet.refuse(int(bad[0]), f"{name} is {cells[bad[0]]!r}", f"give every row its {name}")
    return found


def _pseudonym(cell, realm):
    plain = cell.strip()
    if plain.endswith(".0") and plain[:-2].lstrip("-").isdigit():
        plain = plain[:-2]
    if plain in ("", "-1"):
        return UNKNOWN
    digest = hashlib.blake2b(plain.encode(), digest_size=8, key=KEY, person=realm.encode()).digest()
    return int.from_bytes(digest, "big") >> 1


def numbers(sheet: Sheet, name: str) -> np.ndarray:
    """Numbers from 0 upwards, float64 [rows], blank nan. Raises DataError for anything else."""
    found = np.empty(len(sheet.lines))
    for row, cell in enumerate(sheet.columns[name]):
        try:
            value = float(cell) if cell.strip() else math.nan
        except ValueError:
            value = -1.0
        if cell.strip() and ("_" in cell or not 0 <= value < math.inf):
            sheet.refuse(row, f"{name} is {cell!r}", "give a number from 0 upwards, or leave it blank")
        found[row] = value
    return found


def flags(sheet: Sheet, name: str) -> np.ndarray:
    """1 for yes, 0 for no, nan for blank, float64 [rows]. Raises DataError for anything else."""
    found = [FLAGS.get(cell.strip().lower()) for cell in sheet.columns[name]]
    if None in found:
        row = found.index(None)
        sheet.refuse(row, f"{name} is {sheet.columns[name][row]!r}", "write 1 for yes, 0 for no, or leave it blank")
    return np.array(found, np.float64)


def no_repeats(sheet: Sheet, name: str, ids: np.ndarray):
    """Raise DataError at the second row with the same id."""
    _, first = np.unique(ids, return_index=True)
    if len(first) < len(ids):
        row = int(np.setdiff1d(np.arange(len(ids)), first)[0])
        sheet.refuse(row, f"{name} {sheet.columns[name][row]!r} occurs a second time", "give every id one row")
