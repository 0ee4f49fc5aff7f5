"""A report in the forms that people and programs read: one module for each.

Every form shows the same findings, announces what it does not show, and is the same to the byte for the same report.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.findings import Report
from kg.gate.reports.github import github
from kg.gate.reports.json import as_mapping, json_report
from kg.gate.reports.junit import junit
from kg.gate.reports.markdown import markdown
from kg.gate.reports.sarif import sarif
from kg.gate.reports.shacl import shacl
from kg.gate.reports.telling import Telling
from kg.gate.reports.text import text
from kg.printing.terminal import Style

__all__ = ["FORMS", "Telling", "as_mapping", "form", "render", "to_json"]

FORMS: dict[str, Callable[[Report, Telling], str]] = {
    "text": text,
    "json": json_report,
    "sarif": sarif,
    "shacl": shacl,
    "junit": junit,
    "markdown": markdown,
    "github": github,
}
"""Every form by its name, as ``kg check --format`` takes it."""


def form(report: Report, name: str, telling: Telling | None = None) -> str:
    """The report in one of FORMS, ending in a line break; what UTF-8 has no bytes for is a question mark."""
    made = FORMS[name](report, telling or Telling())
    return made.encode("utf-8", "replace").decode("utf-8")


def render(report: Report, style: Style | None = None) -> str:
    """The whole report as text, in the colour and width of ``style``."""
    return form(report, "text", Telling(limit=None, style=style))


def to_json(report: Report) -> str:
    """The whole report as JSON."""
    return form(report, "json", Telling(limit=None))
