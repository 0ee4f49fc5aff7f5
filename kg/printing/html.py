"""An answer as an HTML table with a caption and its sources as footnotes, for notebooks."""

from __future__ import annotations

from html import escape

from kg.grid import Grid
from kg.printing.footnotes import footnotes
from kg.printing.layout import reference_heading, strips

__all__ = ["html_text"]


def html_text(grid: Grid) -> str:
    """The answer in HTML: a table with a caption and headings, then its sources and notes; all texts escaped."""
    columns, notes = strips(grid), footnotes(grid)
    cited = any(notes.marks)
    lines = ["<table>", f"<caption>{escape(grid.title)}</caption>"] if grid.title else ["<table>"]
    headings = [strip.heading for strip in columns] + ([reference_heading(columns)] if cited else [])
    lines.append(f"<thead><tr>{''.join(_heading(text) for text in headings)}</tr></thead>")
    lines.append("<tbody>")
    for number, cells in enumerate(zip(*(strip.texts for strip in columns), strict=True)):
        made = [_cell(cell, right=strip.right) for cell, strip in zip(cells, columns, strict=True)]
        marks = ", ".join(str(mark) for mark in notes.marks[number])
        made += [_cell(f"[{marks}]" if marks else "–")] if cited else []
        lines.append(f"<tr>{''.join(made)}</tr>")
    lines += ["</tbody>", "</table>"]
    lines += [f"<p>[{number}] {escape(line)}</p>" for number, line in enumerate(notes.lines, 1)]
    lines += [f"<p>{escape(note)}</p>" for note in grid.notes]
    return "\n".join(lines) + "\n"


def _heading(text: str) -> str:
    return f'<th scope="col">{escape(text)}</th>'


def _cell(text: str, *, right: bool = False) -> str:
    style = ' style="text-align: right"' if right else ""
    return f"<td{style}>{escape(text.strip())}</td>"
