"""The parts of a query text that questions rest on: VALUES blocks of one variable, and the columns of SELECT.

Query files are ours and plain: this reads what a question may hold, it is no SPARQL parser. Comments and strings
cannot hide a block, since a second block of the same variable is an error wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["blocks", "rest_after_header", "selected"]

_BLOCK = re.compile(r"\bVALUES\s+\?(\w+)\s*\{([^{}]*)\}")
_SELECT = re.compile(r"^SELECT\s+(?:DISTINCT\s+)?", re.MULTILINE)
_WHERE = re.compile(r"\bWHERE\b")
_TOKEN = re.compile(r"[()]|\?(\w+)|\*")
_NAMED = re.compile(r"\bAS\s+\?(\w+)\s*\)$")


def blocks(text: str) -> Iterator[tuple[str, int, int]]:
    """Each one-variable VALUES block: the variable, and where its contents start and end."""
    for match in _BLOCK.finditer(text):
        yield match[1], match.start(2), match.end(2)


def selected(text: str) -> list[str]:
    """The names of the columns of the first SELECT that starts a line, "*" included."""
    start = _SELECT.search(text)
    end = _WHERE.search(text, start.end()) if start else None
    if start is None or end is None:
        return []
    return list(_columns(text[start.end() : end.start()]))


def rest_after_header(text: str) -> str:
    """The query without its header lines."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#+"))


def _columns(clause: str) -> Iterator[str]:
    depth = opened = 0
    for token in _TOKEN.finditer(clause):
        if token[0] == "(":
            opened = token.start() if depth == 0 else opened
            depth += 1
        elif token[0] == ")":
            depth -= 1
            named = _NAMED.search(clause[opened : token.end()]) if depth == 0 else None
            if named:
                yield named[1]
        elif depth == 0:
            yield token[1] or token[0]
