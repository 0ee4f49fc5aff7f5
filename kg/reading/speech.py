"""From the statements of a sheet to speech acts and their typed claims."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kg.model.facts import (
    Assessment,
    Causal,
    Composition,
    Definition,
    Directive,
    EventMention,
    Forecast,
    Proposition,
    Recommendation,
    Source,
    Statement,
    Trend,
)
from kg.model.period import Period
from kg.reading.cells import read_target
from kg.reading.desk import MISSING, Desk, Missing, nearest, spoken
from kg.reading.figures import replacing
from kg.reading.keys import PROPOSITIONS, STATEMENT
from kg.reading.marked import Fields, Items, Node, Scalar
from kg.reading.values import BLANK, last_day, read_fields, read_passages, require
from kg.vocabulary import thing

__all__ = ["read_statement"]

_NARRATOR = thing("speaker", "narrator")
_PROPERTIES = {
    "about": "trade:about",
    "act": "trade:act",
    "addressee": "trade:addressee",
    "asserts": "trade:asserts",
    "capacity": "trade:inCapacity",
    "gist": "trade:gist",
    "id": "dcterms:identifier",
    "note": "trade:note",
    "passage": "trade:span",
    "passages": "trade:span",
    "replaces": "trade:revises",
    "reports": "trade:reports",
    "speaker": "trade:speaker",
    "spoken": "trade:spokenOn",
    "spoken_earliest": "trade:spokenEarliest",
    "spoken_latest": "trade:spokenLatest",
    "voice": "trade:voice",
}


def read_statement(desk: Desk, node: Node, source: Source) -> Statement | None:
    """One statement of a source, or None with findings."""
    desk.fact = None
    if not isinstance(node, Fields):
        desk.find("R09", "A statement is a mapping with id, speaker, act and voice.", node)
        return None
    named = node.values.get("id")
    desk.fact = named.text if isinstance(named, Scalar) else None
    whole = desk.check_keys(node, STATEMENT, "A statement")
    found = read_fields(desk, node, STATEMENT)
    passages = read_passages(desk, node, source.id)
    claims = tuple(_propositions(desk, node.values.get("asserts", BLANK)))
    if (
        not whole
        or not require(desk, found, STATEMENT, node, "The statement")
        or isinstance(passages, Missing)
        or None in claims
    ):
        return None
    if not replacing(desk, node, found) or not desk.take_id(found["id"], node.values["id"], "statement"):
        return None
    if "replaces" in found:
        desk.misread.add(thing("statement", found["id"]))
    _keep_places(desk, node, found["id"], len(claims))
    earliest, latest = _dates(found, source)
    return Statement(
        id=found["id"],
        source=source.id,
        speaker=found["speaker"],
        act=found["act"],
        voice=found["voice"],
        also=found.get("also", ()),
        capacity=found.get("capacity"),
        spoken=found.get("spoken"),
        spoken_earliest=earliest,
        spoken_latest=latest,
        basis=found.get("basis", {}),
        addressee=found.get("addressee", ()),
        reports=found.get("reports"),
        passages=passages,
        propositions=tuple(claim for claim in claims if claim is not None),
        about=found.get("about", ()),
        gist=found.get("gist"),
        note=found.get("note"),
    )


def _dates(found: dict[str, Any], source: Source) -> tuple[Any, Any]:
    """The first and last day on which it can have been said; a narrator speaks when the source is published."""
    spoken = found.get("spoken")
    earliest, latest = found.get("spoken_earliest"), found.get("spoken_latest")
    if isinstance(spoken, Period):
        return earliest or spoken.start, latest or last_day(spoken)
    if found["speaker"] == _NARRATOR and earliest is None and latest is None:
        return source.issued_earliest, source.issued_latest
    return earliest, latest


def _keep_places(desk: Desk, node: Fields, statement: str, claims: int) -> None:
    iri = thing("statement", statement)
    desk.places[iri, None] = desk.place(node)
    for name, at in node.values.items():
        if name in _PROPERTIES:
            desk.places[iri, _PROPERTIES[name]] = desk.place(at)
    listed = node.values.get("asserts")
    items = listed.items if isinstance(listed, Items) else ()
    for n, item in enumerate(items[:claims], 1):
        desk.places[thing("proposition", f"{statement}-{n}"), None] = desk.place(item)


def _propositions(desk: Desk, node: Node) -> Iterator[Proposition | None]:
    """The claims under asserts; None for each that cannot be read."""
    if isinstance(node, Scalar) and node.text is None:
        return
    if not isinstance(node, Items):
        desk.find("R09", "asserts takes a list of claims, such as [{trend: {…}}].", node, about="asserts")
        yield None
        return
    for item in node.items:
        yield _proposition(desk, item)


def _proposition(desk: Desk, node: Node) -> Proposition | None:
    if not isinstance(node, Fields) or len(node.values) != 1:
        desk.find("R09", "A claim is a mapping of its one kind, such as {trend: {…}}.", node, about="asserts")
        return None
    kind, body = next(iter(node.values.items()))
    table = PROPOSITIONS.get(kind)
    if table is None:
        near = nearest(kind, PROPOSITIONS)
        remedy = f"Did you mean {spoken(near)}?" if near else f"Known are {', '.join(PROPOSITIONS)}."
        desk.find(
            "R02", f"No kind of claim is called “{kind}”.", node.keys[kind], about="asserts", remedy=remedy
        )
        return None
    if not isinstance(body, Fields):
        desk.find("R09", f"{kind} takes a mapping.", body, about=kind)
        return None
    if not desk.check_keys(body, table, kind):
        return None
    found = read_fields(desk, body, table)
    if not require(desk, found, table, body, kind):
        return None
    return _MAKERS[kind](desk, found)


def _forecast(desk: Desk, found: dict[str, Any]) -> Forecast | None:
    target = read_target(desk, found.pop("target")) if "target" in found else None
    if target is MISSING or isinstance(target, Missing):
        return None
    note = found.pop("outcome_note", None)
    if note:
        found["outcome"] = f"{found.get('outcome', 'undecided')}: {note}"
    return Forecast(target=target, **found)


_MAKERS: dict[str, Callable[[Desk, dict[str, Any]], Proposition | None]] = {
    "assessment": lambda _, found: Assessment(**found),
    "causal": lambda _, found: Causal(**found),
    "composition": lambda _, found: Composition(**found),
    "definition": lambda _, found: Definition(**found),
    "directive": lambda _, found: Directive(**found),
    "event": lambda _, found: EventMention(**found),
    "forecast": _forecast,
    "recommendation": lambda _, found: Recommendation(**found),
    "trend": lambda _, found: Trend(**found),
}
