"""Statements as RDF: who said it, in which post, how and when, and what it asserts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta

from pyoxigraph import Quad

from kg.model.facts import Source, Statement
from kg.model.terms import Iri, Text
from kg.rdf.figures import basis_pairs, figure_iri
from kg.rdf.periods import period_iri
from kg.rdf.propositions import proposition_iri, proposition_quads
from kg.rdf.sources import dates_of, graph_of, passage_iri, passage_quads
from kg.rdf.terms import Pair, describe
from kg.vocabulary import code, expand, thing

__all__ = ["spoken_between", "statement_quads"]


def spoken_between(statement: Statement, source: Source | None = None) -> tuple[date | None, date | None]:
    """The first and the last day on which it can have been said; None for an end that is not known.

    What the narrator says is said when the source is issued; nothing is said after its source was issued.
    """
    earliest, latest = statement.spoken_earliest, statement.spoken_latest
    if statement.spoken is not None:
        earliest = earliest or statement.spoken.start
        latest = latest or statement.spoken.end_exclusive - timedelta(days=1)
    issued = dates_of(source) if source is not None else (None, None)
    if statement.speaker == thing("speaker", "narrator") and earliest is latest is None:
        return issued
    if statement.spoken_latest is None and earliest and issued[1] and issued[1] >= earliest:
        latest = min(latest or issued[1], issued[1])
    return earliest, latest


def statement_quads(
    statement: Statement,
    *,
    figures: Iterable[str] = (),
    source: Source | None = None,
    labels: Mapping[str, str] | None = None,
) -> Iterator[Quad]:
    """One statement with its passages and propositions; ``figures`` are the ids of those it carries."""
    graph = graph_of(statement.source)
    pairs = (*_identity(statement), *_act(statement, source), *_content(statement, figures))
    yield from describe(graph, thing("statement", statement.id), pairs)
    for passage in statement.passages:
        yield from passage_quads(passage)
    for number, proposition in enumerate(statement.propositions, start=1):
        yield from proposition_quads(
            proposition, proposition_iri(statement.id, number), graph=graph, labels=labels or {}
        )


def _identity(statement: Statement) -> Iterator[Pair]:
    yield "rdf:type", expand("trade:Statement")
    yield "dcterms:identifier", (statement.id, *statement.also)
    yield "trade:source", thing("source", statement.source)


def _act(statement: Statement, source: Source | None) -> Iterator[Pair]:
    earliest, latest = spoken_between(statement, source)
    yield "trade:speaker", statement.speaker
    yield "trade:inCapacity", statement.capacity
    yield "trade:act", code("act", statement.act)
    yield "trade:voice", code("voice", statement.voice)
    yield "trade:spokenEarliest", earliest
    yield "trade:spokenLatest", latest
    yield "trade:spokenOn", period_iri(statement.spoken) if statement.spoken else None
    yield "trade:addressee", statement.addressee
    yield "trade:reports", thing("statement", statement.reports) if statement.reports else None
    yield from basis_pairs(statement.basis)


def _content(statement: Statement, figures: Iterable[str]) -> Iterator[Pair]:
    propositions = range(1, len(statement.propositions) + 1)
    asserted: list[Iri] = [
        *(figure_iri(one) for one in sorted(figures)),
        *(proposition_iri(statement.id, number) for number in propositions),
    ]
    yield "trade:anchor", code("anchor", "passage" if statement.passages else "document")
    yield "trade:span", [passage_iri(passage) for passage in statement.passages]
    yield "trade:asserts", asserted
    yield "trade:about", statement.about
    yield "trade:gist", Text(statement.gist, "en") if statement.gist else None
    yield "trade:note", Text(statement.note, "en") if statement.note else None
