"""What a writer is told when the work is done, and what it offers to be judged."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from kg.findings import Report
from kg.ledger.journal.record import Record, Signer
from kg.ledger.state.overlay import Overlay

__all__ = ["Admit", "Clock", "Receipt", "Signature", "accepted_words", "counted", "now", "whoever"]

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
    sees to that. ``counts`` are those of the facts and triples that came and went; ``accepted`` are the warnings that
    were let pass, each with code, fact and reason.
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
    accepted: Sequence[Mapping[str, str]] = ()
    signed: str | None = None

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
            accepted=tuple(record.accepted or ()) if done else (),
            signed=record.signature[0] if record.signature else None,
        )

    def with_notes(self, *notes: str) -> Receipt:
        """The receipt with further notes."""
        return replace(self, notes=(*self.notes, *notes))

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
            "accepted": [dict(one) for one in self.accepted],
            "signed": self.signed,
            "notes": list(self.notes),
        }

    def __str__(self) -> str:
        if not self.done:
            return "\n".join(self.notes or ("Nothing to do.",))
        told = ", ".join(counted(count, name) for name, count in self.counts.items() if count)
        lines = [f"Commit {self.commit}: {told or 'no facts'}."]
        lines += [f"Accepted {accepted_words(one)}" for one in self.accepted]
        if self.signed:
            lines.append(f"Signed by {self.signed[:16]}.")
        return "\n".join((*lines, *self.notes))


def accepted_words(accepted: Mapping[str, str]) -> str:
    """An accepted warning in a line: "V25 figure F0030: it was a strike"."""
    fact = accepted.get("fact", "").replace(":", " ", 1)
    return f"{accepted.get('code', '')} {fact}: {accepted.get('reason', '')}".replace(" :", ":")


def counted(count: int, name: str) -> str:
    """A count with its noun: "1 figure added", "9 figures added"."""
    noun, _, verb = name.partition(" ")
    return f"{count:,} {noun.removesuffix('s') if count == 1 else noun} {verb}"
