"""docs/findings.md, made from the tables of codes: ``python -m kg.gate.pages docs/findings.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from kg.gate.codes import CODES as RULES
from kg.gate.stages import STAGES, stage_of
from kg.gate.upkeep import UPKEEP
from kg.reading.codes import CODES as READING

__all__ = ["findings_page", "main"]

_HEAD = """<!-- Made by `python -m kg.gate.pages docs/findings.md` from the tables of codes; do not edit. -->
# Findings

Every code that a report of `kg check`, `kg add`, `kg undo` or `kg verify` can show, and every one that a finding stored with the
graph bears. A number that is missing here belongs to no finding yet. A code never changes its meaning; what is gone is not used again. One mistake is one finding: what merely follows from another finding is not told.

A **violation** keeps facts out. A **warning** may be right, and a person must look. An **info** is worth knowing.
The forms in which a report is printed, and how to see findings in a pull request, are in [reports](reports.md).
"""


def findings_page() -> str:
    """The page as Markdown: the codes of reading files, of the rules, of a store's upkeep."""
    parts = {
        "Reading a file": READING,
        "The rules": RULES,
        "A store and its journal": UPKEEP,
    }
    sections = (line for title, codes in parts.items() for line in _section(title, codes))
    return "\n".join([_HEAD, *_stages(), *sections])


def main(arguments: list[str] | None = None) -> None:
    """Write the page into the file that is named."""
    target = Path((sys.argv[1:] if arguments is None else arguments)[0])
    target.write_text(findings_page(), encoding="utf-8", newline="\n")


def _stages() -> Iterator[str]:
    yield "## The stages\n"
    yield "A submission passes them in this order. Each looks at everything, and all that it finds is told.\n"
    yield "| stage | what it does |"
    yield "|---|---|"
    yield from (f"| {stage.name} | {stage.does} |" for stage in STAGES)
    yield ""


def _section(title: str, codes: object) -> Iterator[str]:
    yield f"## {title}\n"
    yield "| code | finding | stage | what it means | how to mend it |"
    yield "|---|---|---|---|---|"
    assert isinstance(codes, dict)
    for name in sorted(codes):
        code = codes[name]
        cells = (code.title, stage_of(name), code.explanation, code.remedy)
        yield (
            f'| {name} <a id="{name}"></a> | ' + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
        )
    yield ""


if __name__ == "__main__":
    main()
