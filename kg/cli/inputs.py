"""Files of facts as they are typed: standard input among them, and reports that name them so."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.findings import Report

__all__ = ["inputs", "renamed"]


def renamed(report: Report, paths: Sequence[str], files: Sequence[str]) -> Report:
    """The report with the names of files as they were typed."""
    typed = {Path(path).as_posix(): name for path, name in zip(paths, files, strict=True)}
    return replace(
        report,
        findings=tuple(
            replace(f, place=replace(f.place, file=typed.get(f.place.file, f.place.file))) if f.place else f
            for f in report
        ),
    )


@contextmanager
def inputs(files: tuple[str, ...]) -> Iterator[list[str]]:
    """The files to check; standard input becomes a file for as long as the check lasts."""
    with TemporaryDirectory() as folder:
        typed = Path(folder) / "standard-input.yaml"
        if "-" in files:
            typed.write_text(sys.stdin.read(), encoding="utf-8")
        yield [str(typed) if name == "-" else name for name in files]
