"""The bundled data, read once for all tests of this folder, the way anybody's files are read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg.names import Names
from kg.reading.files import name_rows, read
from kg.reading.tables import read_registry

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def golden():
    """A function that gives the rows of a table in tests/golden."""

    def rows(name):
        with (ROOT / "tests" / "golden" / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return rows


@pytest.fixture(scope="session")
def names():
    """What names mean in the reference data."""
    return Names.of(name_rows(sorted((ROOT / "ontology" / "reference").glob("*.ttl"))))


@pytest.fixture(scope="session")
def registry(names):
    """The registry's sources by id, and how its reading went."""
    return read_registry((ROOT / "data" / "sources.csv").read_text("utf-8"), names)


@pytest.fixture(scope="session")
def bundled(names, registry):
    """All sheets as one reading."""
    sources, _ = registry
    return read(sorted((ROOT / "data" / "sheets").glob("*.yaml")), names, sources=sources)


@pytest.fixture(scope="session")
def figures(bundled):
    """All figures of the sheets by id."""
    return {figure.id: figure for figure in bundled.facts.figures}
