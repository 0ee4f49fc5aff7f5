"""docs/findings.md says what the tables of codes say."""

import re
from pathlib import Path

from kg.gate.pages import findings_page, main
from kg.gate.rules import rules

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "findings.md"


def test_page_is_up_to_date():
    """Run `make docs` after a change of the codes."""
    assert PAGE.read_text("utf-8") == findings_page()


def test_page_can_be_written(tmp_path):
    """The command writes the page that it is asked for."""
    main([str(tmp_path / "findings.md")])

    assert PAGE.read_text("utf-8") == (tmp_path / "findings.md").read_text("utf-8")


def test_page_lists_what_shapes_checks_and_stored_findings_say():
    """Every code that something in force or derived bears has its line, and no line is of a code that nothing bears."""
    given = rules()
    told = {str(code) for code in given.shapes.codes} | {check.code for check in given.checks}
    tables = {"codes.py", "stages.py"}
    for path in (path for path in (ROOT / "kg" / "gate").rglob("*.py") if path.name not in tables):
        told |= set(re.findall(r'"(V\d\d)"', path.read_text("utf-8")))
    derived = (ROOT / "kg" / "building" / "derivation.py").read_text("utf-8")
    told |= set(re.findall(r'"(V\d\d)"', derived))

    assert told == set(re.findall(r"^\| (V\d\d) ", findings_page(), re.MULTILINE))
