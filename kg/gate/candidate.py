"""Candidates: quads that want to get in, with what reading them found and where each fact stands in its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import Place, ReadingError
from kg.findings import Finding
from kg.gate.parts import named, object_of, predicate_of, subject_of
from kg.rdf import quads as quads_of
from kg.reading.readings import Places, Reading
from kg.vocabulary import expand, shorten

if TYPE_CHECKING:
    import pyoxigraph

    from kg.store.embedded import EmbeddedStore

__all__ = ["RDF_FORMATS", "Candidate"]

RDF_FORMATS = {".nq": "N_QUADS", ".nt": "N_TRIPLES", ".trig": "TRIG", ".ttl": "TURTLE"}
"""Endings of RDF files that the gate reads, with the name of the format."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """What wants to get in."""

    quads: tuple[pyoxigraph.Quad, ...]
    findings: tuple[Finding, ...] = ()
    places: Places = field(default_factory=dict)

    @classmethod
    def of_reading(cls, reading: Reading, store: EmbeddedStore) -> Candidate:
        """The quads of a reading of sheets or tables."""
        known = {iri for (iri,) in store.select("SELECT ?o WHERE { ?o a trade:Organisation }")}
        made = tuple(quads_of(reading.facts, known=frozenset(str(iri) for iri in known)))
        return cls(quads=made, findings=reading.findings, places=reading.places)

    @classmethod
    def of_rdf(cls, path: Path) -> Candidate:
        """The quads of an RDF file, each triple with the line on which it ends.

        Raises:
            ReadingError: the file is broken; the error names the line.
        """
        import pyoxigraph

        form = getattr(pyoxigraph.RdfFormat, RDF_FORMATS[path.suffix])
        places: dict[tuple[str, str | None], Place] = {}
        found: list[pyoxigraph.Quad] = []
        with path.open("rb") as stream:
            feed = _Feed(stream)
            lines: Any = feed
            try:
                for quad in pyoxigraph.parse(lines, format=form):
                    found.append(quad)
                    _note(places, quad, Place(path.name, feed.line), path)
            except SyntaxError as problem:
                raise ReadingError(str(problem.msg), Place(path.name, problem.lineno)) from problem
        return cls(quads=tuple(found), places=places)

    def place(self, finding: Finding, also: frozenset[str] = frozenset()) -> Place | None:
        """Where the fact of a finding stands: its property, else the fact, else what points at it."""
        about = finding.about
        for iri in (_iri(finding.fact), *sorted(also)):
            place = self._stands(iri, about)
            if place:
                return place
        return None

    def _stands(self, iri: str, about: str | None) -> Place | None:
        direct = self.places.get((iri, about)) or self.places.get((iri, _near_property(about)))
        if direct:
            return direct
        if (iri, None) in self.places:
            return self.places[iri, None]
        for subject, predicate in self._pointing.get(iri, ()):
            place = self.places.get((subject, predicate)) or self.places.get((subject, None))
            if place:
                return place
        return None

    @property
    def _pointing(self) -> Mapping[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for quad in self.quads:
            target = named(quad)
            if target is not None:
                pair = (subject_of(quad), shorten(predicate_of(quad)))
                found.setdefault(target, []).append(pair)
        return found

    @property
    def subjects(self) -> frozenset[str]:
        """The IRIs of everything that is described here."""
        return frozenset(subject_of(quad) for quad in self.quads)

    def count(self, kind: str) -> int:
        """How many things of a class ("trade:Figure") are described here."""
        wanted = expand(kind)
        return sum(
            1 for quad in self.quads if predicate_of(quad) == expand("rdf:type") and object_of(quad) == wanted
        )


class _Feed:
    """A stream that hands out one line at a time, so that a parser's triples come right after their lines."""

    def __init__(self, stream: Iterator[bytes]) -> None:
        self._stream = stream
        self.line = 0

    def read(self, _size: int = -1) -> bytes:
        """The next line."""
        line = next(self._stream, b"")
        self.line += bool(line)
        return line


def _note(
    places: dict[tuple[str, str | None], Place], quad: pyoxigraph.Quad, place: Place, path: Path
) -> None:
    import pyoxigraph

    if not isinstance(quad.subject, pyoxigraph.NamedNode):
        raise ReadingError(f"{path.name} has blank nodes; give each thing an IRI of its own", place)
    if not isinstance(quad.object, pyoxigraph.NamedNode | pyoxigraph.Literal):
        raise ReadingError(f"{path.name} has blank nodes; give each thing an IRI of its own", place)
    subject = subject_of(quad)
    places.setdefault((subject, None), place)
    places.setdefault((subject, shorten(quad.predicate.value)), place)


def _iri(fact: str | None) -> str:
    try:
        return expand(fact or "")
    except KeyError:
        return fact or ""


_NEAR = {
    "trade:unit": "trade:value",
    "trade:printed": "trade:value",
    "trade:lower": "trade:value",
    "trade:upper": "trade:value",
    "trade:startChar": "trade:span",
    "trade:endChar": "trade:span",
    "trade:digest": "trade:span",
}


def _near_property(about: str | None) -> str | None:
    """The property by whose place another is found: a unit stands with its value."""
    return _NEAR.get(about or "", about)
