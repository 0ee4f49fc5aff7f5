"""What a candidate is judged with: itself, and the description of everything that it names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["named_in", "neighbourhood"]


def neighbourhood(delta: Iterable[pyoxigraph.Quad], engine: pyoxigraph.Store) -> set[pyoxigraph.Triple]:
    """The triples of ``delta`` and all that ``engine`` says of every IRI that they name.

    One step suffices: the shapes look at a node, at the nodes it points to, and at what kind these are. A fact added
    cannot make a stored fact fail a shape, because no shape follows a link backwards.
    """
    given = list(delta)
    triples = {quad.triple for quad in given}
    for node in named_in(given):
        triples |= {quad.triple for quad in engine.quads_for_pattern(node, None, None, None)}
    return triples


def named_in(quads: Iterable[pyoxigraph.Quad]) -> set[pyoxigraph.NamedNode]:
    """Every IRI that stands as subject or object."""
    import pyoxigraph

    terms = {term for quad in quads for term in (quad.subject, quad.object)}
    return {term for term in terms if isinstance(term, pyoxigraph.NamedNode)}
