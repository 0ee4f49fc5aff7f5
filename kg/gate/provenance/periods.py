"""What periods a sentence names, and whether a figure's period can be one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.gate.provenance.prose import Prose
from kg.model.period import Period

__all__ = ["base_fault", "period_fault"]

_MONTHS = "january february march april may june july august september october november december".split()
_YEAR = re.compile(r"(?<![\d.,$])(?:19|20)\d\d(?![\d%]|[.,]\d| (?:million|billion|trillion|percent))")
_MONTH = re.compile(
    rf"\b(?P<name>{'|'.join(m for m in _MONTHS if m != 'may')})\b|\b(?P<may>May)\b|(?<![\d年])(?P<han>1[0-2]|[1-9])月"
)
_LAST = re.compile(
    r"(?<!than )(?<!with )(?<!from )(?<!over )\blast (?P<unit>month|year)\b|(?P<han>上月|去年)"
)
_HALF = re.compile(r"\b(?P<which>first|second) half\b|(?P<han>[上下])半年")
_RANGE = re.compile(
    rf"\b(?:{'|'.join(_MONTHS)})\b (?:to|through|-) \b(?:{'|'.join(_MONTHS)})\b|first \w+ months|前\d+个?月|\d-\d+月"
)
_SPAN = re.compile(r"\b((?:19|20)\d\d)(?: to | and |-|至|到)((?:19|20)\d\d)(?!\d)")
_YEARS = re.compile(
    r"\b(?:every|each) year\b|(?P<years>\b(?:two|three|four|five|six|seven|eight|ten|\d+)[- ]years?\b)"
)
_FIRST = re.compile(r"\bfirst month of the year\b")
_AGAINST = re.compile(
    r"\b(?:than|against|since|from|over|compared|versus|same|corresponding|levels? (?:of|in)|before|until|after|by)\b[^,;.]*$|比|较|同期"
)
_TIME = re.compile(
    r"(?:19|20)\d\d|(?<!-)\b(?!year-on-year|year-over-year)(?:year|month|quarter|half|week|day|date|period|"
    + "|".join(_MONTHS)
    + r")s?\b|[年月季]"
)
_BASE = re.compile(
    r"[^,;.]{0,25}?\b(?:than|against|from|compared with|over)\b[^,;.]{0,40}?(?P<year>(?:19|20)\d\d)\b"
)
_REACH = 60
_BACK = 40


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What a stretch of text says of time: years, months by number, halves by number, "last month", "last year"."""

    years: frozenset[int]
    months: frozenset[int]
    halves: frozenset[int]
    last: frozenset[str]
    span: tuple[int, int] | None = None
    silent: bool = False


def period_fault(
    text: str, number: tuple[int, int], prose: Prose, *, issued: tuple[date, date] | None, known: str
) -> str | None:
    """How the sentence of a number contradicts the figure's period ("2019-01"); None where it does not.

    Args:
        text: the period, as its IRI has it.
        number: where the number starts and ends.
        prose: the text.
        issued: the first and the last day on which the source can have been published, where they are known.
        known: how the period is known: stated, resolved, inferred or unstated.
    """
    try:
        period = Period.parse(text)
    except ValueError:
        return None
    if issued and period.start > issued[1]:
        return f"was published by {issued[1].isoformat()}"
    several = _several(prose, number[1])
    if several == "":
        return None
    said = _said(prose, number[0], far=known in ("stated", "resolved"))
    last = period.end_exclusive - timedelta(days=1)
    years = frozenset(range(period.start.year, last.year + 1))
    if said.years and not said.years & years:
        return f"names {_listed(said.years)}"
    if said.span and said.years == frozenset(said.span) and said.span != (period.start.year, last.year):
        return f"speaks of {said.span[0]} to {said.span[1]}"
    if len(years) == 1 and several:
        return f"says “{several}”"
    if said.last and issued and not said.years and not _follows(period, said.last, issued):
        return f"says {_listed(said.last)}"
    return _inside_year(period, said)


def base_fault(base: str, at: int, prose: Prose) -> str | None:
    """With which year the text compares a number that ends at a position, where the figure's base lies in another."""
    _, end = prose.sentence(at)
    found = _BASE.match(prose.folded, at, end)
    if found is None or " and " in found[0] or " but " in found[0] or found["year"] in (base[:4], base[-4:]):
        return None
    return found["year"] if base[:4].isdecimal() else None


def _several(prose: Prose, at: int) -> str | None:
    """What says, right after a number, that it is of several years; "" where it is of each of them; else None."""
    _, end = prose.sentence(at)
    found = _YEARS.search(prose.folded, at, min(end, at + _REACH))
    return (found["years"] or "") if found else None


def _inside_year(period: Period, said: _Spoken) -> str | None:
    """How months and halves contradict a period that lies in one year."""
    months = _covered(period)
    named = ", ".join(_MONTHS[n - 1].capitalize() for n in sorted(said.months))
    if said.months and (
        (months and not said.months & months) or (period.kind == "year" and not said.years | said.last)
    ):
        return f"names {named}"
    if said.halves and period.kind == "half" and not said.halves & {1 if period.start.month == 1 else 2}:
        return f"says {'first' if 1 in said.halves else 'second'} half"
    return None


def _said(prose: Prose, at: int, *, far: bool) -> _Spoken:
    """What the sentence says of time; of years, where it says nothing of time at all, what its paragraph said before.

    Only where they are ``far`` to be sought.
    """
    start, end = prose.sentence(at)
    said = _spoken(prose, start, end)
    first, _ = prose.paragraph(at)
    while far and said.silent and start > first:
        before, stop = prose.sentence(start - 1)
        said = _spoken(prose, before, stop)
        start = before
    return said


def _spoken(prose: Prose, start: int, end: int) -> _Spoken:
    """The times that a stretch of text names, those left out that others are compared with."""
    folded = prose.folded
    span = _SPAN.search(folded, start, end)
    kept = [
        found
        for form in (_YEAR, _MONTH, _LAST, _HALF)
        for found in form.finditer(folded, start, end)
        if (span and span.start() <= found.start() < span.end())
        or not _compared(folded, start, found.start())
    ]
    months = {
        _MONTHS.index(found["name"]) + 1 if found["name"] else int(found["han"])
        for found in kept
        if found.re is _MONTH and (found["name"] or found["han"])
    }
    months |= {1 for _ in _FIRST.finditer(folded, start, end)}
    ranges = _RANGE.search(folded, start, end)
    named = {"上月": "month", "去年": "year"}
    return _Spoken(
        years=frozenset(int(found[0]) for found in kept if found.re is _YEAR),
        months=frozenset() if ranges else frozenset(months),
        halves=frozenset(
            1 if found["which"] == "first" or found["han"] == "上" else 2
            for found in kept
            if found.re is _HALF
        ),
        last=frozenset(f"last {found['unit'] or named[found['han']]}" for found in kept if found.re is _LAST),
        span=(int(span[1]), int(span[2])) if span else None,
        silent=_TIME.search(folded, start, end) is None,
    )


def _compared(folded: str, start: int, at: int) -> bool:
    """Whether a time is one that a number is compared with: "than in 2021", "since 2022", "in the same period of …"."""
    return _AGAINST.search(folded, max(start, at - _BACK), at) is not None


def _covered(period: Period) -> frozenset[int]:
    """The months of a period inside one year; nothing for a whole year or more."""
    last = period.end_exclusive - timedelta(days=1)
    if period.start.year != last.year or period.kind in ("year", "half", "quarter"):
        return frozenset()
    return frozenset(range(period.start.month, last.month + 1))


def _follows(period: Period, said: frozenset[str], issued: tuple[date, date]) -> bool:
    """Whether "last month" or "last year", said when the source was published, can be the period."""
    first, last = issued
    months = {(day.replace(day=1) - timedelta(days=1)).replace(day=1) for day in (first, last)}
    if "last month" in said and (
        period.kind not in ("month", "year")
        or (period.kind == "month" and min(months) <= period.start <= max(months))
    ):
        return True
    end = period.end_exclusive - timedelta(days=1)
    return "last year" in said and period.start.year < last.year and end.year >= first.year - 1


def _listed(words: frozenset[int] | frozenset[str]) -> str:
    return " and ".join(str(one) for one in sorted(words, key=str))
