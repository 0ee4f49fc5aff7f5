"""Seals: what a store's files were when it was finished, so that damage shows without reading them."""

from __future__ import annotations

import json
import os
from pathlib import Path

__all__ = ["is_whole", "seal", "settle"]

_SEAL = "SEAL"


def seal(store: Path) -> None:
    """Note the names and sizes of the store's files, all of them on disk, so that damage shows without reading."""
    sizes = {name: (store / name).stat().st_size for name in _lasting(store)}
    path = store / _SEAL
    path.write_text(json.dumps(sizes, sort_keys=True), "utf-8")
    for one in (path, *(store / name for name in sizes), store):
        settle(one)


def is_whole(store: Path) -> bool:
    """Whether a folder holds a sealed store whose files are all there in full."""
    try:
        sizes = json.loads((store / _SEAL).read_text("utf-8"))
        return bool(sizes) and all((store / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, AttributeError):
        return False


def _lasting(store: Path) -> list[str]:
    """The files that hold the store; logs of opening and closing change."""
    names = (path.name for path in store.iterdir())
    return sorted(
        name for name in names if name == "CURRENT" or name.endswith(".sst") or name[:8] == "MANIFEST"
    )


def settle(path: Path) -> None:
    """Have the system write a file or folder through to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
