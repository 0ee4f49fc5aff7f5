"""What the graph itself tells of its commits, as PROV: ``graph:ledger``, which follows from the journal alone.

The links lead from commits to facts and not back, so that a fact that was taken out again is no subject of anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from pyoxigraph import NamedNode, Quad, Store

from kg.ledger.journal.changes import LEDGER, ChangeSet
from kg.ledger.journal.record import Record
from kg.ledger.state.derived import is_derived
from kg.ledger.state.tally import changed
from kg.model.terms import Iri
from kg.rdf import describe, node
from kg.vocabulary import expand, thing

__all__ = ["FACTS", "account", "head_of"]

FACTS = ("trade:Acceptance", "trade:Figure", "trade:Source", "trade:Statement")
"""The kinds of things that a commit is said to bring or to take away."""


def account(record: Record, before: Record | None) -> ChangeSet:
    """What a commit adds to the ledger graph, and the mark of the head, which it moves."""
    engine = Store()
    engine.extend((*_told(record, before), *_head(record.id)))
    return ChangeSet(added=tuple(sorted(engine, key=str)), removed=tuple(_head(before.id) if before else ()))


def head_of(engine: Store) -> str | None:
    """The commit whose state a store holds; None where it holds none."""
    start = thing("commit", "")
    for quad in engine.quads_for_pattern(node("graph:ledger"), node("trade:head"), None, LEDGER):
        return str(getattr(quad.object, "value", "")).removeprefix(start)
    return None


def _head(name: str) -> tuple[Quad, ...]:
    return tuple(describe(LEDGER, LEDGER.value, (("trade:head", thing("commit", name)),)))


def _told(record: Record, before: Record | None) -> Iterator[Quad]:
    change = record.change
    added, removed = record.size
    yield from describe(
        LEDGER,
        thing("commit", record.id),
        (
            ("rdf:type", expand("trade:Commit")),
            ("dcterms:description", record.reason),
            ("prov:endedAtTime", datetime.fromisoformat(record.when)),
            ("trade:author", record.author),
            ("trade:commitKind", record.kind),
            ("trade:commitNumber", record.number),
            ("trade:triplesAdded", added),
            ("trade:triplesRemoved", removed),
            ("prov:wasInformedBy", thing("commit", before.id) if before else None),
            ("trade:reverts", thing("commit", record.reverts) if record.reverts else None),
            ("trade:acceptedWarning", [_accepted(one) for one in record.accepted or ()]),
            ("prov:generated", sorted({*_facts(change.added), *_corrected(record)})),
            ("prov:invalidated", sorted({*_facts(change.removed), *_corrected(record)})),
        ),
    )


def _corrected(record: Record) -> set[Iri]:
    """The facts that a correction gave another form: the old one went, the new one came, under one IRI."""
    if record.kind != "correct":
        return set()
    return {
        Iri(iri)
        for kind in ("figure", "statement", "source")
        for iri in changed(record.change, thing(kind, ""))
    }


def _accepted(accepted: Mapping[str, str]) -> str:
    return f"{accepted.get('code', '')} {accepted.get('fact', '')}: {accepted.get('reason', '')}"


def _facts(quads: Iterable[Quad]) -> list[Iri]:
    """The facts whose kind is among the quads, sorted."""
    kinds = {node(name) for name in FACTS}
    kind = node("rdf:type")
    found = (
        quad.subject
        for quad in quads
        if quad.predicate == kind and quad.object in kinds and not is_derived(quad)
    )
    return sorted({Iri(subject.value) for subject in found if isinstance(subject, NamedNode)})
