"""The tables under lexical/ are written by hand from XML Schema 1.1 part 2 and RDF 1.1 section 5.1.

A literal stands there as Python escapes it, so that what is invisible can be read.
"""

import csv
from pathlib import Path

import pytest

from kg.gate.lexical import DATATYPES, lexical_rows, well_formed
from kg.vocabulary import expand

TABLES = Path(__file__).parent / "lexical"


def table(name):
    """Literals by datatype."""
    found = {}
    with (TABLES / f"{name}.csv").open(encoding="ascii", newline="") as file:
        for row in csv.DictReader(file):
            text = row["literal"].encode("ascii").decode("unicode_escape")
            found.setdefault(row["datatype"], []).append(text)
    return found


VALID, INVALID = table("valid"), table("invalid")


@pytest.mark.parametrize("datatype", VALID)
def test_a_literal_as_xsd_demands_is_well_formed(datatype):
    """The lexical space as XML Schema 1.1 part 2 gives it, year zero and time zones included."""
    assert not [text for text in VALID[datatype] if not well_formed(text, expand(f"xsd:{datatype}"))]


@pytest.mark.parametrize("datatype", INVALID)
def test_a_literal_outside_its_lexical_space_is_not_well_formed(datatype):
    """Forms that XML Schema 1.1 part 2 does not have, many of which validators and engines let pass."""
    assert not [text for text in INVALID[datatype] if well_formed(text, expand(f"xsd:{datatype}"))]


def test_the_tables_are_as_large_as_they_should_be():
    """At least 300 literals of either kind, of each of the 39 datatypes that RDF 1.1 section 5.1 lists."""
    assert 300 <= sum(map(len, VALID.values()))
    assert 300 <= sum(map(len, INVALID.values()))
    assert set(DATATYPES) == set(VALID) == set(VALID) & set(INVALID)
    assert 39 == len(DATATYPES)


def test_a_number_of_any_length_is_judged():
    """Digits without end, of a number or a year, are no error of their own: 10,000 of them."""
    assert well_formed("9" * 10_000, expand("xsd:integer"))
    assert not well_formed("9" * 10_000, expand("xsd:long"))
    assert well_formed(f"{'9' * 9_999}6-02-29", expand("xsd:date"))


def test_a_foreign_datatype_is_not_judged():
    """A datatype that is none of XML Schema is taken as it is."""
    assert well_formed("anything", "https://example.org/type")


def test_a_malformed_literal_is_told_with_its_fact_and_property(triples):
    """V00 names the fact and the property."""
    quads = triples('period:2019-05 trade:start "2019-05-32"^^xsd:date ; trade:periodText "2019-05" .')

    found = [row.finding for row in lexical_rows(quads)]

    assert [("V00", "period:2019-05", "trade:start")] == [(f.code, f.fact, f.about) for f in found]


def test_a_datatype_that_xsd_does_not_have_is_told(triples):
    """A misspelt datatype is named, and not waved through."""
    (row,) = lexical_rows(triples('figure:X-1 trade:value "1"^^xsd:Decimal .'))

    assert "xsd:Decimal is no datatype" in row.finding.message
