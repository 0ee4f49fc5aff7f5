"""A report as JSON; ``report.schema.json`` beside this module is its schema."""

from __future__ import annotations

import json

from kg.findings import Cut, Finding, Mention, Report
from kg.gate.reports.telling import Telling
from kg.gate.stages import by_stage, stage_of

__all__ = ["as_mapping", "json_report"]


def json_report(report: Report, telling: Telling) -> str:
    """The report as JSON, indented, with a newline at its end."""
    return json.dumps(as_mapping(report, limit=telling.limit), ensure_ascii=False, indent=2) + "\n"


def as_mapping(report: Report, *, limit: int | None = None) -> dict[str, object]:
    """The report as plain values; ``left_out`` counts what is over the limit and not among ``findings``."""
    cut = Cut.of(report, limit)
    left_out = [
        {"code": one.code, "severity": one.severity.word, "hidden": one.hidden, "total": one.total}
        for one in cut.left_out
    ]
    return {
        "format": "kg-report/1",
        "conforms": report.conforms,
        "findings": [_mapping(finding) for finding in cut.shown],
        **({"left_out": left_out} if left_out else {}),
        "stages": [{"name": name, "findings": found} for name, found in by_stage(report).items()],
        "checked": dict(report.checked),
    }


def _mapping(finding: Finding) -> dict[str, object]:
    place = finding.place
    pairs: dict[str, object] = {
        "code": finding.code,
        "severity": finding.severity.word,
        "stage": stage_of(finding.code),
        "fact": finding.fact,
        "about": finding.about,
        "message": finding.message,
        "remedy": finding.remedy,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "excerpt": finding.excerpt,
        "rule": finding.rule,
        "others": [_mention(one) for one in finding.others] or None,
    }
    return {name: value for name, value in pairs.items() if value is not None}


def _mention(mention: Mention) -> dict[str, object]:
    place = mention.place
    pairs: dict[str, object] = {"fact": mention.fact}
    if place is not None:
        pairs |= {"file": place.file, "line": place.line, "column": place.column}
    return {name: value for name, value in pairs.items() if value is not None}
