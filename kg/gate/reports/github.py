"""A report as commands of GitHub Actions, which show each finding at its line in a pull request."""

from __future__ import annotations

from kg.findings import Cut, Finding, Report, Severity
from kg.findings.wording import checked_words, counted_findings, named, visible
from kg.gate.reports.places import relative
from kg.gate.reports.rules import rule_of
from kg.gate.reports.telling import Telling

__all__ = ["github"]

_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(report: Report, telling: Telling) -> str:
    """One command for each finding, one for what is not shown, then the counts in words."""
    cut = Cut.of(report, telling.limit)
    lines = [_command(finding, telling) for finding in cut.shown]
    lines += [f"::notice title={_property(one.code)}::{_data(f'{one}.')}" for one in cut.left_out]
    return "\n".join([*lines, f"{counted_findings(report)}; {checked_words(report.checked)}"]) + "\n"


def _command(finding: Finding, telling: Telling) -> str:
    place = finding.place
    given: dict[str, object] = {}
    if place is not None:
        given = {"file": relative(place.file, telling.home), "line": place.line, "col": place.column}
    given["title"] = f"{finding.code} {rule_of(finding.code).title}"
    pairs = ",".join(f"{name}={_property(value)}" for name, value in given.items() if value is not None)
    said = [visible(f"{named(finding)}{finding.message}")]
    if finding.remedy:
        said.append(f"Remedy: {visible(finding.remedy)}")
    return f"::{_COMMANDS[finding.severity]} {pairs}::{_data(chr(10).join(said))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
