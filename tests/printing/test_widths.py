"""Widths: what a text takes in a terminal."""

from kg.printing.widths import pad, width, wrap


def test_wide_characters_take_two_columns():
    """东盟 stands in four columns (Unicode: East Asian Wide), an accent that combines in none."""
    assert width("东盟") == 4
    assert width("ASEAN") == 5
    assert width("e\u0301") == 1


def test_padding_counts_columns_not_characters():
    """Two wide characters leave two of six columns to fill."""
    assert pad("东盟", 6) == "东盟  "
    assert pad("东盟", 6, right=True) == "  东盟"
    assert pad("too long", 3) == "too long"


def test_wrapping_breaks_at_spaces():
    """No line is wider than asked and no word is lost."""
    assert wrap("the nine mainland cities", 10) == ["the nine", "mainland", "cities"]
    assert wrap("", 10) == [""]
    assert wrap("   ", 10) == [""]


def test_wrapping_breaks_between_wide_characters():
    """Chinese is broken anywhere."""
    assert wrap("广东外贸进出口", 6) == ["广东外", "贸进出", "口"]


def test_a_word_longer_than_the_line_is_broken_not_cut():
    """Every character of it comes back."""
    assert wrap("see https://example.org/a/long/address", 12) == [
        "see",
        "https://exam",
        "ple.org/a/lo",
        "ng/address",
    ]
    assert wrap("广", 1) == ["广"]
