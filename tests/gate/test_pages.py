"""docs/findings.md says what the tables of codes say."""

from pathlib import Path

from kg.gate.pages import findings_page, main

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"


def test_page_is_up_to_date():
    """Run `make docs` after a change of the codes."""
    assert PAGE.read_text("utf-8") == findings_page()


def test_page_can_be_written(tmp_path):
    """The command writes the page that it is asked for."""
    main([str(tmp_path / "findings.md")])

    assert PAGE.read_text("utf-8") == (tmp_path / "findings.md").read_text("utf-8")
