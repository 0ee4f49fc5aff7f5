"""What the reckoner reads from a store, at once: figures with keys and cells, origins of sources, exchange rates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kg.gate.kin.keys import PARTS, Key
from kg.gate.kin.spans import is_period
from kg.gate.kin.surroundings import Surroundings
from kg.model.interval import Interval
from kg.reckon.quantities import Quantity
from kg.store.base import Store
from kg.vocabulary import expand, thing

__all__ = ["Figure", "Holdings", "held"]

_PRINTED = (
    "trade:asPrinted trade:bound trade:cell trade:converted trade:decimals trade:denominatorBasis trade:lower "
    "trade:lowerOpen trade:lowerSoft trade:multiplier trade:printed trade:source trade:upper trade:upperOpen "
    "trade:upperSoft trade:value trade:vintage"
).split()
_FIGURES = "SELECT ?figure ?name ?value WHERE { VALUES ?name { %s } ?figure a trade:Figure ; ?name ?value }"
_WHOLES = """
SELECT DISTINCT ?cell ?name ?value WHERE {
  VALUES ?name { %s }
  { SELECT DISTINCT ?cell WHERE { ?figure trade:denominator ?cell } }
  ?cell ?name ?value
}
"""
_PAIRS = "SELECT ?one ?other WHERE { ?one %s ?other }"
_RATES = """
SELECT ?unit ?period ?low ?high WHERE {
  ?rate trade:currency ?unit ; trade:period ?period ; trade:lower ?low ; trade:upper ?high
}
"""
_NESTING = ("rdf:type", "schema:containedInPlace", "skos:broader", "trade:customsTerritory")
_NEEDED = ("reporter", "product", "flow", "indicator", "period", "unit_kind")
_NAMES: dict[str, str] = {expand(curie): curie.partition(":")[2] for curie in _PRINTED}
_WIDER = Decimal("0.02")
"""How much wider a band of rates is than the means of its months: days, at which sources convert, lie beyond them."""
_PRINT_WEIGHT, _DOUBTED_WEIGHT = 2, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A printed figure: its key and cell, its source, and the root of what its source copies (``origin``)."""

    iri: str
    cell: str
    key: Key
    source: str
    origin: str
    quantity: Quantity
    vintage: str = ""
    as_printed: bool = False
    converted: bool = False
    basis: str = ""

    @property
    def claimed(self) -> bool:
        """Whether its source means it as a number of its own: neither a kept misprint nor a conversion."""
        return not (self.as_printed or self.converted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """All that is reckoned with: by the IRI of a figure, by the IRI of a cell, one figure for each origin.

    The first figure of a cell is its accepted one where there is one. ``rates`` are the least and the most that a
    US dollar cost in a year, by unit and year; ``origins`` what sources copy in the end.
    """

    figures: Mapping[str, Figure]
    cells: Mapping[str, tuple[Figure, ...]]
    around: Surroundings
    rates: Mapping[tuple[str, int], tuple[Decimal, Decimal]]
    origins: Mapping[str, str]

    @property
    def taken(self) -> Iterator[Figure]:
        """The figures that take part, by cell."""
        return (figure for cell in sorted(self.cells) for figure in self.cells[cell])

    def rate(self, unit: str, first: int, last: int) -> Interval | None:
        """The band of rates from one year to another, two percent wider; None where there are none."""
        found = [self.rates[unit, year] for year in range(first, last + 1) if (unit, year) in self.rates]
        if not found:
            return None
        low, high = min(low for low, _ in found), max(high for _, high in found)
        return Interval(low * (1 - _WIDER), high * (1 + _WIDER))


def held(store: Store) -> Holdings:
    """The figures of a store, with all that ties them together."""
    wholes = {cell: Key.of(values) for cell, values in _described(store, _WHOLES, PARTS).items()}
    origins = _origins(store)
    read = _described(store, _FIGURES, {*PARTS, *_NAMES})
    figures = {
        iri: made for iri, values in sorted(read.items()) if (made := _figure(iri, values, wholes, origins))
    }
    revised = {other for _, other in _pairs(store, "trade:revises")}
    accepted = {other for _, other in _pairs(store, "trade:accepts")}
    return Holdings(
        figures=figures,
        cells=_cells(figures, revised, accepted),
        around=_around(store),
        rates=_rates(store),
        origins=origins,
    )


def _described(store: Store, query: str, names: Iterable[str]) -> dict[str, dict[str, str]]:
    rows = store.select(query % " ".join(f"<{name}>" for name in sorted(names))).rows
    found: dict[str, dict[str, str]] = {}
    for node, name, value in rows:
        text = str(value).lower() if isinstance(value, bool) else str(value)
        found.setdefault(str(node), {}).setdefault(str(name), text)
    return found


def _figure(
    iri: str, values: Mapping[str, str], wholes: Mapping[str, Key], origins: Mapping[str, str]
) -> Figure | None:
    """The figure of these values; None where its key is not that of its cell, which other rules tell."""
    told = {_NAMES[name]: value for name, value in values.items() if name in _NAMES}
    key = Key.of(values, wholes.get(values.get(expand("trade:denominator"), "")))
    sound = all(key.get(part) for part in _NEEDED) and is_period(key.get("period"))
    if not sound or key.cell != told.get("cell") or "value" not in told:
        return None
    as_printed, source = told.get("asPrinted") == "true", told.get("source", "")
    return Figure(
        iri=iri,
        cell=key.cell,
        key=key,
        source=source,
        origin=origins.get(source, source),
        quantity=_quantity(iri, told, key.get("unit_kind"), as_printed=as_printed),
        vintage=told.get("vintage", ""),
        as_printed=as_printed,
        converted=told.get("converted") == "true",
        basis=told.get("denominatorBasis", "").rpartition("/")[2],
    )


def _quantity(iri: str, told: Mapping[str, str], unit: str, *, as_printed: bool) -> Quantity:
    multiplier, decimals = int(told.get("multiplier", "0")), int(told.get("decimals", "0"))
    lower, upper = (Decimal(told[end]) if end in told else None for end in ("lower", "upper"))
    flags = {
        f"{end}_{kind.lower()}": told.get(f"{end}{kind}") == "true"
        for end in ("lower", "upper")
        for kind in ("Open", "Soft")
    }
    return Quantity(
        name=iri,
        interval=Interval(lower, upper, **flags),
        value=Decimal(told["value"]),
        step=Decimal(1).scaleb(multiplier - decimals),
        decimals=decimals,
        unit=unit,
        weight=_DOUBTED_WEIGHT if as_printed else _PRINT_WEIGHT,
    )


def _cells(
    figures: Mapping[str, Figure], revised: set[str], accepted: set[str]
) -> dict[str, tuple[Figure, ...]]:
    """The figures of each cell: one for every origin, what was revised left out, accepted ones first."""
    found: dict[str, list[Figure]] = {}
    for figure in sorted(
        figures.values(), key=lambda one: (one.iri not in accepted, one.as_printed, one.iri)
    ):
        others = found.setdefault(figure.cell, [])
        if figure.iri not in revised and figure.origin not in {one.origin for one in others}:
            others.append(figure)
    return {cell: tuple(ones) for cell, ones in found.items() if ones}


def _pairs(store: Store, curie: str) -> list[tuple[str, str]]:
    rows = store.select(_PAIRS % curie).rows
    return [(str(one), str(other).lower() if isinstance(other, bool) else str(other)) for one, other in rows]


def _origins(store: Store) -> dict[str, str]:
    """What each source that copies another one copies in the end."""
    copies = dict(sorted(_pairs(store, "trade:copyOf"), reverse=True))
    found = {}
    for source in copies:
        seen, root = {source}, copies[source]
        while root in copies and root not in seen:
            seen.add(root)
            root = copies[root]
        found[source] = root
    return found


def _around(store: Store) -> Surroundings:
    """The ways up and down the places and products of a store, read at once."""
    forth: dict[tuple[str, str], list[str]] = {}
    back: dict[tuple[str, str], list[str]] = {}
    kinds = {thing("place", ""), thing("product", ""), thing("group", "")}
    for curie in _NESTING:
        name = expand(curie)
        for one, other in _pairs(store, curie):
            if curie != "rdf:type" or one.startswith(tuple(kinds)):
                forth.setdefault((one, name), []).append(other)
                back.setdefault((other, name), []).append(one)

    def look(subject: str | None, predicate: str, object_: str | None) -> Iterator[tuple[str, str]]:
        if subject is not None:
            ends = forth.get((subject, predicate), [])
            yield from ((subject, end) for end in ends if object_ in (None, end))
        elif object_ is not None:
            yield from ((start, object_) for start in back.get((object_, predicate), []))

    return Surroundings(look)


def _rates(store: Store) -> dict[tuple[str, int], tuple[Decimal, Decimal]]:
    found = {}
    for unit, period, low, high in store.select(_RATES).rows:
        year = str(period).rpartition("/")[2]
        if len(year) == 4 and year.isdecimal():
            found[str(unit), int(year)] = (Decimal(str(low)), Decimal(str(high)))
    return found
