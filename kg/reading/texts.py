"""The text of a file, read with limits: regular files in UTF-8 of a bearable size, and nothing else.

A line ends where an editor ends it: at a line feed, a carriage return, or both. Lines and columns count from 1.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from kg.errors import LimitError, Place, ReadingError

__all__ = ["LARGEST", "FileText", "Lines", "lines_of", "read_text", "refuse_disguise"]

LARGEST = 50_000_000
"""The most bytes that a file may have."""

_DISGUISES = {
    b"\x1f\x8b": "a gzip archive",
    b"PK\x03\x04": "a zip archive",
    b"\x89PNG": "a picture",
    b"%PDF": "a PDF",
    b"\xff\xfe": "UTF-16 text",
    b"\xfe\xff": "UTF-16 text",
}
_MARK = b"\xef\xbb\xbf"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_FLAGS = sum(getattr(os, flag, 0) for flag in ("O_RDONLY", "O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_JSON = re.compile(r'\{\s*["}]|\[\s*[{"]')
_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's text, its name as it is shown, whether a byte order mark was left out, and the SHA-256 of its bytes."""

    name: str
    text: str
    marked: bool = False
    digest: str = ""


class Lines:
    """Where the characters of a text stand."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]
        self._end = len(text.rstrip())

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def spot(self, line: int, column: int) -> tuple[int, int]:
        """A line and column, or the end of what is written where they lie behind it."""
        return min((line, column), self.at(self._end))


def lines_of(text: str) -> list[str]:
    """The lines of a text, without their ends."""
    lines = _BREAK.split(text)
    return lines if lines[-1] else lines[:-1]


def read_text(path: Path, *, largest: int = LARGEST) -> FileText:
    """The text of a regular file in UTF-8.

    Raises:
        ReadingError: it is missing, no regular file, not UTF-8, or something else under a text's name.
        LimitError: it is larger than ``largest`` bytes.
    """
    name = path.as_posix()
    data = _bytes(path, name, largest)
    for start, what in _DISGUISES.items():
        if data.startswith(start):
            raise ReadingError(f"the file is {what}, not UTF-8 text; unpack or convert it first", Place(name))
    marked = data.startswith(_MARK)
    try:
        text = data.removeprefix(_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(data.removeprefix(_MARK), error, name) from error
    _refuse_controls(text, name)
    return FileText(name, text, marked, hashlib.sha256(data).hexdigest())


def refuse_disguise(file: FileText, *, braces: bool = True) -> None:
    """Refuse what is a page or a document under the name of a file of facts; ``braces``: JSON is in order.

    Raises:
        ReadingError: the text begins as HTML, XML or JSON does.
    """
    start = file.text.lstrip()[:200].lower()
    looks = "HTML or XML" if start.startswith(("<!doctype", "<html", "<?xml")) else None
    if not braces and _JSON.match(start):
        looks = "JSON"
    if looks:
        line, column = Lines(file.text).at(len(file.text) - len(file.text.lstrip()))
        message = f"the file looks like {looks}, not like the format of its suffix"
        raise ReadingError(message, Place(file.name, line, column))


def _bytes(path: Path, name: str, largest: int) -> bytes:
    """The bytes of a regular file that does not change meanwhile; a link, pipe or device is never followed."""
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            raise ReadingError("the file is a symbolic link; name the file itself", Place(name))
        if not stat.S_ISREG(status.st_mode):
            raise ReadingError("this is no regular file", Place(name))
        if status.st_size > largest:
            raise LimitError(f"the file has {status.st_size:,} bytes; the limit is {largest:,}", Place(name))
        with open(os.open(path, _FLAGS), "rb") as file:
            before = os.fstat(file.fileno())
            data = file.read(largest + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise ReadingError(f"the file cannot be read: {error.strerror}", Place(name)) from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ReadingError("the file changed while it was read; give it again", Place(name))
    if len(data) > largest:
        raise LimitError(f"the file has more than {largest:,} bytes", Place(name))
    return data


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> ReadingError:
    likely = next((name for name in ("gb18030", "latin-1") if _decodes(data, name)), "unknown")
    return ReadingError(
        f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8; the encoding may be {likely}. "
        "Save the file as UTF-8.",
        Place(name, *_end_of(data[: error.start].decode())),
    )


def _end_of(text: str) -> tuple[int, int]:
    """Where the character after a text would stand."""
    return Lines(text).at(len(text))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_controls(text: str, name: str) -> None:
    found = _CONTROL.search(text)
    if found is None:
        return
    at = found.start()
    raise ReadingError(
        f"the file holds the control character U+{ord(text[at]):04X}; take it out",
        Place(name, *_end_of(text[:at])),
    )
