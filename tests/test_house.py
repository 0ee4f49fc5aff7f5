"""The house stands: imports go down the floors, every outside library has its rooms, modules stay small."""

import ast
from pathlib import Path

import pytest

KG = Path(__file__).parent.parent / "kg"
MODULES = sorted(KG.rglob("*.py"))

FLOORS = {
    "kg.errors": 0,
    "kg.cache": 0.5,
    "kg.resources": 0.5,
    "kg.vocabulary": 0.5,
    "kg.model": 1,
    "kg.grid": 1.2,
    "kg.printing": 1.4,
    "kg.findings": 1.5,
    "kg.table": 1.6,
    "kg.card": 1.8,
    "kg.names": 2,
    "kg.reckon": 2,
    "kg.reading.wordings": 1.5,
    "kg.reading.numbers": 2,
    "kg.rdf": 3,
    "kg.reading": 4,
    "kg.store": 4,
    "kg.gate": 5,
    "kg.questions": 5,
    "kg.building": 6,
    "kg.answers": 6,
    "kg.reckoning": 6.2,
    "kg.ledger.journal": 6.41,
    "kg.ledger.state": 6.42,
    "kg.ledger.edits": 6.43,
    "kg.ledger.commits": 6.44,
    "kg.ledger.keeping": 6.45,
    "kg.ledger.telling": 6.46,
    "kg.ledger": 6.5,
    "kg.curation": 6.8,
    "kg.estate": 6.9,
    "kg.graph": 7,
    "kg.cli": 8,
    "kg.pages": 8,
}
"""Each room's floor; a room may import from its own floor's room and from floors below."""

ROOMS = {
    "pyoxigraph": {"kg.rdf", "kg.store", "kg.reading", "kg.gate", "kg.building", "kg.ledger"},
    "rdflib": {"kg.answers.dataset", "kg.gate", "kg.graph"},
    "pyshacl": {"kg.gate"},
    "SPARQLWrapper": {"kg.store"},
    "click": {"kg.cli"},
    "yaml": {"kg.reading", "kg.questions", "kg.gate"},
    "jsonschema": {"kg.reading"},
    "pandas": {"kg.printing", "kg.table"},
    "polars": {"kg.printing", "kg.table"},
}
"""Where each outside library may be imported."""

STANDARD = {"kg.model.terms"}
"""What the lowest floor may import from above: plain values without imports of their own."""


def name_of(path: Path) -> str:
    parts = path.relative_to(KG.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str, rooms=FLOORS) -> str | None:
    fitting = [room for room in rooms if module == room or module.startswith(room + ".")]
    return max(fitting, key=len, default=None)


def imports_of(path: Path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_down_the_floors(path):
    """A module imports from its own room and from lower floors only."""
    here = name_of(path)
    room = room_of(here)
    assert room is not None or here in {"kg", "kg.__main__"}, f"{here} is on no floor: add it to FLOORS"
    wrong = []
    for module in imports_of(path):
        other = room_of(module) if module.startswith("kg.") else None
        if other is None or room is None or other == room or module in STANDARD:
            continue
        if FLOORS[other] >= FLOORS[room]:
            wrong.append(module)

    assert not wrong, f"{here} (floor {FLOORS[room]}) imports {wrong} from its own floor or above"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_an_outside_library_is_imported_in_its_rooms_only(path):
    """A library that could be exchanged one day is known to few rooms."""
    here = name_of(path)
    wrong = [
        module
        for module in imports_of(path)
        if (rooms := ROOMS.get(module.split(".")[0])) and room_of(here, rooms) is None
    ]

    assert not wrong, f"{here} imports {wrong}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_stays_small(path):
    """Under 400 lines a module, at most 60 a function."""
    text = path.read_text("utf-8")
    functions = [
        n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    ]

    assert text.count("\n") < 400
    assert not [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= 60]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is(path):
    """Every module opens with a docstring."""
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


def test_no_literal_iri_outside_the_vocabulary():
    """An IRI is written once."""
    found = [
        name_of(path)
        for path in MODULES
        if name_of(path) != "kg.vocabulary" and "w3id.org/regional-trade" in path.read_text("utf-8")
    ]

    assert not found
