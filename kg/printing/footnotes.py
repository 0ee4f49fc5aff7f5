"""Sources of an answer as numbered footnotes: "[1] China Daily, Feb 2019, characters 1815–1868 (A)"."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from kg.grid import Evidence, Grid, Origin

__all__ = ["FEW", "Footnotes", "day_words", "footnotes", "source_words", "window_words"]

FEW = 20
"""Up to so many footnotes each name their passages; beyond, one footnote stands for a whole source."""

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@dataclass(frozen=True, slots=True)
class Footnotes:
    """``marks``: the numbers of the footnotes of each record; ``lines``: the text of each, the first being number 1."""

    marks: tuple[tuple[int, ...], ...]
    lines: tuple[str, ...]


def footnotes(grid: Grid) -> Footnotes:
    """The footnotes of an answer, numbered in the order in which its records need them."""
    cited = [grid.evidence(row) for row in range(len(grid.records))]
    if len({entry for entries in cited for entry in entries}) > FEW:
        cited = [tuple(Evidence(entry.source) for entry in entries) for entries in cited]
    numbers: dict[Evidence, int] = {}
    marks = tuple(tuple(numbers.setdefault(e, len(numbers) + 1) for e in entries) for entries in cited)
    lines = [_line(entry) for entry in numbers]
    loose = [origin for origin in grid.sources if origin not in {entry.source for entry in numbers}]
    return Footnotes(marks, (*lines, *(_line(Evidence(origin)) for origin in loose)))


def source_words(origin: Origin) -> str:
    """A source in a few words: "China Daily, Feb 2019"."""
    return f"{origin.publisher or origin.title or origin.id}, {day_words(origin.issued)}"


def day_words(day: str | None) -> str:
    """A date as precise as it is known: "18 Feb 2019", "Feb 2019", "2019"; "undated" for None."""
    if not day:
        return "undated"
    year, *rest = day.split("-")
    if not rest or not rest[0].isdigit():
        return day
    return " ".join([*(str(int(d)) for d in rest[1:2]), _MONTHS[int(rest[0]) - 1], year])


def window_words(first: date | None, last: date | None) -> str | None:
    """The days between which something happened: "Feb 2019", "18–28 Feb 2019", "since 22 Feb 2024"; None for none."""
    if first is None or last is None:
        known = first or last
        return (
            None if known is None else f"{'by' if first is None else 'since'} {day_words(known.isoformat())}"
        )
    end = day_words(last.isoformat())
    if first == last:
        return end
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if (first.year, first.month) == (last.year, last.month):
        return day_words(f"{last:%Y-%m}") if whole_months else f"{first.day}–{end}"
    if whole_months and (first.month, last.month) == (1, 12) and first.year == last.year:
        return str(last.year)
    begin = day_words(first.isoformat())
    return f"{begin.removesuffix(f' {last.year}')} – {end}"


def _line(entry: Evidence) -> str:
    spans = ", ".join(f"{start}–{end}" for start, end in entry.passages)
    return f"{source_words(entry.source)}{f', characters {spans}' if spans else ''} ({entry.source.id})"
