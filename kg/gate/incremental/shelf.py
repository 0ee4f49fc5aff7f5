"""A shelf in the cache for what was found out about rules: telling what a query reads takes longer than running it.

What lies there can be made anew at any time. A shelf is named by the program that filled it, so that an older
analysis is never taken for that of this one; a shelf that cannot be read or written is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from kg.cache import cache_folder
from kg.gate.incremental.reads import Link, Reads

__all__ = ["Shelf"]

_Entry = dict[str, list[list[object]]]


class Shelf:
    """What a query or shape reads, by a digest of its text; None where that cannot be told from the text."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder

    def reads(self, texts: Iterable[str], tell: Callable[[], Reads | None]) -> Reads | None:
        """What lies here for these texts, or else what ``tell`` says, which then lies here too."""
        key = hashlib.sha256("\0".join(texts).encode()).hexdigest()
        if key in self._entries:
            entry = self._entries[key]
            return None if entry is None else _told(entry)
        told = tell()
        self._entries[key] = None if told is None else _entry(told)
        self._keep()
        return told

    @cached_property
    def _path(self) -> Path:
        return (self._folder or cache_folder()) / f"reads-{_program()}.json"

    @cached_property
    def _entries(self) -> dict[str, _Entry | None]:
        try:
            found = json.loads(self._path.read_text("utf-8"))
            for entry in found.values():
                _ = entry if entry is None else _told(entry)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}
        return dict(found)

    def _keep(self) -> None:
        draft = self._path.with_name(f".{self._path.name}-{os.getpid()}-{secrets.token_hex(4)}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(self._entries), encoding="utf-8")
            draft.replace(self._path)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def _entry(reads: Reads) -> _Entry:
    links: list[list[object]] = [
        [link.source, link.near, link.predicate, link.far, link.target] for link in reads.links
    ]
    return {"links": links, "skips": [[*pair] for pair in reads.skips]}


def _told(entry: _Entry) -> Reads:
    links = tuple(Link(*fields) for fields in entry["links"])  # type: ignore[arg-type]
    return Reads(links, tuple((int(str(one)), int(str(other))) for one, other in entry["skips"]))


def _program() -> str:
    """A digest of what tells: the modules of this room and the parser that they rest on."""
    told = hashlib.sha256(version("rdflib").encode())
    for path in sorted(Path(__file__).parent.glob("*.py")):
        told.update(path.read_bytes())
    return told.hexdigest()[:16]
