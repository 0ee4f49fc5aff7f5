"""What was told of a rule lies in the cache, and is as good as told again."""

import pytest

from kg.gate.incremental.queries import query_reads
from kg.gate.incremental.shelf import Shelf

QUERY = "SELECT ?a WHERE { ?a <urn:p> ?b . ?b <urn:q>/<urn:r> ?c }"


def told():
    """What the query reads, as its analysis tells."""
    return query_reads(QUERY, "a")


def untold():
    """Stands for an analysis that must not be done again."""
    raise AssertionError


def test_what_lies_there_is_not_told_again(tmp_path):
    """Another process finds the same reads without analysing the query."""
    Shelf(tmp_path).reads((QUERY, "a"), told)

    assert told() == Shelf(tmp_path).reads((QUERY, "a"), untold)


def test_that_nothing_can_be_told_lies_there_too(tmp_path):
    """A query that has to be run on the whole graph stays one."""
    Shelf(tmp_path).reads(("?",), lambda: None)

    assert Shelf(tmp_path).reads(("?",), untold) is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"x": {"links": [[1]], "skips": []}}', '{"x": 1}'])
def test_a_shelf_that_cannot_be_read_is_filled_anew(tmp_path, content):
    """A torn or foreign file under its name changes no verdict."""
    Shelf(tmp_path).reads((QUERY, "a"), told)
    (path,) = tmp_path.iterdir()
    path.write_text(content, encoding="utf-8")

    assert told() == Shelf(tmp_path).reads((QUERY, "a"), told)
    assert told() == Shelf(tmp_path).reads((QUERY, "a"), untold)


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path):
    """Without a shelf everything is told each time."""
    (tmp_path / "file").touch()

    assert told() == Shelf(tmp_path / "file").reads((QUERY, "a"), told)
