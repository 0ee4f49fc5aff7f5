"""The catalogue finds questions by name and reads a file only when it is asked for."""

import pytest

from kg.errors import ReadingError, UnknownName
from kg.questions import Catalogue

TEXT = """#+ summary: {0}?
#+ title: {0}
#+ columns: {{thing: {{type: thing}}}}
SELECT ?thing WHERE {{ ?thing ?is ?so }} ORDER BY ?thing
"""


@pytest.fixture
def folder(tmp_path):
    """Two questions in two folders, and one that cannot be read."""
    for subject, name in (("b", "first-one"), ("a", "second")):
        (tmp_path / subject).mkdir()
        (tmp_path / subject / f"{name}.rq").write_text(TEXT.format(name))
    (tmp_path / "a" / "broken.rq").write_text("no header")
    return tmp_path


def test_names_are_listed_without_reading(folder):
    """A broken file does not hinder the others."""
    catalogue = Catalogue(folder)

    assert ("broken", "first-one", "second") == catalogue.names
    assert 3 == len(catalogue)
    assert "first-one?" == catalogue.get("first-one").summary


def test_a_question_is_read_once(folder):
    """Asking again gives the same question."""
    catalogue = Catalogue(folder)

    assert catalogue.get("second") is catalogue.get("second")


def test_an_underscore_stands_for_a_hyphen(folder):
    """Python names lead to questions."""
    catalogue = Catalogue(folder)

    assert "first-one" == catalogue.get("first_one").name
    assert "first_one" in catalogue
    assert 7 not in catalogue


def test_an_unknown_name_lists_the_nearest(folder):
    """A slip of the hand finds its way."""
    with pytest.raises(UnknownName, match=r"No question is called “secnd”\. Did you mean “second”") as caught:
        Catalogue(folder).get("secnd")

    assert ("second",) == caught.value.near


def test_all_reads_all(folder):
    """A broken file is told then; without it questions stand by subject."""
    with pytest.raises(ReadingError, match=r"broken\.rq"):
        Catalogue(folder).all()
    (folder / "a" / "broken.rq").unlink()

    assert ["second", "first-one"] == [question.name for question in Catalogue(folder).all()]


def test_two_files_of_one_name_are_refused(folder):
    """A name is one question."""
    (folder / "b" / "second.rq").write_text(TEXT.format("x"))

    with pytest.raises(ReadingError, match="a question of this name is also in"):
        Catalogue(folder).get("second")
