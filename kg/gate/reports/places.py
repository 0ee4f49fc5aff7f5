"""How the forms name a file: relative to where the command ran, with forward slashes, escaped for a URI."""

from __future__ import annotations

import posixpath
from pathlib import PurePath
from urllib.parse import quote

__all__ = ["relative", "uri"]


def relative(file: str, home: str | None = None) -> str:
    """The name of a file as seen from ``home``, without detours; a file elsewhere keeps its full name."""
    path = PurePath(file)
    if home is not None and path.is_absolute() and path.is_relative_to(home):
        path = path.relative_to(home)
    return posixpath.normpath(path.as_posix())


def uri(file: str, home: str | None = None) -> str:
    """The file as a URI reference: relative where its name is."""
    path = PurePath(relative(file, home))
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/-._~!$&'()*+,;=@")
