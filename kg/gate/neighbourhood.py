"""What a candidate is judged with: itself, and the description of everything that it names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["neighbourhood"]


def neighbourhood(delta: Iterable[pyoxigraph.Quad], engine: pyoxigraph.Store) -> set[pyoxigraph.Triple]:
    """The triples of ``delta``, all that ``engine`` says of their subjects, and of every IRI that these name.

    That suffices: the shapes look at a node, at the nodes it points to, and at what kind these are. A fact added
    cannot make a stored fact fail a shape, because no shape follows a link backwards.
    """
    new = {quad.triple for quad in delta}
    whole = new | _described({triple.subject for triple in new}, engine)
    return whole | _described({triple.object for triple in whole}, engine)


def _described(terms: Iterable[object], engine: pyoxigraph.Store) -> set[pyoxigraph.Triple]:
    import pyoxigraph

    nodes = {term for term in terms if isinstance(term, pyoxigraph.NamedNode)}
    return {quad.triple for node in nodes for quad in engine.quads_for_pattern(node, None, None, None)}
