"""Accounts put into form: blocks of lines for a terminal or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.printing.terminal import Style
from kg.printing.widths import wrap

__all__ = ["Block", "in_markdown", "in_text"]


@dataclass(frozen=True, slots=True)
class Block:
    """A title and lines; a line that starts with a space belongs to the one before."""

    title: str
    lines: tuple[str, ...]


def in_text(title: str, facts: Sequence[str], blocks: Iterable[Block], style: Style | None = None) -> str:
    """An account as text for a terminal."""
    style = style or Style()
    lines = [style.bold(title), *facts]
    for block in blocks:
        lines += ["", style.bold(block.title)]
        lines += [part for line in block.lines for part in _wrapped(line, style.columns)]
    return "\n".join(lines) + "\n"


def _wrapped(line: str, columns: int | None) -> list[str]:
    indent = len(line) - len(line.lstrip()) + 2
    if not columns or columns < 40:
        return [" " * indent + line.lstrip()]
    first, *rest = wrap(line.lstrip(), columns - indent - 4)
    return [" " * indent + first, *(" " * (indent + 4) + part for part in rest)]


def in_markdown(title: str, facts: Sequence[str], blocks: Iterable[Block]) -> str:
    """An account in Markdown."""
    lines = [f"# {title}", "", *(f"- {fact}" for fact in facts)]
    for block in blocks:
        lines += ["", f"## {block.title}", ""]
        for line in block.lines:
            indent = "  " if line.startswith(" ") else ""
            lines.append(f"{indent}- {_escaped(line.strip())}")
    return "\n".join(lines) + "\n"


def _escaped(line: str) -> str:
    return line.replace("*", "\\*").replace("<", "\\<").replace("_", "\\_")
