"""Facts that take the place of stored ones: what has to stand together, and what they become."""

from __future__ import annotations

import pytest

from kg.names import Names
from kg.reading.sheets import read_sheet
from kg.reading.tables import read_table
from kg.vocabulary import thing

SHEET = "source: S1\nfigures:\n  - {reporter: guangdong, flow: export, period: 2019-01, value: {is: 5 billion CNY, MARKS}}\n"
SPEECH = "source: S1\nstatements:\n  - {id: S1-S4, speaker: narrator, act: report, voice: narrator, MARKS}\n"


def test_a_misread_figure_has_the_id_of_the_wrong_one(names: Names) -> None:
    """No id need be given; the reading says that it takes the place of the stored one."""
    reading = read_sheet(SHEET.replace("MARKS", "replaces: F7, because: misread"), names, known={"S1"})

    assert (("F7", None),) == tuple((figure.id, figure.revises) for figure in reading.facts.figures)
    assert {thing("figure", "F7")} == reading.misread
    assert 3 == reading.places[thing("figure", "F7"), "trade:revises"].line


def test_a_revision_is_a_figure_of_its_own(names: Names) -> None:
    """It has another id than what it revises, even where both would be made from the same facts."""
    made = "S1-guangdong-export-2019-01-value"
    reading = read_sheet(SHEET.replace("MARKS", f"replaces: {made}, because: revised"), names, known={"S1"})

    assert ((f"{made}-2", made),) == tuple((figure.id, figure.revises) for figure in reading.facts.figures)
    assert not reading.misread


def test_a_table_has_columns_for_it(names: Names) -> None:
    """As the keys of a sheet."""
    text = "source,reporter,flow,period,indicator,printed,replaces,because\nS1,guangdong,export,2019-01,value,5 billion CNY,F7,misread\n"
    reading = read_table(text, names, known={"S1"})

    assert ({thing("figure", "F7")}, ()) == (reading.misread, reading.findings)


def test_a_statement_is_replaced_under_its_id(names: Names) -> None:
    """Its claims are read anew with it."""
    reading = read_sheet(SPEECH.replace("MARKS", "replaces: S1-S4, because: misread"), names, known={"S1"})

    assert ({thing("statement", "S1-S4")}, ()) == (reading.misread, reading.findings)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (SHEET.replace("MARKS", "replaces: F7"), ("R08", "because")),
        (SHEET.replace("MARKS", "because: misread"), ("R08", "replaces")),
        (SHEET.replace("MARKS", "replaces: F7, because: wrong"), ("R13", "because")),
        (SHEET.replace("MARKS", "id: F8, replaces: F7, because: misread"), ("R09", "id")),
        (SHEET.replace("MARKS", "id: F7, replaces: F7, because: revised"), ("R09", "id")),
        (SPEECH.replace("MARKS", "replaces: S1-S4, because: revised"), ("R13", "because")),
        (SPEECH.replace("MARKS", "replaces: S1-S5, because: misread"), ("R09", "id")),
    ],
)
def test_what_does_not_go_together_is_found(names: Names, text: str, wanted: tuple[str, str]) -> None:
    """Both keys or none; a misreading keeps its id, a revision has another; a statement is not revised."""
    assert [wanted] == [(f.code, f.about) for f in read_sheet(text, names, known={"S1"}).findings]
