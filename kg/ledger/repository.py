"""A store folder with a journal: opened to be read or changed, every state of it kept and told apart by its commit."""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC
from pathlib import Path

from pyoxigraph import Quad, Store

from kg.errors import LockedError, RejectedError, UsageProblem
from kg.findings import Report
from kg.ledger.changes import ChangeSet
from kg.ledger.decisions import decision
from kg.ledger.derived import refreshed
from kg.ledger.differences import Difference, differences
from kg.ledger.disk import Disk
from kg.ledger.genesis import digest_of, packed
from kg.ledger.history import History
from kg.ledger.journal import Journal
from kg.ledger.layout import Layout, tool
from kg.ledger.overlay import Overlay
from kg.ledger.receipts import Admit, Receipt, Signature
from kg.ledger.record import KINDS, Record, patch
from kg.ledger.rules import rules_digest
from kg.ledger.snapshots import FrozenStore, Snapshots
from kg.ledger.tally import tally
from kg.ledger.undoing import undoing
from kg.ledger.verification import verified
from kg.ledger.writing import Writer, writing

__all__ = ["Repository", "check_free"]

_WAIT = 30.0


class Repository:
    """A store folder: its published state, its commits, and the ways to add one."""

    def __init__(self, folder: Path, *, disk: Disk | None = None, wait: float = _WAIT) -> None:
        self.folder, self.wait = folder, wait
        self._disk = disk or Disk()
        self._layout = Layout(folder)
        self._journal = Journal(self._layout.journal, self._disk)

    @classmethod
    def create(
        cls,
        folder: Path,
        quads: Iterable[Quad],
        signature: Signature,
        *,
        replace: bool = False,
        disk: Disk | None = None,
    ) -> Repository:
        """A new store in ``folder`` that begins with a graph; it appears whole or not at all.

        Args:
            folder: where; an empty or a new folder.
            quads: the graph to begin with.
            signature: who makes it, why, and when.
            replace: whether a store that stands there, with all its commits, may go.
            disk: how to reach the disk.

        Raises:
            UsageProblem: something else stands there, or a store that may not go.
        """
        made = cls(folder, disk=disk)
        check_free(folder, replace=replace)
        draft = folder.parent / f".creating-{folder.name}-{os.getpid()}-{secrets.token_hex(4)}"
        try:
            made._disk.make(draft)
            _begin(draft, quads, signature, made._disk)
            made._disk.place(draft, folder)
        except OSError as error:
            raise UsageProblem(f"{folder} cannot be written: {error.strerror or error}.") from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        return made

    @classmethod
    def open(cls, folder: Path, *, disk: Disk | None = None, wait: float = _WAIT) -> Repository:
        """The store in a folder; nothing is locked until something is written.

        Raises:
            UnreachableError: there is none.
            UsageProblem: it is of another format.
        """
        Layout(folder).check()
        return cls(folder, disk=disk, wait=wait)

    @property
    def head(self) -> str:
        """The commit that readers see."""
        return Snapshots(self._layout, self._disk).head[0]

    def store(self) -> FrozenStore:
        """The published state, frozen: it stays as it is, whatever is committed later."""
        return Snapshots(self._layout, self._disk).open()

    def digest(self) -> str:
        """The SHA-256 of the published graph, the ledger left out."""
        store = self.store()
        try:
            return digest_of(store.quads())
        finally:
            store.close()

    @property
    def history(self) -> History:
        """All commits, and what they say of states and facts.

        Raises:
            DamagedError: the journal was changed.
        """
        self._journal.refresh()
        return History(self._layout, self._journal, Snapshots(self._layout, self._disk))

    def log(self) -> tuple[Record, ...]:
        """All commits, the oldest first."""
        return self.history.records

    def commit(
        self,
        change: ChangeSet,
        signature: Signature,
        *,
        kind: str = "add",
        base: str | None = None,
        submission: str | None = None,
        admit: Admit | None = None,
        report: Report | None = None,
    ) -> Receipt:
        """Carry out a change, whole or not at all, with everything that follows from it.

        Args:
            change: what comes and what goes; only what makes a difference counts.
            signature: who and why.
            kind: what the commit is, one of ``kg.ledger.record.KINDS``.
            base: the commit that the change was made for; None takes it on whatever state there is.
            submission: a name of one's own; the same name again is a retry and changes nothing.
            admit: judges the state that it would lead to.
            report: what a check found before, kept by its digest.

        Raises:
            LockedError: another writer holds the store, or it is past ``base``.
            RejectedError: ``admit`` finds it wrong.
            DamagedError: the store is damaged, or cannot be written.
        """
        if kind not in KINDS:
            raise UsageProblem(f"There is no kind of commit “{kind}”; there are {', '.join(KINDS)}.")

        def prepared(_: Writer) -> ChangeSet:
            return change

        return self._write(
            prepared, signature, kind, base=base, submission=submission, admit=admit, report=report
        )

    def undo(
        self, commit: str, signature: Signature, *, base: str | None = None, admit: Admit | None = None
    ) -> Receipt:
        """Take a commit back by a commit of its own, through the same gate.

        Raises:
            UnknownName: there is no such commit.
            RejectedError: later commits need what it brought, or ``admit`` finds the result wrong.
        """
        record = self.history.find(commit)

        def prepared(writer: Writer) -> ChangeSet:
            return _taken_back(record, writer.journal.records, writer.open.engine)

        return self._write(prepared, signature, "undo", base=base, reverts=record.id, admit=admit)

    def undoing(self, commit: str) -> tuple[Difference, ...]:
        """How the facts would differ if a commit were taken back; nothing is written.

        Raises:
            UnknownName: there is no such commit.
            RejectedError: later commits need what it brought.
        """
        history = self.history
        record = history.find(commit)
        store = self.store()
        try:
            change = refreshed(store.engine, _taken_back(record, history.records, store.engine))
            return differences(change, Overlay(store.engine, ChangeSet()), Overlay(store.engine, change))
        finally:
            store.close()

    def accept(
        self, figure: str, signature: Signature, *, base: str | None = None, admit: Admit | None = None
    ) -> Receipt:
        """Decide that a figure is the one that counts for its cell.

        Raises:
            UnknownName: there is no such figure.
        """

        def prepared(writer: Writer) -> ChangeSet:
            when = signature.clock().astimezone(UTC).date()
            return decision(figure, signature.reason, when, writer.open.engine)

        return self._write(prepared, signature, "accept", base=base, admit=admit)

    def verify(self, *, keys: Iterable[str] = ()) -> Report:
        """Whether the folder is as it was written: journal, store, snapshots, and signatures by ``keys`` where given."""
        return verified(self.folder, self._disk, self.wait, keys=tuple(keys))

    def rebuild(self) -> tuple[str, ...]:
        """Make store and snapshot anew from genesis and journal; tells what was found on the way.

        Raises:
            DamagedError: genesis or journal are not as they were written.
        """
        with writing(self.folder, self._journal, self._disk, self.wait, recover=False) as writer:
            journal = writer.journal
            journal.refresh()
            before = writer.published()
            cut = journal.mend()
            writer.rebuild()
            told = [f"The store was made anew from {len(journal.records)} commits."]
            if cut:
                told.append("The last entry of the journal was not whole and was cut off.")
            if before is not None and before not in journal:
                told.append(f"Commit {before}, which was published, is not in the journal and is lost.")
            return tuple(told)

    def _write(
        self,
        prepare: Callable[[Writer], ChangeSet],
        signature: Signature,
        kind: str,
        *,
        base: str | None,
        submission: str | None = None,
        reverts: str | None = None,
        admit: Admit | None = None,
        report: Report | None = None,
    ) -> Receipt:
        if not signature.reason.strip():
            raise UsageProblem("A commit needs a reason.")
        with writing(self.folder, self._journal, self._disk, self.wait) as writer:
            history = History(self._layout, writer.journal, writer.snapshots)
            earlier = history.submitted(submission) or (history.undone_by(reverts) if reverts else None)
            if earlier is not None:
                note = f"Commit {earlier.id} has done this already; nothing to do."
                return Receipt.of(earlier, done=False, notes=(*writer.notes, note))
            last = writer.journal.last
            if base is not None and history.find(base).id != last.id:
                raise LockedError(
                    f"The store is at commit {last.id} and not at {base} any more; check again."
                )
            # The engine is given no name here: an error that somebody keeps would keep this frame, and the store open.
            wanted = prepare(writer).effective(writer.open.engine)
            change = refreshed(writer.open.engine, wanted).effective(writer.open.engine)
            if not change:
                return Receipt.of(
                    last, done=False, notes=(*writer.notes, "Nothing to do: the graph has it already.")
                )
            report = _admitted(Overlay(writer.open.engine, change), admit) if admit else report
            record = _record(
                change, signature, kind, last, submission=submission, reverts=reverts, report=report
            )
            writer.commit(record, signature.signer)
            late = writer.settle()
            notes = (*writer.notes, *_clock_note(record, last), *((late,) if late else ()))
            return Receipt.of(record, notes=notes, published=late is None, report=report)


def check_free(folder: Path, *, replace: bool) -> None:
    """Make sure that a store may be made in a folder.

    Raises:
        UsageProblem: something else stands there, or a store that may not go.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not folder.is_dir():
        raise UsageProblem(f"{folder} is a file; name a folder.")
    bare, full = (folder / "CURRENT").is_file(), (folder / "store.json").is_file()
    if not bare and not full:
        raise UsageProblem(f"{folder} holds something that is no store; name an empty or a new folder.")
    if full and not replace:
        raise UsageProblem(
            f"{folder} holds a store with its commits already; name another folder, or replace it (--replace)."
        )


def _taken_back(record: Record, records: Sequence[Record], engine: Store) -> ChangeSet:
    if record.kind == "create":
        raise UsageProblem(f"{record.id} created the store; what it began with cannot be undone.")
    done = undoing(record, records, engine)
    if done.findings:
        found = Report.of(done.findings, {"triples": len(record.lines)})
        raise RejectedError(f"Commit {record.id} cannot be undone; nothing was written.", found)
    return done.change


def _begin(draft: Path, quads: Iterable[Quad], signature: Signature, disk: Disk) -> None:
    """Write all parts of a new store."""
    layout = Layout(draft)
    genesis = ChangeSet.of(quads).added
    data, digest = packed(genesis)
    disk.replace(layout.genesis, data)
    record = Record(
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
        counts=tally(ChangeSet(added=genesis)),
    )
    journal = Journal(layout.journal, disk)
    journal.append(record, signature.signer)
    writer = Writer(layout, journal, disk)
    try:
        writer.rebuild()
    finally:
        writer.close()
    disk.replace(layout.about, layout.description())


def _record(
    change: ChangeSet,
    signature: Signature,
    kind: str,
    last: Record,
    *,
    submission: str | None,
    reverts: str | None,
    report: Report | None,
) -> Record:
    lines = patch(change)
    return Record(
        number=last.number + 1,
        previous=last.digest,
        submission=submission or _sha(last.digest, *lines),
        when=_when(signature),
        author=signature.author,
        reason=signature.reason,
        kind=kind,
        tool=tool(),
        shapes=rules_digest(),
        reverts=reverts,
        report=None if report is None else _sha(*(repr(finding) for finding in report)),
        counts=tally(change),
        lines=lines,
    )


def _admitted(view: Overlay, admit: Admit) -> Report:
    report = admit(view)
    if not report.conforms:
        raise RejectedError("The graph would not conform any more; nothing was written.", report)
    return report


def _when(signature: Signature) -> str:
    return signature.clock().astimezone(UTC).isoformat(timespec="milliseconds")


def _clock_note(record: Record, last: Record) -> tuple[str, ...]:
    if record.when >= last.when:
        return ()
    return (
        f"The clock shows {record.when}, earlier than the commit before ({last.when}); the journal's order counts.",
    )


def _sha(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()
