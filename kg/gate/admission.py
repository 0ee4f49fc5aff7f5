"""Whether a change of a store may be made: what the rules find that the change is to blame for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.findings import Report
from kg.gate.effects import Effects, by_fact
from kg.gate.rows import settle
from kg.gate.rules import rules

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["judge"]


def judge(
    store: pyoxigraph.Store, *, added: Iterable[pyoxigraph.Quad] = (), removed: Iterable[pyoxigraph.Quad] = ()
) -> Report:
    """What speaks against a change, of facts or of what follows from them; the store is not touched.

    Raises:
        DamagedError: the rules are such that nothing would be checked.
    """
    given, coming, going = rules(), list(added), list(removed)
    effects = Effects(given, store, added=coming, removed=going)
    rows = settle([*effects.structure(), *by_fact(effects.across(), effects.subjects)])
    counted = {"triples": len(coming) + len(going), "shapes": given.shapes.count, "checks": len(given.checks)}
    return Report.of([row.finding for row in rows], counted)
