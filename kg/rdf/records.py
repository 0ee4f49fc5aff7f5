"""Records: the properties of one subject as plain values, gathered from quads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from pyoxigraph import NamedNode, Quad

from kg.model.facts import Passage
from kg.model.period import Period
from kg.model.terms import Iri, Partial, Value
from kg.rdf.terms import node, value_of

__all__ = ["Record", "Records", "slug_of"]


def slug_of(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rpartition("/")[2]


class Record:
    """What is said of one subject; every reader gives None, or nothing, where nothing is said."""

    __slots__ = ("_properties", "iri")

    def __init__(self, iri: Iri, properties: dict[NamedNode, list[Value]]) -> None:
        self.iri = iri
        self._properties = properties

    def all(self, curie: str) -> list[Value]:
        """The values of a property, sorted by their text."""
        return sorted(self._properties.get(node(curie), ()), key=str)

    def one(self, curie: str) -> Value | None:
        """The only or first value of a property."""
        return next(iter(self.all(curie)), None)

    def iris(self, curie: str) -> tuple[Iri, ...]:
        """The values of a property that are IRIs."""
        return tuple(value for value in self.all(curie) if isinstance(value, Iri))

    def iri_of(self, curie: str) -> Iri | None:
        """The only or first value of a property that is an IRI."""
        return next(iter(self.iris(curie)), None)

    def slug(self, curie: str) -> str | None:
        """The last part of the IRI that is a property's value."""
        iri = self.iri_of(curie)
        return None if iri is None else slug_of(iri)

    def text(self, curie: str) -> str | None:
        """A text without its language."""
        value = self.one(curie)
        return None if value is None else str(value)

    def number(self, curie: str) -> Decimal | None:
        """A number, exact."""
        value = self.one(curie)
        return Decimal(value) if isinstance(value, Decimal | int) else None

    def whole(self, curie: str) -> int | None:
        """A whole number."""
        value = self.one(curie)
        return value if isinstance(value, int) else None

    def day(self, curie: str) -> date | None:
        """A date that is known to the day."""
        value = self.one(curie)
        return value if isinstance(value, date) else None

    def issue(self, curie: str) -> date | Partial | None:
        """A date as precise as it is known."""
        value = self.one(curie)
        return value if isinstance(value, date | Partial) else None

    def period(self, curie: str) -> Period | None:
        """The period that a property points at."""
        slug = self.slug(curie)
        return None if slug is None else Period.parse(slug)

    def basis(self, slots: Iterable[str]) -> dict[str, str]:
        """The basis of each slot that has one."""
        found = ((slot, self.slug(f"trade:{slot}Basis")) for slot in slots)
        return {slot: concept for slot, concept in found if concept is not None}


class Records:
    """All subjects of some quads, by IRI and by class."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        properties: dict[str, dict[NamedNode, list[Value]]] = defaultdict(lambda: defaultdict(list))
        for quad in dict.fromkeys(quads):
            if isinstance(quad.subject, NamedNode):
                properties[quad.subject.value][quad.predicate].append(value_of(quad.object))
        self._records = {iri: Record(Iri(iri), dict(own)) for iri, own in sorted(properties.items())}

    def get(self, iri: str | None) -> Record | None:
        """The record of a subject; None where nothing is said of it."""
        return None if iri is None else self._records.get(iri)

    def of_class(self, *classes: str) -> Iterator[Record]:
        """The records of these classes (prefixed names), sorted by IRI."""
        wanted = {node(name).value for name in classes}
        for record in self._records.values():
            if wanted.intersection(record.all("rdf:type")):
                yield record

    def passages(self, record: Record) -> tuple[Passage, ...]:
        """The passages that a figure or statement stands in, sorted."""
        spans = (self.get(iri) for iri in record.iris("trade:span"))
        return tuple(sorted(_passage(span) for span in spans if span is not None))


def _passage(record: Record) -> Passage:
    return Passage(
        source=record.slug("trade:source") or "",
        start=record.whole("trade:startChar") or 0,
        end=record.whole("trade:endChar") or 0,
        digest=record.text("trade:digest") or "",
    )
