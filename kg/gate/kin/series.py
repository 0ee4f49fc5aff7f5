"""The relations of plausibility: the earlier periods of a series, the other side's figures, the rivals of a rank.

Each is a pair of ways, from the key of a figure to keys of other cells and back, as in kg.gate.kin.relations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.gate.kin.keys import Key
from kg.gate.kin.spans import after, bases
from kg.gate.kin.surroundings import Surroundings
from kg.vocabulary import code

__all__ = ["SERIES"]

_Way = Callable[[Key, Surroundings], Iterable[Key]]

_LEVELS = tuple(code("indicator", name) for name in ("value", "quantity", "count"))
_EXPORT, _IMPORT, _TOTAL = (code("flow", name) for name in ("export", "import", "total"))
_SERIAL = (_EXPORT, _IMPORT, _TOTAL, *(code("flow", name) for name in ("re-export", "production")))
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_MONTHS_BACK, _YEARS_BACK = 6, 8
"""How far a series is followed."""
_PARTS = (
    *(f"Y-{month:02d}" for month in range(1, 13)),
    *(f"Y-{name}" for name in ("Q1", "Q2", "Q3", "Q4", "H1", "H2")),
    *(f"Y-01/Y-{month:02d}" for month in (2, 4, 5, 7, 8, 9, 10, 11)),
)
"""The parts of a year Y that are told apart: months, quarters, halves, and what has gone by since January."""
_OTHER_SIDE: dict[str, str] = {_EXPORT: _IMPORT, _IMPORT: _EXPORT, _TOTAL: _TOTAL}


def _moved(periods: Callable[[str], tuple[str, ...]]) -> _Way:
    """From a level to that of other periods; balances and investments may change their sign and make no series."""

    def way(key: Key, _: Surroundings) -> Iterator[Key]:
        if key.get("indicator") in _LEVELS and key.get("flow") in _SERIAL:
            yield from (key.put(period=period) for period in periods(key.get("period")))

    return way


def _near(text: str, periods: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Those of the periods that start not too many years off."""
    return tuple(near for near in periods(text) if abs(int(text[:4]) - int(near[:4])) <= _YEARS_BACK)


def _months_off(text: str, sign: int) -> tuple[str, ...]:
    """The six months before (-1) or after (1) a month; none of any other period."""
    part = _MONTH.fullmatch(text)
    if part is None:
        return ()
    month = int(part[1]) * 12 + int(part[2]) - 1
    moved = (month + sign * step for step in range(1, _MONTHS_BACK + 1))
    return tuple(f"{number // 12:04d}-{number % 12 + 1:02d}" for number in moved if 12 <= number < 119_988)


def _years_beside(year: str) -> tuple[str, ...]:
    return tuple(f"{int(year) + step:04d}" for step in (-1, 0, 1))


def _years_near(text: str) -> tuple[str, ...]:
    """The year that a shorter period lies in, and those beside it."""
    first, last = text[:4], text.rpartition("/")[2][:4]
    if len(text) == 4 or first != last:
        return ()
    return _years_beside(first)


def _parts_near(text: str) -> tuple[str, ...]:
    """The parts of a year and of those beside it that figures are printed for."""
    if len(text) != 4:
        return ()
    return tuple(part.replace("Y", near) for near in _years_beside(text) for part in _PARTS)


def _mirror(key: Key, _: Surroundings) -> Iterator[Key]:
    """What the partner reports of the same trade: A's exports to B are B's imports from A."""
    reporter, partner = key.get("reporter"), key.get("partner")
    if (
        key.get("indicator") == _LEVELS[0]
        and key.get("flow") in _OTHER_SIDE
        and partner not in ("", reporter)
    ):
        yield key.put(reporter=partner, partner=reporter, flow=_OTHER_SIDE[key.get("flow")])


SERIES: Mapping[str, tuple[_Way, _Way]] = {
    "earlier": (_moved(lambda text: _near(text, bases)), _moved(lambda text: _near(text, after))),
    "mirror": (_mirror, _mirror),
    "month": (
        _moved(lambda text: _months_off(text, -1)),
        _moved(lambda text: _months_off(text, 1)),
    ),
    "year": (_moved(_years_near), _moved(_parts_near)),
}
"""Every relation by its name, as the way there and the way back:

- ``kin:earlier``: from a level to the same span of up to 8 earlier years, and to the span just before
- ``kin:mirror``: from a value to that of the other side
- ``kin:month``: from a level of a month to those of the six months before
- ``kin:year``: from a level of a part of a year to those of that year, the one before and the one after
"""
