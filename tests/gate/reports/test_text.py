import json

from kg.errors import Place
from kg.findings import Finding, Report, Severity
from kg.gate import render, to_json

CHECKED = {"sources": 0, "figures": 7, "statements": 1, "shapes": 54, "checks": 12}
FINDING = Finding(
    code="V04",
    message="a change is a percentage, not CNY",
    fact="figure:X-3",
    about="trade:unit",
    place=Place("sheet.yaml", 14, 15),
    excerpt="  change: {is: 12 billion CNY}",
    remedy="write the rate with %, or use `value:`.",
    rule="shape:Figure-change-unit",
)


def test_a_report_shows_the_line_with_a_caret_under_the_column():
    """The finding, the submitted line, the caret under column 15, the remedy, and what was looked at."""
    report = Report.of([FINDING], CHECKED)

    assert render(report) == (
        "✗ sheet.yaml:14:15  V04  figure X-3: a change is a percentage, not CNY\n"
        "    14 |   change: {is: 12 billion CNY}\n"
        "       |               ^\n"
        "     remedy: write the rate with %, or use `value:`.\n"
        "1 violation; 7 figures, 1 statement checked by 54 shapes and 12 checks\n"
    )


def test_findings_are_counted_by_severity():
    """Violations, warnings and infos each with their number and sign."""
    found = [
        Finding(code="V01", message="one"),
        Finding(code="V01", message="two"),
        Finding(code="V09", message="three", severity=Severity.WARNING),
        Finding(code="V28", message="four", severity=Severity.INFO),
    ]
    text = render(Report.of(found, {"shapes": 1, "checks": 1}))

    assert ["✗ V01  one", "✗ V01  two", "! V09  three", "· V28  four"] == text.splitlines()[:-1][:1] + sorted(
        text.splitlines()[:-1][1:], key=lambda line: line[2:]
    )
    assert "2 violations, 1 warning, 1 info; no facts checked by 1 shape and 1 check" == text.splitlines()[-1]


def test_a_clean_report_says_what_was_looked_at():
    """No finding is said in words, so that silence never passes for success."""
    text = render(Report.of([], CHECKED))

    assert "no findings; 7 figures, 1 statement checked by 54 shapes and 12 checks\n" == text


def test_a_line_without_column_has_no_caret():
    """RDF files give lines only."""
    finding = Finding(code="V01", message="m", place=Place("x.ttl", 3), excerpt="  a trade:Figure ;")

    assert "     3 |   a trade:Figure ;\n1 violation" in render(Report.of([finding], CHECKED))


def test_json_holds_every_part_and_leaves_out_what_is_absent():
    """Programs read the same report with the same words."""
    given = json.loads(to_json(Report.of([FINDING], CHECKED)))

    assert {
        "code": "V04",
        "severity": "violation",
        "stage": "structure",
        "fact": "figure:X-3",
        "about": "trade:unit",
        "message": "a change is a percentage, not CNY",
        "remedy": "write the rate with %, or use `value:`.",
        "file": "sheet.yaml",
        "line": 14,
        "column": 15,
        "excerpt": "  change: {is: 12 billion CNY}",
        "rule": "shape:Figure-change-unit",
    } == given["findings"][0]
    assert (False, CHECKED) == (given["conforms"], given["checked"])


def test_a_caret_stands_under_its_column_in_a_line_without_indent():
    """Column 9 of a line that begins at the margin."""
    finding = Finding(
        code="R13", message="m", place=Place("x.yaml", 1, 9), excerpt="source: {kind: newspaper}"
    )

    assert "     1 |   source: {kind: newspaper}\n       |           ^\n" in render(
        Report.of([finding], CHECKED)
    )


def test_a_caret_stands_under_its_column_after_chinese():
    """A terminal shows 广东 four columns wide, so that the caret moves by two."""
    finding = Finding(code="R06", message="m", place=Place("x.yaml", 2, 7), excerpt="  广东: x")

    assert "     2 |   广东: x\n       |         ^\n" in render(Report.of([finding], CHECKED))


def test_a_column_beyond_what_is_shown_has_no_caret():
    """A long line is cut; nothing points into the void."""
    finding = Finding(code="R06", message="m", place=Place("x.yaml", 2, 70), excerpt="short")

    assert "^" not in render(Report.of([finding], CHECKED))


def test_a_fact_with_a_foreign_iri_keeps_its_colon():
    """What is no short name is shown as an IRI."""
    finding = Finding(code="R02", message="m", fact="http://e/x")

    assert "✗ R02  <http://e/x>: m\n" in render(Report.of([finding], CHECKED))


def test_a_long_line_is_shown_around_its_caret():
    """160 columns of it, with an ellipsis on either side; the caret still stands under the x."""
    finding = Finding(
        code="R06", message="m", place=Place("x.csv", 2, 301), excerpt="a," * 150 + "x" + ",b" * 150
    )
    _, quoted, caret, _ = render(Report.of([finding], CHECKED)).splitlines()

    assert quoted.removeprefix("     2 |   ").startswith("…")
    assert quoted.endswith("b…")
    assert 160 >= len(quoted.removeprefix("     2 |   "))
    assert "x" == quoted[caret.index("^")]


def test_what_a_file_says_steers_no_terminal():
    """An escape sequence and a mark that turns the line around are told by their numbers; the caret allows for them."""
    finding = Finding(code="R22", message="no \x1b[31m", place=Place("x.ttl", 2, 4), excerpt="\x1b\u202e x")
    head, quoted, caret, _ = render(Report.of([finding], CHECKED)).splitlines()

    assert head.endswith("no <U+001B>[31m")
    assert quoted.endswith("|   <U+001B><U+202E> x")
    assert "x" == quoted[caret.index("^")]
