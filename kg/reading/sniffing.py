"""What form a text has that came without a name: by how it begins."""

from __future__ import annotations

import re

from kg.reading.tables import COLUMNS

__all__ = ["SUFFIX_OF", "sniffed"]

SUFFIX_OF = {
    "csv": ".csv",
    "jsonld": ".jsonld",
    "nquads": ".nq",
    "trig": ".trig",
    "turtle": ".ttl",
    "yaml": ".yaml",
}
"""The suffix of a file of each form."""

_STARTS = (
    ("jsonld", re.compile(r'\s*[\[{]\s*(?:["{\[\]}]|$)')),
    ("trig", re.compile(r"(?:\s|#[^\n]*\n)*(?:@prefix|@base|(?i:prefix|base|graph))\s")),
    ("nquads", re.compile(r"(?:\s|#[^\n]*\n)*(?:<[^<>\s]*>|_:\S+)\s+<[^<>\s]*>\s")),
)


def sniffed(start: str) -> str:
    """The form of a text that begins so, one of SUFFIX_OF; what looks like nothing else is YAML."""
    for form, pattern in _STARTS:
        if pattern.match(start):
            return form
    first = next((line for line in start.splitlines() if line.strip()), "")
    columns = {cell.strip().strip('"') for cell in first.lstrip("\ufeff").split(",")}
    return "csv" if len(columns & set(COLUMNS)) > 1 else "yaml"
