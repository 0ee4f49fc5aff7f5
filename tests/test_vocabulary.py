"""Names of the graph."""

import pytest

from kg.vocabulary import BASE, PREFIXES, code, expand, shorten, thing


def test_prefixes_are_sorted():
    """One sorted list serves every file."""
    assert sorted(PREFIXES) == list(PREFIXES)


@pytest.mark.parametrize("curie", ["trade:Figure", "place:guangdong", "flow:export", "unit:CCY_CNY"])
def test_short_names_survive_a_round_trip(curie):
    """Expanding and shortening are each other's inverse."""
    assert curie == shorten(expand(curie))


def test_an_iri_without_a_prefix_stays_whole():
    """Nothing is cut off an address that is not ours."""
    assert "https://example.org/x" == shorten("https://example.org/x")


def test_things_lie_below_the_base():
    """One persistent base for all."""
    assert f"{BASE}place/guangdong" == thing("place", "guangdong")


def test_a_kind_that_does_not_exist_is_refused():
    """A misspelt kind must not mint a name."""
    with pytest.raises(ValueError, match="plase"):
        thing("plase", "guangdong")


def test_a_code_list_that_does_not_exist_is_refused():
    """A misspelt code list must not mint a name."""
    with pytest.raises(ValueError, match="flows"):
        code("flows", "export")
