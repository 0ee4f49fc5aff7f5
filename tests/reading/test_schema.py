"""The JSON schema, the template and the tables of keys say the same as the reader."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from kg.errors import UsageProblem
from kg.names import Names
from kg.reading import keys
from kg.reading.codes import CODES
from kg.reading.keys import CONCEPTS, Key
from kg.reading.schema import schema, schema_text
from kg.reading.sheets import read_sheet
from kg.reading.tables import COLUMNS
from kg.reading.template import template
from kg.resources import room

ROOT = Path(__file__).parent.parent.parent
SHEETS = sorted((room("data") / "sheets").glob("*.yaml"))
TABLES: dict[str, dict[str, Key]] = {
    name: getattr(keys, name)
    for name in ("CONTEXT", "ENTRY", "MEASURE", "SHEET", "SOURCE", "STATEMENT", "TARGET", "WHOLE")
} | keys.PROPOSITIONS


class _Editor(yaml.CSafeLoader):
    """YAML as editors read it: by version 1.2, where a date is a text."""


_Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def validator() -> Any:
    """A validator of the schema, itself valid by its draft."""
    jsonschema.Draft202012Validator.check_schema(schema())
    return jsonschema.Draft202012Validator(schema())


def faults(validator: Any, text: str) -> list[str]:
    """What the schema says against a sheet."""
    return [error.message for error in validator.iter_errors(yaml.load(text, Loader=_Editor))]


def test_the_file_is_the_schema() -> None:
    """The file that editors use is what the tables of keys make."""
    path = ROOT / "kg" / "reading" / "fact-sheet.schema.json"

    assert schema_text() == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_bundled_sheets_fit_the_schema(validator: Any, path: Path) -> None:
    """Every shipped sheet is one that an editor calls valid."""
    assert [] == faults(validator, path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "figures: []\n",
        "source: S1\nfigurs: []\n",
        "source: S1\nfigures: [{reporter: guangdong, flow: exprt, value: 3 billion CNY}]\n",
        "source: S1\nfigures: [{reporter: guangdong, flow: export, valu: 3 billion CNY}]\n",
        "source: S1\nfigures: [{flow: export, value: {is: 3 billion CNY, passage: [1, 5]}}]\n",
        "source: S1\nfigures: [{flow: export, period: 2019-1, value: 3 billion CNY}]\n",
        "source: S1\nstatements: [{id: S1, speaker: narrator, act: evaluation, voice: direct}]\n",
        "source: S1\nstatements: [{id: S1, speaker: narrator, act: report, voice: direct, asserts: [{trend: {}}]}]\n",
        "source: {id: X, title: T}\n",
    ],
)
def test_a_wrong_sheet_does_not_fit_the_schema(validator: Any, names: Names, text: str) -> None:
    """What an editor marks, the reader finds too."""
    assert faults(validator, text)
    assert read_sheet(text, names, known={"S1"}).findings


def test_the_schema_has_the_readers_keys() -> None:
    """Keys and needed keys of the schema are those of the tables."""
    made = schema()
    parts = {"sheet": made, **made["$defs"]}

    for name in ("context", "entry", "measure", "sheet", "source", "statement", "target", "whole"):
        assert set(TABLES[name.upper()]) == set(parts[name]["properties"])
    assert set(keys.PROPOSITIONS) == set(parts["claim"]["properties"])
    assert json.loads(schema_text()) == made


def test_code_lists_are_those_of_the_ontology() -> None:
    """The words that a sheet may use are the concepts of ontology/codes.ttl."""
    text = (room("ontology") / "codes.ttl").read_text(encoding="utf-8")
    concepts: dict[str, set[str]] = {}
    for name, concept in re.findall(r"^(\w+):([\w-]+) a skos:Concept ", text, re.MULTILINE):
        concepts.setdefault(name, set()).add(concept)

    for name in sorted(CONCEPTS.keys() - {"because", "misreading", "slot", "suspicion", "unit"}):
        assert concepts[name] == set(CONCEPTS[name]), name


def test_the_documentation_has_every_key_column_and_code() -> None:
    """docs/fact-sheets.md names all keys, all columns of tables and all codes of findings."""
    text = (ROOT / "docs" / "fact-sheets.md").read_text(encoding="utf-8")
    wanted = (
        {name for table in TABLES.values() for name in table}
        | set(keys.MEASURES)
        | set(COLUMNS)
        | set(keys.PROPOSITIONS)
    )

    assert [] == sorted(name for name in wanted if f"`{name}`" not in text)
    assert [] == sorted(code for code in CODES if f"| {code} |" not in text)


def test_the_worked_example_of_the_documentation_reads_without_findings(names: Names) -> None:
    """Sheets in docs/fact-sheets.md are read as they stand there."""
    text = (ROOT / "docs" / "fact-sheets.md").read_text(encoding="utf-8")
    sheets = [
        block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if block.startswith("source:")
    ]

    assert sheets
    for sheet in sheets:
        reading = read_sheet(sheet, names)
        assert () == reading.findings
        assert reading.facts.figures


def test_a_new_sheet_asks_for_title_and_publisher_only(names: Names) -> None:
    """As printed it is readable; filled in, it has no finding but that no facts are in it yet."""
    empty = read_sheet(template("X1"), names)
    filled = read_sheet(template("X1", title='A "page"', publisher="An office"), names)

    assert [("R08", "title"), ("R08", "publisher")] == [(f.code, f.about) for f in empty.findings]
    assert ["R16"] == [f.code for f in filled.findings]


def test_the_examples_in_a_new_sheet_read_without_findings(names: Names) -> None:
    """Taking out the comment marks of its examples gives a valid sheet."""
    text = template("X1", title="T", publisher="P")
    text = text.replace("figures: []", "figures:").replace("statements: []", "statements:")
    text = text.replace("  reporter:  ", "  reporter: guangdong ").replace(
        "  period:  ", "  period: 2019-01 "
    )
    text = re.sub(r"^#(  .*)$", r"\1", text, flags=re.MULTILINE)
    reading = read_sheet(text, names)

    assert () == reading.findings
    assert (6, 1) == (len(reading.facts.figures), len(reading.facts.statements))


def test_a_new_sheet_needs_a_fit_id() -> None:
    """An id that cannot be part of an IRI is a usage problem."""
    with pytest.raises(UsageProblem):
        template("a b")
