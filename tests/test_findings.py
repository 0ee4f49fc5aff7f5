"""Findings and reports."""

from kg.errors import Place
from kg.findings import Finding, Report, Severity

LATE = Finding(code="V05", message="a share of 120 percent", fact="X-2", place=Place("a.yaml", 9, 3))
EARLY = Finding(
    code="R05", message="no number", fact="X-1", place=Place("a.yaml", 2, 1), severity=Severity.WARNING
)


def test_findings_come_in_the_order_of_the_file():
    """A person mends a file from top to bottom."""
    assert [EARLY, LATE] == list(Report.of([LATE, EARLY]))


def test_a_repeated_finding_counts_once():
    """Two checks that find the same say it once."""
    assert 1 == len(Report.of([LATE, LATE]))


def test_only_a_violation_keeps_facts_out():
    """Warnings are for a person to look at."""
    assert Report.of([EARLY]).conforms
    assert not Report.of([LATE]).conforms


def test_severities_are_printed_as_words():
    """V05 is a violation."""
    assert "violation" == LATE.severity.word
