"""Sources and passages as RDF."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date, timedelta
from urllib.parse import quote

from pyoxigraph import NamedNode, Quad

from kg.model.facts import Passage, Source
from kg.model.period import Period
from kg.model.terms import Iri, Text
from kg.rdf.slugs import slugify
from kg.rdf.terms import Pair, describe, graph_named
from kg.vocabulary import code, expand, thing

__all__ = ["dates_of", "graph_of", "passage_iri", "passage_quads", "publisher_iri", "source_quads"]

_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_HAN = re.compile("[\u3400-\u9fff]")


def graph_of(source: str) -> NamedNode:
    """The named graph that holds what one source says."""
    return graph_named(f"source-{source}")


def publisher_iri(name: str) -> Iri:
    """The IRI of a publisher, from its name."""
    return thing("organisation", slugify(name))


def passage_iri(passage: Passage) -> Iri:
    """The IRI of a passage: source, start and end."""
    return thing("passage", passage.slug)


def dates_of(source: Source) -> tuple[date | None, date | None]:
    """The first and the last day on which the source can have been issued; None for an end that is not known."""
    earliest, latest = source.issued_earliest, source.issued_latest
    if source.issued is not None:
        span = Period.parse(str(source.issued))
        earliest = earliest or span.start
        latest = latest or span.end_exclusive - timedelta(days=1)
    return earliest, latest


def source_quads(source: Source, *, known: Container[str] = frozenset()) -> Iterator[Quad]:
    """The record of one source, and its publisher's where no IRI of ``known`` is its.

    A publisher is shared by sources, so it never stands in a source's graph.
    """
    publisher = publisher_iri(source.publisher)
    yield from describe(graph_of(source.id), thing("source", source.id), _record(source, publisher))
    if publisher not in known:
        organisation = (
            ("rdf:type", expand("trade:Organisation")),
            ("rdfs:label", _text(source.publisher)),
        )
        yield from describe(graph_named("reference-publishers"), publisher, organisation)


def _record(source: Source, publisher: Iri) -> Iterator[Pair]:
    earliest, latest = dates_of(source)
    yield "rdf:type", expand("trade:Source")
    yield "dcterms:identifier", source.id
    yield "dcterms:title", _text(source.title)
    yield "dcterms:publisher", publisher
    yield "trade:sourceKind", code("sourceKind", source.kind)
    yield "dcterms:issued", source.issued
    yield "trade:issuedEarliest", earliest
    yield "trade:issuedLatest", latest
    yield "schema:url", _address(source.address) if source.address else None
    yield "trade:textDigest", source.text_digest
    yield "trade:textLength", source.text_length
    yield "trade:byline", source.bylines
    yield "trade:copyOf", thing("source", source.copy_of) if source.copy_of else None
    yield "trade:note", _text(source.note) if source.note else None


def passage_quads(passage: Passage) -> Iterator[Quad]:
    """The position and digest of a span of a source's text."""
    yield from describe(
        graph_of(passage.source),
        passage_iri(passage),
        (
            ("rdf:type", expand("trade:Passage")),
            ("trade:source", thing("source", passage.source)),
            ("trade:startChar", passage.start),
            ("trade:endChar", passage.end),
            ("trade:digest", passage.digest),
        ),
    )


def _text(words: str) -> Text:
    """The words with the language that their script shows."""
    return Text(words, "zh" if _HAN.search(words) else "en")


def _address(address: str) -> Iri:
    """The address as an IRI: characters that no IRI may hold are escaped."""
    return Iri(_NO_IRI.sub(lambda found: quote(found.group()), address))
