"""What a commit is made for, and the record that it leaves in the journal."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from kg.findings import Report
from kg.ledger.commits.receipts import Admit, Signature
from kg.ledger.commits.rules import rules_digest
from kg.ledger.journal.changes import ChangeSet
from kg.ledger.journal.layout import tool
from kg.ledger.journal.record import Record, patch
from kg.ledger.state.tally import tally

__all__ = ["Accepted", "Errand", "clock_note", "first_record", "record_of"]

Accepted = Sequence[Mapping[str, str]]
"""Warnings that are let pass, each with code, fact and reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What a commit is: its kind, the commit it was made for, and what is kept with it.

    ``base`` is the commit that the change was made for, ``submission`` a name of one's own, ``reverts`` the commit that
    is taken back, ``admit`` judges the state that it leads to, ``report`` is what a check found before, and ``accepted``
    are the warnings that were let pass. ``shipped`` is the digest of the shipped files that it brings the store to; such
    a commit is made even where no triple differs.
    """

    kind: str
    base: str | None = None
    submission: str | None = None
    reverts: str | None = None
    admit: Admit | None = None
    report: Report | None = None
    accepted: Accepted = ()
    shipped: str | None = None


def record_of(change: ChangeSet, signature: Signature, last: Record, errand: Errand) -> Record:
    """The record of a change that follows the ``last`` one."""
    lines = patch(change)
    report = errand.report
    return Record(
        number=last.number + 1,
        previous=last.digest,
        submission=errand.submission or _sha(last.digest, *lines),
        when=_when(signature),
        author=signature.author,
        reason=signature.reason,
        kind=errand.kind,
        tool=tool(),
        shapes=rules_digest(),
        reverts=errand.reverts,
        report=None if report is None else _sha(*(repr(finding) for finding in report)),
        counts=tally(change),
        lines=lines,
        accepted=[dict(one) for one in errand.accepted] or None,
        shipped=errand.shipped,
    )


def first_record(genesis: ChangeSet, digest: str, signature: Signature) -> Record:
    """The record of a new store that begins with a graph of this digest."""
    return Record(
        number=0,
        previous=None,
        submission=digest,
        when=_when(signature),
        author=signature.author,
        reason=signature.reason,
        kind="create",
        tool=tool(),
        shapes=rules_digest(),
        genesis=digest,
        counts=tally(genesis),
    )


def clock_note(record: Record, last: Record) -> tuple[str, ...]:
    """What is to be said where the clock shows a time before the last commit."""
    if record.when >= last.when:
        return ()
    return (
        f"The clock shows {record.when}, earlier than the commit before ({last.when}); the journal's order counts.",
    )


def _when(signature: Signature) -> str:
    return signature.clock().astimezone(UTC).isoformat(timespec="milliseconds")


def _sha(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
