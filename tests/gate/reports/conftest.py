"""Findings that are as awkward as findings can be."""

from __future__ import annotations

import pytest

from kg.errors import Place
from kg.findings import Constraint, Finding, Mention, Report, Severity

CHECKED = {"sources": 1, "figures": 7, "statements": 1, "shapes": 54, "checks": 12}


def awkward() -> Report:
    """A report with every severity, markup of every form, control characters, another fact, a finding without a place."""
    return Report.of(
        [
            Finding(
                code="V04",
                message="a change is a percentage, not CNY",
                fact="figure:X-3",
                about="trade:unit",
                place=Place("facts/sheet one.yaml", 14, 16),
                excerpt="  change: {is: 12 billion CNY}",
                remedy="write the rate with %, or use `value:`.",
                rule="shape:Figure-change-unit",
                constraint=Constraint(
                    component="sh:InConstraintComponent",
                    path="<https://w3id.org/regional-trade/ontology#unit>",
                    value="<http://qudt.org/vocab/unit/CCY_CNY>",
                ),
            ),
            Finding(
                code="V28",
                message="5 here contradicts 7 there",
                fact="figure:X-4",
                place=Place("facts/sheet one.yaml", 20, 3),
                others=(Mention("figure:X-5", Place("facts/广东.ttl", 9)), Mention("figure:A-F1")),
                severity=Severity.WARNING,
                rule="tell-conflicts-between-sources",
            ),
            Finding(
                code="R05",
                message="“<b>|5|</b> ]]> & \x1b[31m\u202e” `is` ::error:: @someone #12 http://e/x",
                fact="http://e/x y",
                place=Place("facts/sheet one.yaml", 30, 4),
                excerpt="   \x1b[31m\u202e<b>&amp;\x00",
                remedy="100 % sure,\r\n: no.",
            ),
            Finding(
                code="R16",
                message="The file holds no fact.",
                severity=Severity.INFO,
                place=Place("facts/广东.ttl"),
            ),
            Finding(code="V99", message="of a rule without words", fact="X-9"),
        ],
        CHECKED,
    )


@pytest.fixture
def report():
    """The awkward report."""
    return awkward()


@pytest.fixture
def many():
    """23 violations and 2 warnings of one code, on as many lines of one file."""
    return Report.of(
        [
            Finding(
                code="R05",
                message=f"no number {line}",
                place=Place("a.yaml", line, 1),
                severity=Severity.WARNING if line > 23 else Severity.VIOLATION,
            )
            for line in range(1, 26)
        ],
        {"figures": 25, "shapes": 1, "checks": 1},
    )
