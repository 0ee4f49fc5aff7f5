"""Whether a passage words its number as the figure has it: bounds, forecasts, every year, the period named (V33)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kg.findings import Severity
from kg.gate.provenance.evidence import Figure
from kg.gate.provenance.numerals import Numeral
from kg.gate.provenance.periods import base_fault, period_fault
from kg.gate.provenance.prose import Prose
from kg.gate.provenance.remarks import Remark

__all__ = ["wording_remarks"]

_SIDES = {
    "moreThan": "above",
    "atLeast": "above",
    "lessThan": "below",
    "atMost": "below",
    "justBelow": "below",
    "about": "about",
}
_WORDS = {
    "moreThan": "more than",
    "atLeast": "at least",
    "lessThan": "less than",
    "atMost": "at most",
    "justBelow": "nearly",
    "about": "about",
}
_TURNED = {"above": "below", "below": "above", "about": "about"}
_AHEAD = re.compile(
    r"\b(?:will|would|expects?|expected|forecasts?|predicts?|predicted|projects|projected|projections?|plans? to|planned|"
    r"aims?|targets?|targeted|set to|likely to|anticipated?|estimates? for)\b|预计|预测|将达|将超|有望|力争|目标|计划"
)
_FORWARD_ACTS = ("commitment", "directive", "forecast", "recommendation")
_EVERY = re.compile(r"\b(?:every|each|per) (?P<unit>year|month|quarter)\b|\bannually\b|每年|每月|逐年")
_REACH = 40


def wording_remarks(
    figure: Figure, one: Numeral, prose: Prose, issued: tuple[date, date] | None
) -> Iterator[Remark]:
    """What the words around a figure's number say otherwise than the figure."""
    bound = _bound(figure, one)
    if bound is not None:
        yield bound
    if figure.act not in _FORWARD_ACTS and (word := _ahead(one, prose)):
        yield Remark(
            code="V33",
            about="trade:value",
            message=f"the passage says “{word}”: a forecast or plan, and the figure is an observation",
            remedy="Carry it by a statement with act forecast, or leave it out until it has come about.",
            severity=Severity.WARNING,
        )
    if figure.bases.get("period", "stated") == "stated" and (every := _every(figure, one, prose)):
        yield Remark(
            code="V33",
            about="trade:period",
            message=f"the passage says “{every}” of several periods at once, and the figure's is given as stated",
            remedy="Say basis: {period: resolved} in each of the figures that it was spread over.",
            severity=Severity.WARNING,
            once=frozenset(passage.iri for passage in figure.passages),
        )
    yield from _base(figure, one, prose)
    known = figure.bases.get("period", "stated")
    fault = period_fault(figure.period, (one.start, one.end), prose, issued=issued, known=known)
    if fault is not None:
        yield Remark(
            code="V33",
            about="trade:period",
            message=f"the text {fault}, and the figure's period is {figure.period.replace('--', '/')}",
            remedy="Read again of which period the sentence speaks.",
            severity=Severity.WARNING,
        )


def _base(figure: Figure, one: Numeral, prose: Prose) -> Iterator[Remark]:
    year = base_fault(figure.base, one.end, prose) if figure.base and figure.indicator == "change" else None
    if year is not None and figure.base is not None:
        yield Remark(
            code="V33",
            about="trade:basePeriod",
            message=f"the passage compares with {year}, and the figure's base is {figure.base.replace('--', '/')}",
            remedy="Say base: with the period that the number is a change on.",
            severity=Severity.WARNING,
        )


def _bound(figure: Figure, one: Numeral) -> Remark | None:
    """A number worded as a bound and stored as plain, or the other way round."""
    if one.kind in ("ordinal", "top", "scale", "times") or figure.bound == "unitFraction":
        return None
    said, stored = _SIDES.get(one.bound or ""), _SIDES.get(figure.bound)
    if stored is not None and figure.value < 0:
        stored = _TURNED[stored]  # a fall of more than 5 % is a change below -5 %
    if said == stored or (said is None and stored == "about"):
        return None
    wording = _WORDS.get(one.bound or "")
    if said is None:
        message = f"the figure is stored as {_WORDS[figure.bound]} {figure.printed}, and the passage prints it plainly"
        remedy, severity = "Leave the wording out, or check the passage.", Severity.WARNING
    else:
        kind = "violation" if said != "about" else "warning"
        message = f"the passage says “{wording}”, and the figure is stored as {_WORDS.get(figure.bound, figure.bound)}"
        remedy = f"Write {wording} {figure.printed} with its unit, so that it is a bound."
        severity = Severity[kind.upper()]
    return Remark(code="V33", about="trade:bound", message=message, remedy=remedy, severity=severity)


def _ahead(one: Numeral, prose: Prose) -> str | None:
    found = [*_AHEAD.finditer(prose.folded, prose.clause(one.start), one.start)]
    return found[-1][0] if found else None


def _every(figure: Figure, one: Numeral, prose: Prose) -> str | None:
    _, end = prose.sentence(one.start)
    found = _EVERY.search(prose.folded, one.end, min(end, one.end + _REACH))
    return (
        found[0] if found and figure.indicator in ("value", "share", "change", "quantity", "rank") else None
    )
