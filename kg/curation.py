"""The part of the hall where facts are added, taken back and decided: each change a commit of the store's journal."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.answers.lookups import Lookup
from kg.errors import UnknownName, UsageProblem
from kg.vocabulary import shorten

if TYPE_CHECKING:
    from kg.card import Card
    from kg.findings import Report
    from kg.ledger.commits.receipts import Receipt, Signature
    from kg.ledger.commits.repository import Repository
    from kg.ledger.commits.submitting import Submitted
    from kg.store.base import Store
    from kg.table import Table

__all__ = ["Curated", "signed"]

_COMMIT = re.compile(r"(?i:HEAD)(~\d+)?|#\d+|commit:[0-9a-f]+|[0-9a-f]{8,16}")


class Curated:
    """What can be done with a graph whose store has a journal."""

    where: str
    lang: str
    _store: Store
    _lookup: Lookup

    def add(
        self,
        *paths: str | os.PathLike[str],
        reason: str,
        author: str | None = None,
        texts: str | os.PathLike[str] | None = None,
        base: str | None = None,
        submission: str | None = None,
        fail_on: str = "violation",
        accept: Mapping[str, str] | None = None,
        expect: str | None = None,
        key: str | os.PathLike[str] | None = None,
    ) -> Receipt:
        """Check files of facts and commit them: all of them, or none where anything speaks against it.

        Args:
            paths: fact sheets, tables or RDF files, or folders of them, one submission together.
            reason: why; kept with the commit.
            author: who; the user of this machine by default.
            texts: a folder with the texts of sources, to check passages against.
            base: the commit that the facts were made for; refused where the store has moved on.
            submission: a name of one's own; the same name again is a retry and changes nothing.
            fail_on: from which severity on a finding keeps the facts out: "violation", "warning" or "info".
            accept: warnings that may pass all the same, by code or code and fact, each with its reason, which is kept
                with the commit: {"V25:F0030": "a strike closed the port"}.
            expect: the digest of what the files said when they were checked (:meth:`fingerprint`).
            key: the file of a private key to sign the commit with.

        Raises:
            RejectedError: the facts are refused; the error holds the report.
            LockedError: another writer holds the store, it is past ``base``, or the files say something else by now.
            UsageProblem: the store has no journal.
        """
        made = self.submit(
            *paths,
            reason=reason,
            author=author,
            texts=texts,
            base=base,
            submission=submission,
            fail_on=fail_on,
            accept=accept,
            expect=expect,
            key=key,
        )
        assert made.receipt is not None
        return made.receipt

    def correct(
        self,
        *paths: str | os.PathLike[str],
        reason: str,
        author: str | None = None,
        base: str | None = None,
        key: str | os.PathLike[str] | None = None,
    ) -> Receipt:
        """Correct what was misread: each fact of the files takes the place of the stored one of its id.

        A figure that names the one that its publisher revised may stand among them. The arguments are those of
        :meth:`add`.

        Raises:
            RejectedError: the graph has no such fact, or the corrected facts are refused.
        """
        made = self.submit(*paths, reason=reason, author=author, base=base, key=key, correcting=True)
        assert made.receipt is not None
        return made.receipt

    def submit(
        self,
        *paths: str | os.PathLike[str],
        reason: str,
        author: str | None = None,
        texts: str | os.PathLike[str] | None = None,
        base: str | None = None,
        submission: str | None = None,
        fail_on: str = "violation",
        accept: Mapping[str, str] | None = None,
        expect: str | None = None,
        key: str | os.PathLike[str] | None = None,
        dry: bool = False,
        correcting: bool = False,
    ) -> Submitted:
        """Same as :meth:`add` or :meth:`correct`, with the report beside the receipt; ``dry`` writes nothing."""
        from kg.findings import Severity
        from kg.ledger.commits.submitting import Submission, submit
        from kg.ledger.commits.waivers import waivers_of

        wanted = Submission(
            paths=paths,
            texts=texts,
            base=base,
            name=submission,
            dry=dry,
            correcting=correcting,
            fail_on=Severity[fail_on.upper()],
            waivers=waivers_of(f"{name}={why}" for name, why in (accept or {}).items()),
            expected=expect,
        )
        made = submit(self.repository, wanted, signed(author, reason, key))
        if made.receipt is not None:
            self._moved(made.receipt)
        return made

    def fingerprint(self, *paths: str | os.PathLike[str]) -> str:
        """The SHA-256 of what files of facts say; ``add(…, expect=…)`` refuses them where they say something else."""
        from kg.answers.checking import digest_of, read_files
        from kg.answers.naming import names_of

        return digest_of(read_files(paths, self._store, names_of(self._store)))

    def withdraw(
        self,
        name: str,
        *,
        reason: str,
        author: str | None = None,
        dependents: bool = False,
        base: str | None = None,
        key: str | os.PathLike[str] | None = None,
    ) -> Receipt:
        """Take a source with all that it says, a figure or a statement out of the graph; its commits still tell of it.

        Args:
            name: the id of a source, figure or statement, a prefixed name or an IRI.
            reason: why; kept with the commit, and shown when somebody asks for it.
            author: who; the user of this machine by default.
            dependents: whether what rests on it gives way: goes too where it cannot stand without it, else loses the link.
            base: the commit that this was decided on.
            key: the file of a private key to sign the commit with.

        Raises:
            UnknownName: nothing is called so.
            RejectedError: others rest on it; the error holds the report.
            UsageProblem: it is something else than a source, figure or statement.
        """
        from kg.ledger.commits.receipts import Receipt as Made
        from kg.ledger.commits.submitting import admit

        try:
            iri = self._withdrawable(name)
        except UnknownName:
            gone = self.repository.history.gone(name)
            if gone is None or gone[1].kind != "withdraw":
                raise
            note = f"Commit {gone[1].id} has withdrawn it already; nothing to do."
            return Made.of(gone[1], done=False, notes=(note,))
        signature = signed(author, reason, key)
        return self._moved(
            self.repository.withdraw(iri, signature, dependents=dependents, base=base, admit=admit)
        )

    def withdrawing(self, name: str, *, dependents: bool = False) -> tuple[Report, Table]:
        """What a withdrawal would do to others, and which facts would go; nothing is written."""
        from kg.ledger.commits.submitting import admit
        from kg.ledger.telling.cards import difference_table

        iri = self._withdrawable(name)
        report, found = self.repository.withdrawing(iri, dependents=dependents, admit=admit)
        return report, difference_table(found, f"What withdrawing {name} would change")

    def undo(
        self,
        commit: str,
        *,
        reason: str | None = None,
        author: str | None = None,
        key: str | os.PathLike[str] | None = None,
    ) -> Receipt:
        """Take a commit back, by a commit of its own and through the same gate.

        Raises:
            UnknownName: there is no such commit.
            RejectedError: later facts need what it brought; the error holds the report.
        """
        from kg.ledger.commits.submitting import admit

        name = self.repository.history.find(commit).id
        signature = signed(author, reason or f"Undo {name}", key)
        return self._moved(self.repository.undo(name, signature, admit=admit))

    def undoing(self, commit: str) -> Table:
        """What taking a commit back would change; nothing is written.

        Raises:
            RejectedError: later facts need what it brought; the error holds the report.
        """
        from kg.ledger.telling.cards import difference_table

        return difference_table(self.repository.undoing(commit), f"What undoing {commit} would change")

    def accept(
        self,
        figure: str,
        *,
        reason: str,
        author: str | None = None,
        key: str | os.PathLike[str] | None = None,
    ) -> Receipt:
        """Decide that a figure is the one that counts for its cell.

        Raises:
            UnknownName: nothing is called so.
            RejectedError: the decision breaks a rule.
        """
        from kg.answers.naming import names_of, resolve_anything
        from kg.ledger.commits.submitting import admit

        iri = resolve_anything(figure, names_of(self._store), self._store)
        return self._moved(self.repository.accept(iri, signed(author, reason, key), admit=admit))

    def history(self) -> Table:
        """All commits of the store, the newest first: when, who, what, why."""
        from kg.ledger.telling.cards import commit_table

        return commit_table(reversed(self.repository.log()), "Commits")

    def diff(self, old: str, new: str = "HEAD") -> Table:
        """How the facts of two states differ: what came, what went, what changed from which value to which."""
        from kg.ledger.telling.cards import difference_table

        history = self.repository.history
        title = f"From {history.find(old).id} to {history.find(new).id}"
        return difference_table(history.diff(old, new), title)

    def blame(self, fact: str) -> Table:
        """The commits that touched a fact, the newest first."""
        from kg.ledger.telling.cards import commit_table

        return commit_table(self.repository.history.blame(fact), f"Commits of {fact}")

    def gone(self, name: str) -> Card | None:
        """What was known of a source, figure or statement that a commit took out, and why it did; None for others."""
        from kg.ledger.telling.cards import gone_card

        if not (Path(self.where) / "store.json").is_file():
            return None
        history = self.repository.history
        found = history.gone(name)
        return None if found is None else gone_card(*found, history.blame(found[0]))

    def is_commit(self, name: str) -> bool:
        """Whether a name is that of a commit: "HEAD", "HEAD~1", "#3", "commit:…" or its first 8 to 16 hex digits."""
        return _COMMIT.fullmatch(name) is not None

    def commit(self, name: str, *, rows: int | None = 15) -> Card:
        """What a commit is, and which facts it changed."""
        from kg.ledger.telling.cards import commit_card

        history = self.repository.history
        record = history.find(name)
        before = history.records[record.number - 1] if record.number else None
        found = history.diff(before.id, record.id) if before else ()
        return commit_card(record, before, found, rows=rows)

    @property
    def repository(self) -> Repository:
        """The store folder with its journal.

        Raises:
            UsageProblem: the store has none.
        """
        from kg.ledger.commits.repository import Repository

        folder = Path(self.where)
        if not (folder / "store.json").is_file():
            raise UsageProblem(
                f"{self.where} is no store that can be changed; `kg build FOLDER` makes one, `--store FOLDER` names it."
            )
        return Repository.open(folder)

    def _withdrawable(self, name: str) -> str:
        from kg.answers.naming import names_of, resolve_anything
        from kg.ledger.edits.withdrawal import KINDS

        iri = resolve_anything(name, names_of(self._store), self._store)
        if shorten(iri).partition(":")[0] not in KINDS:
            raise UsageProblem(
                f"{shorten(iri)} cannot be withdrawn; what can is a source, figure or statement."
            )
        return iri

    def _moved(self, receipt: Receipt) -> Receipt:
        """The receipt of a commit, after which this graph shows the new state."""
        from kg.ledger.state.reading import published

        self._store.close()
        self._store = published(Path(self.where))
        self._lookup = Lookup(self._store, self.lang)
        for name in ("names", "ask"):
            self.__dict__.pop(name, None)
        return receipt


def signed(author: str | None, reason: str, key: str | os.PathLike[str] | None = None) -> Signature:
    """Who commits and why, with a key where the commit is to be signed."""
    from kg.ledger.commits.receipts import Signature, whoever

    if key is None:
        return Signature(author=author or whoever(), reason=reason)
    from kg.ledger.journal.signing import Ed25519Signer

    return Signature(author=author or whoever(), reason=reason, signer=Ed25519Signer.read(Path(key)))
