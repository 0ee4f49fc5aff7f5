"""From files to a commit: read, checked against the published state, and committed where nothing speaks against it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.answers.checking import digest_of, read_files
from kg.answers.naming import names_of
from kg.errors import LockedError, RejectedError, UnknownName
from kg.findings import Report, Severity
from kg.gate import check
from kg.gate.admission import judge
from kg.gate.corrections import corrections
from kg.ledger.commits.receipts import Receipt, Signature
from kg.ledger.commits.repository import Repository
from kg.ledger.commits.standing import remarks, standing
from kg.ledger.commits.waivers import Judgement, Waiver, judged
from kg.ledger.journal.changes import ChangeSet
from kg.ledger.state.differences import Difference, differences
from kg.ledger.state.overlay import Overlay

__all__ = ["Submission", "Submitted", "admit", "submit"]

_TRIES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Files that want to get in, and how.

    ``base`` is the commit that they were made for, None takes them to whatever is published; ``name`` is a name of one's
    own for the submission. ``correcting`` says that every fact takes the place of a stored one. From ``fail_on`` on a
    finding keeps them out, unless one of ``waivers`` lets it pass. ``expected`` is the digest of what they said when they
    were checked.
    """

    paths: Sequence[str | os.PathLike[str]]
    texts: str | os.PathLike[str] | None = None
    base: str | None = None
    name: str | None = None
    dry: bool = False
    correcting: bool = False
    fail_on: Severity = Severity.VIOLATION
    waivers: tuple[Waiver, ...] = ()
    expected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """What became of a submission: the receipt (None for a dry run), the report, and what changes or would change."""

    receipt: Receipt | None
    report: Report
    changes: tuple[Difference, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """Files as they were read: against which commit, what they would change, and what speaks against it."""

    base: str
    change: ChangeSet
    report: Report
    corrects: bool
    changes: tuple[Difference, ...]


def admit(view: Overlay) -> Report:
    """The verdict of the gate on a change."""
    return judge(view.engine, added=view.change.added, removed=view.change.removed)


def submit(repository: Repository, submission: Submission, signature: Signature) -> Submitted:
    """Check files and commit them; without a commit where it is a dry run.

    Where another commit comes in between, the check is done again, unless a base was given.

    Raises:
        RejectedError: something speaks against them; the error holds the report, and nothing was written.
        LockedError: the store has moved on from the base, is busy, or the files say something else than was checked.
    """
    for attempt in range(_TRIES):
        found = _checked(repository, submission)
        verdict = judged(found.report, submission.waivers, submission.fail_on)
        if verdict.refusing:
            raise RejectedError(_refusal(verdict), found.report)
        if submission.dry:
            return Submitted(receipt=None, report=found.report, changes=found.changes, notes=_told(verdict))
        try:
            made = repository.commit(
                found.change,
                signature,
                kind="correct" if found.corrects else "add",
                base=submission.base or found.base,
                submission=submission.name,
                report=found.report,
                accepted=verdict.accepted,
            )
        except (LockedError, UnknownName):  # a base that nobody knows: the journal began anew in between
            if submission.base is not None or attempt == _TRIES - 1 or repository.head == found.base:
                raise
        else:
            changes = found.changes if made.done else ()
            return Submitted(receipt=made, report=found.report, changes=changes, notes=verdict.notes)
    raise AssertionError


def _checked(repository: Repository, submission: Submission) -> _Checked:
    store = repository.store()
    try:
        reading = read_files(submission.paths, store, names_of(store), texts=submission.texts)
        digest = digest_of(reading)
        if submission.expected not in (None, digest):
            raise LockedError(
                f"The files say something else than when they were checked: their digest is {digest} now. Check again."
            )
        texts = None if submission.texts is None else Path(submission.texts)
        report = check(reading, store, texts=texts, correcting=submission.correcting)
        aged = remarks(standing(repository.layout, repository.log()))
        report = Report.of([*report, *aged], report.checked) if aged else report
        said = ChangeSet.of(reading.quads).added if report.conforms else ()
        found = corrections(reading, said, store.engine, whole=submission.correcting)
        change = ChangeSet.of([*said, *found.added], found.removed)
        net = change.effective(store.engine)
        return _Checked(
            base=store.commit,
            change=change,
            report=report,
            corrects=submission.correcting or bool(found.replaced),
            changes=differences(net, Overlay(store.engine, ChangeSet()), Overlay(store.engine, net)),
        )
    finally:
        store.close()


def _refusal(verdict: Judgement) -> str:
    if any(finding.severity is Severity.VIOLATION for finding in verdict.refusing):
        return "The facts were refused; nothing was written."
    codes = ", ".join(sorted({finding.code for finding in verdict.refusing}))
    return f"There are warnings that nobody accepted ({codes}: --accept CODE=REASON); nothing was written."


def _told(verdict: Judgement) -> tuple[str, ...]:
    would = (f"Would be accepted: {one['code']} {one['fact']}: {one['reason']}" for one in verdict.accepted)
    return (*would, *verdict.notes)
