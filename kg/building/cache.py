"""The cache: where built graphs are kept."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["cache_folder"]

_NAME = "regional-trade-graph"


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
