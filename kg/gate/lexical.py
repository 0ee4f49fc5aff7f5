"""Whether literals are written as their XSD datatype demands: the validators at hand accept half of the wrong ones.

The forms are those of XML Schema 1.1 part 2, for every datatype that RDF 1.1 takes from it. As RDF asks, white space
is not folded first: `" 1"` is no integer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.findings import Finding
from kg.gate.codes import CODES
from kg.gate.parts import literal_of, predicate_of, subject_of
from kg.gate.rows import Row
from kg.gate.wording import fact_name
from kg.vocabulary import PREFIXES, shorten

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["DATATYPES", "lexical_rows", "well_formed"]

_LONGEST = 60
_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)"
_YEAR = r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})"
_DAY = rf"(?P<year>{_YEAR})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})"
_TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_SECONDS = r"[0-9]+(?:\.[0-9]+)?S"
_CLOCK = rf"(?:T(?:[0-9]+H(?:[0-9]+M)?(?:{_SECONDS})?|[0-9]+M(?:{_SECONDS})?|{_SECONDS}))"
_YEARS = r"(?:[0-9]+Y(?:[0-9]+M)?|[0-9]+M)"
_DAYS = rf"(?:[0-9]+D{_CLOCK}?|{_CLOCK})"
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_FLOAT = rf"{_NUMBER}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"
_INTEGER = r"[+-]?[0-9]+"
_B64 = r"(?:[A-Za-z0-9+/] ?)"
_BASE64 = (
    rf"(?:(?:{_B64}{{4}})*(?:{_B64}{{3}}[A-Za-z0-9+/]|{_B64}{{2}}[AEIMQUYcgkosw048] ?=|{_B64}[AQgw] ?= ?=))?"
)
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_REST = rf"{_START}\-.0-9\u00b7\u0300-\u036f\u203f-\u2040"
_CHAR = "\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_PLAIN = "\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
_SOLID = _PLAIN.replace("\u0020", "\u0021", 1)

_FORMS = {
    name: re.compile(form)
    for name, form in {
        "anyURI": f"[{_CHAR}]*",
        "base64Binary": _BASE64,
        "boolean": "true|false|1|0",
        "date": rf"{_DAY}{_ZONE}?",
        "dateTime": rf"{_DAY}T{_TIME}{_ZONE}?",
        "dateTimeStamp": rf"{_DAY}T{_TIME}{_ZONE}",
        "dayTimeDuration": rf"-?P{_DAYS}",
        "decimal": _NUMBER,
        "double": _FLOAT,
        "duration": rf"-?P(?:{_YEARS}{_DAYS}?|{_DAYS})",
        "float": _FLOAT,
        "gDay": rf"---(?:0[1-9]|[12][0-9]|3[01]){_ZONE}?",
        "gMonth": rf"--(?:0[1-9]|1[0-2]){_ZONE}?",
        "gMonthDay": rf"--(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_ZONE}?",
        "gYear": rf"{_YEAR}{_ZONE}?",
        "gYearMonth": rf"{_YEAR}-(?:0[1-9]|1[0-2]){_ZONE}?",
        "hexBinary": "(?:[0-9a-fA-F]{2})*",
        "language": "[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
        "Name": f"[:{_START}][:{_REST}]*",
        "NCName": f"[{_START}][{_REST}]*",
        "NMTOKEN": f"[:{_REST}]+",
        "normalizedString": f"[{_PLAIN}]*",
        "string": f"[{_CHAR}]*",
        "time": rf"{_TIME}{_ZONE}?",
        "token": f"(?:[{_SOLID}]+(?: [{_SOLID}]+)*)?",
        "yearMonthDuration": rf"-?P{_YEARS}",
    }.items()
}
_WHOLE = re.compile(_INTEGER)
_RANGES: dict[str, tuple[int | None, int | None]] = {
    "byte": (-(2**7), 2**7 - 1),
    "int": (-(2**31), 2**31 - 1),
    "integer": (None, None),
    "long": (-(2**63), 2**63 - 1),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "nonPositiveInteger": (None, 0),
    "positiveInteger": (1, None),
    "short": (-(2**15), 2**15 - 1),
    "unsignedByte": (0, 2**8 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedShort": (0, 2**16 - 1),
}
_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

DATATYPES: tuple[str, ...] = tuple(sorted((*_FORMS, *_RANGES)))
"""The local names of the datatypes of XML Schema that RDF 1.1 takes; any other ``xsd:`` name is malformed."""


def well_formed(text: str, datatype: str) -> bool:
    """Whether ``text`` is a literal of the datatype with this IRI.

    Datatypes of other vocabularies are not judged and give True; an ``xsd:`` name that RDF does not take gives False.
    """
    if not datatype.startswith(PREFIXES["xsd"]):
        return True
    name = datatype.removeprefix(PREFIXES["xsd"])
    if name in _RANGES:
        return _WHOLE.fullmatch(text) is not None and _within(text, *_RANGES[name])
    form = _FORMS.get(name)
    found = form.fullmatch(text) if form else None
    if found is None:
        return False
    parts = found.groupdict()
    return "day" not in parts or _is_day(parts.get("year"), int(parts["month"]), int(parts["day"]))


def lexical_rows(quads: Iterable[pyoxigraph.Quad]) -> list[Row]:
    """A V00 for each literal that is not written as its datatype demands, or is of an unknown one."""
    judged: dict[tuple[str, str], bool] = {}
    rows: list[Row] = []
    for quad in quads:
        literal = literal_of(quad)
        if literal is None:
            continue
        key = (literal.value, literal.datatype.value)
        if key not in judged:
            judged[key] = well_formed(*key)
        if not judged[key]:
            rows.append(_row(quad, *key))
    return rows


def _row(quad: pyoxigraph.Quad, text: str, datatype: str) -> Row:
    told = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    name = datatype.removeprefix(PREFIXES["xsd"])
    message = f"“{told}” is not written as {shorten(datatype)} demands"
    if name not in _FORMS and name not in _RANGES:
        message = f"{shorten(datatype)} is no datatype that RDF takes from XML Schema"
    finding = Finding(
        code="V00",
        message=message,
        fact=fact_name(subject_of(quad)),
        about=shorten(predicate_of(quad)),
        remedy=CODES["V00"].remedy,
        rule="literals",
    )
    return Row(finding, frozenset({subject_of(quad)}))


def _within(text: str, least: int | None, most: int | None) -> bool:
    """Whether a whole number lies between two limits; one longer than every limit is judged by its sign alone."""
    negative, digits = text.startswith("-"), text.lstrip("+-").lstrip("0")
    if len(digits) > 20:
        return least is None if negative else most is None
    value = int(f"-{digits}" if negative and digits else digits or "0")
    return (least is None or value >= least) and (most is None or value <= most)


def _is_day(year: str | None, month: int, day: int) -> bool:
    """Whether the calendar has the day; without a year, whether some year has it. Year zero is a leap year."""
    if not 1 <= month <= 12:
        return False
    cycle = int(year[-4:]) % 400 if year else 0  # ten thousand years are 25 whole cycles of the calendar
    leap = month == 2 and cycle % 4 == 0 and (cycle % 100 != 0 or cycle == 0)
    return 1 <= day <= _MONTHS[month - 1] + leap
