"""A report as JUnit XML, which most systems of continuous integration show as tests."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kg.findings import Cut, Finding, LeftOut, Report
from kg.findings.text import text_block
from kg.findings.wording import visible
from kg.gate.reports.places import relative
from kg.gate.reports.rules import rule_of
from kg.gate.reports.telling import Telling
from kg.gate.stages import stage_of

__all__ = ["junit"]

_ELSEWHERE = "without a place in a file"


def junit(report: Report, telling: Telling) -> str:
    """One test suite for each file, in it one test for each fact or, of what belongs to no fact, for each code.

    A finding fails its test where it makes the answer a no, and is told in its output otherwise. A file without
    findings is a suite with one test that passes; where findings are not shown, a test named after their code says so.
    """
    cut = Cut.of(report, telling.limit)
    files: dict[str, list[Finding]] = {relative(file, telling.home): [] for file in telling.files}
    for finding in cut.shown:
        name = relative(finding.place.file, telling.home) if finding.place else _ELSEWHERE
        files.setdefault(name, []).append(finding)
    root = Element("testsuites", name="kg check")
    for file in sorted(files):
        _suite(root, file, files[file], telling)
    if cut.left_out:
        _left_out(root, cut.left_out, telling)
    for name in ("tests", "failures"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: Element, file: str, findings: list[Finding], telling: Telling) -> None:
    tests: dict[str, list[Finding]] = {}
    for finding in findings:
        name = finding.fact or f"{finding.code} {rule_of(finding.code).title}"
        tests.setdefault(name, []).append(finding)
    suite = SubElement(root, "testsuite", name=_clean(file), tests=str(len(tests) or 1))
    for name, found in tests.items():
        _case(suite, file, name, found, telling)
    if not tests:
        SubElement(suite, "testcase", classname=_clean(file), name="no findings")
    suite.set("failures", str(len(suite.findall("testcase/failure"))))


def _case(suite: Element, file: str, name: str, found: list[Finding], telling: Telling) -> None:
    case = SubElement(suite, "testcase", classname=_clean(file), name=_clean(name), file=_clean(file))
    line = next((f.place.line for f in found if f.place and f.place.line), None)
    if line is not None:
        case.set("line", str(line))
    failing = [finding for finding in found if telling.fails(finding.severity)]
    if failing:
        first, codes = failing[0], sorted({finding.code for finding in failing})
        failure = SubElement(case, "failure", type=" ".join(codes), message=_clean(first.message))
        failure.text = _blocks(failing)
    told = [finding for finding in found if not telling.fails(finding.severity)]
    if told:
        SubElement(case, "system-out").text = _blocks(told)


def _left_out(root: Element, left_out: Iterable[LeftOut], telling: Telling) -> None:
    listed = list(left_out)
    suite = SubElement(root, "testsuite", name="findings not shown", tests=str(len(listed)))
    for one in listed:
        case = SubElement(
            suite, "testcase", classname="findings not shown", name=f"{one.code} {one.severity.word}"
        )
        if telling.fails(one.severity):
            SubElement(case, "failure", type=one.code, message=f"{one}.")
        else:
            SubElement(case, "system-out").text = f"{one}."
    suite.set("failures", str(len(suite.findall("testcase/failure"))))


def _blocks(findings: Iterable[Finding]) -> str:
    """Findings as text, each with its stage; what XML has no characters for is written as its number."""
    return "\n".join(f"{text_block(finding)}\n     stage: {stage_of(finding.code)}" for finding in findings)


def _clean(text: str) -> str:
    shown = visible(text)
    return "".join("\N{REPLACEMENT CHARACTER}" if ord(c) in (0xFFFE, 0xFFFF) else c for c in shown)
