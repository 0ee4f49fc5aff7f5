"""The registered prefixes as lines of a query or of a Turtle file."""

from __future__ import annotations

from collections.abc import Iterable

from kg.vocabulary import PREFIXES

__all__ = ["prologue"]


def prologue(names: Iterable[str] | None = None, *, turtle: bool = False) -> str:
    """One PREFIX line (``turtle``: one @prefix line) for each of ``names``, sorted; all registered ones by default.

    Raises:
        KeyError: a prefix is not registered.
    """
    form = "@prefix {}: <{}> .\n" if turtle else "PREFIX {}: <{}>\n"
    return "".join(form.format(name, PREFIXES[name]) for name in sorted(PREFIXES if names is None else names))
