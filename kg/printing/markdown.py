"""An answer as a Markdown table with its sources as footnotes."""

from __future__ import annotations

from kg.grid import Grid
from kg.printing.footnotes import footnotes
from kg.printing.layout import strips

__all__ = ["markdown_text"]


def markdown_text(grid: Grid, *, sources: bool = True) -> str:
    """The answer in Markdown: a heading, a table, footnotes, notes."""
    columns = strips(grid)
    notes = footnotes(grid)
    lines = [f"**{_escaped(grid.title)}**", ""] if grid.title else []
    if grid.records and columns:
        lines.append(_row([strip.heading for strip in columns]))
        lines.append(_row(["---:" if strip.right else "---" for strip in columns], escape=False))
        for number, cells in enumerate(zip(*(strip.texts for strip in columns), strict=True)):
            marks = "".join(f"[^{mark}]" for mark in notes.marks[number]) if sources else ""
            lines.append(_row([cell.strip() for cell in cells], tail=marks))
    else:
        lines.append("No rows.")
    if sources and notes.lines:
        lines += ["", *(f"[^{number}]: {line}" for number, line in enumerate(notes.lines, 1))]
    lines += ["", *(f"> {note}" for note in grid.notes)] if grid.notes else []
    return "\n".join(lines) + "\n"


def _row(cells: list[str], *, tail: str = "", escape: bool = True) -> str:
    texts = [_escaped(cell) if escape else cell for cell in cells]
    return f"| {' | '.join([*texts[:-1], texts[-1] + tail])} |"


def _escaped(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")
    return escaped.replace("<", "&lt;").replace("~ ", "\\~ ").replace("*", "\\*").replace("[", "\\[")
