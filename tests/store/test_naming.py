"""Names and labels of what a store holds."""

from kg.store.naming import english_labels, labels, name_rows
from kg.vocabulary import thing

GUANGDONG, MACAO = thing("place", "guangdong"), thing("place", "macao")


def test_names_come_sorted_with_their_kind(store):
    """A thing's English label comes before its other names."""
    assert [
        (GUANGDONG, "place", "Guangdong", "label"),
        (GUANGDONG, "place", "广东", "label"),
        (MACAO, "place", "Macao", "label"),
    ] == name_rows(store)


def test_labels_are_in_the_language_asked_for(store):
    """Where the language is missing, English stands in; what has no label is left out."""
    asked = [GUANGDONG, MACAO, thing("place", "nowhere")]

    assert {GUANGDONG: "广东", MACAO: "Macao"} == labels(store, asked, lang="zh")
    assert {GUANGDONG: "Guangdong", MACAO: "Macao"} == labels(store, asked)
    assert {} == labels(store, [])


def test_english_labels_of_everything(store):
    """One query gives the English names of all."""
    assert {GUANGDONG: "Guangdong", MACAO: "Macao"} == english_labels(store)
