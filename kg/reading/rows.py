"""Triples as plain values that can cross a pipe: their terms as texts, and where in the file they stand."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

__all__ = ["BLANK", "NOWHERE", "TRIPLE", "Row", "Spot", "Written", "quad_of", "row_of"]

Spot = tuple[int, int]
"""Line and column, counted from 1; zeros where they cannot be told."""

NOWHERE: Spot = (0, 0)
"""A spot that cannot be told."""

BLANK = "_:"
"""What stands for a blank node: it has no name that matters."""

TRIPLE = "<<>>"
"""What stands for a triple in the place of a thing."""

_LONGEST_IRI = 2_001
_LONGEST_TEXT = 10_001


class Written(NamedTuple):
    """A literal: its text, the IRI of its datatype, its language; a text too long to be taken is cut."""

    text: str
    datatype: str
    language: str | None


class Row(NamedTuple):
    """One triple: IRIs, ``BLANK``, ``TRIPLE`` or a literal; the graph is "" where none is named.

    ``spots`` are those of subject, predicate, value and graph. ``joined`` says that a comma without a space parts this
    number from the one before.
    """

    subject: str
    predicate: str
    value: str | Written
    graph: str
    spots: tuple[Spot, Spot, Spot, Spot] = (NOWHERE, NOWHERE, NOWHERE, NOWHERE)
    joined: bool = False


def row_of(quad: Quad, spots: tuple[Spot, Spot, Spot, Spot], *, joined: bool = False) -> Row:
    """A quad as a row."""
    value = quad.object
    told = (
        Written(value.value[:_LONGEST_TEXT], value.datatype.value, value.language)
        if isinstance(value, Literal)
        else _iri(value)
    )
    return Row(
        _iri(quad.subject), quad.predicate.value[:_LONGEST_IRI], told, _iri(quad.graph_name), spots, joined
    )


def quad_of(row: Row, graph: str | None = None) -> Quad:
    """A row without fault as a quad, in another graph where one is given.

    Raises:
        ValueError: an IRI is none.
    """
    value = row.value
    made = (
        NamedNode(value)
        if isinstance(value, str)
        else Literal(value.text, language=value.language)
        if value.language
        else Literal(value.text, datatype=NamedNode(value.datatype))
    )
    name = graph or row.graph
    home = NamedNode(name) if name else DefaultGraph()
    return Quad(NamedNode(row.subject), NamedNode(row.predicate), made, home)


def _iri(node: NamedNode | BlankNode | Triple | DefaultGraph) -> str:
    if isinstance(node, NamedNode):
        return node.value[:_LONGEST_IRI]
    if isinstance(node, BlankNode):
        return BLANK
    return TRIPLE if isinstance(node, Triple) else ""
