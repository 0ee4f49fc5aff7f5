"""Files of facts as they are typed: standard input among them, and reports that name them so."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.errors import LimitError, ReadingError
    from kg.findings import Finding, Report

__all__ = ["FORM", "inputs", "renamed", "unread"]

_AT_ONCE = 1_000_000
_START = 4_096

FORM = click.option(
    "--as",
    "typed_as",
    type=click.Choice(["yaml", "csv", "turtle", "trig", "nquads", "jsonld"]),
    help="The form of standard input (-); otherwise it is told by how it begins.",
)
"""The option ``--as``; the command takes it as ``typed_as``."""


def renamed(report: Report, paths: Sequence[str], files: Sequence[str]) -> Report:
    """The report with the names of files as they were typed, where they stand and in what is said of them."""
    typed = {Path(path).as_posix(): name for path, name in zip(paths, files, strict=True) if path != name}
    return replace(report, findings=tuple(_renamed(finding, typed) for finding in report))


def _renamed(finding: Finding, typed: Mapping[str, str]) -> Finding:
    for path, name in typed.items():
        if path in finding.message:
            finding = replace(finding, message=finding.message.replace(path, name))
        if finding.place and finding.place.file == path:
            finding = replace(finding, place=replace(finding.place, file=name))
    return finding


def unread(error: ReadingError | LimitError, paths: Sequence[str], files: Sequence[str]) -> Report:
    """The report on a submission of one file that cannot be read; an error of no file goes on."""
    from kg.answers.checking import unreadable

    if error.place is None:
        raise error
    return renamed(unreadable(error), paths, files)


@contextmanager
def inputs(files: Sequence[str], typed_as: str | None = None) -> Iterator[list[str]]:
    """The files to check; standard input becomes a file for as long as the check lasts."""
    if typed_as and "-" not in files:
        raise click.UsageError("--as says what standard input is: name - among the files.")
    with TemporaryDirectory() as folder:
        typed = str(_received(Path(folder), typed_as)) if "-" in files else ""
        yield [typed if name == "-" else name for name in files]


def _received(folder: Path, form: str | None) -> Path:
    """Standard input as a file, its form by its suffix; what is longer than a file may be is cut one byte after."""
    from kg.reading.sniffing import SUFFIX_OF, sniffed
    from kg.reading.texts import LARGEST

    stream = _bytes_of(sys.stdin)
    piece = stream.read(_START)
    suffix = SUFFIX_OF[form or sniffed(piece.decode("utf-8", errors="replace"))]
    path, left = folder / f"standard-input{suffix}", LARGEST + 1
    with path.open("wb") as file:
        while piece:
            file.write(piece)
            left -= len(piece)
            piece = stream.read(min(_AT_ONCE, left)) if left else b""
    return path


def _bytes_of(stream: IO[str]) -> IO[bytes]:
    """The bytes under a text stream; what has none is short enough to be held."""
    buffer: IO[bytes] | None = getattr(stream, "buffer", None)
    return io.BytesIO(stream.read().encode()) if buffer is None else buffer
