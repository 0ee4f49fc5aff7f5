"""What the provenance stage looks at: passages, figures and statements, read from a submission and the graph behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING

from kg.gate.parts import object_of, predicate_of, subject_of
from kg.vocabulary import expand, shorten

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["Evidence", "Figure", "Passage", "Statement"]

_TYPE = expand("rdf:type")
_LABELS = ("rdfs:label", "skos:altLabel", "skos:prefLabel", "schema:name")


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a source's text: positions in code points, and the first 12 hex digits of its SHA-256."""

    iri: str
    source: str
    start: int
    end: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What a figure says that its passage has to say too; codes by their last part, things by IRI."""

    iri: str
    source: str
    passages: tuple[Passage, ...]
    indicator: str
    flow: str
    value: Decimal
    printed: str
    multiplier: int
    decimals: int
    unit: str
    bound: str
    reporter: str
    partner: str | None
    period: str
    base: str | None
    bases: dict[str, str]
    act: str | None
    whole: str | None
    as_printed: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its speaker and passages."""

    iri: str
    source: str
    speaker: str
    passages: tuple[Passage, ...]


class Evidence:
    """The facts of a submission; what they point at is looked up in the graph where the submission lacks it."""

    def __init__(self, quads: Iterable[pyoxigraph.Quad], engine: pyoxigraph.Store) -> None:
        self._engine = engine
        self._said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for quad in quads:
            values = self._said[subject_of(quad)][predicate_of(quad)]
            if object_of(quad) not in values:
                values.append(object_of(quad))
        self._found: dict[str, dict[str, list[str]]] = {}

    def values(self, iri: str, curie: str) -> list[str]:
        """The values of a property of a thing, in the submission and in the graph, as plain text."""
        predicate = expand(curie)
        here = self._said[iri].get(predicate, []) if iri in self._said else []
        return list(dict.fromkeys((*here, *self._stored(iri).get(predicate, ()))))

    def value(self, iri: str | None, curie: str) -> str | None:
        """The first value of a property of a thing; None where it has none."""
        return next(iter(self.values(iri, curie)), None) if iri else None

    def word(self, iri: str | None, curie: str) -> str | None:
        """The last part of the IRI that is a property's value."""
        found = self.value(iri, curie)
        return found.rpartition("/")[2] if found else None

    def names(self, iri: str) -> list[str]:
        """Every name that a thing is known by."""
        return [text for curie in _LABELS for text in self.values(iri, curie)]

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """The passages of the submission, by IRI."""
        found = (self.passage(iri) for iri in self._of("trade:Passage"))
        return {passage.iri: passage for passage in found if passage}

    @cached_property
    def sources(self) -> list[str]:
        """The IRIs of the sources that the submission describes."""
        return self._of("trade:Source")

    def passage(self, iri: str) -> Passage | None:
        """A passage by its IRI; None where its positions are not known."""
        source, digest = self.value(iri, "trade:source"), self.value(iri, "trade:digest")
        start, end = _whole(self.value(iri, "trade:startChar")), _whole(self.value(iri, "trade:endChar"))
        if source is None or digest is None or start is None or end is None:
            return None
        return Passage(iri, source, start, end, digest)

    def figures(self) -> Iterator[Figure]:
        """The figures of the submission, by IRI."""
        for iri in self._of("trade:Figure"):
            figure = self._figure(iri)
            if figure is not None:
                yield figure

    def statements(self) -> Iterator[Statement]:
        """The statements of the submission that have passages, by IRI."""
        for iri in self._of("trade:Statement"):
            speaker, source = self.value(iri, "trade:speaker"), self.value(iri, "trade:source")
            spans = self._spans(iri)
            if speaker and source and spans:
                yield Statement(iri, source, speaker, spans)

    def subjects_of(self, curie: str, value: str) -> list[str]:
        """The things of which a property has an IRI as its value, in the submission or the graph."""
        import pyoxigraph

        predicate = expand(curie)
        here = [iri for iri, said in self._said.items() if value in said.get(predicate, ())]
        node, target = pyoxigraph.NamedNode(predicate), pyoxigraph.NamedNode(value)
        stored = self._engine.quads_for_pattern(None, node, target, None)
        return sorted({*here, *(subject_of(quad) for quad in stored)})

    def _of(self, curie: str) -> list[str]:
        kind = expand(curie)
        return sorted(iri for iri, said in self._said.items() if kind in said.get(_TYPE, ()))

    def _stored(self, iri: str) -> dict[str, list[str]]:
        import pyoxigraph

        if iri not in self._found:
            found: dict[str, list[str]] = defaultdict(list)
            for quad in self._engine.quads_for_pattern(pyoxigraph.NamedNode(iri), None, None, None):
                found[predicate_of(quad)].append(object_of(quad))
            self._found[iri] = {name: sorted(values) for name, values in found.items()}
        return self._found[iri]

    def _spans(self, iri: str) -> tuple[Passage, ...]:
        found = (self.passage(span) for span in self.values(iri, "trade:span"))
        return tuple(sorted((one for one in found if one), key=lambda one: (one.start, one.end)))

    def _figure(self, iri: str) -> Figure | None:
        value, spans = _number(self.value(iri, "trade:value")), self._spans(iri)
        source, reporter = self.value(iri, "trade:source"), self.value(iri, "trade:reporter")
        unit, period = self.value(iri, "trade:unit"), self.word(iri, "trade:period")
        if value is None or source is None or reporter is None or unit is None or period is None:
            return None
        bases = {
            shorten(predicate).removeprefix("trade:").removesuffix("Basis"): values[0].rpartition("/")[2]
            for predicate, values in (*self._stored(iri).items(), *self._said[iri].items())
            if predicate.endswith("Basis") and values
        }
        return Figure(
            iri=iri,
            source=source,
            passages=spans,
            indicator=self.word(iri, "trade:indicator") or "value",
            flow=self.word(iri, "trade:flow") or "none",
            value=value,
            printed=self.value(iri, "trade:printed") or "",
            multiplier=_whole(self.value(iri, "trade:multiplier")) or 0,
            decimals=_whole(self.value(iri, "trade:decimals")) or 0,
            unit=unit,
            bound=self.word(iri, "trade:bound") or "rounded",
            reporter=reporter,
            partner=self.value(iri, "trade:partner"),
            period=period,
            base=self.word(iri, "trade:basePeriod"),
            bases=bases,
            act=self.word(self.value(iri, "trade:statedIn"), "trade:act"),
            whole=self.value(self.value(iri, "trade:denominator"), "trade:reporter"),
            as_printed=self.value(iri, "trade:asPrinted") == "true",
        )


def _number(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text is not None else None
    except InvalidOperation:
        return None


def _whole(text: str | None) -> int | None:
    return (
        int(text)
        if text is not None and text.isascii() and text.lstrip("-").isdecimal() and len(text) < 10
        else None
    )
