"""Decisions of people on which figure counts for its cell."""

from __future__ import annotations

from datetime import date

from pyoxigraph import Store

from kg.errors import UnknownName
from kg.ledger.journal.changes import ChangeSet
from kg.ledger.state.derived import decision_of
from kg.ledger.state.overlay import Overlay
from kg.model.terms import Text
from kg.rdf import describe, graph_named, node
from kg.vocabulary import expand, shorten, thing

__all__ = ["POLICY", "decision"]

POLICY = "decision"
"""The policy of an acceptance that a person decided."""


def decision(figure: str, reason: str, when: date, engine: Store) -> ChangeSet:
    """The change that lets a figure count for its cell, as a revision of what counted before.

    ``figure`` is an IRI. Where it has been decided so already, there is nothing to change.

    Raises:
        UnknownName: there is no such figure.
    """
    view = Overlay(engine, ChangeSet())
    told = view.of(figure)
    if not any(quad.object == node("trade:Figure") for quad in told):
        raise UnknownName(shorten(figure), kinds=("figure",))
    cell = next(str(getattr(q.object, "value", "")) for q in told if q.predicate == node("trade:cell"))
    slug = cell.removeprefix(thing("cell", ""))
    before = decision_of(cell, view)
    removed = view.of(before) if before else ()
    if any(q.predicate == node("trade:accepts") and str(q.object) == f"<{figure}>" for q in removed):
        return ChangeSet()
    number = int(before.rpartition("-")[2]) + 1 if before else 1
    added = describe(
        graph_named("acceptance"),
        thing("acceptance", f"{slug}-{number}"),
        (
            ("rdf:type", expand("trade:Acceptance")),
            ("trade:cell", thing("cell", slug)),
            ("trade:accepts", expand(shorten(figure))),
            ("trade:policy", POLICY),
            ("trade:reason", Text(reason, "en")),
            ("trade:decidedOn", when),
            ("prov:wasRevisionOf", thing("acceptance", slug if number == 1 else f"{slug}-{number - 1}")),
        ),
    )
    return ChangeSet.of(added, removed)
