"""What periods a sentence names, and whether a figure's period can be one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What a stretch of text says of time: years, months by number, halves by number, "last month", "last year"."""

    years: frozenset[int]
    months: frozenset[int]
    halves: frozenset[int]
    last: frozenset[str]


def period_fault(text: str, at: int, prose: Prose, issued: tuple[date, date] | None) -> str | None:
    """How the sentence of a number contradicts the figure's period ("2019-01"); None where it does not.

    Args:
        text: the period, as its IRI has it.
        at: the position of the number.
        prose: the text.
        issued: the first and the last day on which the source can have been published, where they are known.
    """
    try:
        period = Period.parse(text)
    except ValueError:
        return None
    start, end = prose.sentence(at)
    said = _spoken(prose, start, end)
    last = period.end_exclusive - timedelta(days=1)
    years = frozenset(range(period.start.year, last.year + 1))
    if said.years and not said.years & years:
        return f"names {_listed(said.years)}"
    if said.last and issued and not _follows(period, said.last, issued) and not said.years:
        return f"says {_listed(said.last)}"
    months = _covered(period)
    if said.months and months and not said.months & months:
        return f"names {', '.join(_MONTHS[n - 1].capitalize() for n in sorted(said.months))}"
    if said.halves and period.kind == "half" and not said.halves & {1 if period.start.month == 1 else 2}:
        return f"says {'first' if 1 in said.halves else 'second'} half"
    return None


def _spoken(prose: Prose, start: int, end: int) -> _Spoken:
    folded = prose.folded
    months = set()
    for found in _MONTH.finditer(folded, start, end):
        if found["name"]:
            months.add(_MONTHS.index(found["name"]) + 1)
        elif found["han"]:
            months.add(int(found["han"]))
    months |= {5 for _ in re.finditer(r"\bMay\b", prose.text[start:end])}
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
    if "last month" in said and (period.kind != "month" or min(months) <= period.start <= max(months)):
        return True
    end = period.end_exclusive - timedelta(days=1)
    return "last year" in said and period.start.year < last.year and end.year >= first.year - 1


def _listed(words: frozenset[int] | frozenset[str]) -> str:
    return " and ".join(str(one) for one in sorted(words, key=str))
