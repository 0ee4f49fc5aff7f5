"""One mistake in a record is one finding, whatever points at the record that was refused for it."""

import pytest

from kg.gate import check
from kg.reading.files import read

SOURCE = {"id": "N1", "title": "T", "publisher": "Example Press", "kind": "press", "issued": "2023-06-01"}
REST = """
defaults: {reporter: guangdong, period: 2023-05, statement: N1-S1}
figures:
  - {flow: export, partner: united-states, value: {id: N1-1, is: 38.2 billion CNY, passage: [1, 5, 3c2aba125cef]}}
  - {flow: import, partner: united-states, value: {id: N1-2, is: 7.1 billion CNY}}
statements:
  - {id: N1-S1, speaker: SPEAKER, act: report, voice: narrator}
"""


@pytest.fixture
def findings_of(tmp_path, names, ground):
    """The findings of a sheet."""

    def findings(text, suffix=".yaml"):
        path = tmp_path / f"sheet{suffix}"
        path.write_text(text, encoding="utf-8")
        return list(check(read(path, names), ground))

    return findings


def sheet(changes, speaker="narrator"):
    record = {key: value for key, value in (SOURCE | changes).items() if value}
    body = ", ".join(f"{key}: {value}" for key, value in record.items())
    return f"source: {{{body}}}\n" + REST.replace("SPEAKER", speaker)


def test_the_sheet_without_a_mistake_is_clean(findings_of):
    """What the next tests break has no finding itself."""
    assert [] == findings_of(sheet({}))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"kind": "newspaper"}, "R13"),
        ({"issued": "18.04.2026"}, "R06"),
        ({"issued_earliest": "2023-02-30"}, "R06"),
        ({"issued_latest": "June"}, "R06"),
        ({"text_digest": "abc"}, "R09"),
        ({"text_length": "many"}, "R09"),
        ({"address": "example"}, "R09"),
        ({"copy_of": '"a b"'}, "R15"),
        ({"publisher": '"?"'}, "R09"),
        ({"publisher": None}, "R08"),
        ({"title": None}, "R08"),
        ({"title": "[T, T]"}, "R09"),
        ({"titel": "T"}, "R02"),
        ({"id": '"N 1"'}, "R15"),
        ({"id": None}, "R08"),
    ],
)
def test_a_mistake_in_the_source_record_is_one_finding(findings_of, changes, code):
    """Its figures, passages and statements say nothing of a source that is not there."""
    assert [code] == [finding.code for finding in findings_of(sheet(changes))]


def test_a_mistake_in_a_statement_is_one_finding(findings_of):
    """Figures of a statement whose speaker is unknown have no finding themselves."""
    assert ["R03"] == [finding.code for finding in findings_of(sheet({}, speaker="wei-jianguoo"))]


def test_a_figure_of_no_statement_is_told(findings_of):
    """A statement that the sheet does not describe is still missed."""
    found = findings_of(sheet({}).replace("statement: N1-S1}", "statement: N1-S7}"))

    assert {"V07"} == {finding.code for finding in found}
    assert {"figure:N1-1", "figure:N1-2"} <= {finding.fact for finding in found}


def test_a_misspelt_class_in_turtle_is_one_finding(findings_of):
    """What is a source of an unknown class is refused once, at its line."""
    text = (
        "@prefix trade: <https://w3id.org/regional-trade/ontology#> .\n"
        "@prefix source: <https://w3id.org/regional-trade/source/> .\n"
        "@prefix dataset: <https://w3id.org/regional-trade/dataset/> .\n"
        "@prefix qb: <http://purl.org/linked-data/cube#> .\n"
        "source:N2 a trade:Sorce .\n"
        "dataset:N2 a qb:DataSet ; trade:source source:N2 .\n"
    )

    assert [("R02", 5)] == [(finding.code, finding.place.line) for finding in findings_of(text, ".ttl")]
