"""Locks between processes: one writer, and snapshots that stay while somebody reads them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from kg.errors import LockedError

__all__ = ["exclusive", "held", "shared"]

_PAUSE = 0.01


@contextmanager
def exclusive(path: Path, wait: float) -> Iterator[None]:
    """Hold the writer's lock; another writer, in this process or any other, waits.

    Raises:
        LockedError: another writer held it for longer than ``wait`` seconds.
    """
    deadline = monotonic() + wait
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            while not held(handle):
                if monotonic() >= deadline:
                    raise LockedError(
                        f"Another writer has held {path.parent} for {wait:g} seconds; try again later."
                    )
                sleep(_PAUSE)
            # A folder that was exchanged for another one has another lock, which nobody waited for.
            if _stands(path, handle):
                yield
                return
        finally:
            os.close(handle)


def _stands(path: Path, handle: int) -> bool:
    """Whether an open file is still the one that lies there."""
    try:
        return os.path.samestat(path.stat(), os.fstat(handle))
    except FileNotFoundError:
        return False


def held(handle: int) -> bool:
    """Take an open file for oneself alone; False where another holds it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def shared(path: Path) -> int:
    """Hold a file together with other readers; the handle lets go when it is closed.

    Raises:
        FileNotFoundError: it is gone.
    """
    handle = os.open(path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle
