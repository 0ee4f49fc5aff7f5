import hashlib
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import DamagedError, Place
from kg.findings import Severity
from kg.gate import check, validate
from kg.gate.scope import nearest_names
from kg.reading.readings import Reading
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import expand

CASE = Path(__file__).resolve().parents[1] / "cases"
TEXT = "广东 exports. " * 400


@pytest.fixture
def told(ground, triples):
    """Code, severity, fact and property of what a candidate in TriG is told."""

    def tell(trig: str, **options) -> list[tuple[str, Severity, str | None, str | None]]:
        report = check(Reading(quads=tuple(triples(trig))), ground, **options)
        return [(f.code, f.severity, f.fact, f.about) for f in report]

    return tell


@pytest.fixture
def texts(tmp_path):
    """A folder with the text of source X."""
    (tmp_path / "X.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def passage(start, end, digest):
    return (
        f"GRAPH graph:source-X {{ passage:X-p a trade:Passage ; trade:source source:X ; "
        f'trade:startChar {start} ; trade:endChar {end} ; trade:digest "{digest}" }}'
    )


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_fact_that_the_graph_has_is_told_and_let_be(ground, ground_quads):
    """The same figure once more is nothing to do, and no reason to refuse."""
    again = [q for q in ground_quads if q.subject.value == expand("figure:X-9")]

    report = check(Reading(quads=tuple(again)), ground)

    assert [("R07", Severity.INFO, "figure:X-9")] == [(f.code, f.severity, f.fact) for f in report]
    assert report.conforms


def test_another_fact_of_a_taken_id_is_refused_once(told):
    """An id that the store has for a fact with other content is one finding, whatever else would follow."""
    found = told('GRAPH graph:source-X { figure:X-9 a trade:Figure ; trade:printed "9" ; trade:value 9.0 }')

    assert [("R07", Severity.VIOLATION, "figure:X-9", "dcterms:identifier")] == found


def test_a_thing_of_no_known_kind_is_refused(told):
    """What no shape looks at would come in unchecked."""
    found = told(
        "GRAPH graph:source-X { place:nowhere a trade:Plaice . place:somewhere rdfs:seeAlso place:world }"
    )

    assert [
        ("V07", Severity.VIOLATION, "place:nowhere", "rdf:type"),
        ("V07", Severity.VIOLATION, "place:somewhere", "rdf:type"),
    ] == found


def test_a_triple_added_to_a_stored_thing_is_judged_with_the_whole_of_it(told):
    """A second flow makes a stored figure wrong; everything else that it points to is found in the store."""
    assert [("V01", Severity.VIOLATION, "figure:X-9", "trade:flow")] == [
        found
        for found in told("GRAPH graph:source-X { figure:X-9 trade:flow flow:export }")
        if found[0] != "R07"
    ] or [("R07", Severity.VIOLATION, "figure:X-9", "dcterms:identifier")] == told(
        "GRAPH graph:source-X { figure:X-9 a trade:Figure ; trade:flow flow:export }"
    )


def test_a_label_added_to_a_stored_place_is_no_finding(told):
    """Adding to a thing does not make its neighbours look unknown."""
    assert [] == told('GRAPH graph:reference-places { place:guangzhou rdfs:label "广州"@zh }')


def test_sources_that_contradict_each_other_are_told_not_refused(read_case, ground_quads, ground, triples):
    """A figure of another source for the same cell is let in, and the disagreement told."""
    text = (CASE / "V28" / "invalid.contradiction-in-one-source.trig").read_text(encoding="utf-8")
    other = (
        text.replace("dataset:X", "dataset:Y").replace("source:X", "source:Y").replace("report:X", "report:Y")
    )
    extra = triples(
        "GRAPH graph:source-Y { source:Y a trade:Source ; dcterms:identifier 'Y' ; dcterms:title 'Y' ; "
        "dcterms:publisher organisation:x-times ; trade:sourceKind sourceKind:press . "
        "dataset:Y a qb:DataSet ; trade:source source:Y . report:Y a trade:Report ; trade:source source:Y }"
    )
    quads = pyoxigraph.parse(other.replace("source-X", "source-Y"), format=pyoxigraph.RdfFormat.TRIG)

    report = check(Reading(quads=(*quads, *extra)), ground)

    assert [("V28", Severity.INFO, "figure:X-1")] == [(f.code, f.severity, f.fact) for f in report]


def test_a_passage_of_the_text_at_hand_is_compared(told, texts):
    """The digest of the span, in code points, is that of the passage."""
    assert [] == told(passage(0, 2, digest("广东")[:12]), texts=texts)
    assert [("V11", Severity.VIOLATION, "passage:X-p", "trade:digest")] == told(
        passage(0, 2, digest("广西")[:12]), texts=texts
    )


def test_a_text_that_has_changed_is_told_once(told, texts):
    """Where the text is another one, its passages are not compared."""
    found = told(
        passage(0, 2, digest("广西")[:12])
        + f' GRAPH graph:source-X {{ source:X trade:textDigest "{digest("other")}" }}',
        texts=texts,
    )

    assert [("V11", Severity.VIOLATION, "source:X", "trade:textDigest")] == found


def test_a_text_that_is_not_at_hand_is_worth_knowing(told, tmp_path):
    """Without the text nothing is compared, which is said and keeps nothing out."""
    assert [("V11", Severity.INFO, "source:X", "trade:textDigest")] == told(
        passage(0, 2, digest("广西")[:12]), texts=tmp_path
    )


def test_the_whole_graph_is_compared_with_the_texts_too(ground, texts):
    """The passage of the ground has a digest that is made up."""
    report = validate(ground, texts=texts)

    assert [("V11", "passage:X-100-120")] == [(f.code, f.fact) for f in report]


def test_an_empty_graph_is_an_error_not_a_success():
    """Nothing to look at is no conformance."""
    with pytest.raises(DamagedError, match="checks nothing"):
        validate(EmbeddedStore.memory())


def test_an_undeclared_property_is_told_with_the_nearest(ground_quads, triples):
    """A property of ours that the ontology does not declare is a V06."""
    extra = triples("GRAPH graph:source-X { figure:X-9 trade:valuatoin valuation:fob }")

    (found,) = validate(EmbeddedStore.memory([*ground_quads, *extra]))

    assert ("V06", "figure:X-9", "trade:valuatoin") == (found.code, found.fact, found.about)
    assert found.remedy.startswith("Did you mean trade:valuation?")


def test_a_finding_without_a_place_of_its_own_stands_where_its_fact_is_named(ground, triples):
    """A passage stands where the figure names it; a unit where its value stands."""
    figure = expand("figure:X-30")
    quads = triples(
        passage(4990, 5010, "3c2aba125cef")
        + " GRAPH graph:source-X { figure:X-30 a trade:Figure ; trade:span passage:X-p }"
    )
    places = {(figure, "trade:span"): Place("x.yaml", 3, 7), (figure, "trade:value"): Place("x.yaml", 4, 7)}

    report = check(Reading(quads=tuple(quads), places=places), ground)

    lines = {(f.code, f.about): f.place and f.place.line for f in report}
    assert 3 == lines["V11", "trade:endChar"]
    assert 4 == lines["V01", "trade:unit"]
    assert lines["V01", "trade:flow"] is None


def test_findings_of_the_reader_are_carried_over(ground, read_case):
    """What the reader found stands in the report, beside what the gate finds."""
    reading = read_case("sheets/nine-mistakes.yaml")
    without = replace(reading, findings=())

    assert len(reading.findings) == len(check(reading, ground)) - len(check(without, ground))


@pytest.mark.parametrize(
    ("curie", "known", "near"),
    [
        ("place:vietnma", ["place:vietnam", "group:vietnam"], ["place:vietnam"]),
        ("place:vietnma", ["group:vietnam"], []),
        ("place:Hong_Kong", ["place:hong-kong", "place:hong-konk"], ["place:hong-kong"]),
        (
            "place:koera",
            ["place:korea", "place:koer", "place:peru"],
            ["place:koer", "place:korea"],
        ),
        ("period:2019-13", ["period:2019-12"], []),
        ("trade:valuatoin", ["trade:valuation"], ["trade:valuation"]),
    ],
)
def test_the_nearest_name_is_of_the_same_kind(curie, known, near):
    """A near name of another kind, or a near period, would mislead."""
    assert near == nearest_names(expand(curie), [expand(other) for other in known])
