"""RDF terms and plain values, both ways, and the smallest step of writing: a subject with its properties."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.model.terms import Iri, Partial, Text, Value
from kg.vocabulary import expand, thing

__all__ = ["Pair", "Term", "describe", "graph_named", "node", "term_of", "value_of"]

Term = NamedNode | Literal | BlankNode | Triple
"""What an engine hands out."""

Pair = tuple[str, "Value | Iterable[Value] | None"]
"""A property, as a prefixed name, with its value or values; None where there is none."""

_XSD = expand("xsd:")
_INTEGERS = frozenset(
    _XSD + name
    for name in (
        "integer long int short byte nonNegativeInteger positiveInteger nonPositiveInteger negativeInteger "
        "unsignedLong unsignedInt unsignedShort unsignedByte"
    ).split()
)


@lru_cache(maxsize=4096)
def node(curie: str) -> NamedNode:
    """The node of a prefixed name such as "trade:Figure"."""
    return NamedNode(expand(curie))


@lru_cache(maxsize=1024)
def graph_named(name: str) -> NamedNode:
    """The named graph ``graph:<name>``."""
    return NamedNode(thing("graph", name))


def term_of(value: Value) -> NamedNode | Literal:
    """The RDF term of a plain value; a Decimal is written with all its digits and never in powers of ten.

    Raises:
        ValueError: the IRI is malformed, or the number is not finite.
    """
    if isinstance(value, Iri):
        return NamedNode(value)
    if isinstance(value, Text):
        return Literal(str(value), language=value.lang) if value.lang else Literal(str(value))
    if isinstance(value, Partial):
        return _typed(str(value), "gYearMonth" if len(value) > 4 else "gYear")
    if isinstance(value, str):
        return Literal(value)
    if isinstance(value, bool):
        return _typed("true" if value else "false", "boolean")
    if isinstance(value, int):
        return _typed(str(value), "integer")
    if isinstance(value, Decimal):
        return _typed(_plain(value), "decimal")
    return _typed(value.isoformat(), "dateTime" if isinstance(value, datetime) else "date")


def value_of(term: Term) -> Value:
    """The plain value of an RDF term; a literal that its type does not fit comes back as its text."""
    if isinstance(term, NamedNode):
        return Iri(term.value)
    if not isinstance(term, Literal):
        return Iri(f"_:{term.value}") if isinstance(term, BlankNode) else str(term)
    if term.language:
        return Text(term.value, term.language)
    kind = term.datatype.value
    if kind in _INTEGERS:
        return _or_text(int, term.value)
    reader = _READERS.get(kind)
    return _or_text(reader, term.value) if reader else term.value


def describe(graph: NamedNode, subject: str, pairs: Iterable[Pair]) -> Iterator[Quad]:
    """The quads that give ``subject`` its properties in ``graph``; what is None is left out.

    Raises:
        ValueError: an IRI among them is malformed.
    """
    name = NamedNode(subject)
    for curie, value in pairs:
        if value is None:
            continue
        several = isinstance(value, Iterable) and not isinstance(value, str)
        for one in value if several else (value,):  # type: ignore[union-attr]
            yield Quad(name, node(curie), term_of(one), graph)  # type: ignore[arg-type]


@lru_cache(maxsize=16)
def _datatype(name: str) -> NamedNode:
    return NamedNode(_XSD + name)


def _typed(text: str, name: str) -> Literal:
    return Literal(text, datatype=_datatype(name))


def _plain(number: Decimal) -> str:
    if not number.is_finite():
        raise ValueError(f"{number} is no number that a figure can have")
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _or_text(reader: Callable[[str], Value], text: str) -> Value:
    try:
        return reader(text)
    except (ValueError, InvalidOperation):
        return text


def _finite(text: str) -> Decimal:
    number = Decimal(text)
    if not number.is_finite():
        raise ValueError(text)
    return number


def _truth(text: str) -> bool:
    if text not in {"true", "false", "1", "0"}:
        raise ValueError(text)
    return text in {"true", "1"}


_READERS: dict[str, Callable[[str], Value]] = {
    _XSD + "decimal": _finite,
    _XSD + "double": _finite,
    _XSD + "float": _finite,
    _XSD + "boolean": _truth,
    _XSD + "date": date.fromisoformat,
    _XSD + "gYear": Partial,
    _XSD + "gYearMonth": Partial,
}
