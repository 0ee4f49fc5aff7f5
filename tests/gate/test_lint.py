import pytest

from kg.errors import DamagedError
from kg.gate.lint import lint
from kg.gate.shapes import Shapes
from kg.vocabulary import PREFIXES, expand

HEAD = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())
SOUND = """
shape:Thing a sh:NodeShape ; sh:targetClass trade:Figure ; sh:property shape:Thing-unit .
shape:Thing-unit a sh:PropertyShape ; sh:path trade:unit ; sh:minCount 1 ; sh:name "one unit" ;
  sh:description "A figure has a unit." ; sh:message "a figure needs a unit" ; sh:severity sh:Violation ;
  trade:code "V01" .
"""


def problems(turtle, classes=None):
    from rdflib import Graph

    return lint(Graph().parse(data=HEAD + turtle, format="turtle"), classes=classes)


def test_sound_shapes_have_no_problem():
    """Shapes with target, path, message, name, description, severity and code pass."""
    assert [] == problems(SOUND)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("sh:minCount", "sh:minCout", "sh:minCout is not a term that shapes here may use"),
        ("sh:minCount 1", "sh:sparql shape:x", "sh:sparql is not a term that shapes here may use"),
        ('sh:message "a figure needs a unit" ;', "", "shape:Thing-unit has no sh:message"),
        ('sh:name "one unit" ;', "", "shape:Thing-unit has no sh:name"),
        ('sh:description "A figure has a unit." ;', "", "shape:Thing-unit has no sh:description"),
        ("sh:severity sh:Violation ;", "", "shape:Thing-unit has no sh:severity"),
        ('trade:code "V01"', 'trade:about "V01"', "shape:Thing-unit has no trade:code"),
        ('"V01"', '"V99"', "shape:Thing-unit has the unknown code V99"),
        ("sh:path trade:unit ;", "", "shape:Thing-unit is named as a property shape and has no sh:path"),
        ("sh:targetClass trade:Figure ;", "", "there is no target"),
        (
            "; sh:property shape:Thing-unit .",
            ".",
            "shape:Thing-unit has no target and no shape names it",
        ),
    ],
)
def test_what_would_check_nothing_in_silence_is_told(old, new, problem):
    """Each mistake that pySHACL accepts without a word is named with its shape."""
    assert problem in problems(SOUND.replace(old, new))


def test_a_misspelt_target_class_is_told():
    """A class that the ontology does not declare is no target."""
    found = problems(SOUND.replace("trade:Figure", "trade:Figuer"), classes={expand("trade:Figure")})

    assert ["trade:Figuer is not a class of the ontology"] == found


def test_no_shape_at_all_is_told():
    """An empty graph of shapes checks nothing."""
    assert ["there is no shape", "there is no target"] == problems("")


def test_unsound_shapes_are_refused_when_loaded(tmp_path):
    """A folder of shapes that could not do their work is damaged."""
    (tmp_path / "thing.ttl").write_text(HEAD + SOUND.replace("minCount", "minCout"), encoding="utf-8")

    with pytest.raises(DamagedError, match="sh:minCout"):
        Shapes.load(tmp_path)
