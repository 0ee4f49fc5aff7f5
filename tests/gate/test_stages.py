"""The stages of the gate."""

from kg.findings import Finding, Severity
from kg.gate.codes import CODES as RULES
from kg.gate.stages import STAGES, by_stage, stage_of
from kg.gate.upkeep import UPKEEP
from kg.reading.codes import CODES as READING


def test_there_are_thirteen_stages_in_the_order_of_a_submission():
    """As the design of the gate names them."""
    names = "receive parse terms scope identity delta structure rules provenance plausibility decision commit receipt"

    assert names.split() == [stage.name for stage in STAGES]


def test_every_code_belongs_to_one_stage():
    """A new code is added to kg/gate/stages.py as well."""
    listed = [code for stage in STAGES for code in stage.codes]

    assert set() == {*READING, *RULES, *UPKEEP} - set(listed)
    assert len(listed) == len(set(listed))


def test_a_code_that_no_stage_lists_goes_by_its_letter():
    """What reads, what judges, what undoes, what keeps: no report fails over a new code."""
    assert ["parse", "rules", "delta", "commit"] == [stage_of(code) for code in ("R99", "V99", "U99", "L99")]


def test_stages_count_by_severity_the_gravest_first():
    """Two severities at one stage; the others found nothing."""
    found = [
        Finding(code="V28", message="a", severity=Severity.INFO),
        Finding(code="V28", message="b"),
        Finding(code="V14", message="c"),
    ]

    assert [("violation", 2), ("info", 1)] == list(by_stage(found)["rules"].items())
    assert [] == [name for name, counts in by_stage(found).items() if counts and name != "rules"]
