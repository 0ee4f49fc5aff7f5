"""A candidate: a reading that wants to get in, and where each of its facts stands."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import Place
from kg.findings import Mention
from kg.gate.parts import named, object_of, predicate_of, subject_of
from kg.rdf import quads as quads_of
from kg.reading.readings import Reading
from kg.reading.texts import lines_of
from kg.vocabulary import PREFIXES, expand, shorten

if TYPE_CHECKING:
    import pyoxigraph

    from kg.findings import Finding

__all__ = ["Candidate", "count_of", "iri_of"]

_EXCERPT = 1000
_NEAR = {
    "trade:unit": "trade:value",
    "trade:printed": "trade:value",
    "trade:lower": "trade:value",
    "trade:upper": "trade:value",
    "trade:startChar": "trade:span",
    "trade:endChar": "trade:span",
    "trade:digest": "trade:span",
    "trade:spokenEarliest": "trade:spokenOn",
    "trade:spokenLatest": "trade:spokenOn",
}


class Candidate:
    """What wants to get in: the quads of a reading, with the places of their facts."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.quads: tuple[pyoxigraph.Quad, ...] = reading.quads or tuple(quads_of(reading.facts))
        self._lines: dict[str, list[str]] = {}

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The IRIs of everything that is described here."""
        return frozenset(subject_of(quad) for quad in self.quads)

    def place(self, finding: Finding, also: frozenset[str] = frozenset()) -> Place | None:
        """Where a finding stands: its property, else its fact, else what points at it, else what it involves."""
        for iri in (iri_of(finding.fact), *sorted(also & self.subjects)):
            place = self._stands(iri, finding.about)
            if place:
                return place
        return None

    def others(self, fact: str | None, involved: frozenset[str]) -> tuple[Mention, ...]:
        """The figures and statements besides its own fact that a finding involves, with their places in the files."""
        kinds = (PREFIXES["figure"], PREFIXES["statement"])
        others = sorted(iri for iri in involved - {iri_of(fact)} if iri.startswith(kinds))
        return tuple(Mention(shorten(iri), self.reading.places.get((iri, None))) for iri in others)

    def excerpt(self, place: Place) -> str | None:
        """The submitted line at a place, of a very long one its beginning."""
        if place.line is None:
            return None
        if place.file not in self._lines:
            path = Path(place.file)
            text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
            self._lines[place.file] = lines_of(text)
        lines = self._lines[place.file]
        return lines[place.line - 1].rstrip()[:_EXCERPT] if place.line <= len(lines) else None

    def _stands(self, iri: str, about: str | None) -> Place | None:
        """The place of a property, or of the one it is written with; else of the thing; else of what points at it."""
        places = self.reading.places
        for key in ((iri, about), (iri, _NEAR.get(about or "")), (iri, None)):
            if key in places:
                return places[key]
        for subject, predicate in self._pointing.get(iri, ()):
            place = places.get((subject, predicate)) or places.get((subject, None))
            if place:
                return place
        return None

    @cached_property
    def _pointing(self) -> Mapping[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for quad in self.quads:
            target = named(quad)
            if target is not None:
                found.setdefault(target, []).append((subject_of(quad), shorten(predicate_of(quad))))
        return found


def count_of(quads: tuple[pyoxigraph.Quad, ...], kind: str) -> int:
    """How many things of a class ("trade:Figure") are among the quads."""
    type_, wanted = expand("rdf:type"), expand(kind)
    return len({subject_of(q) for q in quads if predicate_of(q) == type_ and object_of(q) == wanted})


def iri_of(fact: str | None) -> str:
    """The IRI of a fact by its short name; what is no short name stays as it is."""
    try:
        return expand(fact or "")
    except KeyError:
        return fact or ""
