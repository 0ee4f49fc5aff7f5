"""Retired names in files of RDF: their successors are read, and a warning names them.

Sheets and tables name things by words, which lead to the successor by themselves; RDF names them by IRIs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.errors import Place
from kg.findings import Finding
from kg.names import Names
from kg.rdf import node
from kg.rdf.renaming import reminted, renamed
from kg.reading.codes import CODES
from kg.reading.readings import Reading
from kg.vocabulary import shorten

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["unretired"]


def unretired(reading: Reading, names: Names) -> Reading:
    """The reading with every retired IRI replaced by its successor, each told once by R27, where it stands."""
    declared = {_iri(q.subject) for q in reading.quads if q.object == node("trade:Retired")}
    named = {_iri(term) for quad in reading.quads for term in (quad.subject, quad.object)}
    found = {iri: new for iri in named - declared if (new := names.successor(iri)) is not None}
    if not found:
        return reading
    told = [_told(old, new, reading) for old, new in sorted(found.items())]
    by_subject, by_object = _indexed(reading.quads)
    cells = reminted(found, lambda iri: by_subject.get(iri, ()), lambda iri: by_object.get(iri, ()))
    new_names = {**found, **cells}
    return replace(
        reading,
        quads=tuple(dict.fromkeys(renamed(quad, new_names) for quad in reading.quads)),
        places={(new_names.get(iri, iri), about): place for (iri, about), place in reading.places.items()},
        findings=tuple(sorted((*reading.findings, *told), key=lambda finding: finding.order)),
    )


def _told(old: str, new: str, reading: Reading) -> Finding:
    """The warning, at the first place where the retired IRI stands."""
    pointing = [q for q in reading.quads if old in (_iri(q.object), _iri(q.subject))]
    places = [(place, quad) for quad in pointing if (place := _place(quad, reading)) is not None]
    place, quad = min(places, key=lambda pair: pair[0].line or 0) if places else (None, pointing[0])
    return Finding(
        code="R27",
        message=f"{shorten(old)} is a retired name; it means {shorten(new)} now.",
        severity=CODES["R27"].severity,
        fact=shorten(_iri(quad.subject)),
        about=shorten(quad.predicate.value),
        place=place,
        remedy=f"Write {shorten(new)}.",
    )


def _place(quad: Quad, reading: Reading) -> Place | None:
    subject = _iri(quad.subject)
    return reading.places.get((subject, shorten(quad.predicate.value))) or reading.places.get((subject, None))


def _indexed(quads: Iterable[Quad]) -> tuple[dict[str, list[Quad]], dict[str, list[Quad]]]:
    by_subject: dict[str, list[Quad]] = {}
    by_object: dict[str, list[Quad]] = {}
    for quad in quads:
        by_subject.setdefault(_iri(quad.subject), []).append(quad)
        by_object.setdefault(_iri(quad.object), []).append(quad)
    return by_subject, by_object


def _iri(term: object) -> str:
    return str(getattr(term, "value", ""))
