"""From facts to quads: every fact in its graph, every quad once.

What one source says stands in ``graph:source-<id>``. What sources share (periods, cells that are pointed at,
publishers) stands in graphs of its own, so that no triple ever stands in two graphs: Oxigraph's union of graphs
does not take repetitions out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping

from pyoxigraph import Quad

from kg.model.cell import CellKey
from kg.model.facts import Causal, EventMention, Facts, Forecast, Proposition, Trend
from kg.model.period import Period
from kg.rdf.cells import cell_quads
from kg.rdf.figures import figure_iri, figure_quads
from kg.rdf.periods import period_quads
from kg.rdf.sources import graph_of, source_quads
from kg.rdf.statements import statement_quads
from kg.rdf.terms import describe
from kg.vocabulary import expand, thing

__all__ = ["quads"]


def quads(
    facts: Facts, *, labels: Mapping[str, str] | None = None, known: Container[str] = frozenset()
) -> Iterator[Quad]:
    """All that ``facts`` say, in the graphs where it belongs, each quad once, in a fixed order.

    Args:
        facts: what was read.
        labels: English names of things by IRI, for the labels of propositions.
        known: IRIs of organisations described elsewhere; other publishers get a record.

    Raises:
        ValueError: an id or IRI among the facts cannot be part of an IRI.
    """
    yield from dict.fromkeys(_all(facts, labels or {}, known))


def _all(facts: Facts, labels: Mapping[str, str], known: Container[str]) -> Iterator[Quad]:
    sources = {source.id: source for source in facts.sources}
    carried: dict[str, list[str]] = defaultdict(list)
    for source in facts.sources:
        yield from source_quads(source, known=known)
    for figure in facts.figures:
        origin = sources.get(figure.source)
        yield from figure_quads(figure, vintage=origin.issued if origin else None)
        yield from _dataset(figure.source)
        if figure.statement is None:
            yield from _report(figure.source)
        else:
            carried[figure.statement].append(figure.id)
    for statement in facts.statements:
        yield from statement_quads(
            statement,
            figures=carried[statement.id],
            source=sources.get(statement.source),
            labels=labels,
        )
    yield from _carried(carried, facts)
    yield from cell_quads(_pointed_at(facts))
    yield from period_quads(_periods(facts))


def _carried(carried: Mapping[str, list[str]], facts: Facts) -> Iterator[Quad]:
    """What statements that are described elsewhere assert."""
    here = {statement.id for statement in facts.statements}
    origin = {figure.statement: figure.source for figure in facts.figures}
    for statement_id in sorted(carried.keys() - here):
        asserted = [figure_iri(figure_id) for figure_id in sorted(carried[statement_id])]
        graph = graph_of(origin[statement_id])
        yield from describe(graph, thing("statement", statement_id), (("trade:asserts", asserted),))


def _dataset(source: str) -> Iterator[Quad]:
    pairs = (("rdf:type", expand("qb:DataSet")), ("trade:source", thing("source", source)))
    yield from describe(graph_of(source), thing("dataset", source), pairs)


def _report(source: str) -> Iterator[Quad]:
    pairs = (("rdf:type", expand("trade:Report")), ("trade:source", thing("source", source)))
    yield from describe(graph_of(source), thing("report", source), pairs)


def _propositions(facts: Facts) -> Iterator[Proposition]:
    for statement in facts.statements:
        yield from statement.propositions


def _pointed_at(facts: Facts) -> Iterator[CellKey]:
    """The cells that something points at: denominators of shares and targets of claims."""
    yield from (figure.denominator for figure in facts.figures if figure.denominator)
    for claim in _propositions(facts):
        if isinstance(claim, Forecast) and claim.target:
            yield claim.target
        elif isinstance(claim, Causal):
            yield from claim.cells


def _periods(facts: Facts) -> Iterator[Period]:
    cells = [*(figure.cell for figure in facts.figures), *_pointed_at(facts)]
    spans = [period for cell in cells for period in (cell.period, cell.base_period)]
    spans += [statement.spoken for statement in facts.statements]
    for claim in _propositions(facts):
        if isinstance(claim, Forecast):
            spans.append(claim.horizon)
        elif isinstance(claim, Trend | EventMention):
            spans.append(claim.period)
    yield from (period for period in spans if period)
