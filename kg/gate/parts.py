"""The parts of a quad as plain text: no blank node and no quoted triple gets this far."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["literal_of", "named", "object_of", "predicate_of", "subject_of"]


def subject_of(quad: pyoxigraph.Quad | pyoxigraph.Triple) -> str:
    """The subject's IRI."""
    return str(getattr(quad.subject, "value", quad.subject))


def predicate_of(quad: pyoxigraph.Quad | pyoxigraph.Triple) -> str:
    """The predicate's IRI."""
    return quad.predicate.value


def object_of(quad: pyoxigraph.Quad | pyoxigraph.Triple) -> str:
    """The object's IRI, or its text."""
    return str(getattr(quad.object, "value", quad.object))


def literal_of(quad: pyoxigraph.Quad) -> pyoxigraph.Literal | None:
    """The object where it is a literal."""
    import pyoxigraph

    return quad.object if isinstance(quad.object, pyoxigraph.Literal) else None


def named(quad: pyoxigraph.Quad) -> str | None:
    """The object's IRI, or None where it is a literal."""
    return object_of(quad) if literal_of(quad) is None else None
