"""What the graph holds, as frozen values: sources, passages, figures, statements and what they assert.

Everything is plain Python: IRIs as ``Iri``, numbers as Decimal, spans of time as Period. Nothing here knows RDF,
files or stores.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kg.model.amount import Amount
from kg.model.cell import CellKey
from kg.model.period import Period
from kg.model.terms import Iri, Partial

__all__ = [
    "Assessment",
    "Causal",
    "Composition",
    "Definition",
    "Directive",
    "EventMention",
    "Facts",
    "Figure",
    "Forecast",
    "Passage",
    "Proposition",
    "Recommendation",
    "Source",
    "Statement",
    "Trend",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document that says something: an article, a release, a data page. Its text is never kept."""

    id: str
    title: str
    publisher: str
    issued: date | Partial | None = None
    issued_earliest: date | None = None
    issued_latest: date | None = None
    address: str | None = None
    note: str | None = None
    kind: str = "press"
    copy_of: str | None = None
    text_digest: str | None = None
    text_length: int | None = None
    bylines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Passage:
    """A span of a source's text: ``start`` inclusive, ``end`` exclusive, in Unicode code points.

    ``digest`` is the first 12 hex digits of the SHA-256 of the span's UTF-8 bytes.
    """

    source: str
    start: int
    end: int
    digest: str

    @property
    def slug(self) -> str:
        """The passage's place as the last part of an IRI: "A-1224-1242"."""
        return f"{self.source}-{self.start}-{self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One value of one cell, as one claim in one source states it.

    ``id`` is the last part of its IRI and its first identifier; ``also`` holds further identifiers. ``statement`` is
    the id of the statement that carries it, or None for the document-level report. ``basis`` says for each slot
    (period, year, unit, base, speaker, denominator) whether it was stated, resolved or inferred.
    ``denominator`` is the described cell of which a share is a share. ``suspicion`` names what is believed
    misprinted (unit, value, sign, period, label, denominator, growth); None where the print is believed.
    ``revises`` is the id of the earlier figure of the cell that the publisher replaced by this one.
    """

    id: str
    source: str
    cell: CellKey
    amount: Amount
    also: tuple[str, ...] = ()
    statement: str | None = None
    passages: tuple[Passage, ...] = ()
    denominator: CellKey | None = None
    basis: dict[str, str] = field(default_factory=dict)
    suspicion: str | None = None
    converted_from: str | None = None
    converted: bool = False
    revises: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Causal:
    """A claimed link from causes to effects; ``degree`` is "full" or "part", None where the speaker leaves it open."""

    cause: tuple[Iri, ...]
    effect: tuple[Iri, ...]
    degree: str | None = None
    cells: tuple[CellKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A claimed direction ("up", "down", "steady") of something over a period, without a number."""

    subject: tuple[Iri, ...]
    direction: str
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """What a flow mainly consists of."""

    reporter: Iri
    flow: Iri
    component: tuple[Iri, ...]
    partner: Iri | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A claim about a cell before its time: a direction, or a comparison with bounds, up to a horizon.

    ``comparison`` is gt, ge, lt, le, eq or between; ``lower`` and ``upper`` in the unit of the target.
    ``decided_by`` holds ids of the figures that decide it, ``outcome`` the result as the data list gives it.
    """

    target: CellKey | None = None
    about: tuple[Iri, ...] = ()
    direction: str | None = None
    comparison: str | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    horizon: Period | None = None
    premise: tuple[Iri, ...] = ()
    decided_by: tuple[str, ...] = ()
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """What a speaker advises somebody to do."""

    addressee: tuple[Iri, ...]
    action: tuple[Iri, ...]
    object: tuple[Iri, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Directive:
    """What a speaker with authority tells somebody to do."""

    addressee: tuple[Iri, ...]
    action: tuple[Iri, ...]
    object: tuple[Iri, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """That something happened, or was announced, in a period."""

    event: tuple[Iri, ...]
    period: Period | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A judgement of a subject's quality, with the evidence offered (ids of figures, or IRIs)."""

    subject: tuple[Iri, ...]
    quality: tuple[Iri, ...]
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a speaker says a thing is."""

    subject: tuple[Iri, ...]
    quality: tuple[Iri, ...] = ()


Proposition = (
    Causal
    | Trend
    | Composition
    | Forecast
    | Recommendation
    | Directive
    | EventMention
    | Assessment
    | Definition
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A speech act: who said it, in which post, how, when, to whom, and what it asserts.

    ``speaker`` is a person, an organisation, speaker:narrator or speaker:unnamed. ``figures`` are ids of figures
    that it carries (figures also name their statement; either suffices). ``reports`` is the id of a nested statement.
    """

    id: str
    source: str
    speaker: Iri
    act: str
    voice: str
    also: tuple[str, ...] = ()
    capacity: Iri | None = None
    spoken: Period | None = None
    spoken_earliest: date | None = None
    spoken_latest: date | None = None
    basis: dict[str, str] = field(default_factory=dict)
    addressee: tuple[Iri, ...] = ()
    reports: str | None = None
    passages: tuple[Passage, ...] = ()
    propositions: tuple[Proposition, ...] = ()
    about: tuple[Iri, ...] = ()
    gist: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Sources with what they say: all that one reading of files brings."""

    sources: tuple[Source, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()

    def __add__(self, other: Facts) -> Facts:
        """Both readings together, in order."""
        return Facts(
            sources=self.sources + other.sources,
            figures=self.figures + other.figures,
            statements=self.statements + other.statements,
        )
