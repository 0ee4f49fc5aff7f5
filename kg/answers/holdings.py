"""The sources that a sheet may name by their id: those of the graph as it has them, and those of the registry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.model.facts import Source
from kg.rdf import facts_of, graph_named, node
from kg.reading.readings import Reading
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import thing

__all__ = ["Holdings"]

_SOURCES = "SELECT ?id WHERE { ?source a trade:Source ; dcterms:identifier ?id } ORDER BY ?id"


class Holdings(Mapping[str, Source]):
    """Sources by id. What the graph says of one stands before what the registry says: it may have been corrected.

    ``known`` are the ids of those in the graph. Those of them that were looked up are named, not described: ``undescribed``
    takes what was read of them out again, so that nothing said of them is said anew.
    """

    def __init__(self, store: EmbeddedStore, registry: Mapping[str, Source]) -> None:
        self._store, self._registry = store, registry
        self.known = frozenset(str(row[0]) for row in store.select(_SOURCES))
        self._named: dict[str, Source] = {}

    def __getitem__(self, key: str) -> Source:
        if key not in self.known:
            return self._registry[key]
        if key not in self._named:
            self._named[key] = self._stored(key)
        return self._named[key]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.known | self._registry.keys()))

    def __len__(self) -> int:
        return len(self.known | self._registry.keys())

    def undescribed(self, reading: Reading) -> Reading:
        """The reading without the descriptions of sources that were only named, and of nobody's publishers."""
        named = {str(thing("source", key)) for key in self._named}
        if not named:
            return reading
        kept = [quad for quad in reading.quads if _iri(quad.subject) not in named]
        targets = {_iri(quad.object) for quad in kept}
        publishers = graph_named("reference-publishers")
        kept = [q for q in kept if q.graph_name != publishers or _iri(q.subject) in targets]
        sources = tuple(source for source in reading.facts.sources if source.id not in self._named)
        return replace(reading, facts=replace(reading.facts, sources=sources), quads=tuple(kept))

    def _stored(self, key: str) -> Source:
        told = list(self._store.quads(subject=thing("source", key)))
        published = [_iri(quad.object) for quad in told if quad.predicate == node("dcterms:publisher")]
        told += [quad for iri in published for quad in self._store.quads(subject=iri)]
        return next(source for source in facts_of(told).sources if source.id == key)


def _iri(term: object) -> str:
    return str(getattr(term, "value", term))
