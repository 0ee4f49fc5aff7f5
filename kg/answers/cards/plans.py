"""The form of a card's parts: a query about one thing, and the columns of its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.grid import Column

__all__ = ["DIMENSIONS", "Facet", "Section", "column", "evidence"]

DIMENSIONS = "trade:reporter ?reporter ; trade:partner ?partner ; trade:product ?product ; trade:flow ?flow"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A table on a card. ``%s`` in ``query`` stands for the IRI of the thing.

    ``windows`` names for a column with the first day of a window the variable with its last day; the two are told
    as one.
    """

    title: str
    query: str
    columns: tuple[Column, ...]
    figures: Mapping[str, str] = field(default_factory=dict)
    windows: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A fact on a card: all values that ``path`` leads to, joined by commas. ``path`` is a SPARQL property path."""

    name: str
    path: str


def column(name: str, label: str, kind: str) -> Column:
    """A column that a reader sees."""
    return Column(name=name, label=label, type=kind)


def evidence(name: str) -> Column:
    """A column of figures or statements that only footnotes show."""
    return Column(name=name, label="", type="figure", role="evidence")
