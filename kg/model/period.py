"""Spans of time as trade figures use them: months, quarters, halves, years, days and runs of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Period"]

_MONTHS = "January February March April May June July August September October November December".split()
_PART = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|Q(?P<quarter>[1-4])|H(?P<half>[12])))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of days, from ``start`` up to but not including ``end_exclusive``.

    ``text`` is the one canonical form: "2019-01", "2024-Q1", "2021-H1", "2019", "2024-02-22", or two of them with a
    slash ("2022-01/2022-11"). Two forms that mean the same days ("2019-01/2019-03" and "2019-Q1") are one period.
    """

    start: date
    end_exclusive: date
    text: str

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period that an ISO-like text names ("--" may stand for the slash).

        Raises:
            ValueError: the text is no period, or it ends before it starts.
        """
        first, slash, last = text.strip().replace("--", "/").partition("/")
        start, end = _part(first)
        if slash:
            last_start, end = _part(last)
            if last_start < start or end <= start:
                raise ValueError(f"the period {text} ends before it starts")
        return cls.between(start, end)

    @classmethod
    def between(cls, start: date, end_exclusive: date) -> Period:
        """The period from ``start`` up to but not including ``end_exclusive``, in its canonical form."""
        if end_exclusive <= start:
            raise ValueError(f"a period from {start} cannot end before {end_exclusive}")
        return cls(start, end_exclusive, _canonical(start, end_exclusive))

    @property
    def kind(self) -> str:
        """What it is: "day", "month", "quarter", "half", "year" or "span"."""
        part = _PART.fullmatch(self.text)
        if not part:
            return "span"
        named = ("day", "month", "quarter", "half")
        return next((kind for kind in named if part[kind]), "year")

    @property
    def slug(self) -> str:
        """The text with "--" for the slash, as the last part of an IRI."""
        return self.text.replace("/", "--")

    @property
    def label(self) -> str:
        """The period in words: "January 2019", "first half of 2021", "January to November 2022"."""
        first, slash, last = self.text.partition("/")
        if not slash:
            return _words(first)
        if first[:4] == last[:4] and len(first) == len(last) == 7:
            return f"{_words(first).split()[0]} to {_words(last)}"
        return f"{_words(first)} to {_words(last)}"

    def years_before(self, years: int = 1) -> Period:
        """The same span ``years`` years earlier; a 29 February becomes the 28th."""
        return Period.between(_shift(self.start, -years), _shift(self.end_exclusive, -years))

    def covers(self, other: Period) -> bool:
        """Whether every day of ``other`` lies inside."""
        return self.start <= other.start and other.end_exclusive <= self.end_exclusive

    def __str__(self) -> str:
        return self.text


def _part(text: str) -> tuple[date, date]:
    part = _PART.fullmatch(text.strip())
    if not part:
        raise ValueError(
            f"“{text}” is no period; write 2019, 2019-01, 2019-Q1, 2019-H1, 2019-01-31 or two of them with a slash"
        )
    year = int(part["year"])
    if part["day"]:
        day = date(year, int(part["month"]), int(part["day"]))
        return day, day + timedelta(days=1)
    if part["quarter"] or part["half"]:
        size = 3 if part["quarter"] else 6
        first = (int(part["quarter"] or part["half"]) - 1) * size + 1
        return date(year, first, 1), _months_after(year, first, size)
    if part["month"]:
        month = int(part["month"])
        return date(year, month, 1), _months_after(year, month, 1)
    return date(year, 1, 1), date(year + 1, 1, 1)


def _months_after(year: int, month: int, months: int) -> date:
    index = year * 12 + month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _canonical(start: date, end: date) -> str:
    last = end - timedelta(days=1)
    if start.day != 1 or end.day != 1:
        return start.isoformat() if start == last else f"{start.isoformat()}/{last.isoformat()}"
    months = (end.year - start.year) * 12 + end.month - start.month
    year = f"{start.year:04d}"
    if months == 1:
        return f"{year}-{start.month:02d}"
    if months == 3 and start.month % 3 == 1:
        return f"{year}-Q{(start.month + 2) // 3}"
    if months == 6 and start.month % 6 == 1:
        return f"{year}-H{(start.month + 5) // 6}"
    if start.month == 1 and months % 12 == 0:
        return year if months == 12 else f"{year}/{last.year:04d}"
    return f"{year}-{start.month:02d}/{last.year:04d}-{last.month:02d}"


def _words(text: str) -> str:
    part = _PART.fullmatch(text)
    if part is None:
        return text
    if part["quarter"]:
        return f"{('first', 'second', 'third', 'fourth')[int(part['quarter']) - 1]} quarter of {part['year']}"
    if part["half"]:
        return f"{('first', 'second')[int(part['half']) - 1]} half of {part['year']}"
    if part["month"]:
        day = f"{int(part['day'])} " if part["day"] else ""
        return f"{day}{_MONTHS[int(part['month']) - 1]} {part['year']}"
    return part["year"]


def _shift(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
