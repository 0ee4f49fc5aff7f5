import pytest

from kg.findings import Finding, Severity
from kg.gate.rows import Row, settle


def row(code, fact="figure:x", about=None, *, iris=(), severity=Severity.VIOLATION, rule="rule"):
    finding = Finding(code=code, message="m", fact=fact, about=about, severity=severity, rule=rule)
    return Row(finding, frozenset(iris))


def codes(rows):
    return [row.finding.code for row in settle(rows)]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([row("V07"), row("V08")], ["V07"]),
        ([row("V08"), row("V07")], ["V07"]),
        ([row("V07", about="trade:unit"), row("V04")], ["V07"]),
        ([row("V07", about="trade:partner"), row("V04")], ["V07", "V04"]),
        ([row("V07", fact="figure:y"), row("V08")], ["V07", "V08"]),
        ([row("R07"), row("V04")], ["R07"]),
        ([row("R02"), row("V01"), row("V04")], ["R02", "V04"]),
        ([row("R17", severity=Severity.WARNING), row("V01")], ["R17", "V01"]),
        ([row("X99"), row("X98")], ["X99", "X98"]),
        ([row("V28", severity=Severity.INFO), row("V24")], ["V28", "V24"]),
        ([row("V28", severity=Severity.INFO), row("V24", severity=Severity.WARNING)], ["V28", "V24"]),
        ([row("V28"), row("V24", severity=Severity.WARNING)], ["V28"]),
        ([row("R07", severity=Severity.INFO), row("V24")], ["R07", "V24"]),
        ([row("R07", fact=None), row("R03", fact=None)], ["R07", "R03"]),
    ],
)
def test_a_consequence_is_not_told_beside_its_cause(given, kept):
    """The table of codes says what follows from what; another fact or property has nothing to do with it."""
    assert kept == codes(given)


def test_what_a_taken_id_brings_about_is_not_told():
    """Two facts of one id are looked at together: what that does to others is nobody's fault but the id's."""
    rows = [row("R07", iris={"figure:x"}), row("V29", "figure:y", iris={"figure:x", "figure:y"})]

    assert ["R07"] == codes(rows)


def test_the_same_thing_from_two_sides_is_told_once():
    """Two rows of one rule that involve the same things are one finding, the first."""
    rows = [row("V28", "figure:x", iris={"x", "y"}), row("V28", "figure:y", iris={"x", "y"})]

    assert ["figure:x"] == [kept.finding.fact for kept in settle(rows)]


def test_rows_that_involve_other_things_are_both_told():
    """Another rule, or other things, make another finding."""
    rows = [
        row("V28", iris={"x", "y"}),
        row("V28", iris={"x", "z"}),
        row("V28", iris={"x", "y"}, rule="other"),
    ]

    assert rows == settle(rows)
