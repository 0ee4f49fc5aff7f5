"""What a finding carries from the rules to the reports: the other facts that it names, and what the shape said."""

import pytest

from kg.errors import Place
from kg.findings import Mention
from kg.gate.candidate import Candidate
from kg.reading.readings import Reading
from kg.vocabulary import expand


def test_a_contradiction_names_the_other_figure(report_on):
    """X-9 is in the graph already and stands in no file."""
    finding = next(
        one for one in report_on("V28/invalid.contradiction-in-one-source.trig") if one.code == "V28"
    )

    assert "figure:X-1" == finding.fact
    assert (Mention("figure:X-9"),) == finding.others


def test_the_other_fact_has_its_place_where_it_was_submitted_too():
    """Figures and statements only: a cell or a place that both share is no fact."""
    iris = [expand(name) for name in ("figure:X-1", "figure:X-2", "statement:X-S1", "place:japan")]
    place = Place("a.yaml", 7, 3)
    candidate = Candidate(Reading(places={(iris[1], None): place}))

    assert (Mention("figure:X-2", place), Mention("statement:X-S1")) == candidate.others(
        "figure:X-1", frozenset(iris)
    )


@pytest.mark.parametrize(
    ("case", "component", "path", "value"),
    [
        ("V07/invalid.flow.trig", "sh:InConstraintComponent", "ontology#flow>", "code/flow/exports>"),
        ("V01/invalid.unit.trig", "sh:MinCountConstraintComponent", "ontology#unit>", None),
    ],
)
def test_a_shape_says_what_it_found(case, component, path, value, report_on):
    """As pySHACL tells it: the kind of constraint, the path and the value at fault."""
    said = [finding.constraint for finding in report_on(case) if finding.code == case[:3]]

    assert [component] == [one.component for one in said]
    assert said[0].path.endswith(path)
    assert said[0].value is None if value is None else said[0].value.endswith(value)
