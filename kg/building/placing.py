"""Putting a finished store in its place in one step, and telling later whether it is still whole."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
from pathlib import Path

__all__ = ["is_whole", "place", "seal"]

_SEAL = "SEAL"
_HERE = -100
_EXCHANGE = 2


def seal(store: Path) -> None:
    """Note the names and sizes of the store's files, all of them on disk, so that damage shows without reading."""
    sizes = {name: (store / name).stat().st_size for name in _lasting(store)}
    path = store / _SEAL
    path.write_text(json.dumps(sizes, sort_keys=True), "utf-8")
    for one in (path, *(store / name for name in sizes), store):
        _settle(one)


def is_whole(store: Path) -> bool:
    """Whether a folder holds a sealed store whose files are all there in full."""
    try:
        sizes = json.loads((store / _SEAL).read_text("utf-8"))
        return bool(sizes) and all((store / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, AttributeError):
        return False


def place(draft: Path, target: Path, *, same: bool = False) -> None:
    """Move a finished store to ``target``; a store that stands there is exchanged for it in one step and removed.

    Where ``same`` says that both were built from the same files, a whole store that stands there stays.
    """
    try:
        os.rename(draft, target)
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST, errno.EACCES}:
            raise
        if same and is_whole(target):
            return
        _exchange(draft, target)
        shutil.rmtree(draft, ignore_errors=True)
    _settle(target.parent)


def _lasting(store: Path) -> list[str]:
    """The files that hold the store; logs of opening and closing change."""
    names = (path.name for path in store.iterdir())
    return sorted(
        name for name in names if name == "CURRENT" or name.endswith(".sst") or name[:8] == "MANIFEST"
    )


def _settle(path: Path) -> None:
    """Have the system write a file or folder through to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchange(draft: Path, target: Path) -> None:
    """Let two folders change places; where the system cannot do it in one step, the old one moves aside first."""
    if sys.platform == "linux" and _swapped(draft, target):
        return
    aside = draft.with_name(draft.name + ".old")
    os.rename(target, aside)
    try:
        os.rename(draft, target)
    except OSError:
        os.rename(aside, target)
        raise
    os.rename(aside, draft)


def _swapped(draft: Path, target: Path) -> bool:
    swap = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if swap is None:
        return False
    done: int = swap(_HERE, os.fsencode(draft), _HERE, os.fsencode(target), ctypes.c_uint(_EXCHANGE))
    return done == 0
