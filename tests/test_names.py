"""Names: what people type, and what it means."""

from __future__ import annotations

import pytest

from kg.errors import AmbiguousName, UnknownName
from kg.names import Names, fold
from kg.vocabulary import thing

GUANGDONG = thing("place", "guangdong")
AREA = ("place", "group")
ROWS = (
    (GUANGDONG, "place", "Guangdong", "label"),
    (GUANGDONG, "place", "广东", "label"),
    (GUANGDONG, "place", "Canton province", "alias"),
    (GUANGDONG, "place", "CN-GD", "notation"),
    (GUANGDONG, "place", "440000", "notation"),
    (GUANGDONG, "place", "GD", "notation"),
    (thing("place", "grenada"), "place", "Grenada", "label"),
    (thing("place", "grenada"), "place", "GD", "notation"),
    (thing("place", "guangxi"), "place", "Guangxi", "label"),
    (thing("place", "hong-kong"), "place", "Hong Kong", "label"),
    (thing("group", "eu"), "group", "EU", "label"),
    (thing("group", "eu"), "group", "Europe", "alias"),
    (thing("place", "europe"), "place", "Europe", "label"),
    (thing("place", "zone"), "place", "The Zone", "label"),
    (thing("organisation", "zone"), "organisation", "The Zone", "label"),
    (thing("product", "all"), "product", "All goods", "label"),
)


@pytest.fixture(scope="module")
def index() -> Names:
    """A small index with the collisions that matter."""
    return Names.of(ROWS)


@pytest.mark.parametrize(
    "text",
    [
        "广东",
        "Guangdong",
        "guangdong",
        " GUANGDONG ",
        "Ｇｕａｎｇｄｏｎｇ",
        "CN-GD",
        "cn_gd",
        "440000",
        "place:guangdong",
        str(GUANGDONG),
        f"<{GUANGDONG}>",
        "canton-province",
    ],
)
def test_every_name_of_a_place_leads_to_it(index: Names, text: str) -> None:
    """Labels, aliases, codes, slugs, prefixed names and IRIs, in any case and width, mean the same place."""
    assert GUANGDONG == index.resolve(text, AREA)


def test_a_code_of_two_places_is_ambiguous(index: Names) -> None:
    """GD is Guangdong's usual code and Grenada's, so both are listed with their labels."""
    with pytest.raises(AmbiguousName) as caught:
        index.resolve("GD", AREA)

    assert ((thing("place", "grenada"), "Grenada"), (GUANGDONG, "Guangdong")) == caught.value.candidates


def test_a_label_beats_an_alias(index: Names) -> None:
    """Europe is the label of the continent and only an alias of the bloc."""
    assert thing("place", "europe") == index.resolve("Europe", ("group", "place"))


def test_a_shared_slug_means_the_kind_asked_for_first(index: Names) -> None:
    """A slug that two kinds share goes to the kind that stands first in the wanted kinds."""
    assert thing("organisation", "zone") == index.resolve("zone", ("organisation", "place"))
    assert thing("place", "zone") == index.resolve("Zone", ("place", "organisation"))


def test_a_shared_slug_is_ambiguous_where_no_kind_is_asked_for(index: Names) -> None:
    """Without wanted kinds nothing decides between them."""
    with pytest.raises(AmbiguousName):
        index.resolve("zone")
    with pytest.raises(AmbiguousName):
        index.resolve("The Zone", ("place", "organisation"))


def test_a_slip_lists_the_nearest_names_of_the_wanted_kind(index: Names) -> None:
    """At most three names, the nearest first, none of another kind."""
    with pytest.raises(UnknownName) as caught:
        index.resolve("Guangdng", AREA)

    assert "Guangdong" == caught.value.near[0]
    assert len(caught.value.near) <= 3


def test_a_name_like_nothing_lists_nothing(index: Names) -> None:
    """No name is proposed that does not resemble what was typed."""
    with pytest.raises(UnknownName) as caught:
        index.resolve("qqqq", AREA)

    assert () == caught.value.near


def test_a_thing_of_another_kind_is_unknown(index: Names) -> None:
    """A product is no partner, even by its IRI."""
    with pytest.raises(UnknownName):
        index.resolve("product:all", AREA)
    with pytest.raises(UnknownName):
        index.resolve("place:atlantis", AREA)


def test_a_lookalike_letter_is_no_match(index: Names) -> None:
    """A Cyrillic а inside Guangdong is refused, with Guangdong as the nearest name."""
    with pytest.raises(UnknownName) as caught:
        index.resolve("Gu\u0430ngdong", AREA)

    assert "Guangdong" == caught.value.near[0]


def test_the_index_tells_label_kind_and_codes(index: Names) -> None:
    """A thing is shown by its first label, or by its slug where it has none."""
    assert ("Guangdong", "place") == (index.label(GUANGDONG), index.kind(GUANGDONG))
    assert ("CN-GD", "440000", "GD") == index.codes(GUANGDONG)
    assert ("atlantis", None, ()) == tuple(
        tell(thing("place", "atlantis")) for tell in (index.label, index.kind, index.codes)
    )
    assert "Guangdong" == index.labels[GUANGDONG]
    assert GUANGDONG in index
    assert "atlantis" not in index
    assert 9 == len(index)


def test_folding_forgets_case_spaces_and_hyphens() -> None:
    """Names that differ in case, spaces, hyphens, dots or apostrophes are one name."""
    assert fold("Xi’an") == fold("xi an") == fold("XI-AN") == fold("Xian")
