"""YAML with places: values as written, and what is refused."""

from __future__ import annotations

import pytest

from kg.errors import LimitError, ReadingError
from kg.reading.marked import Fields, Items, Scalar, parse_yaml


def test_values_stay_as_they_were_written() -> None:
    """No date, number or truth value is made of a text, and its digits stay."""
    root = parse_yaml("a: 2019-01\nb: 0.10\nc: yes\nd: 2024-02-22\ne: 007\nf: 1e5\n", "x")

    assert isinstance(root, Fields)
    assert ["2019-01", "0.10", "yes", "2024-02-22", "007", "1e5"] == [
        value.text for value in root.values.values() if isinstance(value, Scalar)
    ]


def test_every_key_and_value_knows_its_place() -> None:
    """Lines and columns count from 1, in characters, also after Chinese ones."""
    root = parse_yaml("a:\n  - {广东: 1, b: x}\n", "x")

    assert isinstance(root, Fields)
    (entry,) = root.values["a"].items  # type: ignore[union-attr]
    assert isinstance(entry, Fields)
    assert (2, 5) == (entry.line, entry.column)
    assert (2, 6) == (entry.keys["广东"].line, entry.keys["广东"].column)
    assert Scalar("x", 2, 16) == entry.values["b"]


@pytest.mark.parametrize("written", ["", "~", "null"])
def test_nothing_written_is_nothing(written: str) -> None:
    """An empty value is None, a quoted empty text is a text."""
    root = parse_yaml(f"a: {written}\nb: ''\n", "x")

    assert isinstance(root, Fields)
    assert (None, "") == tuple(root.values[key].text for key in "ab")  # type: ignore[union-attr]


def test_an_empty_text_has_no_document() -> None:
    """Nothing, or only comments, is no document."""
    assert parse_yaml("", "x") is None
    assert parse_yaml("# only a comment\n", "x") is None


def test_a_key_given_twice_is_kept_apart() -> None:
    """The first value stands; the second key is noted with its place."""
    root = parse_yaml("a: 1\na: 2\n", "x")

    assert isinstance(root, Fields)
    assert (Scalar("1", 1, 4), (Scalar("a", 2, 1),)) == (root.values["a"], root.twice)


@pytest.mark.parametrize(
    ("text", "line", "column", "why"),
    [
        ("a: 1\nb: [1, 2\n", 2, 9, "no YAML"),
        ("a: 1\n\tb: 2\n", 2, 1, "no YAML"),
        ("a: b: c\n", 1, 5, "no YAML"),
        ("a: &x 1\nb: 2\n", 1, 4, "anchor &x"),
        ("a: &x [1]\nb: *x\n", 1, 4, "anchor &x"),
        ("a: !!python/object:os.system 1\n", 1, 4, "tag"),
        ("a: !mine 1\n", 1, 4, "tag"),
        ("a: 1\n---\nb: 2\n", 2, 1, "one document"),
        ("? [a]\n: 1\n", 1, 3, "a key is a word"),
        ("a: *x\n", 1, 4, "alias"),
        ("a: !x [\n", 1, 4, "tag"),
        ("a: '!' [\n", 1, 8, "no YAML"),
    ],
)
def test_broken_or_hostile_yaml_is_refused_with_its_place(
    text: str, line: int, column: int, why: str
) -> None:
    """A syntax error, an anchor, an alias, a tag and a second document are refused where they stand."""
    with pytest.raises(ReadingError, match=why) as caught:
        parse_yaml(text, "x.yaml")

    assert caught.value.place is not None
    assert ("x.yaml", line, column) == (
        caught.value.place.file,
        caught.value.place.line,
        caught.value.place.column,
    )
    assert 3 == caught.value.exit_code


@pytest.mark.parametrize("text", ["a: " + "[" * 5000 + "]" * 5000, "- " * 3000 + "x", "[" * 100_000])
def test_deep_nesting_is_refused(text: str) -> None:
    """Nesting that could exhaust the stack hits a limit before anything is built."""
    with pytest.raises(LimitError):
        parse_yaml(text, "x.yaml")


def test_an_ampersand_inside_a_text_is_no_anchor() -> None:
    """R&D is a text."""
    root = parse_yaml("a: R&D & more!\nb: [x * y]\n", "x")

    assert isinstance(root, Fields)
    assert Scalar("R&D & more!", 1, 4) == root.values["a"]
    assert isinstance(root.values["b"], Items)


def test_control_characters_are_refused() -> None:
    """What YAML itself does not take is a reading error."""
    with pytest.raises(ReadingError):
        parse_yaml("a: \x01", "x.yaml")
