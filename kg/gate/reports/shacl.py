"""A report as a W3C SHACL validation report, in Turtle."""

from __future__ import annotations

import re
from urllib.parse import quote

from kg.findings import Cut, Finding, Report
from kg.gate.reports.places import uri
from kg.gate.reports.rules import rule_of
from kg.gate.reports.telling import Telling
from kg.gate.stages import stage_of
from kg.vocabulary import BASE, PREFIXES, expand, shorten

__all__ = ["shacl"]

_UNFIT = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_USED = ("figure", "prov", "rdfs", "sh", "shape", "statement", "trade")
_LOCAL = re.compile(r"\w([\w.-]*[\w-])?", re.ASCII)


def shacl(report: Report, telling: Telling) -> str:
    """The report in Turtle: one result for each finding, with its code, remedy and place besides what SHACL asks for.

    Files are relative to a base that says nothing of this machine. The focus node of what belongs to no fact is its
    file. The constraint component of what no shape found is its line in docs/findings.md, since a result needs one.
    As SHACL has it, a report conforms where it has no result at all, whatever its severity.
    """
    cut = Cut.of(report, telling.limit)
    head = [f"@base <{BASE}submission/> .", *(f"@prefix {name}: <{PREFIXES[name]}> ." for name in _USED)]
    said = [
        "[] a sh:ValidationReport",
        f"  sh:conforms {str(not report.findings).lower()}",
        *(f"  rdfs:comment {_text(f'{one}.')}" for one in cut.left_out),
        *(f"  sh:result {_result(finding, telling)}" for finding in cut.shown),
    ]
    return "\n".join([*head, "", " ;\n".join(said) + " ."]) + "\n"


def _result(finding: Finding, telling: Telling) -> str:
    constraint = finding.constraint
    component = _known(constraint.component) if constraint else None
    pairs: list[tuple[str, str | None]] = [
        ("sh:focusNode", _focus(finding, telling)),
        ("sh:resultPath", _term(constraint.path) if constraint else _known(finding.about)),
        ("sh:value", _term(constraint.value) if constraint else None),
        ("sh:resultSeverity", f"sh:{finding.severity.word.capitalize()}"),
        ("sh:sourceConstraintComponent", component or _iri(rule_of(finding.code).page)),
        ("sh:sourceShape", _known(finding.rule)),
        ("sh:resultMessage", _text(finding.message)),
        ("trade:code", _text(finding.code)),
        ("trade:remedy", _text(finding.remedy) + "@en" if finding.remedy else None),
        ("prov:atLocation", _location(finding, telling)),
        ("rdfs:comment", _text(f"Found at the stage {stage_of(finding.code)}.")),
    ]
    lines = [
        "[ a sh:ValidationResult",
        *(f"    {name} {value}" for name, value in pairs if value is not None),
    ]
    return " ;\n".join(lines) + " ]"


def _focus(finding: Finding, telling: Telling) -> str:
    known = _known(finding.fact)
    if known is not None:
        return known
    part = f"#{quote(finding.fact)}" if finding.fact else ""
    file = uri(finding.place.file, telling.home) if finding.place else ""
    return _iri(f"{file}{part}")


def _location(finding: Finding, telling: Telling) -> str | None:
    """The line in its file, as RFC 5147 names it: between two line breaks, counted from 0."""
    place = finding.place
    if place is None:
        return None
    line = f"#line={place.line - 1},{place.line}" if place.line else ""
    return _iri(f"{uri(place.file, telling.home)}{line}")


def _known(name: str | None) -> str | None:
    """A prefixed name, or what is an IRI, as Turtle has it; None for any other text."""
    if name is None:
        return None
    if "://" in name:
        return _iri(name)
    prefix, colon, local = name.partition(":")
    if prefix in _USED and _LOCAL.fullmatch(local):
        return name
    return _iri(expand(name)) if colon and prefix in PREFIXES else None


def _term(written: str | None) -> str | None:
    """A term in Turtle's notation, an IRI by its prefixed name where it has one."""
    return _known(shorten(written[1:-1])) if written and written.startswith("<") else written


def _iri(iri: str) -> str:
    return "<" + _UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", iri) + ">"


def _text(text: str) -> str:
    """A Turtle string; control characters are escaped by their numbers."""
    return (
        '"'
        + "".join(_ESCAPES.get(c) or (c if c >= " " and c != "\x7f" else f"\\u{ord(c):04X}") for c in text)
        + '"'
    )
