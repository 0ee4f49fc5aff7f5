"""What a change does to the kin of figures: relations are computed from keys, so that no triple of a change says it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from kg.gate.incremental.access import Access, Row
from kg.gate.kin.keys import PARTS
from kg.gate.kin.relations import RELATIONS
from kg.vocabulary import expand

__all__ = ["kin_changes"]

_CELL = expand("trade:cell")
_KEYED = {*PARTS, _CELL}
_NESTED = {
    expand("schema:containedInPlace"): ("trade:reporter", "trade:partner"),
    expand("skos:broader"): ("trade:product",),
}
"""What nests places and products, and the properties of the figures of what is nested."""
_BOUNDARY = expand("trade:customsTerritory")
_COMPANY = {expand(f"trade:{name}") for name in ("group", "groupType", "member", "placeType")}
"""What decides among whom somebody is ranked."""


def kin_changes(rows: Iterable[Row], states: Sequence[Access]) -> list[Row]:
    """The relations, before and after a change, that it may have brought or ended.

    Those of what is wholly new, or gone, are left out: a rule reads its triples, or its place in a cell, as well.

    Args:
        rows: what is added and removed.
        states: the graph with its kin before the change, and after it.
    """
    changed = list(rows)
    touched = {row[0] for row in changed if _name(row) in _KEYED}
    touched |= {figure for node in touched for figure in _pointing(states, "trade:denominator", node)}
    for predicate, properties in _NESTED.items():
        tops = {row[0] for row in changed if _name(row) in (predicate, _BOUNDARY)}
        for node in _below(states, predicate, tops):
            touched |= {figure for name in properties for figure in _pointing(states, name, node)}
    if any(_name(row) in _COMPANY for row in changed):
        for state in states:
            touched |= {row[0] for row in state.match(None, state.iri(expand("trade:rankedAmong")), None)}
    staying = [node for node in touched if all(_is_there(state, node) for state in states)]
    return list(dict.fromkeys(row for state in states for node in staying for row in _kin(state, node)))


def _is_there(state: Access, node: Hashable) -> bool:
    return any(True for _ in state.match(node, None, None))


def _kin(state: Access, figure: Hashable) -> Iterable[Row]:
    """The relations from a figure, and those to its cells."""
    cells = [row[2] for row in state.match(figure, state.iri(_CELL), None)]
    for name in RELATIONS:
        yield from state.match(figure, state.iri(name), None)
        for cell in cells:
            yield from state.match(None, state.iri(name), cell)


def _pointing(states: Sequence[Access], name: str, node: Hashable) -> set[Hashable]:
    return {row[0] for state in states for row in state.match(None, state.iri(expand(name)), node)}


def _below(states: Sequence[Access], predicate: str, tops: Iterable[Hashable]) -> set[Hashable]:
    """Nodes, and all that lies in them before or after the change."""
    found: set[Hashable] = set()
    waiting = set(tops)
    while waiting:
        node = waiting.pop()
        found.add(node)
        inner = {row[0] for state in states for row in state.match(None, state.iri(predicate), node)}
        waiting |= inner - found
    return found


def _name(row: Row) -> str:
    return str(getattr(row[1], "value", ""))
