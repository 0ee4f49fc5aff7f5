"""The two questions of the gate: whether a whole graph conforms, and whether new facts may come in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.findings import Finding, Report
from kg.gate.candidate import Candidate, count_of, iri_of
from kg.gate.corrections import corrections
from kg.gate.effects import Effects, by_fact
from kg.gate.incremental.access import StoreAccess
from kg.gate.kin import kin_quads
from kg.gate.lexical import lexical_rows
from kg.gate.parts import subject_of
from kg.gate.rows import Row, first_of_each, settle
from kg.gate.rules import Rules, declared, rules
from kg.gate.scope import kind_rows, nearest_names, taken_rows
from kg.gate.shapes import rdflib_graph
from kg.gate.terms import term_rows
from kg.reading.readings import Reading
from kg.vocabulary import expand

if TYPE_CHECKING:
    import pyoxigraph

    from kg.store.embedded import EmbeddedStore

__all__ = ["check", "validate"]


def validate(store: EmbeddedStore, *, texts: Path | None = None) -> Report:
    """What is wrong with a whole graph.

    Args:
        store: the graph.
        texts: a folder with the texts of sources ("<source id>.txt"), whose passages are then compared.

    Raises:
        DamagedError: the rules, or the graph, are such that nothing would be checked.
    """
    import pyoxigraph

    given, quads = rules(), list(store.quads())
    engine = pyoxigraph.Store()
    engine.bulk_extend(quads)
    engine.bulk_extend(list(kin_quads(StoreAccess(engine))))
    rows = lexical_rows(quads)
    rows += given.shapes.rows(rdflib_graph(quad.triple for quad in quads))
    rows += [row for check_ in given.checks for row in first_of_each(check_.rows(engine))]
    if texts is not None:
        from kg.gate.provenance import provenance_rows

        rows += provenance_rows(quads, engine, texts, submitted=False)
    known = _Known(engine, ())
    found = [_helped(row, known) for row in settle(sorted(rows, key=_order))]
    return Report.of(found, _counted(tuple(quads), given))


def check(
    reading: Reading, store: EmbeddedStore, *, texts: Path | None = None, correcting: bool = False
) -> Report:
    """What speaks against adding the facts of a reading to a graph; the graph is not touched.

    Args:
        reading: what was read from files; its own findings are part of the report.
        store: the graph that the facts want to get into.
        texts: a folder with the texts of sources ("<source id>.txt"), whose passages are then compared.
        correcting: whether every fact takes the place of a stored one, and not those alone that say so.

    Raises:
        DamagedError: the rules are such that nothing would be checked.
    """
    candidate, given, engine = Candidate(reading), rules(), store.engine
    touched = _touched(candidate, engine)
    stored, normal = {quad.triple for quad in touched}, _normal(candidate.quads)
    delta = [quad for quad in normal if quad.triple not in stored]
    corrected = corrections(reading, normal, engine, whole=correcting)
    effects = Effects(
        given,
        engine,
        added=[*delta, *corrected.added],
        removed=[*corrected.removed, *corrected.following],
    )
    terms = term_rows(delta, engine)
    unlike = {iri for row in terms for iri in row.iris}
    rows = [*lexical_rows(candidate.quads), *terms, *corrected.rows]
    # In a mended sheet most facts are as they were: that is nothing to tell.
    rows += [] if correcting else taken_rows(normal, engine, corrected.replaced)
    rows += kind_rows(delta, engine, {*given.shapes.targets, *declared("owl:Class")})
    rows += [*effects.structure(), *by_fact(effects.across(), effects.subjects)]
    if texts is not None:
        gone = set(corrected.removed)
        from kg.gate.provenance import provenance_rows

        rows += provenance_rows([*delta, *(quad for quad in touched if quad not in gone)], engine, texts)
    known = _Known(engine, delta)
    settled = settle([*(Row(finding) for finding in reading.findings), *rows], reading.refused | unlike)
    return Report.of([_placed(row, candidate, known) for row in settled], _counted(candidate.quads, given))


def _touched(candidate: Candidate, engine: pyoxigraph.Store) -> list[pyoxigraph.Quad]:
    """All that the store says of what the candidate describes."""
    import pyoxigraph

    nodes = [pyoxigraph.NamedNode(subject) for subject in sorted(candidate.subjects)]
    return [quad for node in nodes for quad in engine.quads_for_pattern(node, None, None, None)]


def _normal(quads: Iterable[pyoxigraph.Quad]) -> list[pyoxigraph.Quad]:
    """The quads as a store would hold them: it writes numbers in its own way."""
    import pyoxigraph

    engine = pyoxigraph.Store()
    engine.extend(quads)
    return sorted(engine, key=str)


def _placed(row: Row, candidate: Candidate, known: _Known) -> Finding:
    finding = replace(_helped(row, known), others=candidate.others(row.finding.fact, row.iris))
    if finding.place is None:
        finding = replace(finding, place=candidate.place(finding, row.iris))
    if finding.place is not None:
        finding = replace(finding, excerpt=candidate.excerpt(finding.place) or finding.excerpt)
    return finding


def _helped(row: Row, known: _Known) -> Finding:
    """The finding, with the nearest name in its remedy where it is about a name that nothing bears."""
    finding = row.finding
    if finding.code not in {"V06", "V07"} or finding.rule is None:
        return finding
    fact = iri_of(finding.fact)
    unknown = [iri for iri in sorted(row.iris - {fact}) if iri not in known.names]
    near = next((names for iri in unknown if (names := nearest_names(iri, known.names))), [])
    remedy = f"Did you mean {', '.join(near[:-1])}{' or ' if near[1:] else ''}{near[-1]}? " if near else ""
    return replace(finding, remedy=f"{remedy}{finding.remedy or ''}") if near else finding


class _Known:
    """Every IRI that the graph describes, and every term of the ontology; looked up when a name is missing."""

    def __init__(self, engine: pyoxigraph.Store, delta: Iterable[pyoxigraph.Quad]) -> None:
        self._engine = engine
        self._delta = delta

    @cached_property
    def names(self) -> frozenset[str]:
        """The IRIs."""
        described = {subject_of(quad) for quad in self._engine.quads_for_pattern(None, _type(), None, None)}
        own = {subject_of(quad) for quad in self._delta if quad.predicate == _type()}
        return frozenset(described | own | declared())


@lru_cache(maxsize=1)
def _type() -> pyoxigraph.NamedNode:
    import pyoxigraph

    return pyoxigraph.NamedNode(expand("rdf:type"))


def _order(row: Row) -> tuple[str, str, str, str]:
    finding = row.finding
    return (finding.fact or "", finding.code, finding.rule or "", finding.message)


def _counted(quads: tuple[pyoxigraph.Quad, ...], given: Rules) -> dict[str, int]:
    kinds = {"sources": "trade:Source", "figures": "trade:Figure", "statements": "trade:Statement"}
    counted = {name: count_of(quads, kind) for name, kind in kinds.items()}
    return {**counted, "shapes": given.shapes.count, "checks": len(given.checks)}
