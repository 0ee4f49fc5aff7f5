"""The reckoner asked by names, as people type them."""

from __future__ import annotations

from collections.abc import Callable

from kg.answers.lookups import Lookup
from kg.answers.naming import resolve_kind
from kg.errors import UsageProblem
from kg.model.period import Period
from kg.names import Names
from kg.reckoning.account import Explanation, Reckoning, Scope, short
from kg.reckoning.reckoner import Reckoner

__all__ = ["explain", "reckon"]


def explain(lookup: Lookup, names: Callable[[], Names], name: str) -> Explanation:
    """A figure explained, by its id, prefixed name or IRI.

    Raises:
        UnknownName: no figure carries the name.
        UsageProblem: it stands in another cell than that of its key.
    """
    iri = resolve_kind(name, ["figure"], lookup.store, names)
    reckoner = Reckoner(lookup.store, lookup.lang)
    if not reckoner.knows(iri):
        raise UsageProblem(
            f"{short(iri)} cannot be reckoned with: it lacks a part of its key, or its cell is that of another."
        )
    return reckoner.explain(iri)


def reckon(
    lookup: Lookup,
    names: Callable[[], Names],
    *,
    source: str | None = None,
    place: str | None = None,
    period: str | None = None,
) -> Reckoning:
    """Everything in a scope, judged; the whole graph where nothing is given.

    Raises:
        UnknownName: nothing carries the name.
        AmbiguousName: several things carry it.
        UsageProblem: no such period.
    """
    found = None if source is None else resolve_kind(source, ["source"], lookup.store, names)
    where = None if place is None else resolve_kind(place, ["place", "group"], lookup.store, names)
    when = None if period is None else _period(period)
    labels = lookup.labels([one for one in (where,) if one])
    told = [
        *([f"source {short(found)}"] if found else []),
        *([labels.get(where, short(where))] if where else []),
        *([when] if when else []),
    ]
    title = ", ".join(told) or "the whole graph"
    scope = Scope(source=found, place=where, period=when, title=title)
    return Reckoner(lookup.store, lookup.lang).reckon(scope)


def _period(text: str) -> str:
    try:
        return Period.parse(text.removeprefix("period:")).text
    except ValueError:
        raise UsageProblem(
            f"“{text}” is no period; write 2019, 2019-01, 2019-Q1, 2019-H1 or 2022-01/2022-11."
        ) from None
