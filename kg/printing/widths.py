"""How wide a text stands in a terminal, where a Chinese character takes two columns; padding and wrapping by it."""

from __future__ import annotations

import unicodedata

__all__ = ["pad", "width", "wrap"]


def width(text: str) -> int:
    """The columns that a text takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """The text filled with spaces to so many columns, on its right or (``right``) on its left side."""
    gap = " " * max(0, columns - width(text))
    return gap + text if right else text + gap


def wrap(text: str, columns: int) -> list[str]:
    """The text in lines of at most so many columns, broken at spaces or between wide characters.

    A longer word is broken rather than lost. At least one line comes back.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if width(line) + width(piece.rstrip()) > columns and line.strip():
            lines.append(line.rstrip())
            line = ""
        while width(piece.rstrip()) > columns:
            head = _head(piece, columns)
            lines.append(head)
            piece = piece[len(head) :]
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.rstrip() or not lines else lines


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pieces(text: str) -> list[str]:
    """The text cut where a line may end: after a run of spaces and after each wide character."""
    pieces, piece = [], ""
    for character in " ".join(text.split()):
        piece += character
        if character == " " or _columns(character) == 2:
            pieces.append(piece)
            piece = ""
    return [*pieces, piece] if piece else pieces


def _head(text: str, columns: int) -> str:
    taken = 0
    for index, character in enumerate(text):
        taken += _columns(character)
        if taken > max(columns, 2):
            return text[:index]
    return text
