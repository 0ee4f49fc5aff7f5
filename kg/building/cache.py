"""The cache: where built graphs are kept, and which of them stay."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

__all__ = ["cache_folder", "prune"]

_KEPT = 3
_NAME = "regional-trade-graph"
_DIGEST = 64


def cache_folder() -> Path:
    """Where built graphs are kept: $KG_CACHE, or the platform's place for caches."""
    own = os.environ.get("KG_CACHE")
    if own:
        return Path(own).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / _NAME
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / _NAME
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / _NAME


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
