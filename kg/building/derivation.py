"""What follows from the figures without any judgement: which of a cell is accepted, which cannot both be true.

The policy is the same for every cell and looks at nothing but the figures and their sources, so that anybody can
follow it by hand. Each graph is derived for all cells at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from pyoxigraph import Quad

from kg.model.facts import Facts, Figure, Source
from kg.model.interval import Interval
from kg.model.terms import Text
from kg.rdf import describe, graph_named
from kg.rdf.figures import figure_iri
from kg.rdf.sources import dates_of
from kg.vocabulary import expand, thing

__all__ = [
    "POLICY",
    "acceptance_quads",
    "accepted",
    "by_cell",
    "conflict_quads",
    "finding_quads",
    "strained",
    "superseded",
]

POLICY = "default-1"
"""The name of the policy of acceptance that this module carries out."""

_Rank = tuple[bool, bool, bool, bool, int, bool, Decimal, str]

_REASONS = (
    "its publisher has revised the others",
    "it is believed, and the others are marked as wrong in print",
    "it comes from an original, and the others from copies",
    "it comes from official statistics, and the others do not",
    "it was published latest",
    "it is the most precise",
    "it is the most precise",
    "it comes first in the order of identifiers; nothing else tells the figures apart",
)
"""Why a figure ranks before the next one, by the first part of the rank in which they differ."""


def by_cell(figures: Iterable[Figure]) -> dict[str, list[Figure]]:
    """The figures of each cell, cells and figures sorted by IRI."""
    cells: dict[str, list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda figure: figure.id):
        cells[figure.cell.digest()].append(figure)
    return dict(sorted(cells.items()))


def superseded(figures: Iterable[Figure]) -> frozenset[str]:
    """The ids of those figures that another one revises; a revision that is marked as wrong in print does not count."""
    return frozenset(figure.revises for figure in figures if figure.revises and figure.suspicion is None)


def accepted(figures: Sequence[Figure], sources: Mapping[str, Source]) -> tuple[Figure, str]:
    """The figure that counts among those of one cell, and why."""
    old = superseded(figures)
    ranked = sorted((_rank(figure, sources.get(figure.source), old), figure.id) for figure in figures)
    (first, winner), *others = ranked
    reason = "it is the only figure of its cell"
    if others:
        parts = zip(first, others[0][0], strict=True)
        reason = next(why for why, (one, other) in zip(_REASONS, parts, strict=True) if one != other)
    return next(figure for figure in figures if figure.id == winner), f"Accepted because {reason}."


def _rank(figure: Figure, source: Source | None, old: frozenset[str]) -> _Rank:
    width = figure.amount.interval.width
    issued = dates_of(source)[1] if source else None
    return (
        figure.id in old,
        figure.suspicion is not None,
        source is not None and source.copy_of is not None,
        source is None or source.kind != "official",
        -issued.toordinal() if issued else 0,
        width is None,
        width or Decimal(0),
        figure_iri(figure.id),
    )


def acceptance_quads(facts: Facts) -> Iterator[Quad]:
    """One acceptance for each cell, by the default policy."""
    sources = {source.id: source for source in facts.sources}
    graph = graph_named("acceptance")
    for cell, figures in by_cell(facts.figures).items():
        winner, reason = accepted(figures, sources)
        yield from describe(
            graph,
            thing("acceptance", cell),
            (
                ("rdf:type", expand("trade:Acceptance")),
                ("trade:cell", thing("cell", cell)),
                ("trade:accepts", figure_iri(winner.id)),
                ("trade:policy", POLICY),
                ("trade:reason", Text(reason, "en")),
            ),
        )


def strained(one: Interval, other: Interval) -> bool:
    """Whether two intervals that do not meet miss each other at a soft end, which a value may strain."""
    below, above = (one, other) if _lies_below(one, other) else (other, one)
    return below.upper_soft or above.lower_soft


def _lies_below(one: Interval, other: Interval) -> bool:
    return one.upper is not None and other.lower is not None and one.upper <= other.lower


def conflict_quads(facts: Facts) -> Iterator[Quad]:
    """One conflict for each pair of figures of a cell whose intervals do not meet.

    What its publisher has revised is not claimed any more and contradicts nothing.
    """
    graph = graph_named("derived-conflicts")
    for cell, figures in by_cell(facts.figures).items():
        old = superseded(figures)
        intervals = [
            (figure_iri(figure.id), figure.amount.interval) for figure in figures if figure.id not in old
        ]
        apart = [(a, b) for a, b in combinations(intervals, 2) if not a[1].meets(b[1])]
        for number, ((first, left), (second, right)) in enumerate(apart, start=1):
            yield from describe(
                graph,
                thing("conflict", f"{cell}-{number}"),
                (
                    ("rdf:type", expand("trade:Conflict")),
                    ("trade:cell", thing("cell", cell)),
                    ("trade:between", (first, second)),
                    ("trade:rule", "V28"),
                    ("trade:strained", strained(left, right) or None),
                ),
            )


def finding_quads(facts: Facts) -> Iterator[Quad]:
    """One finding for each figure that is kept as printed though its print is believed wrong."""
    graph = graph_named("derived-findings")
    for figure in sorted(facts.figures, key=lambda figure: figure.id):
        if figure.suspicion is None:
            continue
        note = f": {figure.note}" if figure.note else ""
        message = f"Kept as printed; the {figure.suspicion} is believed to be misprinted{note}"
        yield from describe(
            graph,
            thing("finding", f"{figure.id}-{_RULE}"),
            (
                ("rdf:type", expand("trade:Finding")),
                ("trade:rule", _RULE),
                ("trade:figure", figure_iri(figure.id)),
                ("trade:message", Text(message, "en")),
            ),
        )


_RULE = "V24"
"""A wrong print shows where figures do not add up: the rule of arithmetic."""
