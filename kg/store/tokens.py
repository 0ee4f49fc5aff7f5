r"""The tokens of a query, as far as needed to tell what it is before an engine reads it.

Words inside strings, IRIs, comments, variables and local names do not count. Escaped code points (``\u0053``) are
resolved first, as the grammar has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import QueryError
from kg.vocabulary import PREFIXES

__all__ = ["Token", "calls_elsewhere", "check_form", "form_of", "names_graphs", "tokens", "with_prefixes"]

_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""
      (?P<comment> \#[^\n\r]* )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<text> \"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\" | '''(?:(?:'|'')?(?:[^'\\]|\\.))*'''
              | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    | (?P<variable> [?$]\w+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<blank> _:\w(?:[\w.-]*[\w-])? )
    | (?P<prefixed> (?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])* )
    | (?P<number> \d+(?:\.\d+)?(?:[eE][+-]?\d+)? )
    | (?P<word> [^\W\d]\w* )
    | (?P<space> \s+ )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_QUERIES = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")


class Token(NamedTuple):
    """A token: its kind ("word", "prefixed", "iri", ...), its text, and where it starts."""

    kind: str
    text: str
    start: int


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query in order, spaces and comments left out."""
    for found in _TOKEN.finditer(_ESCAPED.sub(_character, query)):
        if found.lastgroup not in {"space", "comment"}:
            yield Token(found.lastgroup or "mark", found.group(), found.start())


def form_of(query: str) -> str:
    """What kind of query it is: SELECT, ASK, CONSTRUCT or DESCRIBE.

    Raises:
        QueryError: it is an update, or nothing that can be recognised.
    """
    for token in tokens(query):
        word = token.text.upper() if token.kind == "word" else ""
        if word in _QUERIES:
            return word
        if word in _UPDATES:
            raise QueryError(f"This is an update ({word}), and only queries are answered here.")
    raise QueryError("This is no query: SELECT, ASK, CONSTRUCT or DESCRIBE is missing.")


def check_form(query: str, *allowed: str) -> None:
    """Make sure that the query is of an allowed form.

    Raises:
        QueryError: it is of another form.
    """
    form = form_of(query)
    if form not in allowed:
        raise QueryError(f"This is a query of the form {form}; wanted is {' or '.join(allowed)}.")


def calls_elsewhere(query: str) -> bool:
    """Whether the query calls another endpoint (SERVICE).

    Engines may read on without a space between words ("SERVICESILENT:x"), so a word or prefix that merely holds
    the word counts as well: better one odd name refused than one call let through.
    """
    for token in tokens(query):
        name = token.text.partition(":")[0] if token.kind == "prefixed" else token.text
        if token.kind in {"word", "prefixed"} and "SERVICE" in name.upper():
            return True
    return False


def names_graphs(query: str) -> bool:
    """Whether the query says itself which graphs it is about (FROM, FROM NAMED)."""
    return any(token.kind == "word" and token.text.upper() == "FROM" for token in tokens(query))


def with_prefixes(query: str) -> str:
    """The query with a first line that declares the registered prefixes which it uses and does not declare."""
    used: set[str] = set()
    declared: set[str] = set()
    last = ""
    for token in tokens(query):
        if token.kind == "prefixed":
            (declared if last == "PREFIX" else used).add(token.text.partition(":")[0])
        last = token.text.upper() if token.kind == "word" else ""
    wanted = sorted((used - declared) & PREFIXES.keys())
    head = " ".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>" for prefix in wanted)
    return f"{head}\n{query}" if head else query


def _character(found: re.Match[str]) -> str:
    number = int(found.group(1) or found.group(2), 16)
    return chr(number) if number < 0x110000 else found.group()
