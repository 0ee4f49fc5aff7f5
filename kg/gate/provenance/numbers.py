"""Whether the number of a figure stands in its passage, with its unit, scale, sign and precision (V31)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.findings import Severity
from kg.gate.provenance.evidence import Figure
from kg.gate.provenance.numerals import POINT_UNIT, Numeral
from kg.gate.provenance.passages import spelled
from kg.gate.provenance.prose import Prose
from kg.gate.provenance.remarks import Remark
from kg.gate.wording import amount_word, word
from kg.reading.wordings import CURRENCIES, PERCENT, UNITS

__all__ = ["found_at", "matched", "number_remarks"]

_MONEY = frozenset(CURRENCIES.values())
_TIGHT = Decimal("1e-8")
_KINDS = {"rank": ("ordinal", "top", "number", "word"), "streak": ("number", "word", "ordinal")}
_DOWN = (
    r"fell|fall|falls|falling|down|decreas\w*|dropp?\w*|declin\w*|shr[aiu]nk\w*|contract(?:ed|ion)|reduc\w*|cut|"
    r"lower(?:ed)?|slump\w*|plung\w*|los[te]|下降|减少|降低|下跌|萎缩|下滑|降"
)
_UP = (
    r"grew|grow\w*|up|increas\w*|rose|ris(?:e|en|es|ing)|surg\w*|gain\w*|expand\w*|jump\w*|soar\w*|climb\w*|higher|"
    r"增长|上升|增加|提高|扩大|攀升|增"
)
_DIRECTION = re.compile(rf"(?<![a-z])(?:(?P<down>{_DOWN})|(?P<up>{_UP}))(?![a-z])(?P<past> from| and | to)?")
_SIDES = re.compile(r"(?P<down>\bdeficit|逆差)|(?P<up>\bsurplus|顺差)")
_ADJACENT = re.compile(
    rf"[ ]*(?:year-on-year |yoy |annual )?(?:(?P<down>{_DOWN})|(?P<up>{_UP}|growth))(?![a-z])"
)


def matched(figure: Figure, prose: Prose, listed: Sequence[Numeral]) -> Numeral | None:
    """The numeral in the figure's passages that says its number in its unit; None where there is none."""
    inside = _inside(figure, listed)
    fits = [
        one for one in inside if _same_value(figure, one) and _unit_fault(figure, one, prose, listed) is None
    ]
    return min(fits, key=lambda one: (one.digits != figure.printed, one.kind == "ordinal"), default=None)


def number_remarks(figure: Figure, prose: Prose, listed: Sequence[Numeral]) -> Iterator[Remark]:
    """What speaks against the number: it is not in the passage, or otherwise than the figure has it."""
    one = matched(figure, prose, listed)
    if one is None:
        yield _missing(figure, prose, listed)
        return
    if _turned(figure, one, prose):
        seen = "a rise" if figure.value < 0 else "a fall"
        seen = {"balance": "a surplus" if figure.value < 0 else "a deficit"}.get(figure.flow, seen)
        yield Remark(
            code="V31",
            about="trade:value",
            message=f"the passage speaks of {seen}, and the value is {'below' if figure.value < 0 else 'above'} zero",
            remedy="Correct the sign; a number that is printed with the wrong sign is kept with as_printed.",
        )
    if one.kind == "number" and one.digits and one.scale == figure.multiplier:
        decimals = len(one.digits.partition(".")[2])
        if decimals != figure.decimals and one.digits != figure.printed:
            yield Remark(
                code="V31",
                about="trade:printed",
                message=f"the passage prints {one.digits}, the figure {figure.printed}: its digits say how sharp it is",
                remedy=f"Write {one.digits}, as it is printed.",
                severity=Severity.WARNING,
            )


def _inside(figure: Figure, listed: Sequence[Numeral]) -> list[Numeral]:
    spans = [(passage.start, passage.end) for passage in figure.passages]
    return [one for one in listed if any(start <= one.start < end for start, end in spans)]


def _same_value(figure: Figure, one: Numeral) -> bool:
    if one.kind == "top" and figure.indicator != "rank":
        return False
    if one.kind == "ordinal" and figure.indicator not in ("rank", "count", "streak"):
        return False
    if figure.indicator in _KINDS and one.kind not in _KINDS[figure.indicator]:
        return False
    return abs(abs(figure.value) - one.value) <= _TIGHT


def _unit_fault(figure: Figure, one: Numeral, prose: Prose, listed: Sequence[Numeral]) -> str | None:
    """In which other unit the passage prints the number; None where it is the figure's, or none is printed."""
    if one.unit == figure.unit:
        return None
    if one.unit is not None:
        return "percentage points" if one.unit == POINT_UNIT else word(one.unit)
    if figure.unit in _MONEY and figure.bases.get("unit") != "stated":
        near = _nearest_money(one, prose, listed)
        return None if near in (None, figure.unit) else f"{word(near)} around it"
    if figure.unit in _MONEY:
        return None if _nearest_money(one, prose, listed) == figure.unit else "no currency"
    if figure.unit == PERCENT and one.kind == "number":
        start, end = prose.sentence(one.start)
        lists = any(other.unit == PERCENT for other in listed if start <= other.start < end)
        return None if lists else "a bare number"
    return None


def _nearest_money(one: Numeral, prose: Prose, listed: Sequence[Numeral]) -> str | None:
    start, end = prose.paragraph(one.start)
    money = [other for other in listed if start <= other.start < end and other.unit in _MONEY]
    before = [other.unit for other in money if other.start < one.start and not _in_brackets(other, prose)]
    return (before or [other.unit for other in money] or [None])[-1 if before else 0]


def _in_brackets(one: Numeral, prose: Prose) -> bool:
    return prose.folded[max(0, one.start - 5) : one.start].rstrip("$ushkmop¥ ").endswith("(")


def _missing(figure: Figure, prose: Prose, listed: Sequence[Numeral]) -> Remark:
    """The finding on a number that the passage does not hold, with what it holds instead, or where it stands."""
    told = _amount(figure)
    for one in _inside(figure, listed):
        if one.digits == figure.printed and one.scale != figure.multiplier and one.kind == "number":
            printed = prose.text[one.start : one.end]
            return _remark(
                "trade:multiplier", f"the passage says “{printed}”, the figure {told}", "Correct the scale."
            )
        fault = _unit_fault(figure, one, prose, listed) if _same_value(figure, one) else None
        if fault:
            return _remark(
                "trade:unit",
                f"the passage gives {figure.printed} in {fault}, the figure {told}",
                "Correct the unit.",
            )
    place = found_at(figure, prose, listed)
    if place is None:
        holds = [prose.text[one.start : one.end] for one in _inside(figure, listed)]
        instead = f"; it holds {', '.join(holds[:3])}" if holds else ""
        return _remark("trade:printed", f"{told} is nowhere in the text{instead}", "Correct the number.")
    where, span = place
    message = f"{told} is not in the passage; it stands {where}"
    return _remark("trade:printed", message, f"Correct the number, or the passage: {span}.")


def found_at(figure: Figure, prose: Prose, listed: Sequence[Numeral]) -> tuple[str, str] | None:
    """Where the text has the figure's number, the nearest to its passage: in words, and as a passage; or None."""
    fits = [one for one in listed if _same_value(figure, one) and (one.kind, one.unit) != ("number", None)]
    exact = [one for one in fits if one.digits == figure.printed] or fits
    if not exact and len(figure.printed) > 1:
        exact = [one for one in listed if one.digits == figure.printed and one.kind == "number"]
    first = figure.passages[0].start if figure.passages else 0
    near = min(exact, key=lambda one: abs(one.start - first), default=None)
    if near is None:
        return None
    line = prose.text.count("\n", 0, near.start) + 1
    where = f"in line {line} of the text, from {near.start} to {near.end}"
    return where, spelled(prose, near.start, near.end)


def _remark(about: str, message: str, remedy: str) -> Remark:
    return Remark(code="V31", about=about, message=message, remedy=remedy)


def _amount(figure: Figure) -> str:
    if figure.unit == UNITS["NUM"] and not figure.multiplier:
        return figure.printed
    return amount_word(str(figure.value), figure.unit)


def _turned(figure: Figure, one: Numeral, prose: Prose) -> bool:
    """Whether the passage says a fall where the figure has a rise, or the other way round."""
    side = _side(figure, one, prose)
    return side is not None and figure.value != 0 and (figure.value < 0) != (side == "down")


def _side(figure: Figure, one: Numeral, prose: Prose) -> str | None:
    folded, (start, end) = prose.folded, prose.sentence(one.start)
    if folded[max(0, one.start - 1) : one.start] == "-" and not folded[max(0, one.start - 2)].isalnum():
        return "down"
    if figure.flow == "balance" and figure.indicator == "value":
        found = [*_SIDES.finditer(folded, start, end)]
        return found[0].lastgroup if len({one.lastgroup for one in found}) == 1 else None
    if figure.indicator != "change":
        return None
    after = _ADJACENT.match(folded, one.end)
    if after:
        return "down" if after["down"] else "up"
    before = [*_DIRECTION.finditer(folded, max(prose.clause(one.start), one.start - 100), one.start)]
    if not before or before[-1]["past"] == " from":
        return None
    return "down" if before[-1]["down"] else "up"
