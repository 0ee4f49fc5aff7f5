"""From files to a commit: read, checked against the published state, and committed where nothing speaks against it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.answers.checking import read_files
from kg.answers.naming import names_of
from kg.errors import LockedError, RejectedError
from kg.findings import Report
from kg.gate import check
from kg.gate.admission import judge
from kg.ledger.changes import ChangeSet
from kg.ledger.overlay import Overlay
from kg.ledger.receipts import Receipt, Signature
from kg.ledger.repository import Repository

__all__ = ["Submission", "admit", "submit"]

_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Files that want to get in, and how: to the state after ``base``, or to whatever is published."""

    paths: Sequence[str | os.PathLike[str]]
    texts: str | os.PathLike[str] | None = None
    base: str | None = None
    name: str | None = None
    dry: bool = False


def admit(view: Overlay) -> Report:
    """The verdict of the gate on a change."""
    return judge(view.engine, added=view.change.added, removed=view.change.removed)


def submit(
    repository: Repository, submission: Submission, signature: Signature
) -> tuple[Receipt | None, Report]:
    """Check files and commit them; without a commit where it is a dry run.

    Where another commit comes in between, the check is done again, unless a base was given.

    Raises:
        RejectedError: something speaks against them; the error holds the report, and nothing was written.
        LockedError: the store has moved on from the base, or is busy.
    """
    for attempt in range(_TRIES):
        base, change, report = _checked(repository, submission)
        if not report.conforms:
            raise RejectedError("The facts were refused; nothing was written.", report)
        if submission.dry:
            return None, report
        try:
            made = repository.commit(
                change, signature, base=submission.base or base, submission=submission.name, report=report
            )
        except LockedError:
            if submission.base is not None or attempt == _TRIES - 1 or repository.head == base:
                raise
        else:
            return made, report
    raise AssertionError


def _checked(repository: Repository, submission: Submission) -> tuple[str, ChangeSet, Report]:
    """The published commit, what the files would change, and what speaks against it."""
    store = repository.store()
    try:
        reading = read_files(submission.paths, store, names_of(store), texts=submission.texts)
        texts = None if submission.texts is None else Path(submission.texts)
        return store.commit, ChangeSet.of(reading.quads), check(reading, store, texts=texts)
    finally:
        store.close()
