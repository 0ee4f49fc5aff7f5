"""The cache: where things are kept that can be made anew: built graphs, and what was told of the rules."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["cache_folder"]

_NAME = "regional-trade-graph"


def cache_folder() -> Path:
    """Where things are kept that can be made anew: $KG_CACHE, or the platform's place for caches."""
    own = os.environ.get("KG_CACHE")
    if own:
        return Path(own).expanduser()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / _NAME
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / _NAME
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / _NAME
