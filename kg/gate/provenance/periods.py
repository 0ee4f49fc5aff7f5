"""What periods a sentence names, and whether a figure's period can be one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.gate.provenance.prose import Prose
from kg.model.period import Period

__all__ = ["period_fault"]

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
_REACH = 60
_PARAGRAPHS = 2


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What a stretch of text says of time: years, months by number, halves by number, "last month", "last year"."""

    years: frozenset[int]
    months: frozenset[int]
    halves: frozenset[int]
    last: frozenset[str]
    span: tuple[int, int] | None = None


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
    """What the sentence says of time; where it says nothing, what was last said before it.

    Months are looked for in the paragraphs before as well; years only where they are ``far`` to be sought.
    """
    start, end = prose.sentence(at)
    said = _spoken(prose, start, end)
    silent = not (said.years or said.last or said.months)
    near, _ = prose.paragraph(at)
    first = near
    for _ in range(_PARAGRAPHS if silent else 0):
        first, _end = prose.paragraph(max(first - 1, 0))
    while start > first:
        before, stop = prose.sentence(start - 1)
        earlier = _spoken(prose, before, stop)
        if not (said.years or said.last) and (far or start > near):
            said = replace(said, years=earlier.years, last=earlier.last, span=earlier.span)
        if silent and not said.months:
            said = replace(said, months=earlier.months)
        start = before
    return said


def _spoken(prose: Prose, start: int, end: int) -> _Spoken:
    folded = prose.folded
    months = set()
    for found in _MONTH.finditer(folded, start, end):
        if found["name"]:
            months.add(_MONTHS.index(found["name"]) + 1)
        elif found["han"]:
            months.add(int(found["han"]))
    months |= {5 for _ in re.finditer(r"\bMay\b", prose.text[start:end])}
    span = _SPAN.search(folded, start, end)
    ranges = _RANGE.search(folded, start, end)
    halves = {
        1 if found["which"] == "first" or found["han"] == "上" else 2
        for found in _HALF.finditer(folded, start, end)
    }
    last = {
        found["unit"] or {"上月": "month", "去年": "year"}[found["han"]]
        for found in _LAST.finditer(folded, start, end)
    }
    return _Spoken(
        years=frozenset(int(found[0]) for found in _YEAR.finditer(folded, start, end)),
        months=frozenset() if ranges else frozenset(months),
        halves=frozenset(halves),
        last=frozenset(f"last {unit}" for unit in last),
        span=(int(span[1]), int(span[2])) if span else None,
    )


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
