"""Every rule has a valid and an invalid case that differ by one line, and the invalid one's report is approved.

To approve the reports anew after a change of wording, delete them, run with APPROVE=1 in the environment, and read
the difference before committing it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from kg.gate import render, validate
from kg.gate.codes import CODES
from kg.gate.rules import rules
from kg.store.embedded import EmbeddedStore

CASES = Path(__file__).resolve().parents[1] / "cases"
INVALID = sorted(p.relative_to(CASES).as_posix() for p in CASES.glob("V*/invalid.*.trig"))
VALID = sorted(p.relative_to(CASES).as_posix() for p in CASES.glob("V*/valid.*.trig"))
ONE_EACH = sorted({case.partition("/")[0]: case for case in INVALID}.values())
SHEETS = sorted(p.relative_to(CASES).as_posix() for p in CASES.glob("sheets/*.yaml"))
REFUSED = [f"V{n:02d}" for n in (*range(1, 19), 21, 22, 23, 24, 26, 27)]


def approved(case: str, text: str) -> str:
    """The approved report of a case; written now where it is to be approved anew."""
    path = CASES / f"{case.rsplit('.', 1)[0]}.report.txt"
    if os.environ.get("APPROVE") and not path.exists():
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


def told(report) -> str:
    """The report as text, without how many rules there are: a new rule must not touch old reports."""
    return re.sub(r"by \d+ shapes and \d+ checks", "by all shapes and checks", render(report))


@pytest.mark.parametrize("case", INVALID)
def test_an_invalid_case_has_the_approved_report(case, report_on):
    """The report of an invalid case is compared in full."""
    text = told(report_on(case))

    assert approved(case, text) == text


@pytest.mark.parametrize("case", INVALID)
def test_one_mistake_is_one_finding(case, report_on):
    """An invalid case has exactly one finding, and it bears the code that the folder is named after."""
    report = report_on(case)

    assert [case.partition("/")[0]] == [finding.code for finding in report]


@pytest.mark.parametrize("case", VALID)
def test_a_valid_case_has_no_finding(case, report_on):
    """A valid case conforms without a word."""
    assert [] == list(report_on(case))


@pytest.mark.parametrize("case", INVALID)
def test_an_invalid_case_differs_by_one_line(case):
    """The valid case beside an invalid one is the same, one line excepted."""
    bad = (CASES / case).read_text(encoding="utf-8").splitlines()
    good = (CASES / case.replace("/invalid.", "/valid.")).read_text(encoding="utf-8").splitlines()

    assert len(good) == len(bad)
    assert sum(one != other for one, other in zip(good, bad, strict=True)) == 1


@pytest.mark.parametrize("code", REFUSED)
def test_every_refused_rule_is_in_force_and_has_cases(code):
    """Each of V1 to V18, V21 to V24, V26 and V27 has a shape or a check, and a case on either side.

    V19, V20, V25, V29 and V30 of the model are judgements on figures, not reasons to refuse them.
    """
    given = rules()
    in_force = {str(node) for node in given.shapes.codes} | {entry.code for entry in given.checks}

    assert code in in_force
    assert any(case.startswith(f"{code}/") for case in INVALID)
    assert any(case.startswith(f"{code}/") for case in VALID)


@pytest.mark.parametrize("code", REFUSED)
def test_every_refused_rule_is_explained(code):
    """Each rule has a title, an explanation and a remedy."""
    entry = CODES[code]

    assert all(text.strip() for text in (entry.title, entry.explanation, entry.remedy))


@pytest.mark.parametrize("case", ONE_EACH)
def test_checking_what_is_new_says_what_checking_all_says(case, read_case, report_on, ground_quads):
    """The verdict on a candidate is the verdict on the graph with the candidate in it.

    What lies between two facts is told of the new one when it is checked, and of either in the whole graph.
    """
    reading = read_case(case)
    whole = validate(EmbeddedStore.memory([*ground_quads, *reading.quads]))

    assert {(f.code, f.about) for f in report_on(case)} == {(f.code, f.about) for f in whole}


def test_the_ground_conforms(ground):
    """The graph that cases are checked against has no finding itself."""
    assert [] == list(validate(ground))


@pytest.mark.parametrize("case", SHEETS)
def test_a_sheet_has_the_approved_report(case, report_on):
    """The report on a sheet is compared in full, columns and carets included."""
    text = told(report_on(case))

    assert approved(case, text) == text


def test_nine_mistakes_are_nine_findings(report_on):
    """Nine different mistakes in one sheet are told in one go, each once, with line, message and remedy."""
    report = report_on("sheets/nine-mistakes.yaml")

    assert ["V04", "V05", "R06", "R03", "R02", "R05", "V11", "R07", "V14"] == [f.code for f in report]
    assert [5, 6, 7, 8, 9, 10, 11, 12, 14] == [f.place.line for f in report]
    assert all(f.place.file == "sheets/nine-mistakes.yaml" and f.place.column for f in report)
    assert all(f.message and f.remedy and f.excerpt for f in report)
