import pytest

from kg.gate.wording import amount_word, fill, number_word, word
from kg.vocabulary import expand


@pytest.mark.parametrize(
    ("curie", "said"),
    [
        ("flow:export", "export"),
        ("unit:CCY_CNY", "CNY"),
        ("unit:PERCENT", "percent"),
        ("unit:NUM", "a bare number"),
        ("unit:TONNE", "tonnes"),
        ("place:guangdong", "place:guangdong"),
        ("trade:Figure", "trade:Figure"),
    ],
)
def test_an_iri_reads_as_a_word(curie, said):
    """Codes by their last part, units by their sign, the rest by its short name."""
    assert said == word(expand(curie))


def test_a_foreign_iri_reads_as_it_is():
    """An IRI that no prefix fits is not shortened."""
    assert "https://example.org/x" == word("https://example.org/x")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("120.0", "120"),
        ("73050000000", "73050000000"),
        ("0.50", "0.5"),
        ("2019-01", "2019-01"),
        ("NaN", "NaN"),
    ],
)
def test_a_number_reads_without_padding(text, said):
    """Needless zeros go, powers of ten are written out, other texts stay."""
    assert said == number_word(text)


@pytest.mark.parametrize(
    ("template", "filled"),
    [("{a} and {b}", "1 and nothing"), ("no name", "no name"), ("open {a", "open {a")],
)
def test_a_template_is_filled(template, filled):
    """A name without a word reads "nothing"; a brace that does not close stays."""
    assert filled == fill(template, {"a": "1"})


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        ("63020000000", "CCY_CNY", "63.02 billion CNY"),
        ("7070000000000.0", "CCY_CNY", "7.07 trillion CNY"),
        ("-10900000", "CCY_USD", "-10.9 million USD"),
        ("90400000", "TONNE", "90.4 million tonnes"),
        ("5.30", "PERCENT", "5.3 %"),
        ("219", "NUM", "219"),
        ("many", "NUM", "many"),
    ],
)
def test_an_amount_is_told_with_scale_and_unit(number, unit, expected):
    """As the sources print them."""
    assert expected == amount_word(number, f"http://qudt.org/vocab/unit/{unit}")
