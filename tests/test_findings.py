"""Findings and reports."""

from dataclasses import replace

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


def test_findings_of_one_place_have_an_order_of_their_own():
    """Whatever order they are found in, and whichever comes first into a set."""
    found = [Finding(code="V07", message="m", fact="X-1", about=about, remedy=about) for about in "cab"]

    assert list(Report.of(found)) == list(Report.of(reversed(found)))
    assert ["a", "b", "c"] == [finding.about for finding in Report.of(found)]


def test_a_report_reads_as_text():
    """As `kg check` prints it: the finding, its line with a caret, the remedy, the counts."""
    report = Report.of([replace(EARLY, excerpt="value: ?", remedy="Write one.")], {"figures": 1})

    assert str(report) == (
        "! a.yaml:2:1  R05  X-1: no number\n"
        "     2 |   value: ?\n"
        "       |   ^\n"
        "     remedy: Write one.\n"
        "1 warning; 1 figure checked by 0 shapes and 0 checks"
    )
    assert str(Report.of([])) == "no findings; nothing was checked"


def test_a_report_says_how_to_see_what_it_does_not_show():
    """20 of a code; text(limit=None) shows the rest."""
    report = Report.of([replace(LATE, place=Place("a.yaml", line)) for line in range(1, 24)])

    assert "… 3 of 23 violations V05 not shown; report.text(limit=None) shows them" in str(report)
    assert 23 == report.text(limit=None).count("✗")
    assert "3 of 23 violations V05 not shown" in report._repr_html_()


def test_a_notebook_shows_a_table_for_each_file_with_the_counts_above():
    """A caption and headings for screen readers; the severity in words; every text escaped."""
    other = Finding(code="R03", message="No <place>.", place=Place("<b>.csv", 3, 5), remedy="Name & one.")
    shown = Report.of([EARLY, LATE, other], {"figures": 1})._repr_html_()

    assert shown.index("✗ 2 violations") < shown.index("! 1 warning") < shown.index("<table")
    assert 2 == shown.count("<table") == shown.count("<caption")
    assert 6 == shown.count('<th scope="col"')
    assert 3 == shown.count('<th scope="row"')
    assert "No &lt;place&gt;." in shown
    assert "Name &amp; one." in shown
    assert "<b>" not in shown
    assert "✗ violation</span>" in shown


def test_a_notebook_points_at_the_column_whatever_the_letters():
    """An unseen copy of what stands before it holds the caret in place; readers aloud leave it out."""
    found = replace(LATE, place=Place("a.yaml", 9, 5), excerpt="  广东: x")

    shown = Report.of([found])._repr_html_()
    assert '<span style="visibility:hidden">广东</span>' in shown
    assert 'aria-hidden="true"' in shown
