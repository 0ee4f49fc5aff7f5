"""What a writer is told when the work is done, and what it offers to be judged."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kg.findings import Report
from kg.ledger.overlay import Overlay
from kg.ledger.record import Record, Signer

__all__ = ["Admit", "Clock", "Receipt", "Signature", "counted", "now", "whoever"]

Clock = Callable[[], datetime]
"""Tells the time."""

Admit = Callable[[Overlay], Report]
"""Judges a change by the state that it would lead to; a report that does not conform keeps it out."""


def now() -> datetime:
    """The time by the clock of this machine."""
    return datetime.now(UTC)


def whoever() -> str:
    """Who works here: $KG_AUTHOR, or the user that this process belongs to."""
    named = os.environ.get("KG_AUTHOR", "").strip()
    try:
        return named or getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who does it and why, when, and by whose key, where it is signed."""

    author: str
    reason: str
    clock: Clock = now
    signer: Signer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of a submission.

    ``done`` is False where there was nothing to do; ``commit`` then names the state as it stands, or the earlier commit
    of the same submission. ``published`` is False where the commit counts but readers do not see it yet: the next writer
    sees to that. ``counts`` are those of the facts and triples that came and went.
    """

    commit: str
    done: bool
    kind: str
    author: str
    reason: str
    when: str
    counts: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    published: bool = True
    report: Report | None = None

    @classmethod
    def of(
        cls,
        record: Record,
        *,
        done: bool = True,
        notes: tuple[str, ...] = (),
        published: bool = True,
        report: Report | None = None,
    ) -> Receipt:
        """The receipt for a commit."""
        return cls(
            commit=record.id,
            done=done,
            kind=record.kind,
            author=record.author,
            reason=record.reason,
            when=record.when,
            counts=dict(record.counts) if done else {},
            notes=notes,
            published=published,
            report=report,
        )

    def record(self) -> dict[str, object]:
        """The receipt as plain values, the report left out."""
        return {
            "commit": self.commit,
            "done": self.done,
            "kind": self.kind,
            "author": self.author,
            "reason": self.reason,
            "when": self.when,
            "counts": dict(self.counts),
            "published": self.published,
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        if not self.done:
            return "\n".join(self.notes or ("Nothing to do.",))
        told = ", ".join(counted(count, name) for name, count in self.counts.items() if count)
        return "\n".join((f"Commit {self.commit}: {told or 'no facts'}.", *self.notes))


def counted(count: int, name: str) -> str:
    """A count with its noun: "1 figure added", "9 figures added"."""
    noun, _, verb = name.partition(" ")
    return f"{count:,} {noun.removesuffix('s') if count == 1 else noun} {verb}"
