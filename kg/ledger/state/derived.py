"""What follows from figures, kept true by every commit: acceptances, conflicts and findings of the cells it touches.

A decision of a person (an acceptance by another policy than the default one) stands as long as its figure does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad, Store

from kg.building.derivation import acceptance_quads, conflict_quads, finding_quads
from kg.ledger.journal.changes import ChangeSet
from kg.ledger.state.overlay import Overlay
from kg.model.facts import Facts
from kg.rdf import facts_of, graph_named, node
from kg.vocabulary import thing

__all__ = ["decision_of", "is_derived", "refreshed"]

_DERIVED = frozenset(graph_named(name) for name in ("derived-conflicts", "derived-findings"))
_ACCEPTANCE = graph_named("acceptance")
_FIGURES, _SOURCES = thing("figure", ""), thing("source", "")
_CELLS, _ACCEPTANCES = thing("cell", ""), thing("acceptance", "")


def is_derived(quad: Quad) -> bool:
    """Whether a quad follows from others: nobody decided it, so nobody takes it back."""
    if quad.graph_name in _DERIVED:
        return True
    # A default acceptance is named by its cell alone, a decision by its cell and a number.
    return quad.graph_name == _ACCEPTANCE and "-" not in _iri(quad.subject).removeprefix(_ACCEPTANCES)


def refreshed(engine: Store, change: ChangeSet) -> ChangeSet:
    """The change, together with all that it makes follow."""
    own = ChangeSet(
        added=tuple(quad for quad in change.added if not is_derived(quad)),
        removed=tuple(quad for quad in change.removed if not is_derived(quad)),
    )
    before, after = Overlay(engine, ChangeSet()), Overlay(engine, own)
    figures = _figures(own, before, after)
    cells = _cells(own, figures, before, after)
    if not cells:
        return own
    wanted = set(_follows(cells, after))
    standing = set(_stands(cells, figures, before))
    gone = {quad for quad in standing if quad.graph_name == _ACCEPTANCE and not is_derived(quad)}
    kept = {quad for quad in gone if decision_of(_cell_of(quad, before), after) == _iri(quad.subject)}
    follow = ChangeSet.of(wanted - standing, standing - wanted - kept)
    return (own + follow).effective(engine)


def decision_of(cell: str, view: Overlay) -> str | None:
    """The acceptance by which a person decided a cell, where its figure is there; None where nobody did."""
    decisions = [
        _iri(quad.subject)
        for quad in view.to(cell, node("trade:cell"))
        if quad.graph_name == _ACCEPTANCE and not is_derived(quad)
    ]
    for decision in sorted(decisions, key=lambda iri: (len(iri), iri), reverse=True):
        chosen = [_iri(quad.object) for quad in view.of(decision) if quad.predicate == node("trade:accepts")]
        if any(_iri(quad.object) == cell for figure in chosen for quad in view.of(figure)):
            return decision
    return None


def _figures(change: ChangeSet, before: Overlay, after: Overlay) -> set[str]:
    """The figures that a change touches, itself or through their source."""
    subjects = {_iri(quad.subject) for quad in (*change.added, *change.removed)}
    found = {iri for iri in subjects if iri.startswith(_FIGURES)}
    for source in (iri for iri in subjects if iri.startswith(_SOURCES)):
        pointing = (*before.to(source, node("trade:source")), *after.to(source, node("trade:source")))
        found |= {iri for quad in pointing if (iri := _iri(quad.subject)).startswith(_FIGURES)}
    return found


def _cells(change: ChangeSet, figures: set[str], before: Overlay, after: Overlay) -> list[str]:
    """The cells of these figures, and those that are decided."""
    told = [quad for view in (before, after) for figure in sorted(figures) for quad in view.of(figure)]
    told += [quad for quad in (*change.added, *change.removed) if quad.graph_name == _ACCEPTANCE]
    return sorted({_iri(quad.object) for quad in told if quad.predicate == node("trade:cell")})


def _follows(cells: Iterable[str], after: Overlay) -> Iterator[Quad]:
    facts = _facts(cells, after)
    decided = {cell for cell in cells if decision_of(cell, after)}
    for quad in acceptance_quads(facts):
        if thing("cell", _iri(quad.subject).removeprefix(_ACCEPTANCES)) not in decided:
            yield quad
    yield from conflict_quads(facts)
    yield from finding_quads(facts)


def _facts(cells: Iterable[str], view: Overlay) -> Facts:
    """The figures of the cells, with their sources."""
    members = [
        iri
        for cell in cells
        for quad in view.to(cell, node("trade:cell"))
        if (iri := _iri(quad.subject)).startswith(_FIGURES)
    ]
    told = [quad for figure in sorted(set(members)) for quad in view.of(figure)]
    sources = sorted({_iri(quad.object) for quad in told if quad.predicate == node("trade:source")})
    told += [quad for source in sources for quad in view.of(source)]
    passages = sorted({_iri(quad.object) for quad in told if quad.predicate == node("trade:span")})
    return facts_of([*told, *(quad for passage in passages for quad in view.of(passage))])


def _stands(cells: Iterable[str], figures: set[str], before: Overlay) -> Iterator[Quad]:
    """What follows from the figures of the cells now."""
    graphs = _DERIVED | {_ACCEPTANCE}
    members = {
        iri
        for cell in cells
        for quad in before.to(cell, node("trade:cell"))
        if (iri := _iri(quad.subject)).startswith(_FIGURES)
    }
    pointing = [quad for cell in cells for quad in before.to(cell, node("trade:cell"))]
    pointing += [
        quad for figure in sorted(members | figures) for quad in before.to(figure, node("trade:figure"))
    ]
    for subject in sorted({_iri(quad.subject) for quad in pointing if quad.graph_name in graphs}):
        yield from (quad for quad in before.of(subject) if quad.graph_name in graphs)


def _cell_of(quad: Quad, view: Overlay) -> str:
    told = view.of(_iri(quad.subject))
    return next((_iri(one.object) for one in told if one.predicate == node("trade:cell")), _CELLS)


def _iri(term: object) -> str:
    return str(getattr(term, "value", term))
