"""Tables in CSV: the same facts as in sheets, one figure a row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kg.errors import Place, ReadingError
from kg.model import Passage, Source
from kg.names import Names
from kg.reading.commas import parse_csv
from kg.reading.marked import Scalar
from kg.reading.readings import Reading
from kg.reading.tables import COLUMNS, read_registry, read_table
from kg.vocabulary import thing

HEAD = "source,reporter,flow,period,indicator,printed"
ROW = "A,Guangdong,export,2019-01,value,389.14 billion CNY"
SOURCES = {"A": Source(id="A", title="T", publisher="P")}


def read(names: Names, text: str) -> Reading:
    """A table whose source A is registered."""
    return read_table(text, names, file="t.csv", sources=SOURCES)


def test_a_row_is_a_figure(names: Names) -> None:
    """A-F7: the required columns suffice; the source's record comes from the registry."""
    reading = read(names, f"{HEAD}\n{ROW}\n")
    (figure,) = reading.facts.figures

    assert () == reading.findings
    assert ("A", Decimal("389140000000"), thing("place", "guangdong")) == (
        figure.source,
        figure.amount.value,
        figure.cell.reporter,
    )
    assert (SOURCES["A"],) == reading.facts.sources
    assert Place("t.csv", 2, 34) == reading.places[thing("figure", figure.id), "trade:value"]


def test_every_column_is_read(names: Names) -> None:
    """All columns together give what the keys of a sheet give."""
    cells = {
        "source": "A",
        "id": "T1",
        "also": "F1;F2 F3",
        "reporter": "shenzhen",
        "partner": "asean",
        "product": "nev",
        "flow": "export",
        "period": "2023",
        "indicator": "share",
        "printed": "5 %",
        "of_reporter": "china",
        "of_unit": "USD",
        "partner_basis": "origin",
        "group_definition": "countries-along",
        "valuation": "fob",
        "statement": "S1",
        "suspect": "value",
        "as_printed": "true",
        "note": '"said ""once"", twice"',
        "start": "1",
        "end": "5",
        "digest": "3c2aba125cef",
    }
    reading = read(names, f"{','.join(cells)}\n{','.join(cells.values())}\n")
    (figure,) = reading.facts.figures

    assert () == reading.findings
    assert ("T1", ("F1", "F2", "F3"), "S1", "value", 'said "once", twice') == (
        figure.id,
        figure.also,
        figure.statement,
        figure.suspicion,
        figure.note,
    )
    assert (Passage(source="A", start=1, end=5, digest="3c2aba125cef"),) == figure.passages
    assert figure.denominator is not None
    assert (thing("place", "china"), True) == (
        figure.denominator.reporter,
        figure.denominator.unit_kind.endswith("USD"),
    )


def test_a_base_and_terms_belong_to_a_change(names: Names) -> None:
    """B-F6 in a row: 22.8 % on the first half of 2019."""
    reading = read(names, f"{HEAD},base,terms\nA,China,total,2021-H1,change,22.8 %,2019-H1,us-dollar\n")

    assert ["2019-H1"] == [str(figure.cell.base_period) for figure in reading.facts.figures]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        (f"{HEAD},colour\n{ROW},red\n", "R02", 1, 47),
        (f"{HEAD},\n{ROW},red\n", "R02", 1, 47),
        (f"{HEAD},partnr\n{ROW},asean\n", "R02", 1, 47),
        (f"{HEAD},note,note\n{ROW},a,b\n", "R12", 1, 52),
        ("source,reporter,flow,period,indicator\nA,Guangdong,export,2019,value\n", "R08", 1, 1),
        (f"{HEAD}\nA,Guangdong\n", "R09", 2, 1),
        (f"{HEAD}\n,Guangdong,export,2019-01,value,3 billion CNY\n", "R08", 2, 2),
        (f"{HEAD}\nZ,Guangdong,export,2019-01,value,3 billion CNY\n", "R10", 2, 1),
        (f"{HEAD}\nA,Guangdong,export,2019-01,,3 billion CNY\n", "R08", 2, 1),
        (f"{HEAD}\nA,Guangdong,export,2019-01,vale,3 billion CNY\n", "R13", 2, 28),
        (f"{HEAD}\nA,Guangdong,export,2019-01,value,\n", "R08", 2, 1),
        (f"{HEAD}\nA,Guangdng,export,2019-01,value,3 billion CNY\n", "R03", 2, 3),
        (f"{HEAD}\nA,Guangdong,export,2019-01,value,3 billion\n", "R05", 2, 34),
        (f"{HEAD}\nA,Guangdong,export,2019-01,share,3 %\n", "R08", 2, 1),
        (f"{HEAD},start\nA,Guangdong,export,2019-01,value,3 billion CNY,5\n", "R11", 2, 48),
    ],
)
def test_a_slip_in_a_table_is_one_finding(names: Names, text: str, code: str, line: int, column: int) -> None:
    """Each slip is found once, in its line and column."""
    (finding,) = read(names, text).findings

    assert finding.place is not None
    assert (code, line, column) == (finding.code, finding.place.line, finding.place.column)


@pytest.mark.parametrize("text", ["", f"{HEAD}\n"])
def test_an_empty_table_has_nothing_to_do(names: Names, text: str) -> None:
    """No row is no violation."""
    assert ["R16"] == [finding.code for finding in read(names, text).findings]


def test_cells_know_their_place_across_quotes_and_line_ends() -> None:
    """Quoted line breaks count as lines; the last line needs no end; empty lines are left out."""
    rows = list(parse_csv('a,b\r\n\n"x\ny",z\n1,', "t"))

    assert [
        [Scalar("a", 1, 1), Scalar("b", 1, 3)],
        [Scalar("x\ny", 3, 1), Scalar("z", 4, 4)],
        [Scalar("1", 5, 1), Scalar(None, 5, 3)],
    ] == rows


@pytest.mark.parametrize("text", ['a\n"b"c\n', 'a\nb"c\n', 'a\n"b\n'])
def test_a_stray_quote_is_a_reading_error(text: str) -> None:
    """Where cells end cannot be told any more."""
    with pytest.raises(ReadingError, match="quote") as caught:
        list(parse_csv(text, "t"))

    assert caught.value.place is not None
    assert 2 == caught.value.place.line


def test_a_formula_is_text(names: Names) -> None:
    """A cell that begins with = is stored as it stands."""
    reading = read(names, f"{HEAD},note\n{ROW},=1+1\n")

    assert ["=1+1"] == [figure.note for figure in reading.facts.figures]


def test_the_registry_gives_sources_by_id(names: Names) -> None:
    """Rows of the registry are sources; what is wrong in one is found in its line."""
    sources, reading = read_registry(
        "id,title,publisher,kind,issued\nA,T,P,press,2019-02\nB,T,P,pres,\nA,T,P,press,\nC,T\n",
        names,
        file="s.csv",
    )

    assert date(2019, 2, 28) == sources["A"].issued_latest
    assert [("R13", 3), ("R07", 4), ("R09", 5)] == [
        (finding.code, finding.place.line if finding.place else None) for finding in reading.findings
    ]


def test_an_empty_registry_has_no_sources(names: Names) -> None:
    """Nothing, or a header that lacks what is needed, gives no source."""
    assert {} == read_registry("", names)[0]
    assert ["R08"] == [finding.code for finding in read_registry("id,title\nA,T\n", names)[1].findings]


def test_columns_are_named_once() -> None:
    """No column stands twice in the list."""
    assert len(COLUMNS) == len(set(COLUMNS))
