"""What every store can do: answer queries, with plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from kg.model.terms import Iri, Value

__all__ = ["Rows", "Store", "Triple"]

Triple = tuple[Iri, Iri, Value]
"""A statement that a query constructed."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a SELECT: names of the columns, and rows of values; None where nothing is bound."""

    names: tuple[str, ...]
    rows: list[tuple[Value | None, ...]]

    def __iter__(self) -> Iterator[tuple[Value | None, ...]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def records(self) -> Iterator[Mapping[str, Value | None]]:
        """Each row as a mapping from column to value."""
        return (dict(zip(self.names, row, strict=True)) for row in self.rows)


@runtime_checkable
class Store(Protocol):
    """A graph that answers SPARQL 1.1 queries over the union of its named graphs.

    The registered prefixes (``kg.vocabulary.PREFIXES``) need no declaration. Every method that takes a query may
    raise QueryError (the query is refused), UnreachableError, TimeLimitError or DamagedError.
    """

    def select(self, query: str) -> Rows:
        """The rows of a SELECT query, in its order."""
        ...

    def ask(self, query: str) -> bool:
        """The answer to an ASK query."""
        ...

    def construct(self, query: str) -> list[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, each once, sorted."""
        ...

    def serialise(self, query: str, media_type: str) -> bytes:
        """The answer to any query in a format, by media type or short name ("json", "csv", "turtle")."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
