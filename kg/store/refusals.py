"""Refused queries told in words: where, what stands there, and what may be meant."""

from __future__ import annotations

import difflib
import re

from kg.errors import QueryError
from kg.store.tokens import tokens
from kg.vocabulary import PREFIXES

__all__ = ["refusal"]

_WHERE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_SHOWN = 30


def refusal(query: str, message: str) -> QueryError:
    """The error for a query that the engine refused with ``message``."""
    unknown = _unknown_prefix(query)
    if unknown is not None:
        return unknown
    found = _WHERE.match(message.strip())
    if found is None:
        return QueryError(" ".join(message.split()))
    line, column = int(found[1]), int(found[2])
    told = [part for part in re.split(r",\s+", " ".join(found[3].split())) if _is_sentence(part)]
    return QueryError("; ".join(told) or _unexpected(query, line, column), line=line, column=column)


def _is_sentence(part: str) -> bool:
    return " " in part and part[0].isalpha() and not part.startswith("one of")


def _unknown_prefix(query: str) -> QueryError | None:
    """The error for the first name whose prefix nobody declared; the engine itself does not name it."""
    declared = {"", *PREFIXES}
    last = ""
    for token in tokens(query):
        prefix = token.text.partition(":")[0]
        if token.kind == "prefixed" and last == "PREFIX":
            declared.add(prefix)
        elif token.kind == "prefixed" and prefix not in declared:
            return _undeclared(query, prefix, token.start, sorted(declared - {""}))
        last = token.text.upper() if token.kind == "word" else ""
    return None


def _undeclared(query: str, prefix: str, start: int, declared: list[str]) -> QueryError:
    near = difflib.get_close_matches(prefix, declared, n=1, cutoff=0.5)
    hint = f"Did you mean “{near[0]}:”?" if near else f"Declare it: PREFIX {prefix}: <…>."
    before = query[:start]
    return QueryError(
        f"The prefix “{prefix}:” is neither declared nor registered. {hint}",
        line=before.count("\n") + 1,
        column=start - before.rfind("\n"),
    )


def _unexpected(query: str, line: int, column: int) -> str:
    lines = query.splitlines() or [""]
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    if not rest:
        rest = next((text.strip() for text in lines[line:] if text.strip()), "")
    if not rest:
        return "The query ends too early."
    shown = rest if len(rest) <= _SHOWN else rest[:_SHOWN] + "…"
    return f"“{shown}” cannot stand here."
