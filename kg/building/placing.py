"""Putting a finished store in its place in one step."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from pathlib import Path

from kg.building.seals import is_whole, settle

__all__ = ["place"]

_HERE = -100
_EXCHANGE = 2


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
    settle(target.parent)


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
