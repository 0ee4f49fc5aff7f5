"""Turtle, TriG, N-Triples and N-Quads whose every triple knows where its parts stand.

The text is handed to the parser in pieces, each ending with a mark that may end a triple (``; , . ] ) { }``) and the one
character after it. So a triple arrives with the piece that its object stands in, and the piece says where.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, cast

from pyoxigraph import RdfFormat, parse

from kg.errors import LimitError, Place, ReadingError
from kg.reading.rows import NOWHERE, Row, Spot, row_of
from kg.reading.texts import Lines

__all__ = ["rows_of"]

_DEEPEST = 100
_NAME = r"(?:\.*(?:[\w:\-·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]))*"
_TOKEN = re.compile(
    rf"""
      (?P<skip> \#[^\n\r]* | @(?:prefix|base|version)\b )
    | (?P<term>
        (?: \"\"\"[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*+\"\"\"
          | '''[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*+'''
          | "[^"\\\n\r]*+(?:\\.[^"\\\n\r]*+)*+"
          | '[^'\\\n\r]*+(?:\\.[^'\\\n\r]*+)*+' )
        (?: @[A-Za-z][A-Za-z0-9\-]* | \s*\^\^\s*(?:<[^<>\s]*>|[^\W\d][\w.\-·]*:{_NAME}) )?
      | <[^<>\s]*>
      | [+\-]?(?:\d*\.\d+|\d+\.(?=[eE])|\d+)(?:[eE][+\-]?\d+)?
      | (?:[^\W\d][\w.\-·]*)?:{_NAME}
      | [A-Za-z]+ )
    | (?P<open> [\[(] )
    | (?P<mark> [;,.\])}}{{] )
    """,
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"[+\-]?[\d.]+")


@dataclass(slots=True)
class _Level:
    """What was said so far inside one pair of brackets: offsets of the subject, the predicate, and newer terms."""

    subject: int = -1
    predicate: int = -1
    terms: list[int] = field(default_factory=list)


class _Pieces:
    """A text handed to a parser piece by piece; ``spots`` says where the parts of the present triple stand."""

    def __init__(self, text: str, name: str, *, by_line: bool) -> None:
        self._text, self._name, self._by_line = text, name, by_line
        self.lines = Lines(text)
        self._levels = [_Level()]
        self._graph = -1
        self._cuts = self._walk()
        self._piece = b""
        self._at = 0
        self.offsets = (-1, -1, -1, -1)
        self.joined = False

    def read(self, size: int = -1) -> bytes:
        """The next piece, or what of it fits into ``size`` bytes."""
        if not self._piece:
            end = next(self._cuts, None)
            end = len(self._text) if end is None else end
            self._piece = self._text[self._at : end].encode()
            self._at = end
        if size < 0 or len(self._piece) <= size:
            given, self._piece = self._piece, b""
        else:
            given, self._piece = self._piece[:size], self._piece[size:]
        return given

    @property
    def spots(self) -> tuple[Spot, Spot, Spot, Spot]:
        """Line and column of subject, predicate, object and graph of the triple that the parser just gave."""
        subject, predicate, value, graph = (
            self.lines.at(offset) if offset >= 0 else NOWHERE for offset in self.offsets
        )
        return subject, predicate, value, graph

    def _walk(self) -> Iterator[int]:
        """The ends of the pieces; the state is that of the piece which was given last."""
        numbers = (-1, -1)
        for token in _TOKEN.finditer(self._text):
            kind, start = token.lastgroup, token.start()
            if kind == "term":
                self._levels[-1].terms.append(start)
                if _NUMBER.fullmatch(token[0]):
                    parted = numbers[1] == start - 1 and self._text[start - 1] == ","
                    numbers = (numbers[0] if parted else start, token.end())
            elif kind == "open":
                self._levels[-1].terms.append(start)
                self._levels.append(_Level(start, start if token[0] == "(" else -1))
                self._refuse_depth(start)
            elif kind == "mark":
                self._notice(token[0], numbers)
                yield min(token.end() + 1, len(self._text))
                self._forget(token[0])

    def _notice(self, mark: str, numbers: tuple[int, int]) -> None:
        """Say where the parts stand of a triple that ends with this mark."""
        level = self._levels[-1]
        if mark in "])" and not level.terms and len(self._levels) > 1:
            level = self._levels[-2]
        terms = level.terms
        if mark == "{" and terms:
            self._graph = terms[-1]
        if self._by_line:
            subject, predicate, value, graph = [*terms, -1, -1, -1, -1][:4]
            self.offsets = (subject, predicate, value, graph)
            return
        if len(terms) > 2 and level.subject < 0:
            level.subject = terms[-3]
        if len(terms) > 1 and level.predicate < 0:
            level.predicate = terms[-2]
        self.offsets = (level.subject, level.predicate, terms[-1] if terms else -1, self._graph)
        self.joined = bool(terms) and numbers[0] < terms[-1] < numbers[1]

    def _forget(self, mark: str) -> None:
        """What the mark ends is behind us."""
        level = self._levels[-1]
        if mark in "])":
            if len(self._levels) > 1:
                self._levels.pop()
            return
        level.terms.clear()
        if mark != ",":
            level.predicate = -1
        if mark not in ",;":
            level.subject = -1 if len(self._levels) == 1 else level.subject
        if mark == "}":
            self._graph = -1

    def _refuse_depth(self, at: int) -> None:
        if len(self._levels) > _DEEPEST:
            message = f"the file nests deeper than {_DEEPEST} levels"
            raise LimitError(message, Place(self._name, *self.lines.at(at)))


def rows_of(text: str, name: str, form: RdfFormat) -> Iterator[Row]:
    """Every triple of a text with the places of its parts.

    Raises:
        ReadingError: the text is not of this form; with line and column.
        LimitError: it nests too deep.
    """
    by_line = form in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)
    pieces = _Pieces(text, name, by_line=by_line)
    try:
        for quad in parse(cast("IO[bytes]", pieces), format=form):
            yield row_of(quad, pieces.spots, joined=pieces.joined)
    except MemoryError as error:
        if "buffer" not in str(error):
            raise
        line, column = pieces.spots[2]
        place = Place(name, line or None, column or None)
        raise LimitError("a text or name is longer than any can be", place) from error
    except SyntaxError as error:
        message = re.sub(r"^Parser error at [^:]*: ", "", str(error.msg or error))
        raise ReadingError(message, _break(error, pieces, name)) from error


def _break(error: SyntaxError, pieces: _Pieces, name: str) -> Place:
    if not error.lineno:
        return Place(name)
    return Place(name, *pieces.lines.spot(error.lineno, error.offset or 1))
