"""Makes the card of a thing: asks its facts in one query and each of its tables in another."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kg.answers.assembly import Plan, assemble
from kg.answers.cards import claims, trade
from kg.answers.cards.plans import Facet, Section
from kg.answers.lookups import Lookup, iri_text
from kg.card import Card
from kg.errors import UnknownName
from kg.grid import plain
from kg.model.period import Period
from kg.model.terms import Iri, Partial, Text, Value
from kg.printing.footnotes import day_words, window_words
from kg.store.base import Rows
from kg.table import Table
from kg.vocabulary import BASE, PREFIXES, shorten

__all__ = ["FEW", "card", "few"]

FEW = 15
"""Up to so many rows stand in a table of a card unless all are asked for."""

_SECTIONS = {**trade.SECTIONS, **claims.SECTIONS}
_FACETS = {**trade.FACETS, **claims.FACETS}

_EVERYTHING = (
    "SELECT ?property ?value WHERE { VALUES ?thing { %s } ?thing ?property ?value } ORDER BY ?property ?value"
)


def card(iri: str, lookup: Lookup, *, rows: int | None = FEW) -> Card:
    """The card of the thing with this IRI; each table holds at most ``rows`` rows (None: all) and says so.

    Raises:
        UnknownName: the graph says nothing about it.
    """
    if iri.startswith(PREFIXES["report"]):
        iri = _source_of(iri, lookup)
    kind = iri.removeprefix(BASE).partition("/")[0] if iri.startswith(BASE) else "thing"
    facets = _FACETS.get(kind)
    facts = _facts(iri, facets, lookup) if facets else _everything(iri, lookup)
    sections = [_section(iri, section, lookup, rows) for section in _SECTIONS.get(kind, ())]
    label = lookup.labels([iri]).get(iri)
    if not facts and label is None and not any(sections):
        raise UnknownName(iri)
    return Card(
        title=label or shorten(iri),
        kind=kind,
        iri=iri,
        facts=tuple(facts),
        sections=tuple(section for section in sections if section),
    )


def _source_of(report: str, lookup: Lookup) -> str:
    """The source that a document-level report is the whole of; its card says what the report's would."""
    query = f"SELECT ?source WHERE {{ {iri_text(report)} trade:source ?source }} ORDER BY ?source"
    found = lookup.store.select(query).rows
    return str(found[0][0]) if found else report


def _facts(iri: str, facets: Iterable[Facet], lookup: Lookup) -> list[tuple[str, str]]:
    facets = list(facets)
    parts = [f"{{ ?thing {facet.path} ?value BIND ({n} AS ?n) }}" for n, facet in enumerate(facets)]
    query = (
        f"SELECT DISTINCT ?n ?value WHERE {{ VALUES ?thing {{ {iri_text(iri)} }} {' UNION '.join(parts)} }}"
    )
    rows = lookup.store.select(f"{query} ORDER BY ?n ?value").rows
    found: dict[str, list[Value]] = {}
    for number, value in rows:
        if value is not None:
            found.setdefault(facets[int(str(number))].name, []).append(value)
    return _worded(found.items(), lookup)


def _everything(iri: str, lookup: Lookup) -> list[tuple[str, str]]:
    found: dict[str, list[Value]] = {}
    for name, value in lookup.store.select(_EVERYTHING % iri_text(iri)).rows:
        if value is not None:
            found.setdefault(shorten(str(name)), []).append(value)
    return _worded(found.items(), lookup)


def _worded(found: Iterable[tuple[str, list[Value]]], lookup: Lookup) -> list[tuple[str, str]]:
    found = list(found)
    labels = lookup.labels(value for _, values in found for value in values if isinstance(value, Iri))
    worded = (
        (name, [_words(value, labels) for value in _readable(values, lookup.lang)]) for name, values in found
    )
    return [(name, ", ".join(dict.fromkeys(words))) for name, words in worded]


def _readable(values: list[Value], lang: str) -> list[Value]:
    """The values, of texts in several languages only those that the reader reads where there are some."""
    mine = [v for v in values if not isinstance(v, Text) or v.lang in ("", lang)]
    return mine or values


def _words(value: Value, labels: dict[str, str]) -> str:
    match value:
        case Iri():
            if value.startswith(PREFIXES["period"]):
                return Period.parse(value.removeprefix(PREFIXES["period"])).label
            return labels.get(value) or shorten(value)
        case Partial():
            return day_words(value)
        case bool():
            return "yes" if value else "no"
        case Decimal() | int():
            return plain(value)
        case date():
            return day_words(value.isoformat())
    return str(value)


def few(title: str, there: int, rows: int | None) -> str:
    """The title of a table that holds at most ``rows`` of what is there; it says so where some are left out."""
    cut = rows is not None and rows < there
    return f"{title} ({rows} of {there:,}; --all shows the rest)" if cut else title


def _windowed(found: Rows, section: Section) -> Rows:
    """The rows with the two ends of each window told as one."""
    rows = found.rows
    for begin, end in section.windows.items():
        first, last = found.names.index(begin), found.names.index(end)
        rows = [(*row[:first], _window(row[first], row[last]), *row[first + 1 :]) for row in rows]
    return Rows(found.names, list(rows))


def _window(first: Value | None, last: Value | None) -> str | None:
    return window_words(first if isinstance(first, date) else None, last if isinstance(last, date) else None)


def _section(iri: str, section: Section, lookup: Lookup, rows: int | None) -> Table | None:
    query = section.query.replace("%s", iri_text(iri))
    found = _windowed(lookup.store.select(query), section)
    if not found.rows:
        return None
    shown = found.rows[:rows]
    title = few(section.title, len(found.rows), rows)
    filled = tuple(
        c for c in section.columns if any(row[found.names.index(c.name)] is not None for row in shown)
    )
    plan = Plan(columns=filled, figures=section.figures, title=title, sparql=query)
    return assemble(Rows(found.names, list(shown)), plan, lookup)
