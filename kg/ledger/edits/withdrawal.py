"""Taking facts out: a source, a figure or a statement, with all that it said, and what that takes from others.

What points at a fact that goes keeps it from going (U03), unless it is asked to give way: then what cannot stand without
it goes too (a converted figure without its original, a figure without its statement), and what can loses the link (a
revision, an outcome, the source of a piece of reference data). What only follows (which figure counts, which conflicts
there are) is told, and derived anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from kg.findings import Finding, Severity
from kg.ledger.edits.undoing import tidied
from kg.ledger.journal.changes import LEDGER, ChangeSet
from kg.ledger.journal.record import Record
from kg.ledger.state.derived import is_derived, refreshed
from kg.ledger.state.overlay import Overlay
from kg.rdf import graph_named, node
from kg.vocabulary import BASE, shorten, thing

__all__ = ["KINDS", "Withdrawal", "withdrawal"]

KINDS = ("source", "figure", "statement")
"""What can be withdrawn."""

_OWNERS = (*KINDS, "proposition", "acceptance")
_WORDS = {
    "trade:accepts": "decides that {it} counts",
    "trade:convertedFrom": "is converted from {it}",
    "trade:copyOf": "is a copy of {it}",
    "trade:decidedBy": "is decided by {it}",
    "trade:evidence": "offers {it} as evidence",
    "trade:reports": "reports {it}",
    "trade:revises": "revises {it}",
    "trade:source": "has {it} for its source",
    "trade:statedIn": "is carried by {it}",
}
_LOOSE = frozenset(node(f"trade:{name}") for name in ("decidedBy", "evidence", "revises", "source"))
_OUTCOME = frozenset(node(f"trade:{name}") for name in ("outcome", "outcomeNote"))


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """The change that takes facts out, and what it does to others: U03, violations where these keep it from being done."""

    change: ChangeSet
    findings: tuple[Finding, ...]


def withdrawal(iri: str, records: Sequence[Record], engine: Store, *, dependents: bool = False) -> Withdrawal:
    """How to take a fact out of a store that has seen ``records``.

    Args:
        iri: a source, figure or statement.
        records: the commits of the store.
        engine: the store.
        dependents: whether what points at it gives way: goes too, or loses the link.
    """
    going, links = {iri}, list[Quad]()
    while True:
        change = _removal(going, engine)
        links = list(_pointing(change, engine))
        more = {
            owner for quad in links if not _is_loose(quad) and (owner := _owner(quad)) is not None
        } - going
        if not dependents or not more:
            break
        going |= more
    cut = [quad for quad in links if dependents and _is_loose(quad)]
    change = tidied(change + ChangeSet(removed=tuple(_with_outcomes(cut, engine))), records, engine)
    blocking = [_lost(quad) if quad in cut else _blocked(quad) for quad in links]
    taken = [_taken_too(one, iri) for one in sorted(going - {iri})]
    after = refreshed(engine, change)
    told = [*blocking, *taken, *_consequences(change, after, engine)]
    return Withdrawal(change, tuple(dict.fromkeys(told)))


def _removal(going: Iterable[str], engine: Store) -> ChangeSet:
    """All that is said of these facts, and by them."""
    found: set[Quad] = set()
    for iri in going:
        if iri.startswith(thing("source", "")):
            graph = graph_named(f"source-{iri.removeprefix(thing('source', ''))}")
            found.update(engine.quads_for_pattern(None, None, None, graph))
            continue
        own = _own(iri, engine)
        claims = {_iri(q.object) for q in own if q.predicate == node("trade:asserts")}
        own += [
            q for claim in claims if claim.startswith(thing("proposition", "")) for q in _own(claim, engine)
        ]
        found.update(own)
        found.update(engine.quads_for_pattern(None, node("trade:asserts"), NamedNode(iri), None))
    spans = {_iri(q.object) for q in found if q.predicate == node("trade:span")}
    view = Overlay(engine, ChangeSet(removed=tuple(found)))
    lonely = (span for span in spans if not view.to(span, node("trade:span")))
    found.update(quad for span in lonely for quad in _own(span, engine))
    return ChangeSet(removed=tuple(sorted(found, key=str)))


def _own(iri: str, engine: Store) -> list[Quad]:
    """What is said of a thing and does not follow from other facts."""
    told = engine.quads_for_pattern(NamedNode(iri), None, None, None)
    return [quad for quad in told if not is_derived(quad) and quad.graph_name != LEDGER]


def _pointing(change: ChangeSet, engine: Store) -> Iterator[Quad]:
    """The links from what stays to what would be gone."""
    view = Overlay(engine, change)
    for subject in sorted({_iri(quad.subject) for quad in change.removed}):
        if not subject.startswith(BASE) or any(not is_derived(quad) for quad in view.of(subject)):
            continue
        links = (q for q in view.to(subject) if q.graph_name != LEDGER and not is_derived(q))
        yield from sorted(links, key=str)


def _is_loose(quad: Quad) -> bool:
    """Whether what a link begins at can stand without it."""
    if quad.predicate == node("trade:source"):
        return _owner(quad) is None
    return quad.predicate in _LOOSE


def _with_outcomes(cut: Iterable[Quad], engine: Store) -> Iterator[Quad]:
    """The links to cut, with the outcome of a forecast that no figure decides any more."""
    gone = set(cut)
    yield from gone
    decided = node("trade:decidedBy")
    for forecast in sorted({_iri(quad.subject) for quad in gone if quad.predicate == decided}):
        own = _own(forecast, engine)
        if all(quad in gone for quad in own if quad.predicate == decided):
            yield from (quad for quad in own if quad.predicate in _OUTCOME)


def _owner(quad: Quad) -> str | None:
    """The fact that a link belongs to; None where it belongs to what cannot be withdrawn."""
    subject = _iri(quad.subject)
    return subject if any(subject.startswith(thing(kind, "")) for kind in _OWNERS) else None


def _blocked(quad: Quad) -> Finding:
    what = shorten(quad.predicate.value)
    words = _WORDS.get(what, f"points at {{it}} ({what})").format(it=shorten(_iri(quad.object)))
    return _finding(shorten(_iri(quad.subject)), f"it {words}, which would be withdrawn", Severity.VIOLATION)


def _lost(quad: Quad) -> Finding:
    what = shorten(quad.predicate.value)
    return _finding(shorten(_iri(quad.subject)), f"it stays, and loses {shorten(_iri(quad.object))} ({what})")


def _taken_too(iri: str, first: str) -> Finding:
    return _finding(shorten(iri), f"it is withdrawn as well, because it rests on {shorten(first)}")


def _consequences(change: ChangeSet, after: ChangeSet, engine: Store) -> Iterator[Finding]:
    """What happens to others that need not go: statements that say less, cells, conflicts, findings."""
    gone = {_iri(q.subject) for q in change.removed if q.predicate == node("rdf:type")}
    for quad in change.removed:
        if quad.predicate == node("trade:asserts") and _iri(quad.subject) not in gone:
            told = f"it asserts {shorten(_iri(quad.object))} no longer, and stays"
            yield _finding(shorten(_iri(quad.subject)), told)
    view = Overlay(engine, after)
    for quad in change.removed:
        if quad.predicate == node("trade:cell") and _iri(quad.subject).startswith(thing("figure", "")):
            yield from _cell(_iri(quad.subject), _iri(quad.object), engine, view)
    kinds = {node("trade:Conflict"), node("trade:Finding"), node("trade:Check")}
    for quad in after.removed:
        if quad.predicate == node("rdf:type") and quad.object in kinds and not view.of(_iri(quad.subject)):
            sides = engine.quads_for_pattern(quad.subject, node("trade:between"), None, None)
            between = " and ".join(sorted(shorten(_iri(one.object)) for one in sides))
            yield _finding(shorten(_iri(quad.subject)), f"it vanishes{f': {between}' if between else ''}")


def _cell(figure: str, cell: str, engine: Store, view: Overlay) -> Iterator[Finding]:
    """What becomes of the cell of a figure that goes."""
    before = _counting(Overlay(engine, ChangeSet()), cell)
    left = [q for q in view.to(cell, node("trade:cell")) if _iri(q.subject).startswith(thing("figure", ""))]
    if not left:
        yield _finding(shorten(figure), f"its cell is left without any figure ({shorten(cell)})")
    elif before == figure:
        now = _counting(view, cell)
        told = f"{shorten(now)} counts for its cell then" if now else "no figure counts for its cell then"
        yield _finding(shorten(figure), told)


def _counting(view: Overlay, cell: str) -> str | None:
    """The figure that counts for a cell."""
    acceptances = (
        q.subject for q in view.to(cell, node("trade:cell")) if q.graph_name == graph_named("acceptance")
    )
    chosen = (q for iri in acceptances for q in view.of(_iri(iri)) if q.predicate == node("trade:accepts"))
    return next((_iri(quad.object) for quad in chosen), None)


def _finding(fact: str, message: str, severity: Severity = Severity.INFO) -> Finding:
    remedy = "Let it give way (`--with-dependents`), or withdraw it first by itself."
    return Finding(
        code="U03",
        message=message,
        severity=severity,
        fact=fact,
        remedy=remedy if severity is Severity.VIOLATION else None,
        rule="withdraw",
    )


def _iri(term: object) -> str:
    return str(getattr(term, "value", term))
