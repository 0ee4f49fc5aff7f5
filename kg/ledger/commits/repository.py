"""A store folder with a journal: opened to be read or changed, every state of it kept and told apart by its commit."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from pyoxigraph import Quad, Store

from kg.errors import LockedError, RejectedError, UnknownName, UsageProblem
from kg.findings import Report
from kg.ledger.commits.beginning import begin, check_free
from kg.ledger.commits.receipts import Admit, Receipt, Signature
from kg.ledger.commits.recording import Accepted, Errand, clock_note, record_of
from kg.ledger.commits.verification import verified
from kg.ledger.commits.writing import Writer, writing
from kg.ledger.edits.decisions import decision
from kg.ledger.edits.undoing import tidied, undoing
from kg.ledger.edits.withdrawal import withdrawal
from kg.ledger.journal.changes import ChangeSet
from kg.ledger.journal.disk import Disk
from kg.ledger.journal.genesis import digest_of
from kg.ledger.journal.journal import Journal
from kg.ledger.journal.layout import Layout
from kg.ledger.journal.record import KINDS, Record
from kg.ledger.state.derived import refreshed
from kg.ledger.state.differences import Difference, differences
from kg.ledger.state.history import History
from kg.ledger.state.overlay import Overlay
from kg.ledger.state.snapshots import FrozenStore, Snapshots
from kg.vocabulary import shorten

__all__ = ["Repository"]

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
        shipped: str | None = None,
        disk: Disk | None = None,
    ) -> Repository:
        """A new store in ``folder`` that begins with a graph; it appears whole or not at all.

        Args:
            folder: where; an empty or a new folder.
            quads: the graph to begin with.
            signature: who makes it, why, and when.
            replace: whether a store that stands there, with all its commits, may go.
            shipped: the digest of the shipped files that the graph was made from, where it was.
            disk: how to reach the disk.

        Raises:
            UsageProblem: something else stands there, or a store that may not go.
        """
        made = cls(folder, disk=disk)
        check_free(folder, replace=replace)
        draft = folder.parent / f".creating-{folder.name}-{os.getpid()}-{secrets.token_hex(4)}"
        try:
            made._disk.make(draft)
            begin(draft, quads, signature, made._disk, shipped=shipped)
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
    def layout(self) -> Layout:
        """Where its parts lie."""
        return self._layout

    @property
    def disk(self) -> Disk:
        """How it reaches the disk."""
        return self._disk

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
        accepted: Accepted = (),
    ) -> Receipt:
        """Carry out a change, whole or not at all, with everything that follows from it.

        Args:
            change: what comes and what goes; only what makes a difference counts.
            signature: who and why.
            kind: what the commit is, one of ``kg.ledger.journal.record.KINDS``.
            base: the commit that the change was made for; None takes it on whatever state there is.
            submission: a name of one's own; the same name again is a retry and changes nothing.
            admit: judges the state that it would lead to.
            report: what a check found before, kept by its digest.
            accepted: the warnings that are let pass, with code, fact and reason.

        Raises:
            LockedError: another writer holds the store, or it is past ``base``.
            RejectedError: ``admit`` finds it wrong.
            DamagedError: the store is damaged, or cannot be written.
        """
        if kind not in KINDS:
            raise UsageProblem(f"There is no kind of commit “{kind}”; there are {', '.join(KINDS)}.")

        def prepared(writer: Writer) -> ChangeSet:
            if kind != "correct":
                return change
            return tidied(change, writer.journal.records, writer.open.engine)

        errand = Errand(
            kind=kind, base=base, submission=submission, admit=admit, report=report, accepted=accepted
        )
        return self._write(prepared, signature, errand)

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
            if record.id not in writer.journal:  # the store was exchanged for another one meanwhile
                raise UnknownName(commit, kinds=("commit",))
            return _taken_back(record, writer.journal.records, writer.open.engine)

        errand = Errand(kind="undo", base=base, reverts=record.id, admit=admit)
        return self._write(prepared, signature, errand)

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

        return self._write(prepared, signature, Errand(kind="accept", base=base, admit=admit))

    def withdraw(
        self,
        fact: str,
        signature: Signature,
        *,
        dependents: bool = False,
        base: str | None = None,
        admit: Admit | None = None,
    ) -> Receipt:
        """Take a source, figure or statement out, by its IRI; ``dependents`` takes what rests on it out too.

        Raises:
            RejectedError: others point at it, or ``admit`` finds the result wrong.
        """
        found: list[Report] = []

        def prepared(writer: Writer) -> ChangeSet:
            done = withdrawal(fact, writer.journal.records, writer.open.engine, dependents=dependents)
            found.append(Report.of(done.findings, {"triples": len(done.change.removed)}))
            if not found[0].conforms:
                raise RejectedError(f"{shorten(fact)} cannot be withdrawn; nothing was written.", found[0])
            return done.change

        made = self._write(prepared, signature, Errand(kind="withdraw", base=base, admit=admit))
        return replace(made, report=_joined(found[0], made.report))

    def withdrawing(
        self, fact: str, *, dependents: bool = False, admit: Admit | None = None
    ) -> tuple[Report, tuple[Difference, ...]]:
        """What a withdrawal would do to others, and to the facts; nothing is written."""
        store = self.store()
        try:
            done = withdrawal(fact, self.log(), store.engine, dependents=dependents)
            change = refreshed(store.engine, done.change)
            after = Overlay(store.engine, change)
            told = Report.of(done.findings, {"triples": len(change.removed)})
            # What points at nothing is told once: here, and not by the gate as well.
            report = _joined(told, admit(after) if admit and told.conforms else None)
            return report, differences(change, Overlay(store.engine, ChangeSet()), after)
        finally:
            store.close()

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

    def change(self, prepare: Callable[[Writer], ChangeSet], signature: Signature, errand: Errand) -> Receipt:
        """Carry out a change that is worked out while the store is held, as ``commit`` does one that is given.

        Raises:
            LockedError: another writer holds the store, or it is past the base of the errand.
            RejectedError: ``prepare`` or the errand's ``admit`` finds it wrong.
            DamagedError: the store is damaged, or cannot be written.
        """
        return self._write(prepare, signature, errand)

    def _write(self, prepare: Callable[[Writer], ChangeSet], signature: Signature, errand: Errand) -> Receipt:
        self._layout.check(writing=True)
        if not signature.reason.strip():
            raise UsageProblem("A commit needs a reason.")
        with writing(self.folder, self._journal, self._disk, self.wait) as writer:
            history = History(self._layout, writer.journal, writer.snapshots)
            earlier = _earlier(history, errand)
            if earlier is not None:
                note = f"Commit {earlier.id} has done this already; nothing to do."
                return Receipt.of(earlier, done=False, notes=(*writer.notes, note))
            last = writer.journal.last
            if errand.base is not None and history.find(errand.base).id != last.id:
                raise LockedError(
                    f"The store is at commit {last.id} and not at {errand.base} any more; check again."
                )
            # The engine is given no name here: an error that somebody keeps would keep this frame, and the store open.
            wanted = prepare(writer).effective(writer.open.engine)
            change = refreshed(writer.open.engine, wanted).effective(writer.open.engine)
            if not change and errand.shipped is None:
                return Receipt.of(
                    last, done=False, notes=(*writer.notes, "Nothing to do: the graph has it already.")
                )
            if errand.admit:
                judged = _admitted(Overlay(writer.open.engine, change), errand.admit)
                errand = replace(errand, report=judged)
            record = record_of(change, signature, last, errand)
            record = replace(record, signature=writer.commit(record, signature.signer).signature)
            late = writer.settle()
            notes = (*writer.notes, *clock_note(record, last), *((late,) if late else ()))
            return Receipt.of(record, notes=notes, published=late is None, report=errand.report)


def _earlier(history: History, errand: Errand) -> Record | None:
    """The commit that has done this already, where there is one."""
    return history.submitted(errand.submission) or (
        history.undone_by(errand.reverts) if errand.reverts else None
    )


def _taken_back(record: Record, records: Sequence[Record], engine: Store) -> ChangeSet:
    if record.kind == "create":
        raise UsageProblem(f"{record.id} created the store; what it began with cannot be undone.")
    done = undoing(record, records, engine)
    if done.findings:
        found = Report.of(done.findings, {"triples": len(record.lines)})
        raise RejectedError(f"Commit {record.id} cannot be undone; nothing was written.", found)
    return done.change


def _joined(first: Report, second: Report | None) -> Report:
    return first if second is None else Report.of([*first, *second], {**first.checked, **second.checked})


def _admitted(view: Overlay, admit: Admit) -> Report:
    report = admit(view)
    if not report.conforms:
        raise RejectedError("The graph would not conform any more; nothing was written.", report)
    return report
