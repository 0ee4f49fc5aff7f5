"""A folder is one submission: every file in it that can be read, sorted; links are not followed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import LimitError, Place, ReadingError
from kg.reading.files import SUFFIXES

__all__ = ["gathered"]

_MOST = 1_000
_LARGEST = 100_000_000


def gathered(paths: Iterable[str | os.PathLike[str]]) -> list[Path]:
    """The files of a submission: those named, and those in the folders named, at any depth.

    In a folder, files of other suffixes and what begins with a dot are passed over. A link is listed as it is, so that
    reading it says that links are not followed.

    Raises:
        ReadingError: a folder holds no file that can be read.
        LimitError: there are more than 1,000 files, or more than 100 MB in several.
    """
    files: list[Path] = []
    for path in map(Path, paths):
        files.extend(_inside(path) if path.is_dir() and not path.is_symlink() else [path])
        if len(files) > _MOST:
            message = f"a submission has at most {_MOST:,} files; this one has more"
            raise LimitError(message, Place(path.as_posix()))
    size = sum(path.lstat().st_size for path in files if path.is_file()) if len(files) > 1 else 0
    if size > _LARGEST:
        message = f"the submission has {size:,} bytes; the limit is {_LARGEST:,}"
        raise LimitError(message, Place(files[0].as_posix()))
    return files


def _inside(folder: Path) -> list[Path]:
    found = sorted(_walk(folder), key=lambda path: path.as_posix())
    if not found:
        raise ReadingError("no file in this folder can be read here", Place(folder.as_posix()))
    return found


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in folders if Path(here, name).is_symlink())
        for name in files:
            path = Path(here, name)
            if not name.startswith(".") and path.suffix.lower() in SUFFIXES:
                yield path
