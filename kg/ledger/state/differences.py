"""Differences between two states in facts, not triples: what came, what went, what has another value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from pyoxigraph import Quad

from kg.grid import Measured, unit_name
from kg.ledger.journal.changes import ChangeSet
from kg.ledger.state.derived import is_derived
from kg.ledger.state.overlay import Overlay
from kg.rdf import node
from kg.vocabulary import expand, shorten

__all__ = ["Difference", "differences"]

_KINDS = {
    "trade:Figure": "figure",
    "trade:Statement": "statement",
    "trade:Source": "source",
    "trade:Acceptance": "decision",
}
_CELL = ("trade:reporter", "trade:partner", "trade:product", "trade:flow", "trade:indicator", "trade:period")


_NUMBER = frozenset(
    f"trade:{name}"
    for name in (
        *("value", "printed", "unit", "multiplier", "decimals", "bound", "lower", "upper"),
        *("lowerOpen", "upperOpen", "lowerSoft", "upperSoft"),
    )
)
_Change = tuple[str, str | None, str | None]


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One fact that differs: ``change`` is "added", "removed" or "changed".

    ``summary`` says what the fact is; ``values`` holds what changed as (property, old, new), with None where there was
    nothing, or is nothing any more; the number of a figure is one property, "amount".
    """

    change: str
    kind: str
    fact: str
    summary: str
    values: tuple[_Change, ...] = ()


def differences(change: ChangeSet, before: Overlay, after: Overlay) -> tuple[Difference, ...]:
    """The facts that a change touches, told by their states before and after it."""
    touched = {
        str(getattr(quad.subject, "value", ""))
        for quad in (*change.added, *change.removed)
        if not is_derived(quad)
    }
    found = (_difference(iri, before.of(iri), after.of(iri)) for iri in sorted(touched))
    return tuple(sorted(one for one in found if one is not None))


def _difference(iri: str, old: list[Quad], new: list[Quad]) -> Difference | None:
    was, is_ = _kind(old), _kind(new)
    kind = is_ or was
    if kind is None:
        return None
    name, summary = shorten(iri), _summary(new if is_ else old)
    if was is None or is_ is None:
        return Difference("added" if was is None else "removed", kind, name, summary)
    first, second = _values(old), _values(new)
    changed = tuple(
        (prop, first.get(prop), second.get(prop))
        for prop in sorted(first.keys() | second.keys())
        if first.get(prop) != second.get(prop)
    )
    return Difference("changed", kind, name, summary, _told(changed, first, second)) if changed else None


def _told(changed: tuple[_Change, ...], first: dict[str, str], second: dict[str, str]) -> tuple[_Change, ...]:
    """What changed as a person says it: a number once, with scale and unit, and no key that only follows from others."""
    props = {prop for prop, _, _ in changed}
    old, new = (_amount(values) if "trade:value" in values else None for values in (first, second))
    follows = _NUMBER if old and new and old != new else frozenset()
    if props & set(_CELL):
        follows |= {"trade:cell"}
    amount = (("amount", old, new),) if props & follows & _NUMBER else ()
    return (*amount, *(one for one in changed if one[0] not in follows))


def _kind(quads: Iterable[Quad]) -> str | None:
    kinds = {shorten(_text(q.object)) for q in quads if q.predicate == node("rdf:type")}
    return next((_KINDS[name] for name in sorted(kinds) if name in _KINDS), None)


def _summary(quads: list[Quad]) -> str:
    """A line that says what a fact is: a figure's cell and number, a source's title, a statement's gist."""
    values = _values(quads)
    if "trade:value" in values:
        cell = [values[prop].partition(":")[2] for prop in _CELL if prop in values]
        return f"{' · '.join(cell)}: {_amount(values)}"
    if "trade:accepts" in values:
        return f"{values['trade:accepts']} counts for its cell: {values.get('trade:reason', '')}"
    for prop in ("dcterms:title", "trade:gist"):
        if prop in values:
            return values[prop]
    return " by ".join(values[prop] for prop in ("trade:act", "trade:speaker") if prop in values)


def _amount(values: dict[str, str]) -> str:
    """A figure's number as one would say it: "6.1 trillion CNY", "-5.6 %"."""
    try:
        return Measured(
            value=Decimal(values["trade:value"]),
            unit=unit_name(values.get("trade:unit", "").replace(":", "/")),
            bound=values.get("trade:bound", "").partition(":")[2] or None,
            multiplier=int(values.get("trade:multiplier", "0")),
            decimals=int(values.get("trade:decimals", "0")),
            indicator=values.get("trade:indicator", "").partition(":")[2],
        ).text
    except (ValueError, InvalidOperation):
        return values["trade:value"]


def _values(quads: Iterable[Quad]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for quad in quads:
        if quad.predicate.value != expand("rdf:type"):
            found.setdefault(shorten(quad.predicate.value), []).append(shorten(_text(quad.object)))
    return {prop: ", ".join(sorted(texts)) for prop, texts in found.items()}


def _text(term: object) -> str:
    return str(getattr(term, "value", term))
