"""A query without its sums and comparisons: these read nothing, and parsing them takes most of the time."""

from __future__ import annotations

import re

__all__ = ["bare_query"]

_TOKEN = re.compile(
    r"""(?P<still>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|<[^<>"{}|^`\\\s]*>|\#[^\n]*)|(?P<open>\()|(?P<close>\))""",
    re.VERBOSE,
)
_CALL = re.compile(r"\b(FILTER|BIND)\s*(?=\()", re.IGNORECASE)
_NEEDED = re.compile(r"\bEXISTS\b", re.IGNORECASE)
_ALIAS = re.compile(r"\(\s*\?\w+\s+AS\s+\?\w+\s*\)\Z", re.IGNORECASE)


def bare_query(query: str) -> str:
    """The query without each FILTER and BIND that looks at no triple and gives no variable a second name.

    A query with long strings is left as it is.
    """
    if '"""' in query or "'''" in query:
        return query
    kept, position = [], 0
    still = [match.span() for match in _TOKEN.finditer(query) if match["still"]]
    for call in _CALL.finditer(query):
        if call.start() < position or any(start <= call.start() < end for start, end in still):
            continue
        end = _closing(query, call.end())
        if end is None or _NEEDED.search(query, call.end(), end) or _ALIAS.match(query[call.end() : end]):
            continue
        kept.append(query[position : call.start()])
        position = end
    return "".join([*kept, query[position:]])


def _closing(query: str, start: int) -> int | None:
    """Where the parenthesis that opens at ``start`` has closed."""
    depth = 0
    for match in _TOKEN.finditer(query, start):
        depth += bool(match["open"]) - bool(match["close"])
        if depth == 0 and not match["still"]:
            return match.end()
    return None
