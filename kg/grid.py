"""What stands in the cells of an answer: things with labels, measured amounts, and where they come from.

Plain frozen values without any form; :mod:`kg.printing` gives them form, :mod:`kg.answers` makes them from rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from kg.model.interval import Interval
from kg.model.period import Period
from kg.model.terms import Iri, Partial, Text

__all__ = ["Cell", "Column", "Evidence", "Grid", "Measured", "Origin", "Thing", "plain", "unit_name"]

_UNITS = {"PERCENT": "percent", "NUM": "number", "TONNE": "tonne"}


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Origin:
    """A source as an answer names it. ``issued`` is its date as precise as known ("2019-02"); None if unknown."""

    id: str
    iri: str
    title: str = ""
    publisher: str = ""
    issued: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A source and the passages of it that are meant, as (start, end) in code points of its text."""

    source: Origin
    passages: tuple[tuple[int, int], ...] = ()


class Thing(Iri):
    """An IRI that knows its label and, for a figure, statement or source, what it rests on; as a str it is the IRI."""

    __slots__ = ("evidence", "label")
    label: str
    evidence: Evidence | None

    def __new__(cls, iri: str, label: str = "", evidence: Evidence | None = None) -> Thing:
        """The thing ``iri``, called ``label`` (the last part of the IRI where nothing calls it)."""
        made = super().__new__(cls, iri)
        made.label = label or iri.rstrip("/").rpartition("/")[2].rpartition("#")[2]
        made.evidence = evidence
        return made

    def __getnewargs__(self) -> tuple[str, str, Evidence | None]:  # type: ignore[override]
        """What a copy is made from, so that the label survives pickling."""
        return str(self), self.label, self.evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An amount in an answer: its value in base units, what it can have been, and the figure that states it.

    ``unit`` is the currency code, "percent", "number" or "tonne"; None where nothing says it. ``multiplier`` and
    ``decimals`` tell how it was printed; both None for a number that no source printed. ``suspicion`` is the word
    for what looks wrong with a print that is kept as printed.
    """

    value: Decimal
    unit: str | None = None
    bound: str | None = None
    interval: Interval | None = None
    multiplier: int | None = None
    decimals: int | None = None
    indicator: str | None = None
    figure: str | None = None
    evidence: Evidence | None = None
    suspicion: str | None = None

    @property
    def text(self) -> str:
        """The amount as one would say it: "80.66 billion CNY", "+25.5 %", "more than 95 %"."""
        return _spoken(self)

    @property
    def scale(self) -> int:
        """The power of ten that it is told in: 9 for billions."""
        multiplier = self.multiplier or 0
        if multiplier in _SCALE_WORDS or multiplier == 0:
            return multiplier
        size = abs(self.value)
        return next((scale for scale in (12, 9, 6, 3) if size >= Decimal(1).scaleb(scale)), 0)

    def places(self, scale: int) -> int | None:
        """How many decimals it has at a scale without claiming more than was printed; None if never printed."""
        if self.multiplier is None or self.decimals is None:
            return None
        return max(0, scale - self.multiplier + self.decimals)

    def digits(self, scale: int) -> str:
        """The number alone at a scale, with thousands separators and the decimals it was printed with."""
        scaled = self.value.scaleb(-scale)
        places = self.places(scale)
        if places is None or self.bound == "unitFraction":
            return plain(scaled, limit=2 if abs(scaled) >= 100 else 3 if abs(scaled) >= 10 else 4)
        return f"{scaled:,.{places}f}"

    def range(self, scale: int | None = None) -> str | None:
        """The interval in mathematical brackets at a scale: "[80.655, 80.665]"; None where there is none."""
        if self.interval is None:
            return None
        shift = -(self.scale if scale is None else scale)
        ends = [
            None if end is None else _short(end.scaleb(shift))
            for end in (self.interval.lower, self.interval.upper)
        ]
        left = "(" if ends[0] is None or self.interval.lower_open else "["
        right = ")" if ends[1] is None or self.interval.upper_open else "]"
        return f"{left}{ends[0] or '-∞'}, {ends[1] or '∞'}{right}"


_SCALE_WORDS = {12: "trillion", 9: "billion", 6: "million", 3: "thousand"}
_BOUND_WORDS = {
    "moreThan": "more than ",
    "atLeast": "at least ",
    "lessThan": "less than ",
    "atMost": "at most ",
    "justBelow": "nearly ",
    "about": "about ",
}

Cell = Thing | Measured | Period | Iri | Text | Partial | Decimal | int | bool | date | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of an answer.

    ``type`` is one of thing, code, statement, source, figure, amount, number, percent, count, boolean, text, date,
    period, value (untyped, from a free query). ``role`` is "evidence" for what is told in footnotes instead.
    """

    name: str
    label: str
    type: str = "value"
    unit: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The whole of an answer without a form: columns, records, sources, notes and what was asked."""

    columns: tuple[Column, ...]
    records: tuple[tuple[Cell, ...], ...]
    title: str = ""
    question: str | None = None
    parameters: Mapping[str, object] = field(default_factory=dict)
    sources: tuple[Origin, ...] = ()
    notes: tuple[str, ...] = ()
    sparql: str = ""
    elapsed_ms: float | None = None

    def evidence(self, row: int) -> tuple[Evidence, ...]:
        """What a record rests on: one entry for each source, with all its passages, sorted."""
        spans: dict[Origin, set[tuple[int, int]]] = {}
        for cell in self.records[row]:
            found = cell.evidence if isinstance(cell, Measured | Thing) else None
            if found:
                spans.setdefault(found.source, set()).update(found.passages)
        return tuple(
            Evidence(origin, tuple(sorted(spans[origin]))) for origin in sorted(spans, key=lambda o: o.id)
        )


def unit_name(iri: str) -> str:
    """The short name of a unit IRI: "CNY", "percent", "number", "tonne"."""
    local = iri.rpartition("/")[2]
    return local.removeprefix("CCY_") if local.startswith("CCY_") else _UNITS.get(local, local.lower())


def plain(number: Decimal | int, *, limit: int = 4) -> str:
    """A number with thousands separators and at most ``limit`` decimals, trailing zeros left out."""
    text = f"{Decimal(number):,.{limit}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _short(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def _spoken(amount: Measured) -> str:
    scale = amount.scale
    digits = amount.digits(scale)
    if amount.indicator == "change" and amount.value > 0:
        digits = f"+{digits}"
    if amount.bound == "unitFraction" and amount.value:
        return f"1 in {round(100 / amount.value)}"
    unit = {None: "", "percent": "%", "number": "", "tonne": "tonnes"}.get(amount.unit, amount.unit or "")
    words = [_BOUND_WORDS.get(amount.bound or "", "") + digits, _SCALE_WORDS.get(scale, ""), unit]
    return " ".join(word for word in words if word)
