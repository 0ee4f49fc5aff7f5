"""Question files that are not as a question must be are refused, with the line."""

from pathlib import Path

import pytest

from kg.errors import ReadingError
from kg.questions.header import parse_question, read_question

GOOD = """#+ summary: Who does a place trade with?
#+ title: "Partners of {region}"
#+ number: 21
#+ tags: [partners]
#+ params:
#+   region: {kind: [place, group], label: Place}
#+   flow: {kind: "code:flow", label: Flow, default: total, values: [total, export]}
#+   product: {kind: product, label: Product, many: true, optional: true, example: nev}
#+   period: {kind: period, label: Period}
#+ columns:
#+   partner: {type: thing}
#+   trade: {type: amount, label: Trade, figure: figure}
#+   figure: {type: figure}
SELECT ?partner (SUM(?one) AS ?trade) ?figure WHERE {
  VALUES ?region { place:guangdong }
  VALUES ?flow { flow:total }
  VALUES ?product { UNDEF }
  VALUES ?period { period:2022-01--2022-11 }
  ?figure trade:reporter ?region .
} ORDER BY ?partner
"""
FILE = Path("queries/partners/partners.rq")


def test_a_good_file_is_read():
    """Name and subject come from the path, the rest from the header and the VALUES blocks."""
    question = parse_question(GOOD, FILE)

    assert ("partners", "partners") == (question.name, question.subject)
    assert (21,) == question.numbers
    assert ["guangdong", "total", "nev", "2022-01/2022-11"] == [param.example for param in question.params]
    assert [True, False, False, True] == [param.required for param in question.params]
    assert ["thing", "code", "thing", "period"] == [param.type for param in question.params]
    assert ["Partner", "Trade", "Figure"] == [column.label for column in question.columns]


def test_a_heading_is_filled():
    """The title takes what was asked for, else the example."""
    question = parse_question(GOOD, FILE)

    assert "Partners of Hainan" == question.heading({"region": "Hainan"})
    assert "Partners of guangdong" == question.heading({})


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("#+ number: 21", "#+ nmber: 21", 3, "has no key “nmber”. Did you mean “number”?"),
        ("#+ number: 21", "#+ number: many", 3, "number must be a whole number"),
        ("#+ number: 21", "#+ summary: twice", 3, "has “summary” twice"),
        ("#+ number: 21", "#+ note: 'a' b", 3, "no YAML"),
        ("#+ number: 21", "#+ [a]: b", 3, "a key that is no text"),
        ("#+ number: 21", "#+ zzz: red", 3, "Known are summary"),
        ("#+ summary: Who does a place trade with?\n", "", 1, "lacks the key “summary”"),
        ('"Partners of {region}"', '""', 2, "title must be a text"),
        ("{region}", "{place}", 2, "the title names {place}"),
        ("{region}", "{product}", 2, "the title names {product}"),
        ("#+   region: {", "#+   Region: {", 6, "no name for a parameter"),
        ("#+   region: {", "#+   area: {", 6, "no VALUES block for ?area"),
        ("[place, group]", "[place, period]", 6, "only kinds of named things"),
        ("[place, group]", "planet", 6, "kind cannot be “planet”"),
        ("kind: [place, group], label: Place", "kind: place", 6, "lacks the key “label”"),
        (
            "[place, group], label: Place",
            "place, label: Place, optional: yup",
            6,
            "optional must be true or false",
        ),
        ("[place, group], label: Place", "place, label: Place, optional: true", 6, "must hold UNDEF"),
        ("place:guangdong", "UNDEF", 6, "must hold an example"),
        ("default: total", "default: export", 7, "holds total, its default is export"),
        ("default: total", "default: total, optional: true", 7, "choose one"),
        ("values: [total, export]", "values: [import]", 7, "“total” is not among its values"),
        (", values: [total, export]", "", 7, "values are listed for codes"),
        ("code:flow", "code:flaw", 7, "kind cannot be “code:flaw”"),
        ("#+   partner: {type: thing}", "#+   partner: thing", 11, "partner must be a mapping"),
        ("#+   partner: {type: thing}", "#+   Partner: {type: thing}", 11, "no name for a column"),
        ("{type: thing}", "{type: think}", 11, "type cannot be “think”"),
        ("figure: figure}", "figure: partner}", 11, "“partner” is no column of type figure"),
        ("SELECT ?partner", "SELECT ?other", 11, "the query selects other, trade, figure"),
        ("SELECT ?partner (SUM(?one) AS ?trade) ?figure", "SELECT *", 11, "the query selects *"),
        ("SELECT ?partner", "ASK ?partner", 11, "the query selects nothing"),
        (
            "  VALUES ?flow { flow:total }",
            "  # VALUES ?region { place:china }",
            16,
            "?region has a second VALUES block",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(old, new, line, message):
    """Each mistake is an error with file, line and what is wrong."""
    assert old in GOOD

    with pytest.raises(ReadingError) as caught:
        parse_question(GOOD.replace(old, new, 1), FILE)

    assert message in str(caught.value)
    assert (str(FILE), line) == (caught.value.place.file, caught.value.place.line)


def test_a_file_without_header_is_refused():
    """A bare query is no question."""
    with pytest.raises(ReadingError, match="no header"):
        parse_question("SELECT ?a WHERE { ?a ?b ?c }\n", FILE)


def test_a_header_with_a_forbidden_character_is_refused():
    """What YAML itself cannot read is told as such."""
    with pytest.raises(ReadingError, match="no YAML"):
        parse_question(GOOD.replace("number: 21", "number: \x00"), FILE)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    """A missing file and a file that is no UTF-8 are errors with their path."""
    broken = tmp_path / "broken.rq"
    broken.write_bytes(b"#+ summary: \xff\n")

    for path in (broken, tmp_path / "missing.rq"):
        with pytest.raises(ReadingError, match=path.name):
            read_question(path)


def test_examples_of_every_kind_are_read():
    """A literal, a period that is none and an integer stand as they would be typed."""
    text = (
        GOOD.replace("kind: period,", "kind: date,")
        .replace("period:2022-01--2022-11", '"2019-02-18"^^xsd:date')
        .replace("kind: [place, group],", "kind: integer,")
        .replace("place:guangdong", "2")
    )
    question = parse_question(text, FILE)
    odd = parse_question(GOOD.replace("period:2022-01--2022-11", "period:early"), FILE)

    assert ["2", "2019-02-18"] == [question.param(name).example for name in ("region", "period")]
    assert "early" == odd.param("period").example
