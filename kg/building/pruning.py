"""Pruning the cache: the newest graphs stay, old ones and the drafts of killed builds go."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

__all__ = ["prune"]

_KEPT = 3
_DIGEST = 64


def prune(folder: Path, *, keep: Path) -> None:
    """Remove all but the newest stores, and what killed builds left behind."""
    entries = [path for path in folder.iterdir() if path.is_dir()]
    stores = [path for path in entries if len(path.name) == _DIGEST and path != keep]
    stores.sort(key=lambda path: (path.stat().st_mtime, path.name), reverse=True)
    left = [path for path in entries if path.name.startswith(".building-") and not _is_building(path.name)]
    for path in [*stores[_KEPT - 1 :], *left]:
        shutil.rmtree(path, ignore_errors=True)


def _is_building(name: str) -> bool:
    """Whether the process that the name of a draft tells is still at work."""
    number = name.split("-")[1]
    try:
        os.kill(int(number), 0)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
    return True
