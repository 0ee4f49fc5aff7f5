"""What makes values of a text: nodes of YAML, cells of CSV, rows of RDF; in this process, for files that are trusted.

``kg.reading.child`` has the same for files that are not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from pyoxigraph import RdfFormat

from kg.reading import jsonld, turtle
from kg.reading.commas import parse_csv
from kg.reading.marked import Node, Scalar, parse_yaml
from kg.reading.rows import Row

__all__ = ["FORMS", "OWN", "OwnParser", "Parser", "rdf_rows"]

_RDF = {
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
}

FORMS: tuple[str, ...] = ("csv", "jsonld", *sorted(_RDF), "yaml")
"""The forms that a text can have."""


class Parser(Protocol):
    """Makes values of a text; the name of its file is for the places of what is wrong.

    Each method raises ReadingError where the text is broken, and LimitError where a limit is reached.
    """

    def yaml(self, text: str, name: str) -> Node | None:
        """The one node of a YAML text."""

    def csv(self, text: str, name: str) -> Iterator[list[Scalar]]:
        """The rows of a CSV text."""

    def rdf(self, text: str, name: str, form: str) -> Iterator[Row]:
        """The triples of an RDF text: "turtle", "trig", "ntriples", "nquads" or "jsonld"."""


class OwnParser:
    """A parser that works in this process: what breaks it breaks this process."""

    def yaml(self, text: str, name: str) -> Node | None:
        """The one node of a YAML text."""
        return parse_yaml(text, name)

    def csv(self, text: str, name: str) -> Iterator[list[Scalar]]:
        """The rows of a CSV text."""
        return parse_csv(text, name)

    def rdf(self, text: str, name: str, form: str) -> Iterator[Row]:
        """The triples of an RDF text."""
        return rdf_rows(text, name, form)


OWN = OwnParser()
"""The parser of this process."""


def rdf_rows(text: str, name: str, form: str) -> Iterator[Row]:
    """The triples of an RDF text of a form.

    Raises:
        ReadingError: it is broken.
        LimitError: it nests too deep.
    """
    return jsonld.rows_of(text, name) if form == "jsonld" else turtle.rows_of(text, name, _RDF[form])
