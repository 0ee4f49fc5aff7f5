"""The part of the hall for a growing store: things renamed, merged, revised, taken out or forgotten; older stores migrated."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kg.curation import Curated, signed

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.card import Card
    from kg.findings import Report
    from kg.ledger.commits.receipts import Receipt
    from kg.ledger.commits.writing import Writer
    from kg.ledger.journal.changes import ChangeSet

__all__ = ["Estate"]

_Key = str | os.PathLike[str] | None


class Estate(Curated):
    """What can be done with the things of a store, as :class:`Curated` does with its facts."""

    def rename(
        self,
        old: str,
        new: str,
        *,
        reason: str,
        label: str | None = None,
        author: str | None = None,
        key: _Key = None,
    ) -> Receipt:
        """Call a thing otherwise, everywhere; the old IRI goes on leading to it.

        Args:
            old: a name of the thing.
            new: its new slug (or id, or IRI).
            reason: why; kept with the commit.
            label: its new English label; the one before becomes an alias.
            author: who; the user of this machine by default.
            key: the file of a private key to sign the commit with.

        Raises:
            UnknownName: nothing is called ``old``.
            RejectedError: the new name is taken or was given up (U08), or a rule speaks against it.
        """
        from kg.ledger.edits.renaming import Renaming, renaming

        iri = self._meant(old)
        wanted = Renaming(old=iri, new=self._named(new, iri), label=label)
        done = self._changed(
            lambda writer: renaming(wanted, writer.open.engine), "rename", reason, author, key
        )
        return done.with_notes(_leads(wanted.old, wanted.new))

    def merge(
        self, old: str, into: str, *, reason: str, author: str | None = None, key: _Key = None
    ) -> Receipt:
        """Let a thing be the same as another one: all that names it names the other one, which keeps its own values.

        Raises:
            UnknownName: one of the names leads to nothing.
            RejectedError: the two are of different kinds (U07), or figures would contradict each other in one source.
        """
        from kg.ledger.edits.renaming import Renaming, renaming

        wanted = Renaming(old=self._meant(old), new=self._meant(into), merge=True)
        done = self._changed(
            lambda writer: renaming(wanted, writer.open.engine), "merge", reason, author, key
        )
        return done.with_notes(_leads(wanted.old, wanted.new))

    def retire(self, name: str, *, reason: str, author: str | None = None, key: _Key = None) -> Receipt:
        """Take a thing out that nothing names.

        Raises:
            RejectedError: facts or other things name it (U09); the report lists them.
        """
        from kg.ledger.edits.renaming import retiring

        iri = self._meant(name)
        return self._changed(lambda writer: retiring(iri, writer.open.engine), "retire", reason, author, key)

    def revise(
        self,
        name: str,
        property: str,  # noqa: A002
        *values: str,
        reason: str,
        lang: str = "en",
        author: str | None = None,
        key: _Key = None,
    ) -> Receipt:
        """Give a property of a person, place or other thing of the reference data other values.

        Args:
            name: a name of the thing.
            property: a prefixed name ("trade:from"), or "label", "alias" or "code".
            values: all that it has from now on; none takes the property out.
            reason: why; kept with the commit.
            lang: the language of texts; texts of other languages stay.
            author: who; the user of this machine by default.
            key: the file of a private key to sign the commit with.

        Raises:
            UsageProblem: it is a fact, or the property or a value cannot be read.
            RejectedError: a rule speaks against it.
        """
        from kg.ledger.edits.revising import Revising, revising

        wanted = Revising(iri=self._meant(name), property=property, values=values, lang=lang)
        return self._changed(
            lambda writer: revising(wanted, writer.open.engine), "revise", reason, author, key
        )

    def forget(
        self,
        person: str,
        *,
        reason: str,
        namesakes: bool = False,
        author: str | None = None,
        key: _Key = None,
    ) -> Receipt:
        """Take the name, labels, identifiers and posts of a person out of the graph and out of its history.

        Statements stay, with a pseudonym for their speaker. The store is founded anew: its commits are gone, which cannot
        be undone. Backups and exports made before still hold the name.

        Args:
            person: a name of the person.
            reason: why; kept with the first commit, without the name.
            namesakes: whether texts lose the name that may mean another person of it; their labels stay.
            author: who; the user of this machine by default.
            key: the file of a private key to sign the commit with.

        Raises:
            RejectedError: something that stays would hold the name, or may mean a namesake (U10), or a rule speaks
                against it.
            UsageProblem: it is no person.
        """
        from kg.ledger.keeping.refounding import forget

        iri = self._meant(person)
        mark = signed(author, reason, key)
        return self._moved(forget(self.repository, iri, mark, namesakes=namesakes))

    def forgetting(self, person: str, *, reason: str = "", namesakes: bool = False) -> tuple[int, Report]:
        """How many triples forgetting a person would change, and what speaks against it; nothing is written."""
        from kg.ledger.keeping.refounding import forgetting

        mark = signed(None, reason)
        found = forgetting(self.repository, self._meant(person), mark, namesakes=namesakes)
        return found.taken, found.report

    def migrate(self, *, reason: str, author: str | None = None, key: _Key = None) -> Receipt:
        """Bring the store to the folder format, ontology, reference data and rules of this version, by one commit.

        Raises:
            RejectedError: facts of the store would break a rule; the report lists them, and nothing was written.
        """
        from kg.ledger.keeping.migration import migrate

        return self._moved(migrate(self.repository, signed(author, reason, key)))

    def migrating(self) -> tuple[Card, Report]:
        """What migrating would change, and what speaks against it; nothing is written."""
        from kg.ledger.keeping.migration import planned
        from kg.ledger.telling.migration_card import migration_card

        plan = planned(self.repository)
        return migration_card(plan, self.standing()), plan.report

    def standing(self) -> tuple[str, ...]:
        """In what the store is not of this version, a sentence each; nothing where it is, or has no journal."""
        from kg.ledger.commits.standing import remarks, standing

        repository = self.repository
        return tuple(one.message for one in remarks(standing(repository.layout, repository.log())))

    def _changed(
        self,
        prepare: Callable[[Writer], ChangeSet],
        kind: str,
        reason: str,
        author: str | None,
        key: _Key,
    ) -> Receipt:
        from kg.ledger.commits.recording import Errand
        from kg.ledger.commits.submitting import admit

        return self._moved(
            self.repository.change(prepare, signed(author, reason, key), Errand(kind=kind, admit=admit))
        )

    def _meant(self, name: str) -> str:
        from kg.answers.naming import names_of, resolve_anything

        return resolve_anything(name, names_of(self._store), self._store)

    def _named(self, new: str, like: str) -> str:
        """The IRI of a new name, which is of the kind of another IRI where it is a slug."""
        from kg.vocabulary import BASE, PREFIXES, expand

        prefix, colon, local = new.partition(":")
        if new.startswith(BASE):
            return new
        if colon and prefix in PREFIXES and local:
            return expand(new)
        return f"{like.rpartition('/')[0]}/{new}"


def _leads(old: str, new: str) -> str:
    from kg.vocabulary import shorten

    return f"{shorten(old)} is a retired name and leads to {shorten(new)}."
