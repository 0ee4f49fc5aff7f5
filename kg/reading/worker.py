"""What runs in the child process: texts come in, values go out, as lines of JSON; within limits.

A request is a line ``{"form", "name", "size"}`` and the text in UTF-8. The answer is any number of lines
``{"told": [...]}`` and one of ``{"done": true}``, ``{"error": [message, line, column]}`` and ``{"limit": [...]}``.
The child knows no names, reads no file and writes none.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import IO

from kg.errors import LimitError, Place, ReadingError
from kg.reading.commas import parse_csv
from kg.reading.marked import events
from kg.reading.parsers import rdf_rows

__all__ = ["OUT_OF_MEMORY", "main"]

OUT_OF_MEMORY = 86
"""The exit code of a child that needs more memory than it may have."""

_AT_ONCE = 200


def main(memory: int, seconds: int) -> None:
    """Answer requests until there are no more; ``memory`` in bytes, ``seconds`` of processor time for each."""
    _limit("RLIMIT_AS", memory)
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_FSIZE", 0)
    coming, going = sys.stdin.buffer, sys.stdout.buffer
    try:
        while line := coming.readline():
            _limit("RLIMIT_CPU", int(time.process_time()) + seconds + 1, hard=False)
            asked = json.loads(line)
            _answer(going, asked["form"], coming.read(asked["size"]).decode(), asked["name"])
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(0)


def _limit(name: str, value: int, *, hard: bool = True) -> None:
    """Set a limit where the system has it."""
    try:
        import resource
    except ImportError:
        return
    kind = getattr(resource, name, None)
    if kind is not None:
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value if hard else resource.getrlimit(kind)[1]))


def _answer(going: IO[bytes], form: str, text: str, name: str) -> None:
    """Write all that a text tells, and how it ended."""
    told = iter(_told(form, text, name))
    try:
        while batch := list(islice(told, _AT_ONCE)):
            _write(going, {"told": batch})
    except LimitError as error:
        _write(going, {"limit": _wrong(error)})
    except ReadingError as error:
        _write(going, {"error": _wrong(error)})
    else:
        _write(going, {"done": True})
    going.flush()


def _told(form: str, text: str, name: str) -> Iterable[object]:
    if form == "yaml":
        return events(text, name)
    return _cells(text, name) if form == "csv" else rdf_rows(text, name, form)


def _cells(text: str, name: str) -> Iterator[object]:
    for row in parse_csv(text, name):
        yield [(cell.text, cell.line, cell.column) for cell in row]


def _wrong(error: LimitError | ReadingError) -> tuple[str, int | None, int | None]:
    place = error.place or Place("")
    return error.message, place.line, place.column


def _write(going: IO[bytes], message: object) -> None:
    going.write(json.dumps(message, separators=(",", ":")).encode() + b"\n")
