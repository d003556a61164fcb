"""Read an export of a real community: find its format, read it strictly, and give it a hash."""

import hashlib
from pathlib import Path

from experiments.data.discourse import read_discourse
from experiments.data.errors import DataError
from experiments.data.event_table import read_event_table
from experiments.data.sheet import content, find
from scenarios.events import EventTable

STEMS = ("events", "posts", "threads", "topics", "users")
FORMS = "put in events.csv (t, user, thread, kind), or posts.csv (id, user, topic, at) and users.csv (id, joined)"


def read_export(path) -> EventTable:
    """The events of the export in the folder `path`: an event table (events.csv) or Discourse-like (posts.csv).

    Ids are hashed on reading and texts are never kept; times are seconds since 1970 UTC. What was left out or looks
    odd is told in `notes`. Raises DataError with file, line, reason and what to do for anything malformed, and for
    a community too small to fit.
    """
    folder = _folder(path)
    events, posts = find(folder, "events"), find(folder, "posts")
    if events and posts:
        raise DataError(folder, f"holds two exports ({events.name} and {posts.name})", "keep one of them here")
    if not events and not posts:
        names = sorted(each.name for each in folder.iterdir())[:8]
        held = f"it holds {', '.join(names)}" if names else "it is empty"
        raise DataError(folder, f"has neither events.csv nor posts.csv; {held}", FORMS)
    return read_event_table(folder) if events else read_discourse(folder)


def data_hash(path) -> str:
    """Hash of an export, 32 hex digits: of the unpacked files that are read, so that packing does not change it.

    Raises DataError where `path` is no folder or a file cannot be unpacked.
    """
    folder = _folder(path)
    total = hashlib.blake2b(digest_size=16)
    files = {stem: find(folder, stem) for stem in STEMS}
    files["summary"] = folder / "summary.json" if (folder / "summary.json").exists() else None
    for stem, file in files.items():
        if file is not None:
            inner = hashlib.blake2b(content(file), digest_size=16).digest()
            total.update(stem.encode() + b"\0" + inner)
    return total.hexdigest()


def _folder(path) -> Path:
    folder = Path(path)
    if not folder.exists():
        raise DataError(folder, "does not exist", "give the folder of the export")
    if not folder.is_dir():
        raise DataError(folder, "is not a folder", "give the folder that holds the export's files")
    return folder
