"""Warnings that somebody lets pass: how they are named, and which they are."""

import pytest

from kg.errors import UsageProblem
from kg.findings import Finding, Report, Severity
from kg.ledger.commits.waivers import Waiver, judged
from kg.ledger.journal.record import Record

WARNED = Finding(code="V25", message="a jump", severity=Severity.WARNING, fact="figure:F1")
WRONG = Finding(code="V25", message="no jump at all", fact="figure:F2")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("V25=a strike", Waiver("V25", None, "a strike")),
        ("V25:F1=a=b", Waiver("V25", "F1", "a=b")),
        ("V25:figure:F1= a strike ", Waiver("V25", "figure:F1", "a strike")),
    ],
)
def test_a_waiver_names_code_fact_and_reason(text, wanted):
    """CODE=REASON or CODE:FACT=REASON."""
    assert wanted == Waiver.parse(text)


@pytest.mark.parametrize("text", ["V25", "V25=", "V25: =x=", "=a strike", "warning=x", "V2=x"])
def test_what_names_no_warning_is_refused(text):
    """Without a code or a reason nothing is accepted."""
    with pytest.raises(UsageProblem, match="CODE=REASON"):
        Waiver.parse(text)


@pytest.mark.parametrize("fact", [None, "F1", "figure:F1"])
def test_a_warning_is_let_pass_and_a_violation_never(fact):
    """By its code alone, or with the fact under its id or its prefixed name."""
    found = judged(Report.of([WARNED, WRONG]), [Waiver("V25", fact, "a strike")], Severity.WARNING)

    assert ({"code": "V25", "fact": "figure:F1", "reason": "a strike"},) == found.accepted
    assert ((WRONG,), ()) == (found.refusing, found.idle)


def test_a_waiver_that_lets_nothing_pass_is_told():
    """Another fact, or a code that nothing has."""
    found = judged(
        Report.of([WARNED]), [Waiver("V25", "F2", "x"), Waiver("V29", None, "y")], Severity.WARNING
    )

    assert ((), (WARNED,)) == (found.accepted, found.refusing)
    assert ("There was no warning V25 of F2 to accept.", "There was no warning V29 to accept.") == found.notes


def test_records_without_accepted_warnings_are_as_they_were(repository):
    """The header has no word of them, so that journals of before keep their digests."""
    texts = [record.text() for record in repository.log()]

    assert not [text for text in texts if '"accepted"' in text]
    assert [Record.parse(text).digest for text in texts] == [record.digest for record in repository.log()]
