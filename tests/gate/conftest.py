from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest

from kg.findings import Report
from kg.gate import check
from kg.names import NameRow, Names
from kg.reading.files import read
from kg.reading.readings import Reading
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import BASE, PREFIXES, expand

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
_HOWS = {
    expand("rdfs:label"): "label",
    expand("skos:altLabel"): "alias",
    expand("skos:notation"): "notation",
}


def _ground() -> list[pyoxigraph.Quad]:
    ontology = pyoxigraph.NamedNode(f"{BASE}graph/ontology")
    terms = [
        t for stem in ("core", "codes") for t in pyoxigraph.parse(path=ROOT / "ontology" / f"{stem}.ttl")
    ]
    quads = [pyoxigraph.Quad(t.subject, t.predicate, t.object, ontology) for t in terms]
    return [*quads, *pyoxigraph.parse(path=CASES / "ground.trig")]


@pytest.fixture(scope="session")
def ground_quads():
    """The quads of the small graph that cases are checked against."""
    return _ground()


@pytest.fixture(scope="session")
def ground(ground_quads):
    """The small graph that cases are checked against."""
    return EmbeddedStore.memory(ground_quads)


@pytest.fixture(scope="session")
def names(ground_quads):
    """The names of the things in the small graph."""
    return Names.of(
        NameRow(
            q.subject.value,
            q.subject.value.removeprefix(BASE).partition("/")[0],
            q.object.value,
            _HOWS[q.predicate.value],
        )
        for q in ground_quads
        if q.predicate.value in _HOWS and q.subject.value.startswith(BASE)
    )


@pytest.fixture
def read_case(names, monkeypatch):
    """Reads a file of tests/cases, named from there."""
    monkeypatch.chdir(CASES)

    def read_it(path: str) -> Reading:
        if path.startswith(
            "V27/"
        ):  # Reading refuses graphs that are not for facts (R24) before the gate sees them.
            return Reading(quads=tuple(pyoxigraph.parse(path=path)))
        return read(Path(path), names, known={"X"})

    return read_it


@pytest.fixture(scope="session")
def _reports():
    return {}


@pytest.fixture
def report_on(read_case, ground, _reports):
    """The report on a case; each case is checked once."""

    def report(path: str) -> Report:
        if path not in _reports:
            _reports[path] = check(read_case(path), ground)
        return _reports[path]

    return report


@pytest.fixture
def triples():
    """Quads from Turtle, with our prefixes declared."""
    head = "".join(f"@prefix {p}: <{iri}> .\n" for p, iri in PREFIXES.items())

    def parse(turtle: str) -> list[pyoxigraph.Quad]:
        return list(pyoxigraph.parse(head + turtle, format=pyoxigraph.RdfFormat.TRIG))

    return parse
