"""Look-ups that every answer needs: labels of things, figures with their evidence, sources. One query each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from kg.errors import UsageProblem
from kg.grid import Evidence, Measured, Origin, unit_name
from kg.model.interval import Interval
from kg.model.terms import Iri, Text, Value
from kg.store.base import Store
from kg.vocabulary import PREFIXES

__all__ = ["Lookup", "iri_text"]

_BATCH = 1000
_LABELS = ("rdfs:label", "skos:prefLabel", "dcterms:title", "dcterms:identifier")
_FORBIDDEN = set('<>"{}|^`\\')

_FIGURES = """
SELECT ?figure ?value ?unit ?indicator ?bound ?lower ?upper ?lowerOpen ?upperOpen ?lowerSoft ?upperSoft
  ?multiplier ?decimals ?suspicion
WHERE {
  VALUES ?figure { %s }
  ?figure trade:value ?value ; trade:unit ?unit ; trade:indicator ?indicator ; trade:bound ?bound ;
    trade:multiplier ?multiplier ; trade:decimals ?decimals .
  OPTIONAL { ?figure trade:lower ?lower }
  OPTIONAL { ?figure trade:upper ?upper }
  OPTIONAL { ?figure trade:lowerOpen ?lowerOpen }
  OPTIONAL { ?figure trade:upperOpen ?upperOpen }
  OPTIONAL { ?figure trade:lowerSoft ?lowerSoft }
  OPTIONAL { ?figure trade:upperSoft ?upperSoft }
  OPTIONAL { ?figure trade:suspicion ?suspicion }
}
"""
_SPANS = """
SELECT ?node ?source ?start ?end WHERE {
  VALUES ?node { %s }
  ?node trade:source ?source .
  OPTIONAL { ?node trade:span ?passage . ?passage trade:startChar ?start ; trade:endChar ?end }
}
"""
_ORIGINS = """
SELECT ?source ?id ?title ?publisher ?issued ?earliest ?latest ?address WHERE {
  VALUES ?source { %s }
  ?source dcterms:identifier ?id .
  OPTIONAL { ?source dcterms:title ?title }
  OPTIONAL { ?source dcterms:publisher/rdfs:label ?publisher FILTER(lang(?publisher) IN ("", "en")) }
  OPTIONAL { ?source dcterms:issued ?issued }
  OPTIONAL { ?source trade:issuedEarliest ?earliest }
  OPTIONAL { ?source trade:issuedLatest ?latest }
  OPTIONAL { ?source schema:url ?address }
}
"""
_NAMES = f"""
SELECT ?thing ?property ?label WHERE {{
  VALUES ?thing {{ %s }}
  VALUES ?property {{ {" ".join(_LABELS)} }}
  ?thing ?property ?label
}}
"""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Asks one store, for readers of one language ("en", "zh")."""

    store: Store
    lang: str = "en"

    def labels(self, things: Iterable[str]) -> dict[str, str]:
        """The best label of each thing in the reader's language; things without any are left out."""
        found: dict[str, list[tuple[int, int, str]]] = {}
        for thing, kind, label in self._ask(_NAMES, things):
            rank = _LABELS.index(_curie(str(kind)))
            found.setdefault(str(thing), []).append((self._distance(label), rank, str(label)))
        return {thing: min(labels)[2] for thing, labels in found.items()}

    def figures(self, figures: Iterable[str]) -> dict[str, Measured]:
        """The amounts of figures, with their intervals and their evidence."""
        wanted = sorted(set(figures))
        evidence = self.evidence(wanted)
        made = {}
        for row in self._ask(_FIGURES, wanted):
            name = str(row[0])
            made[name] = _measured(row, evidence.get(name))
        return made

    def evidence(self, nodes: Iterable[str]) -> dict[str, Evidence]:
        """What figures and statements rest on: their source and its passages."""
        spans: dict[str, set[tuple[int, int]]] = {}
        sources: dict[str, str] = {}
        for node, source, start, end in self._ask(_SPANS, nodes):
            sources[str(node)] = str(source)
            spans.setdefault(str(node), set())
            if isinstance(start, int) and isinstance(end, int):
                spans[str(node)].add((start, end))
        origins = self.origins(sources.values())
        known = {node: origins.get(source) for node, source in sources.items()}
        return {
            node: Evidence(origin, tuple(sorted(spans[node]))) for node, origin in known.items() if origin
        }

    def origins(self, sources: Iterable[str]) -> dict[str, Origin]:
        """The sources of these IRIs, by IRI."""
        made: dict[str, Origin] = {}
        for row in self._ask(_ORIGINS, sources):
            source, name, title, publisher, issued, earliest, latest, address = row
            known = made.get(str(source))
            if known and known.id <= str(name):
                continue
            made[str(source)] = Origin(
                id=str(name),
                iri=str(source),
                title=str(title or ""),
                publisher=str(publisher or ""),
                issued=str(issued) if issued else _shared_date(earliest, latest),
                address=str(address) if address else None,
            )
        return made

    def _distance(self, label: Value | None) -> int:
        lang = label.lang if isinstance(label, Text) else ""
        return next((n for n, wanted in enumerate((self.lang, "en", "")) if lang == wanted), 3)

    def _ask(self, query: str, things: Iterable[str]) -> Iterator[tuple[Value | None, ...]]:
        remaining = iter(sorted(set(things)))
        while batch := list(islice(remaining, _BATCH)):
            values = " ".join(iri_text(thing) for thing in batch)
            yield from self.store.select(query % values).rows


def iri_text(iri: str) -> str:
    """An IRI as a query holds it.

    Raises:
        UsageProblem: it holds a character that no IRI may hold.
    """
    if not iri or any(character in _FORBIDDEN or character <= " " for character in iri):
        raise UsageProblem(f"“{iri}” is no IRI.")
    return f"<{iri}>"


def _curie(iri: str) -> str:
    return next(name for name in _LABELS if PREFIXES[name.split(":")[0]] + name.split(":")[1] == iri)


def _measured(row: tuple[Value | None, ...], evidence: Evidence | None) -> Measured:
    figure, value, unit, indicator, bound, lower, upper, *flags, multiplier, decimals, suspicion = row
    lower_open, upper_open, lower_soft, upper_soft = (flag is True for flag in flags)
    return Measured(
        value=Decimal(str(value)),
        unit=unit_name(str(unit)),
        bound=str(bound).rpartition("/")[2],
        interval=Interval(
            _decimal(lower),
            _decimal(upper),
            lower_open=lower_open,
            upper_open=upper_open,
            lower_soft=lower_soft,
            upper_soft=upper_soft,
        ),
        multiplier=int(str(multiplier)),
        decimals=int(str(decimals)),
        indicator=str(indicator).rpartition("/")[2],
        figure=Iri(figure),
        evidence=evidence,
        suspicion=str(suspicion) if suspicion else None,
    )


def _decimal(value: Value | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _shared_date(earliest: Value | None, latest: Value | None) -> str | None:
    """What two dates have in common: the month of "2019-02-18" and "2019-02-28"."""
    if earliest is None or latest is None:
        return None
    first, last = str(earliest), str(latest)
    return next((first[:size] for size in (10, 7, 4) if first[:size] == last[:size]), None)
