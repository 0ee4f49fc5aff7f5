"""The part of the hall where facts are added, taken back and decided: each change a commit of the store's journal."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from kg.answers.lookups import Lookup
from kg.errors import UsageProblem

if TYPE_CHECKING:
    from kg.card import Card
    from kg.findings import Report
    from kg.ledger.receipts import Receipt, Signature
    from kg.ledger.repository import Repository
    from kg.store.base import Store
    from kg.table import Table

__all__ = ["Curated"]

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
    ) -> Receipt:
        """Check files of facts and commit them: all of them, or none where anything speaks against it.

        Args:
            paths: fact sheets, tables or RDF files, one submission together.
            reason: why; kept with the commit.
            author: who; the user of this machine by default.
            texts: a folder with the texts of sources, to check passages against.
            base: the commit that the facts were made for; refused where the store has moved on.
            submission: a name of one's own; the same name again is a retry and changes nothing.

        Raises:
            RejectedError: the facts are refused; the error holds the report.
            LockedError: another writer holds the store, or it is past ``base``.
            UsageProblem: the store has no journal.
        """
        made, _ = self.submit(
            *paths, reason=reason, author=author, texts=texts, base=base, submission=submission
        )
        assert made is not None
        return made

    def submit(
        self,
        *paths: str | os.PathLike[str],
        reason: str,
        author: str | None = None,
        texts: str | os.PathLike[str] | None = None,
        base: str | None = None,
        submission: str | None = None,
        dry: bool = False,
    ) -> tuple[Receipt | None, Report]:
        """Same as :meth:`add`, with the report beside the receipt; where ``dry``, without writing anything."""
        from kg.ledger.submitting import Submission, submit

        wanted = Submission(paths=paths, texts=texts, base=base, name=submission, dry=dry)
        made, report = submit(self.repository, wanted, _signed(author, reason))
        return (None if made is None else self._moved(made)), report

    def undo(self, commit: str, *, reason: str | None = None, author: str | None = None) -> Receipt:
        """Take a commit back, by a commit of its own and through the same gate.

        Raises:
            UnknownName: there is no such commit.
            RejectedError: later facts need what it brought; the error holds the report.
        """
        from kg.ledger.submitting import admit

        name = self.repository.history.find(commit).id
        return self._moved(self.repository.undo(name, _signed(author, reason or f"Undo {name}"), admit=admit))

    def undoing(self, commit: str) -> Table:
        """What taking a commit back would change; nothing is written.

        Raises:
            RejectedError: later facts need what it brought; the error holds the report.
        """
        from kg.ledger.telling import difference_table

        return difference_table(self.repository.undoing(commit), f"What undoing {commit} would change")

    def accept(self, figure: str, *, reason: str, author: str | None = None) -> Receipt:
        """Decide that a figure is the one that counts for its cell.

        Raises:
            UnknownName: nothing is called so.
            RejectedError: the decision breaks a rule.
        """
        from kg.answers.naming import names_of, resolve_anything
        from kg.ledger.submitting import admit

        iri = resolve_anything(figure, names_of(self._store), self._store)
        return self._moved(self.repository.accept(iri, _signed(author, reason), admit=admit))

    def history(self) -> Table:
        """All commits of the store, the newest first: when, who, what, why."""
        from kg.ledger.telling import commit_table

        return commit_table(reversed(self.repository.log()), "Commits")

    def diff(self, old: str, new: str = "HEAD") -> Table:
        """How the facts of two states differ: what came, what went, what changed from which value to which."""
        from kg.ledger.telling import difference_table

        history = self.repository.history
        title = f"From {history.find(old).id} to {history.find(new).id}"
        return difference_table(history.diff(old, new), title)

    def blame(self, fact: str) -> Table:
        """The commits that touched a fact, the newest first."""
        from kg.ledger.telling import commit_table

        return commit_table(self.repository.history.blame(fact), f"Commits of {fact}")

    def is_commit(self, name: str) -> bool:
        """Whether a name is that of a commit: "HEAD", "HEAD~1", "#3", "commit:…" or its first 8 to 16 hex digits."""
        return _COMMIT.fullmatch(name) is not None

    def commit(self, name: str, *, rows: int | None = 15) -> Card:
        """What a commit is, and which facts it changed."""
        from kg.ledger.telling import commit_card

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
        from kg.ledger.repository import Repository

        folder = Path(self.where)
        if not (folder / "store.json").is_file():
            raise UsageProblem(
                f"{self.where} is no store that can be changed; `kg build FOLDER` makes one, `--store FOLDER` names it."
            )
        return Repository.open(folder)

    def _moved(self, receipt: Receipt) -> Receipt:
        """The receipt of a commit, after which this graph shows the new state."""
        from kg.ledger.reading import published

        self._store.close()
        self._store = published(Path(self.where))
        self._lookup = Lookup(self._store, self.lang)
        for name in ("names", "ask"):
            self.__dict__.pop(name, None)
        return receipt


def _signed(author: str | None, reason: str) -> Signature:
    from kg.ledger.receipts import Signature, whoever

    return Signature(author=author or whoever(), reason=reason)
