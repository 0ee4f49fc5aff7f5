"""Whether literals are written as their XSD datatype demands: the validators at hand accept half of the wrong ones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from kg.findings import Finding
from kg.gate.codes import CODES
from kg.gate.parts import literal_of, predicate_of, subject_of
from kg.gate.rows import Row
from kg.gate.wording import fact_name
from kg.vocabulary import PREFIXES, shorten

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["lexical_rows", "well_formed"]

_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_YEAR = r"-?(?:[1-9][0-9]{4,}|[0-9]{4})"
_TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_FORMS = {
    "boolean": re.compile(r"true|false|1|0"),
    "date": re.compile(rf"(?P<day>{_YEAR}-[0-9]{{2}}-[0-9]{{2}}){_ZONE}"),
    "dateTime": re.compile(rf"(?P<day>{_YEAR}-[0-9]{{2}}-[0-9]{{2}})T{_TIME}{_ZONE}"),
    "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    "double": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN"),
    "gYear": re.compile(rf"{_YEAR}{_ZONE}"),
    "gYearMonth": re.compile(rf"{_YEAR}-(?:0[1-9]|1[0-2]){_ZONE}"),
    "integer": re.compile(r"[+-]?[0-9]+"),
    "nonNegativeInteger": re.compile(r"\+?[0-9]+|-0+"),
    "positiveInteger": re.compile(r"\+?0*[1-9][0-9]*"),
}


def well_formed(text: str, datatype: str) -> bool:
    """Whether ``text`` is a literal of the datatype with this IRI; True for datatypes not known here."""
    if not datatype.startswith(PREFIXES["xsd"]):
        return True
    form = _FORMS.get(datatype.removeprefix(PREFIXES["xsd"]))
    if form is None:
        return True
    found = form.fullmatch(text)
    return found is not None and ("day" not in found.groupdict() or _is_day(found["day"]))


def lexical_rows(quads: Iterable[pyoxigraph.Quad]) -> list[Row]:
    """A V00 for each literal that is not written as its datatype demands."""
    literals = ((quad, literal_of(quad)) for quad in quads)
    return [
        _row(quad, literal)
        for quad, literal in literals
        if literal is not None and not well_formed(literal.value, literal.datatype.value)
    ]


def _row(quad: pyoxigraph.Quad, literal: pyoxigraph.Literal) -> Row:
    finding = Finding(
        code="V00",
        message=f"“{literal.value}” is not written as {shorten(literal.datatype.value)} demands",
        fact=fact_name(subject_of(quad)),
        about=shorten(predicate_of(quad)),
        remedy=CODES["V00"].remedy,
        rule="literals",
    )
    return Row(finding, frozenset({subject_of(quad)}))


def _is_day(text: str) -> bool:
    """Whether the calendar has the day; years outside 1 to 9999 are taken by their month and day."""
    sign_year, month, day = text.rsplit("-", 2)
    year = int(sign_year)
    try:
        date(year if 1 <= year <= 9999 else 2000, int(month), int(day))
    except ValueError:
        return False
    return True
