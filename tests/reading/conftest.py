"""The names of the reference data, and short ways to read a sheet."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.names import Names
from kg.reading.files import name_rows
from kg.reading.readings import Reading
from kg.reading.sheets import read_sheet
from kg.resources import room

SOURCE = "source: {id: X, title: A page, publisher: An office}\n"


@pytest.fixture(scope="session")
def names() -> Names:
    """The names of ontology/reference."""
    return Names.of(name_rows(sorted((room("ontology") / "reference").glob("*.ttl"))))


@pytest.fixture
def read(names: Names) -> Callable[[str], Reading]:
    """Reads a sheet whose source is described in its first line."""

    def read_it(body: str) -> Reading:
        return read_sheet(SOURCE + body, names, file="x.yaml")

    return read_it


@pytest.fixture
def one(read: Callable[[str], Reading]) -> Callable[[str], tuple[str, int | None, int | None, str | None]]:
    """The one finding of a sheet: code, line, column, fact."""

    def find_one(body: str) -> tuple[str, int | None, int | None, str | None]:
        (finding,) = read(body).findings
        assert finding.place is not None
        return finding.code, finding.place.line, finding.place.column, finding.fact

    return find_one
