"""Periods in whole months: which of them lie in which, as trade figures are cumulated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from kg.model.period import Period

__all__ = ["after", "bases", "containing", "inside", "is_period", "pieces", "prefixes", "suffixes"]

_YEARS_BACK = 12
"""How many years a base period may lie back."""
_LONGEST = 5
"""How many years a run of years may have."""
_Span = tuple[int, int]
"""The first month, counted from the year 0, and how many months."""


@lru_cache(maxsize=4096)
def is_period(text: str) -> bool:
    """Whether a text is a period in its one form."""
    try:
        return Period.parse(text).text == text
    except ValueError:
        return False


@lru_cache(maxsize=4096)
def _span(text: str) -> _Span | None:
    try:
        period = Period.parse(text)
    except ValueError:
        return None
    if period.start.day != 1 or period.end_exclusive.day != 1:
        return None
    first = period.start.year * 12 + period.start.month - 1
    return first, period.end_exclusive.year * 12 + period.end_exclusive.month - 1 - first


@lru_cache(maxsize=4096)
def _text(span: _Span) -> str:
    first, last = span[0], span[0] + span[1]
    return Period.between(_day(first), _day(last)).text


def _day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _texts(spans: Iterable[_Span]) -> tuple[str, ...]:
    """The texts of spans; what lies outside the calendar is left out."""
    return tuple(_text(span) for span in sorted(set(spans)) if span[0] >= 12 and sum(span) < 119_988)


def _usual(span: _Span) -> bool:
    """Whether figures are printed for it: a month, quarter, half, or the months of a year up to one of them."""
    first, months = span
    aligned = months in (3, 6) and first % months == 0
    return months == 1 or aligned or (first % 12 == 0 and months <= 12)


def _is_run(span: _Span) -> bool:
    """Whether it is a run of whole years."""
    return span[0] % 12 == 0 and span[1] % 12 == 0 and 12 < span[1] <= 12 * _LONGEST


def _around(span: _Span) -> Iterator[_Span]:
    first, months = span
    start, offset = first - first % 12, first % 12
    if offset + months <= 12:
        yield from ((start, end) for end in range(max(2, offset + months), 13))
        for size in (3, 6):
            left = offset - offset % size
            if offset + months <= left + size:
                yield start + left, size
    if offset == 0 and months % 12 == 0:
        for size in range(months + 12, 12 * _LONGEST + 1, 12):
            yield from ((left, size) for left in range(first + months - size, first + 1, 12))


@lru_cache(maxsize=4096)
def containing(text: str) -> tuple[str, ...]:
    """The longer periods that are printed as sums over this one: up to the month, quarter, half, year, runs of years."""
    span = _span(text)
    if span is None or not (_usual(span) or _is_run(span)):
        return ()
    return _texts(found for found in _around(span) if found != span)


def _inside(span: _Span) -> Iterator[_Span]:
    first, months = span
    unit = 12 if _is_run(span) else 1
    for left in range(first, first + months, unit):
        for size in range(unit, first + months - left + 1, unit):
            if size < months and (unit == 12 or _usual((left, size))):
                yield left, size


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[_Span, tuple[_Span, ...]]:
    """A period, and the shorter ones that ``containing`` leads from to this one."""
    span = _span(text)
    if span is None or not (_is_run(span) or (_usual(span) and span[1] > 1)):
        return (0, 0), ()
    return span, tuple(_inside(span))


@lru_cache(maxsize=4096)
def inside(text: str) -> tuple[str, ...]:
    """The shorter periods that a period is printed as a sum over: ``containing`` the other way."""
    return _texts(_parts(text)[1])


@lru_cache(maxsize=4096)
def prefixes(text: str) -> tuple[str, ...]:
    """The parts of a period that start with it."""
    span, parts = _parts(text)
    return _texts(part for part in parts if part[0] == span[0])


@lru_cache(maxsize=4096)
def suffixes(text: str) -> tuple[str, ...]:
    """The parts of a period that end with it."""
    span, parts = _parts(text)
    return _texts(part for part in parts if sum(part) == sum(span))


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[str, ...]:
    """The months of a period of up to a year, the years of a run of years."""
    span, parts = _parts(text)
    return _texts(part for part in parts if part[1] == (12 if _is_run(span) else 1))


@lru_cache(maxsize=4096)
def bases(text: str) -> tuple[str, ...]:
    """The periods that a change may be measured against: the same one of earlier years, and the one just before."""
    span = _span(text)
    if span is None:
        return ()
    first, months = span
    years = [(first - 12 * back, months) for back in range(1, _YEARS_BACK + 1) if 12 * back >= months]
    return _texts([*years, (first - months, months)])


@lru_cache(maxsize=4096)
def after(text: str) -> tuple[str, ...]:
    """The periods whose change may be measured against this one."""
    span = _span(text)
    if span is None:
        return ()
    first, months = span
    years = [(first + 12 * on, months) for on in range(1, _YEARS_BACK + 1) if 12 * on >= months]
    return _texts([*years, (first + months, months)])
