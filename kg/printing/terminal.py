"""An answer as text for a terminal: aligned columns, footnotes, a line that counts the rows.

Nothing is ever cut off: texts wrap, and where even that is too wide each row is told as a block of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.grid import Grid
from kg.printing.footnotes import Footnotes, footnotes
from kg.printing.layout import MISSING, Strip, reference_heading, strips
from kg.printing.widths import pad, width, wrap

__all__ = ["Style", "counted", "table_text"]

_NARROWEST = 12
_GAP = "   "


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How to print: ``columns`` of the terminal (None: no limit), colour, footnotes, intervals."""

    columns: int | None = None
    colour: bool = False
    sources: bool = True
    intervals: bool = False

    def bold(self, text: str) -> str:
        """The text in bold where colour is wanted."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour and text else text

    def faint(self, text: str) -> str:
        """The text in faint letters where colour is wanted."""
        return f"\x1b[2m{text}\x1b[0m" if self.colour and text else text


def table_text(grid: Grid, style: Style | None = None) -> str:
    """The answer as lines of text, ending in a line break."""
    style = style or Style()
    notes = footnotes(grid) if style.sources else Footnotes((), ())
    columns = strips(grid, intervals=style.intervals)
    if any(notes.marks):
        marks = (", ".join(str(n) for n in numbers) for numbers in notes.marks)
        columns.append(
            Strip(reference_heading(columns), tuple(f"[{mark}]" if mark else MISSING for mark in marks))
        )
    lines = [_head(grid, style), *_body(columns, style), *_foot(grid, notes, style)]
    return "\n".join(line.rstrip() for line in lines if line is not None) + "\n"


def counted(number: int, one: str, many: str = "") -> str:
    """A number of things in words: "1 row", "2 rows"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _head(grid: Grid, style: Style) -> str | None:
    rows = counted(len(grid.records), "row")
    count = rows if grid.elapsed_ms is None else f"{rows} · {grid.elapsed_ms:.0f} ms"
    return f"{style.bold(grid.title)}{_GAP}{style.faint(count)}" if grid.title else style.faint(count)


def _body(columns: Sequence[Strip], style: Style) -> list[str]:
    if not columns or not columns[0].texts:
        return []
    widths = _fitted(columns, style.columns)
    if widths is None:
        return _blocks(columns, style)
    heading = _row([strip.heading for strip in columns], columns, widths)
    lines = [style.bold(line.rstrip()) for line in heading]
    for cells in zip(*(strip.texts for strip in columns), strict=True):
        lines += _row(cells, columns, widths)
    return lines


def _row(cells: Sequence[str], columns: Sequence[Strip], widths: Sequence[int]) -> list[str]:
    wrapped = [
        [cell] if strip.right and width(cell) <= size else wrap(cell, size)
        for cell, strip, size in zip(cells, columns, widths, strict=True)
    ]
    height = max(len(lines) for lines in wrapped)
    return [
        _GAP.join(
            pad(lines[n] if n < len(lines) else "", size, right=strip.right)
            for lines, strip, size in zip(wrapped, columns, widths, strict=True)
        )
        for n in range(height)
    ]


def _fitted(columns: Sequence[Strip], room: int | None) -> list[int] | None:
    """The width of each column so that a row fits into ``room``; None where it cannot."""
    widths = [strip.width for strip in columns]
    if room is None:
        return widths
    over = sum(widths) + len(_GAP) * (len(widths) - 1) - room
    while over > 0:
        soft = [n for n, strip in enumerate(columns) if not strip.right and widths[n] > _NARROWEST]
        if not soft:
            return None
        widest = max(soft, key=lambda n: widths[n])
        widths[widest] -= 1
        over -= 1
    return widths


def _blocks(columns: Sequence[Strip], style: Style) -> list[str]:
    size = max(width(strip.heading) for strip in columns)
    room = max(_NARROWEST, (style.columns or 80) - size - len(_GAP))
    lines: list[str] = []
    for cells in zip(*(strip.texts for strip in columns), strict=True):
        lines += [""] if lines else []
        for strip, cell in zip(columns, cells, strict=True):
            first, *rest = wrap(cell.strip(), room)
            lines.append(f"{style.bold(pad(strip.heading, size))}{_GAP}{first}")
            lines += [f"{' ' * size}{_GAP}{line}" for line in rest]
    return lines


def _foot(grid: Grid, notes: Footnotes, style: Style) -> list[str]:
    lines = []
    for number, line in enumerate(notes.lines, 1):
        mark = f"[{number}] "
        first, *rest = wrap(line, style.columns - len(mark)) if style.columns else [line]
        lines += [style.faint(mark + first), *(style.faint(" " * len(mark) + more) for more in rest)]
    return lines
