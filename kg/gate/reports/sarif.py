"""A report as SARIF 2.1.0, the form in which systems of code review take findings."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import kg
from kg.errors import Place
from kg.findings import Cut, Finding, Report, Severity
from kg.findings.wording import named
from kg.gate.reports.places import relative, uri
from kg.gate.reports.rules import Rule, rule_of
from kg.gate.reports.telling import Telling
from kg.gate.stages import by_stage, stage_of

__all__ = ["sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "%SRCROOT%"

_Json = dict[str, Any]


def sarif(report: Report, telling: Telling) -> str:
    """The report as SARIF, with the rules that it names, the files that were checked, and the exit code."""
    cut = Cut.of(report, telling.limit)
    files = _files(cut.shown, telling)
    codes = sorted({finding.code for finding in report})
    told: Counter[str] = Counter()
    results = [_result(finding, codes, files, telling, told) for finding in cut.shown]
    run: _Json = {
        "tool": {"driver": _driver(codes, report)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder that the command ran in."}}},
        "invocations": [_invocation(cut, telling)],
        "artifacts": [{"location": _location(file, telling), "roles": ["analysisTarget"]} for file in files],
        "results": results,
        "properties": {
            "conforms": report.conforms,
            "checked": dict(report.checked),
            "stages": [{"name": name, "findings": found} for name, found in by_stage(report).items()],
        },
    }
    return (
        json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)
        + "\n"
    )


def _driver(codes: Iterable[str], report: Report) -> _Json:
    """The tool with its rules, each at the level of its gravest finding."""
    gravest = {code: max(f.severity for f in report if f.code == code) for code in codes}
    return {
        "name": "kg",
        "fullName": "Regional trade graph: kg check",
        "version": kg.__version__,
        "rules": [_rule(rule_of(code), severity) for code, severity in gravest.items()],
    }


def _rule(rule: Rule, severity: Severity) -> _Json:
    level = _LEVELS[severity]
    return {
        "id": rule.code,
        "name": "".join(word[:1].upper() + word[1:] for word in rule.title.split() if word.isalnum())
        or rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.explanation},
        "help": {
            "text": f"{rule.explanation}\n\nRemedy: {rule.remedy}",
            "markdown": f"{rule.explanation}\n\n**Remedy:** {rule.remedy}",
        },
        "helpUri": rule.page,
        "defaultConfiguration": {"level": level},
        "properties": {
            "stage": stage_of(rule.code),
            "tags": [stage_of(rule.code)],
            "problem.severity": "recommendation" if level == "note" else level,
        },
    }


def _invocation(cut: Cut, telling: Telling) -> _Json:
    notes = [
        {"level": "note", "message": {"text": f"{one}."}, "associatedRule": {"id": one.code}}
        for one in cut.left_out
    ]
    found: _Json = {"executionSuccessful": True, "exitCode": telling.exit_code}
    return {**found, **({"toolExecutionNotifications": notes} if notes else {})}


def _files(shown: Sequence[Finding], telling: Telling) -> list[str]:
    """All files that were checked or in which something was found, once."""
    places = [finding.place for finding in shown if finding.place]
    places += [other.place for finding in shown for other in finding.others if other.place]
    return sorted(
        {relative(file, telling.home) for file in (*telling.files, *(place.file for place in places))}
    )


def _result(
    finding: Finding, codes: list[str], files: list[str], telling: Telling, told: Counter[str]
) -> _Json:
    stop = "" if finding.message.endswith((".", "?", "!")) else "."
    remedy = f"{stop} Remedy: {finding.remedy}" if finding.remedy else ""
    fingerprint = _fingerprint(finding, telling)
    told[fingerprint] += 1
    properties = {"stage": stage_of(finding.code), "about": finding.about, "rule": finding.rule}
    result: _Json = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{named(finding)}{finding.message}{remedy}"},
        "locations": _locations(finding, files, telling),
        "partialFingerprints": {"kgFinding/v1": f"{fingerprint}:{told[fingerprint]}"},
        "properties": {name: value for name, value in properties.items() if value is not None},
    }
    related = [
        {
            "id": number,
            "message": {"text": f"It is about {other.fact} as well."},
            **({"physicalLocation": _physical(other.place, None, files, telling)} if other.place else {}),
            "logicalLocations": _logical(other.fact),
        }
        for number, other in enumerate(finding.others, 1)
    ]
    return {**result, **({"relatedLocations": related} if related else {})}


def _locations(finding: Finding, files: list[str], telling: Telling) -> list[_Json]:
    location: _Json = {}
    if finding.place:
        location["physicalLocation"] = _physical(finding.place, finding.excerpt, files, telling)
    if finding.fact:
        location["logicalLocations"] = _logical(finding.fact)
    return [location] if location else []


def _physical(place: Place, excerpt: str | None, files: list[str], telling: Telling) -> _Json:
    index = files.index(relative(place.file, telling.home))
    physical: _Json = {"artifactLocation": {**_location(place.file, telling), "index": index}}
    if place.line is None:
        return physical
    region: _Json = {"startLine": place.line}
    if place.column is not None:
        region["startColumn"] = place.column
    if excerpt:
        start = place.column or 1
        if start <= len(excerpt):
            region |= {"endColumn": len(excerpt) + 1, "snippet": {"text": excerpt[start - 1 :]}}
        physical["contextRegion"] = {"startLine": place.line, "snippet": {"text": excerpt}}
    return {**physical, "region": region}


def _location(file: str, telling: Telling) -> _Json:
    name = uri(file, telling.home)
    return {"uri": name} if name.startswith("file:") else {"uri": name, "uriBaseId": _ROOT}


def _logical(fact: str) -> list[_Json]:
    return [{"name": fact.rpartition(":")[2] or fact, "fullyQualifiedName": fact, "kind": "object"}]


def _fingerprint(finding: Finding, telling: Telling) -> str:
    """What stays the same when lines move: the file, the code, its fact and slot, the line itself, the message."""
    file = relative(finding.place.file, telling.home) if finding.place else ""
    parts = (file, finding.code, finding.fact, finding.about, finding.rule, finding.message)
    line = (finding.excerpt or "").strip()
    return hashlib.sha256(json.dumps([*parts, line]).encode()).hexdigest()[:32]
