"""Journal records: a header, the change as readable RDF Patch lines, and an end line with the digest of both.

    H {"author": …, "id": …, "previous": …, …}
    D <subject> <predicate> <object> <graph> .
    A <subject> <predicate> <object> <graph> .
    E <SHA-256 of all that stands above> [<key> <signature>]

``previous`` is the digest of the record before, so that no record can be changed, dropped or put in without breaking
the chain.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Protocol

from kg.ledger.journal.changes import ChangeSet, line, quads_of

__all__ = ["KINDS", "Record", "RecordFault", "Signer", "patch"]

KINDS = (
    *("create", "add", "undo", "accept", "withdraw", "correct", "migrate"),
    *("rename", "merge", "retire", "revise", "carry"),
)
"""What a commit can be."""

_SHORT = 16


class RecordFault(ValueError):
    """What is wrong with the text of a record."""


class Signer(Protocol):
    """Whoever signs commits: ``key`` is the public key in hex."""

    key: str

    def sign(self, message: bytes) -> bytes:
        """The signature of a message."""
        ...


def patch(change: ChangeSet) -> tuple[str, ...]:
    """The change as lines: what goes, then what comes, sorted."""
    return (
        *(f"D {line(quad)}" for quad in change.removed),
        *(f"A {line(quad)}" for quad in change.added),
    )


@dataclass(frozen=True, kw_only=True)
class Record:
    """One commit. ``when`` is UTC as ISO 8601 has it; ``number`` counts from 0, the creation of the store."""

    number: int
    previous: str | None
    submission: str
    when: str
    author: str
    reason: str
    kind: str
    tool: str
    shapes: str
    reverts: str | None = None
    report: str | None = None
    genesis: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    signature: tuple[str, str] | None = None
    accepted: Sequence[Mapping[str, str]] | None = None
    shipped: str | None = None

    @cached_property
    def id(self) -> str:
        """The name of the commit: the first digits of the digest of all it says."""
        return _digest(self._header(None), self.lines)[:_SHORT]

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the record, which the next one names."""
        return _digest(self._header(self.id), self.lines)

    @cached_property
    def change(self) -> ChangeSet:
        """What the commit added and removed."""
        added = "\n".join(text[2:] for text in self.lines if text.startswith("A "))
        removed = "\n".join(text[2:] for text in self.lines if text.startswith("D "))
        return ChangeSet(added=tuple(quads_of(added)), removed=tuple(quads_of(removed)))

    @property
    def size(self) -> tuple[int, int]:
        """How many quads it added and removed."""
        removed = sum(1 for text in self.lines if text.startswith("D "))
        return len(self.lines) - removed, removed

    def text(self, signer: Signer | None = None) -> str:
        """The record as the journal holds it, signed where there is a signer."""
        end = f"E {self.digest}"
        if signer is not None:
            end += f" {signer.key} {signer.sign(self.digest.encode()).hex()}"
        elif self.signature is not None:
            end += f" {self.signature[0]} {self.signature[1]}"
        return "\n".join((self._header(self.id), *self.lines, end)) + "\n"

    @classmethod
    def parse(cls, text: str) -> Record:
        """The record that a text holds; the inverse of ``text``.

        Raises:
            RecordFault: it is no record, or its digest is another one.
        """
        head, *lines, end = text.removesuffix("\n").split("\n")
        if not head.startswith("H ") or not end.startswith("E "):
            raise RecordFault("it does not begin with a header and end with a digest")
        digest, *signed = end.split(" ")[1:]
        if len(signed) not in {0, 2}:
            raise RecordFault("its end line has the wrong number of words")
        header = _header_of(head)
        name = header.pop("id", None)
        if any(text[:2] not in {"A ", "D "} for text in lines):
            raise RecordFault("a line of it neither adds nor removes")
        try:
            record = cls(**header, lines=tuple(lines), signature=(signed[0], signed[1]) if signed else None)  # type: ignore[arg-type]
        except TypeError as error:
            raise RecordFault(f"its header has other fields: {error}") from error
        if record.id != name or record.digest != digest:
            raise RecordFault("its digest is another one: it was changed after it was written")
        return record

    def _header(self, name: str | None) -> str:
        said = {one.name: getattr(self, one.name) for one in fields(self)}
        kept = {
            key: value
            for key, value in said.items()
            if key not in {"lines", "signature"} and (value is not None or key == "previous")
        }
        if name is not None:
            kept["id"] = name
        return "H " + json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(", ", ": "))


def _header_of(text: str) -> dict[str, object]:
    try:
        header = json.loads(text[2:])
    except ValueError as error:
        raise RecordFault(f"its header is no JSON: {error}") from error
    if not isinstance(header, dict):
        raise RecordFault("its header is no JSON object")
    return header


def _digest(header: str, lines: tuple[str, ...]) -> str:
    whole = hashlib.sha256(header.encode())
    for text in lines:
        whole.update(b"\n" + text.encode())
    return whole.hexdigest()
