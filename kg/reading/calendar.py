"""What a period or day in words, or in the manner of another country, would be in the form that sheets take."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.model.period import Period

__all__ = ["iso_form", "slashed_forms"]

_MONTHS = {
    name: number
    for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)
}
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_HALVES = {"first": "H1", "second": "H2", "上": "H1", "下": "H2"}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "一": 1, "二": 2, "三": 3, "四": 4}


def _named(match: re.Match[str]) -> str | None:
    """A month in words or digits, with a day where one is given."""
    parts = match.groupdict()
    month = parts["month"]
    if not month.isdecimal():
        full = month.lower()
        number = _MONTHS.get(full[:3])
        if number is None:
            return None
    else:
        number = int(month)
    day = f"-{int(parts['day']):02d}" if parts.get("day") else ""
    return f"{parts['year']}-{number:02d}{day}"


def _half(match: re.Match[str]) -> str | None:
    return f"{match['year']}-{_HALVES[match['which'].lower()]}"


def _quarter(match: re.Match[str]) -> str | None:
    which = match["which"].lower()
    return f"{match['year']}-Q{_QUARTERS.get(which, which)}"


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), made)
    for pattern, made in (
        (rf"{_MONTH},? {_YEAR}", _named),
        (rf"{_DAY} {_MONTH},? {_YEAR}", _named),
        (rf"{_MONTH} {_DAY},? {_YEAR}", _named),
        (r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", _named),
        (rf"{_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月(?:份|\s*(?P<day>\d{{1,2}})\s*[日号])?", _named),
        (rf"{_YEAR}\s*年", lambda match: match["year"]),
        (rf"(?:the )?(?P<which>first|second) half(?: of)? {_YEAR}", _half),
        (rf"{_YEAR}\s*年\s*(?P<which>[上下])半年", _half),
        (rf"(?:the )?(?P<which>first|second|third|fourth) quarter(?: of)? {_YEAR}", _quarter),
        (rf"Q(?P<which>[1-4]),? {_YEAR}", _quarter),
        (rf"{_YEAR}\s*年\s*第?(?P<which>[一二三四])季度", _quarter),
    )
)


def iso_form(text: str) -> str | None:
    """The ISO form of a period or day that is written otherwise: "2019-01" for "Jan 2019"; None where none is seen."""
    for pattern, made in _FORMS:
        match = pattern.fullmatch(text.strip())
        form = made(match) if match else None
        if form is not None and _is_period(form):
            return form
    return None


def slashed_forms(text: str) -> tuple[str, ...]:
    """The days that a date with slashes and the year at its end can be, as ISO forms: two for "01/02/2019"."""
    match = _SLASHED.fullmatch(text.strip())
    if match is None:
        return ()
    first, second, year = int(match[1]), int(match[2]), match[3]
    forms = (f"{year}-{second:02d}-{first:02d}", f"{year}-{first:02d}-{second:02d}")
    return tuple(dict.fromkeys(form for form in forms if _is_period(form)))


def _is_period(text: str) -> bool:
    try:
        Period.parse(text)
    except ValueError:
        return False
    return True
