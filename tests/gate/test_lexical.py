import pytest

from kg.gate.lexical import lexical_rows, well_formed
from kg.vocabulary import expand

GOOD = {
    "boolean": ["true", "false", "1", "0"],
    "date": ["2019-01-31", "2020-02-29", "2019-01-31Z", "2019-01-31+08:00", "12019-01-31", "-0044-03-15"],
    "dateTime": ["2019-01-31T00:00:00", "2019-01-31T24:00:00", "2019-01-31T23:59:59.5+08:00"],
    "decimal": ["1", "-1.5", "+0.5", ".5", "5.", "007", "148.10"],
    "double": ["1", "1e5", "-INF", "INF", "NaN", "1.5E-3"],
    "gYear": ["2019", "12019", "-0044", "2019Z"],
    "gYearMonth": ["2019-01", "2019-12"],
    "integer": ["0", "-7", "+7", "007"],
    "nonNegativeInteger": ["0", "7", "-0"],
    "positiveInteger": ["1", "+7", "007"],
    "string": ["anything"],
}
BAD = {
    "boolean": ["True", "yes", ""],
    "date": ["2019-02-29", "01/02/2019", "2019-1-31", "2019-01-32", "2019", "2019-13-01", "02019-01-31"],
    "dateTime": ["2019-01-31", "2019-01-31T25:00:00", "2019-02-30T00:00:00", "2019-01-31 00:00:00"],
    "decimal": ["1e5", "NaN", "INF", "1,000", "１２", "", ".", "12,3", "1_000"],
    "double": ["1e", "inf", "nan", ""],
    "gYear": ["19", "2019-01", "99", "two"],
    "gYearMonth": ["2019-13", "2019-1", "2019", "2019-00"],
    "integer": ["1_000", "1.0", "", "1e3"],
    "nonNegativeInteger": ["-1", "1.5"],
    "positiveInteger": ["0", "-1"],
}


def cases(table):
    return [(text, kind) for kind, texts in table.items() for text in texts]


@pytest.mark.parametrize(("text", "kind"), cases(GOOD))
def test_a_literal_as_xsd_demands_is_well_formed(text, kind):
    """The lexical spaces of XML Schema 1.1 part 2, year zero and time zones included."""
    assert well_formed(text, expand(f"xsd:{kind}"))


@pytest.mark.parametrize(("text", "kind"), cases(BAD))
def test_a_literal_outside_its_lexical_space_is_not_well_formed(text, kind):
    """Forms that pySHACL or an engine lets pass, from XML Schema 1.1 part 2."""
    assert not well_formed(text, expand(f"xsd:{kind}"))


def test_a_foreign_datatype_is_not_judged():
    """A datatype that is none of XML Schema is taken as it is."""
    assert well_formed("anything", "https://example.org/type")


def test_a_malformed_literal_is_told_with_its_fact_and_property(triples):
    """V00 names the fact and the property."""
    quads = triples('period:2019-05 trade:start "2019-05-32"^^xsd:date ; trade:periodText "2019-05" .')

    found = [row.finding for row in lexical_rows(quads)]

    assert [("V00", "period:2019-05", "trade:start")] == [(f.code, f.fact, f.about) for f in found]
