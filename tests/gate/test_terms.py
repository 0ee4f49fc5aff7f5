"""IRIs and names that look like others; the letters are named as the Unicode character database names them."""

import pytest

from kg.errors import ReadingError
from kg.gate import check
from kg.gate.terms import term_rows
from kg.reading.files import read
from kg.reading.lookalikes import bidi_fault, letter_fault, skeleton
from kg.reading.readings import Reading
from kg.vocabulary import expand


@pytest.fixture
def told(ground, triples):
    """Code, fact, property and remedy of what the terms of some Turtle are told."""

    def tell(turtle):
        rows = term_rows(triples(turtle), ground.engine)
        return [(r.finding.code, r.finding.fact, r.finding.about, r.finding.remedy) for r in rows]

    return tell


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Gu\u0430ngdong", "U+0430 CYRILLIC SMALL LETTER A"),
        ("ASE\u0391N", "U+0391 GREEK CAPITAL LETTER ALPHA"),
        ("Macao\u200b", "U+200B ZERO WIDTH SPACE"),
        ("Ma\u202ecao", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("t\u0585day", "U+0585 ARMENIAN SMALL LETTER OH"),
    ],
)
def test_a_deceptive_letter_is_named(text, letter):
    """With its code point and its name in Unicode."""
    assert letter in letter_fault(text)


@pytest.mark.parametrize(
    "text", ["Guangdong", "广东省", "T恤衫", "Москва", "Ελλάδα", "São Tomé", "5 µm", "İzmir"]
)
def test_a_name_in_one_alphabet_is_no_deception(text):
    """Names of other scripts, and Latin letters beside Chinese ones, are as they look."""
    assert letter_fault(text) is None


def test_a_skeleton_is_what_a_text_looks_like():
    """Cyrillic, fullwidth and unseen characters as a reader takes them."""
    assert "Guangdong" == skeleton("Gu\u0430ng\u200bd\u043eng") == skeleton("Ｇuangdong")


def test_text_that_turns_letters_around_is_told():
    """An override hides what a text says; a mark beside Arabic does not."""
    assert "U+202E" in bidi_fault("abc\u202edef")
    assert bidi_fault("abc\u200fdef") is None


def test_an_iri_in_another_alphabet_is_told_with_the_one_it_looks_like(told):
    """One Cyrillic letter in the IRI of a known place."""
    found = told("figure:X-1 trade:partner place:gu\u0430ngzhou .")

    assert [("R26", "figure:X-1", "trade:partner", "Write place:guangzhou.")] == found


def test_an_iri_that_differs_in_capitals_is_told(told):
    """A second place beside a known one."""
    assert [("R26", "place:Guangzhou", None, "Write place:guangzhou.")] == told(
        'place:Guangzhou rdfs:label "Guangzhou"@en .'
    )


def test_a_name_of_mixed_letters_is_told(told):
    """The label of a new thing."""
    assert [("R26", "place:x", "rdfs:label")] == [
        found[:3] for found in told('place:x rdfs:label "Gu\u0430ngzhou"@en .')
    ]


def test_facts_are_about_things_of_our_own(told):
    """A subject elsewhere, and an address of another scheme."""
    assert [("R21", "https://example.org/x", None)] == [
        found[:3] for found in told("<https://example.org/x> a trade:Place .")
    ]
    assert [("R21", "source:X", "schema:url")] == [
        found[:3] for found in told('source:X schema:url "javascript:x"^^xsd:anyURI .')
    ]


def test_plain_facts_are_as_they_look(told):
    """Known and new IRIs, a Chinese label and an outside address."""
    assert [] == told(
        'place:new-town a trade:Place ; rdfs:label "新城"@zh ; skos:exactMatch wd:Q1 ; '
        "schema:containedInPlace place:guangzhou . figure:X-9 trade:partner place:guangzhou ."
    )


def test_what_looks_like_another_is_one_finding(ground, triples):
    """That nothing is called so follows from it, and is not told."""
    quads = triples(
        "GRAPH graph:reference-places { place:new-town a trade:Place ; rdfs:label 'New Town'@en ; "
        "schema:containedInPlace place:guangzhou ; trade:placeType placeType:c\u0456ty }"
    )

    found = check(Reading(quads=tuple(quads)), ground)

    assert [("R26", "trade:placeType", "Write placeType:city.")] == [
        (f.code, f.about, f.remedy) for f in found
    ]


def test_a_malformed_language_tag_is_refused_with_its_line(tmp_path, names):
    """A subtag has eight letters at most (RFC 5646, section 2.1)."""
    path = tmp_path / "facts.nt"
    path.write_text(
        f'<{expand("place:x")}> <{expand("rdfs:label")}> "X"@en .\n'
        f'<{expand("place:x")}> <{expand("rdfs:label")}> "X"@abcdefghij .\n'
    )

    with pytest.raises(ReadingError) as told:
        read(path, names)

    assert 2 == told.value.place.line
