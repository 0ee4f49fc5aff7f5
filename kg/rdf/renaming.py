"""Things under other names: quads that say the same of the new IRI, and cells whose keys name a thing anew.

A cell's IRI is the digest of its key, so a thing that a key names cannot be called otherwise without another cell; and
a share's key holds the digest of the cell that it is a share of, so that this one changes as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from kg.rdf.cells import DIMENSIONS, cell_iri, key_of
from kg.rdf.records import Records
from kg.rdf.terms import node
from kg.vocabulary import thing

__all__ = ["Pointing", "reminted", "renamed"]

Pointing = Callable[[str], Iterable[Quad]]
"""Tells what is said of a thing, or what points at it."""

_KEYED = frozenset(node(name) for name in (*DIMENSIONS.values(), "trade:unit", "trade:denominator"))
_CELL = node("trade:cell")
_CELLS = thing("cell", "")


def renamed(quad: Quad, names: Mapping[str, str]) -> Quad:
    """The quad with the new IRI of each thing in ``names`` that it is about, in or points at."""
    subject, value, graph = (_new(term, names) for term in (quad.subject, quad.object, quad.graph_name))
    if subject is None and value is None and graph is None:
        return quad
    return Quad(subject or quad.subject, quad.predicate, value or quad.object, graph or quad.graph_name)


def reminted(names: Mapping[str, str], of: Pointing, to: Pointing) -> dict[str, str]:
    """The new IRIs of all cells whose keys name a thing of ``names``, or such a cell as their denominator.

    Args:
        names: old IRIs and new ones.
        of: what is said of a thing, under the old names.
        to: what points at a thing, under the old names.
    """
    cells: dict[str, str] = {}
    waiting = dict(names)
    while waiting:
        keyed = {
            _iri(quad.subject) for iri in sorted(waiting) for quad in to(iri) if quad.predicate in _KEYED
        }
        known = {**names, **cells}
        waiting = {}
        for subject in sorted(keyed):
            old, new = _cells(subject, [*of(subject)], known)
            if old is not None and new is not None and cells.get(old, old) != new:
                cells[old] = waiting[old] = new
    return cells


def _cells(subject: str, said: list[Quad], names: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The cell of a figure, or the cell that is described, and the one that its key means under the new names."""
    pointed = [_iri(quad.object) for quad in said if quad.predicate == _CELL]
    old = subject if subject.startswith(_CELLS) else next(iter(pointed), None)
    own = {subject: subject} | {iri: new for iri, new in names.items() if iri != subject}
    record = Records(renamed(quad, own) for quad in said).get(subject)
    try:
        return old, None if record is None else cell_iri(key_of(record))
    except ValueError:
        return old, None


def _iri(term: object) -> str:
    return str(getattr(term, "value", ""))


def _new(term: object, names: Mapping[str, str]) -> NamedNode | None:
    found = names.get(term.value) if isinstance(term, NamedNode) else None
    return None if found is None else NamedNode(found)
