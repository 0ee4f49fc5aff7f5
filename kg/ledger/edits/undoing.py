"""Taking a commit back: its inverse, less what others have come to need, or the reasons why it must stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from kg.findings import Finding
from kg.ledger.journal.changes import LEDGER, ChangeSet, quads_of
from kg.ledger.journal.record import Record
from kg.ledger.state.derived import is_derived
from kg.ledger.state.overlay import Overlay
from kg.vocabulary import BASE, PREFIXES, shorten

__all__ = ["Undoing", "tidied", "undoing"]

_SHOWN = 20
_SHARED = f"{PREFIXES['graph']}reference-"
_PASSING = (f"{_SHARED}cells", f"{_SHARED}periods", f"{_SHARED}publishers")
_WHOLE = frozenset({"rename", "merge", "retire", "revise", "migrate", "carry"})
"""The kinds of commits that change shared things on purpose, and are taken back whole."""


@dataclass(frozen=True, slots=True)
class Undoing:
    """The change that takes a commit back, and what speaks against it."""

    change: ChangeSet
    findings: tuple[Finding, ...]


def undoing(record: Record, records: Sequence[Record], engine: Store) -> Undoing:
    """How to take a commit back in a store that has seen all of ``records``."""
    inverse = ChangeSet(
        added=tuple(quad for quad in record.change.removed if not is_derived(quad)),
        removed=tuple(quad for quad in record.change.added if not is_derived(quad)),
    )
    followed, whole = records[record.number + 1 :], record.kind in _WHOLE
    change = inverse if whole else tidied(_sparing(inverse, engine), records, engine)
    findings = [
        *_moved(inverse, followed, engine, _PASSING if whole else _SHARED),
        *_needed(change, followed, engine),
    ]
    return Undoing(change=change.effective(engine), findings=tuple(findings[:_SHOWN]))


def _sparing(change: ChangeSet, engine: Store) -> ChangeSet:
    """The change without the removal of shared things (periods, cells, publishers) that something still points at."""
    removed = set(change.removed)
    while True:
        view = Overlay(engine, ChangeSet(added=change.added, removed=tuple(removed)))
        shared = {quad.subject for quad in removed if _iri(quad.graph_name).startswith(_SHARED)}
        spared = {subject for subject in shared if any(_counts(q) for q in view.to(_iri(subject)))}
        kept = {quad for quad in removed if quad.subject in spared}
        if not kept:
            return ChangeSet(added=change.added, removed=tuple(sorted(removed, key=str)))
        removed -= kept


def tidied(change: ChangeSet, records: Sequence[Record], engine: Store) -> ChangeSet:
    """The change with shared things that came by commits: gone with the last link to them, back with the first."""
    brought = _brought(records)
    while True:
        view = Overlay(engine, change)
        left, wanted = _targets(change.removed) & brought.keys(), _targets(change.added) & brought.keys()
        going = [
            q
            for iri in left
            if not any(map(_counts, view.to(iri)))
            for q in view.of(iri)
            if q in brought[iri]
        ]
        coming = [quad for iri in wanted if not view.of(iri) for quad in brought[iri]]
        if not going and not coming:
            return change
        change = change + ChangeSet(added=tuple(coming), removed=tuple(going))


def _brought(records: Sequence[Record]) -> dict[str, set[Quad]]:
    """What commits said of shared things when they brought them."""
    found: dict[str, set[Quad]] = {}
    mark = f" <{_SHARED}"
    for record in records:
        lines = [text[2:] for text in record.lines if text.startswith("A ") and mark in text]
        for quad in quads_of("\n".join(lines)):
            if _iri(quad.graph_name).startswith(_SHARED):
                found.setdefault(_iri(quad.subject), set()).add(quad)
    return found


def _targets(quads: Iterable[Quad]) -> set[str]:
    return {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}


def _moved(
    inverse: ChangeSet, later: Sequence[Record], engine: Store, shared: str | tuple[str, ...]
) -> Iterator[Finding]:
    """What a later commit changed again: taking this one back would undo that one in part."""
    stale = {quad for quad in inverse.removed if quad not in engine}
    stale |= {quad for quad in inverse.added if quad in engine}
    told: set[str] = set()
    # Shared things come and go with the links to them, whichever commit brings or takes these.
    for quad in sorted((q for q in stale if not _iri(q.graph_name).startswith(shared)), key=str):
        subject = _iri(quad.subject)
        changed = next((one for one in reversed(later) if _touches(one, subject)), None)
        if changed is not None and subject not in told:
            told.add(subject)
            yield Finding(
                code="U01",
                message=f"commit {changed.id} changed it again ({changed.reason})",
                fact=shorten(subject),
                remedy=f"Undo {changed.id} first, or correct the fact by a commit of its own.",
                rule="undo",
            )


def _needed(change: ChangeSet, later: Sequence[Record], engine: Store) -> Iterator[Finding]:
    """What would lose its object: facts of later commits that point at a thing which would be gone."""
    view = Overlay(engine, change)
    for subject in sorted({_iri(quad.subject) for quad in change.removed}):
        if not subject.startswith(BASE) or view.of(subject):
            continue
        pointing = sorted({_iri(quad.subject) for quad in view.to(subject) if _counts(quad)})
        if pointing:
            source = next((one for one in reversed(later) if _touches(one, pointing[0])), None)
            first = f"Undo {source.id} first ({source.reason})." if source else "Take that out first."
            names = ", ".join(shorten(iri) for iri in pointing[:3]) + (", …" if len(pointing) > 3 else "")
            yield Finding(
                code="U02",
                message=f"it is needed by {names}",
                fact=shorten(subject),
                remedy=first,
                rule="undo",
            )


def _counts(quad: Quad) -> bool:
    """Whether a link keeps its target: neither the ledger's nor what only follows from figures."""
    return quad.graph_name != LEDGER and not is_derived(quad)


def _touches(record: Record, subject: str) -> bool:
    start = str(NamedNode(subject))
    return any(text.startswith(start, 2) for text in record.lines)


def _iri(term: object) -> str:
    return str(getattr(term, "value", term))
