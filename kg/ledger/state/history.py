"""The commits of a store, and what they tell of its states and of single facts."""

from __future__ import annotations

import pyoxigraph

from kg.errors import AmbiguousName, UnknownName
from kg.ledger.journal.changes import ChangeSet
from kg.ledger.journal.genesis import digest_of, unpacked
from kg.ledger.journal.journal import Journal
from kg.ledger.journal.layout import Layout
from kg.ledger.journal.record import Record
from kg.ledger.state.differences import Difference, differences
from kg.ledger.state.live import replayed
from kg.ledger.state.overlay import Overlay
from kg.ledger.state.snapshots import Snapshots
from kg.rdf import node
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import PREFIXES, expand, shorten, thing

__all__ = ["History"]

_SHORTEST = 4


class History:
    """What the journal holds, with the means to see any state of the graph."""

    def __init__(self, layout: Layout, journal: Journal, snapshots: Snapshots) -> None:
        self._layout, self._journal, self._snapshots = layout, journal, snapshots

    @property
    def records(self) -> tuple[Record, ...]:
        """All commits, the oldest first."""
        return self._journal.records

    def genesis(self) -> tuple[pyoxigraph.Quad, ...]:
        """The graph at the beginning.

        Raises:
            DamagedError: it is damaged.
        """
        return unpacked(self._layout.genesis, self.records[0].genesis or "")

    def find(self, name: str) -> Record:
        """The commit of a name: its id or the beginning of it, "commit:…", "HEAD", "HEAD~2", or its number ("#3").

        Raises:
            UnknownName: there is none.
            AmbiguousName: several begin so.
        """
        text = name.strip().removeprefix(PREFIXES["commit"]).removeprefix("commit:")
        found = self._counted(text)
        if found is None:
            found = [one for one in self.records if len(text) >= _SHORTEST and one.id.startswith(text)]
        if not found:
            raise UnknownName(name, kinds=("commit",))
        if len(found) > 1:
            raise AmbiguousName(name, [(thing("commit", one.id), one.reason) for one in found])
        return found[0]

    def submitted(self, submission: str | None) -> Record | None:
        """The commit of a submission, where it was made."""
        return next((one for one in self.records if one.submission == submission), None)

    def undone_by(self, commit: str) -> Record | None:
        """The commit that took another one back, unless that was taken back in turn."""
        undoing = [one for one in self.records if one.reverts == commit]
        return next((one for one in reversed(undoing) if self.undone_by(one.id) is None), None)

    def at(self, name: str) -> EmbeddedStore:
        """The graph as it was after a commit: its snapshot where it is kept, else made anew in memory.

        Raises:
            UnknownName: there is no such commit.
            DamagedError: the graph that the store was built with is damaged.
        """
        record = self.find(name)
        kept = self._snapshots.find(record.id)
        if kept is not None:
            return kept
        first = self.records[0]
        genesis = unpacked(self._layout.genesis, first.genesis or "")
        return EmbeddedStore(replayed(genesis, self.records[: record.number + 1], pyoxigraph.Store()))

    def digest(self, name: str) -> str:
        """The SHA-256 of the graph after a commit, the ledger left out."""
        store = self.at(name)
        try:
            return digest_of(store.quads())
        finally:
            store.close()

    def diff(self, old: str, new: str) -> tuple[Difference, ...]:
        """How the facts of two states differ: what came, what went, what changed from which value to which."""
        first, second = self.find(old), self.find(new)
        forward = first.number <= second.number
        start, end = (first, second) if forward else (second, first)
        net = ChangeSet()
        for record in self.records[start.number + 1 : end.number + 1]:
            net = net + record.change
        store = self.at(end.id)
        try:
            net = _net(net, store.engine)
            after = Overlay(store.engine, ChangeSet())
            before = Overlay(store.engine, net.inverse)
            if forward:
                return differences(net, before, after)
            return differences(net.inverse, after, before)
        finally:
            store.close()

    def blame(self, fact: str) -> tuple[Record, ...]:
        """The commits that touched a fact, the newest first; its passages, claims and decisions count.

        Raises:
            UnknownName: no commit knows it, nor the graph at the beginning.
        """
        known = _candidates(fact)
        found = {iri: [one for one in self.records if _names(one, iri)] for iri in known}
        first = self.records[0]
        for quad in unpacked(self._layout.genesis, first.genesis or ""):
            subject = getattr(quad.subject, "value", "")
            if subject in found and first not in found[subject][:1]:
                found[subject].insert(0, first)
        told = next((found[iri] for iri in known if found[iri]), None)
        if told is None:
            raise UnknownName(fact, kinds=("fact",))
        return tuple(reversed(told))

    def gone(self, name: str) -> tuple[str, Record] | None:
        """The IRI of a source, figure or statement that is not in the graph any more, and the commit that took it out.

        None where the graph has it, or never had it.
        """
        for iri in _candidates(name):
            kind = shorten(iri).partition(":")[0].capitalize()
            said = f"{pyoxigraph.NamedNode(iri)} {node('rdf:type')} {node(f'trade:{kind}')} "
            for record in reversed(self.records):
                signs = {text[:1] for text in record.lines if text.startswith(said, 2)}
                if "A" in signs:
                    break
                if "D" in signs:
                    return iri, record
        return None

    def _counted(self, text: str) -> list[Record] | None:
        if text.startswith("#") and text[1:].isdigit():
            return list(self.records[int(text[1:]) : int(text[1:]) + 1])
        head, _, back = text.partition("~")
        if head.upper() == "HEAD" and (back.isdigit() or not back):
            place = len(self.records) - 1 - int(back or "0")
            return list(self.records[place : place + 1]) if place >= 0 else []
        return None


def _names(record: Record, iri: str) -> bool:
    term = str(pyoxigraph.NamedNode(iri))
    return any(term in text for text in record.lines)


def _candidates(name: str) -> list[str]:
    """What a name can mean: an IRI, a prefixed name, or the id of a figure, statement or source."""
    if "://" in name or ":" in name:
        try:
            return [_iri_of(name)]
        except UnknownName:
            return []
    fit = not set(name) & set('<>"{}|^`\\ \n\t')
    return [thing(kind, name) for kind in ("figure", "statement", "source")] if fit and name else []


def _net(change: ChangeSet, after: pyoxigraph.Store) -> ChangeSet:
    """A sum of changes, less what came and went in between."""
    return ChangeSet(
        added=tuple(quad for quad in change.added if quad in after),
        removed=tuple(quad for quad in change.removed if quad not in after),
    )


def _iri_of(fact: str) -> str:
    """The IRI of a fact by its IRI, its prefixed name, or the id of a figure."""
    if "://" in fact:
        return fact
    try:
        return expand(fact if ":" in fact else f"figure:{fact}")
    except KeyError as error:
        raise UnknownName(fact, kinds=("fact",)) from error
