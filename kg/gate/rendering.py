"""A report as people and programs read it: text with a caret under the place, or JSON."""

from __future__ import annotations

import json
import unicodedata

from kg.findings import Finding, Report, Severity

__all__ = ["as_mapping", "render", "to_json"]

_SIGNS = {Severity.VIOLATION: "✗", Severity.WARNING: "!", Severity.INFO: "·"}


def render(report: Report) -> str:
    """The report as text, findings first, then one line that says what was looked at."""
    blocks = [_block(finding) for finding in report]
    return "\n".join([*blocks, _summary(report)]) + "\n"


def to_json(report: Report) -> str:
    """The report as JSON, indented, with a newline at its end."""
    return json.dumps(as_mapping(report), ensure_ascii=False, indent=2) + "\n"


def as_mapping(report: Report) -> dict[str, object]:
    """The report as plain values."""
    return {
        "format": "kg-report/1",
        "conforms": report.conforms,
        "findings": [_mapping(finding) for finding in report],
        "checked": dict(report.checked),
    }


def _mapping(finding: Finding) -> dict[str, object]:
    place = finding.place
    pairs: dict[str, object] = {
        "code": finding.code,
        "severity": finding.severity.word,
        "fact": finding.fact,
        "about": finding.about,
        "message": finding.message,
        "remedy": finding.remedy,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "excerpt": finding.excerpt,
        "rule": finding.rule,
    }
    return {name: value for name, value in pairs.items() if value is not None}


def _block(finding: Finding) -> str:
    place = f"{finding.place}  " if finding.place else ""
    head = f"{_SIGNS[finding.severity]} {place}{finding.code}  {_fact(finding)}{finding.message}"
    lines = [head, *_quoted(finding)]
    if finding.remedy:
        lines.append(f"     remedy: {finding.remedy}")
    return "\n".join(lines)


def _fact(finding: Finding) -> str:
    if finding.fact is None:
        return ""
    name = f"<{finding.fact}>" if "://" in finding.fact else finding.fact.replace(":", " ", 1)
    return f"{name}: "


def _quoted(finding: Finding) -> list[str]:
    """The submitted line with its number, and a caret under the column."""
    place = finding.place
    if finding.excerpt is None or place is None or place.line is None:
        return []
    bare = finding.excerpt.lstrip().replace("\t", " ")
    gutter = f"{place.line:6d} | "
    lines = [f"{gutter}  {bare}"]
    indent = len(finding.excerpt) - len(bare)
    if place.column is not None and indent < place.column <= len(finding.excerpt):
        before = _width(finding.excerpt[indent : place.column - 1])
        lines.append(f"{' ' * (len(gutter) - 2)}| {' ' * (2 + before)}^")
    return lines


def _width(text: str) -> int:
    """How many columns of a terminal a text takes: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "FW" else 1 for character in text)


def _summary(report: Report) -> str:
    counts = [(sum(1 for f in report if f.severity is s), s.word) for s in reversed(Severity)]
    found = ", ".join(_counted(count, word) for count, word in counts if count) or "no findings"
    checked = report.checked
    facts = ", ".join(
        _counted(checked.get(name, 0), name[:-1])
        for name in ("sources", "figures", "statements")
        if checked.get(name)
    )
    rules = f"{_counted(checked.get('shapes', 0), 'shape')} and {_counted(checked.get('checks', 0), 'check')}"
    return f"{found}; {facts or 'no facts'} checked by {rules}"


def _counted(count: int, noun: str) -> str:
    if noun == "info":
        return f"{count} info"
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
