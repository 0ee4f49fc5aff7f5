"""A text as it is compared: folded letter by letter, so that positions stay, and cut into sentences and paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

__all__ = ["Prose"]

_FULLWIDTH = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_ALIKE = {
    **_FULLWIDTH,
    **dict.fromkeys(map(ord, "\u00a0\u2007\u202f\u3000"), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019"), "'"),
}
_END = re.compile(r"[。！？；]+[”’」）)]*|(?<![ .][A-Z])(?<!No)[.!?]+[\"”’)]*(?=\s+[\"“‘'(A-Z0-9])|\n+")
_CLAUSE = re.compile(r"[;:—，；]|, (?:but|while|and|whereas|although|with|which)\b")


class Prose:
    """One text, with its folded form and the ends of its sentences; positions are code points of the text."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> str:
        """The text in small letters, with fullwidth signs, odd spaces and hyphens as plain ones; equally long."""
        plain = self.text.translate(_ALIKE)
        return "".join(low if len(low := letter.lower()) == 1 else letter for letter in plain)

    @cached_property
    def _ends(self) -> list[int]:
        return [0, *(found.end() for found in _END.finditer(self.text)), len(self.text)]

    def sentence(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence that holds a position."""
        index = bisect_right(self._ends, at, hi=len(self._ends) - 1)
        return self._ends[index - 1], self._ends[index]

    def paragraph(self, at: int) -> tuple[int, int]:
        """Start and end of the line that holds a position."""
        end = self.text.find("\n", at)
        return self.text.rfind("\n", 0, at) + 1, len(self.text) if end < 0 else end

    def clause(self, at: int) -> int:
        """Where the clause that holds a position starts, inside its sentence."""
        start, _ = self.sentence(at)
        return max((found.end() for found in _CLAUSE.finditer(self.folded, start, at)), default=start)
