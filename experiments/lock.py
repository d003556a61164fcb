"""Locks between processes, on an open file. The system opens the lock of a process that ends, however it ends."""

import time


def wait_for(file, note) -> None:
    """Take the lock of an open file; if another holds it, call `note` once and wait. Closing the file gives it back."""
    if _take(file):
        return
    note()
    while not _take(file):
        time.sleep(0.1)


def _take(file) -> bool:
    """Take the lock if it is free. Where the system has no such locks, all may work: files are replaced whole."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a network drive without locks
        return True
    return True
