"""A fact whose id is taken says in what it differs from the one that the graph has."""

from kg.gate import check
from kg.reading.readings import Reading


def test_two_properties_at_most_are_named(triples, ground):
    """Value first, then partner: figure X-9 of the ground is 241.06 billion, of the world."""
    quads = triples(
        "GRAPH graph:source-X { figure:X-9 a trade:Figure ; trade:value 99500000000 ; trade:period period:2019-02 ;"
        " trade:partner place:hong-kong ; trade:note 'other' }"
    )

    (finding,) = check(Reading(quads=tuple(quads)), ground)

    assert (
        "the graph has another fact of this id; it differs in trade:value: 241060000000 in the graph, 99500000000 "
        "here; trade:partner: place:world in the graph, place:hong-kong here"
    ) == finding.message


def test_what_the_graph_does_not_say_is_nothing(triples, ground):
    """A property that only the new fact has."""
    quads = triples("GRAPH graph:source-X { figure:X-9 a trade:Figure ; trade:note 'of our own' }")

    (finding,) = check(Reading(quads=tuple(quads)), ground)

    assert finding.message.endswith("it differs in trade:note: nothing in the graph, of our own here")
