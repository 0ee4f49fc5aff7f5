"""From a fact sheet in YAML to facts, findings and places. docs/fact-sheets.md describes the format."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kg.errors import Place
from kg.model.facts import Facts, Source, Statement
from kg.model.period import Period
from kg.model.terms import Partial
from kg.names import Names
from kg.reading.desk import Desk, Missing, is_id
from kg.reading.figures import read_defaults, read_entry
from kg.reading.keys import MEASURES, SHEET, SOURCE
from kg.reading.marked import Fields, Items, Node, Scalar, parse_yaml
from kg.reading.readings import Reading
from kg.reading.speech import read_statement
from kg.reading.texts import lines_of
from kg.reading.values import BLANK, last_day, read_fields, require
from kg.vocabulary import thing

__all__ = ["described_source", "known_source", "read_sheet", "source_of", "with_dates"]

_SOURCE_PROPERTIES = {
    "address": "schema:url",
    "bylines": "trade:byline",
    "copy_of": "trade:copyOf",
    "id": "dcterms:identifier",
    "issued": "dcterms:issued",
    "issued_earliest": "trade:issuedEarliest",
    "issued_latest": "trade:issuedLatest",
    "kind": "trade:sourceKind",
    "note": "trade:note",
    "publisher": "dcterms:publisher",
    "text_digest": "trade:textDigest",
    "text_length": "trade:textLength",
    "title": "dcterms:title",
}


def read_sheet(
    text: str,
    names: Names,
    *,
    file: str = "sheet.yaml",
    sources: Mapping[str, Source] | None = None,
    known: Container[str] = (),
    taken: dict[str, Place] | None = None,
    parse: Callable[[str, str], Node | None] = parse_yaml,
) -> Reading:
    """The facts of one sheet, with its findings and places.

    Args:
        text: the sheet.
        names: what names mean.
        file: how the file is called in findings.
        sources: the registry: sources that a sheet may name by their id.
        known: ids of sources that the graph holds already.
        taken: ids used by the files of this submission so far; added to.
        parse: what makes nodes of a text and the name of its file.

    Raises:
        ReadingError: the text is no YAML.
    """
    root = parse(text, file)
    desk = Desk(file, lines_of(text), names, taken={} if taken is None else taken)
    facts, refused = Facts(), frozenset[str]()
    if isinstance(root, Fields):
        facts = _facts(desk, root, sources or {}, known)
        refused = _refused(root, facts)
    elif root is None or (isinstance(root, Scalar) and root.text is None):
        desk.find("R16", "The sheet is empty.", None)
    else:
        desk.find("R09", "A sheet is a mapping with source and figures or statements.", root)
    return desk.reading(facts, refused)


def _refused(root: Fields, facts: Facts) -> frozenset[str]:
    """What the sheet names by an id and describes, and what is not among its facts."""
    listed = {name: root.values.get(name, BLANK) for name in ("figures", "statements")}
    entries = {name: node.items if isinstance(node, Items) else () for name, node in listed.items()}
    measures = [
        node.values.get(name, BLANK)
        for node in entries["figures"]
        if isinstance(node, Fields)
        for name in MEASURES
    ]
    given = {
        "source": _ids([root.values.get("source", BLANK)]),
        "figure": _ids(measures),
        "statement": _ids(entries["statements"]),
    }
    read = {
        "source": {source.id for source in facts.sources},
        "figure": {figure.id for figure in facts.figures},
        "statement": {statement.id for statement in facts.statements},
    }
    return frozenset(thing(kind, one) for kind, ids in given.items() for one in ids - read[kind])


def _ids(nodes: Iterable[Node]) -> set[str]:
    named = [node.values.get("id", BLANK) for node in nodes if isinstance(node, Fields)]
    return {node.text for node in named if isinstance(node, Scalar) and node.text and is_id(node.text)}


def _facts(desk: Desk, root: Fields, sources: Mapping[str, Source], known: Container[str]) -> Facts:
    desk.check_keys(root, SHEET, "A sheet")
    if "source" not in root.values:
        desk.find(
            "R08",
            "The sheet has no source.",
            root,
            about="source",
            remedy="Add source: with id, title, publisher.",
        )
        return Facts()
    source = source_of(desk, root.values["source"], sources, known)
    if source is None:
        return Facts()
    defaults = read_defaults(desk, root.values.get("defaults", BLANK), source.id)
    figures = [
        figure for node in _listed(desk, root, "figures") for figure in read_entry(desk, node, defaults)
    ]
    statements = [read_statement(desk, node, source) for node in _listed(desk, root, "statements")]
    desk.fact = None
    if not desk.findings and not figures and not statements:
        desk.find("R16", "The sheet holds no figure and no statement.", root)
    kept: tuple[Statement, ...] = tuple(statement for statement in statements if statement is not None)
    described = (source,) if source.title and source.publisher else ()
    return Facts(sources=described, figures=tuple(figures), statements=kept)


def _listed(desk: Desk, root: Fields, name: str) -> tuple[Node, ...]:
    node = root.values.get(name, BLANK)
    if isinstance(node, Items):
        return node.items
    if not isinstance(node, Scalar) or node.text is not None:
        desk.find("R09", f"{name} takes a list.", node, about=name)
    return ()


def source_of(desk: Desk, node: Node, sources: Mapping[str, Source], known: Container[str]) -> Source | None:
    """The source that a sheet describes, or names by an id that the registry or the graph has."""
    if isinstance(node, Fields):
        source = described_source(desk, node)
        return source if source and desk.take_id(source.id, node.values["id"], "source") else None
    if isinstance(node, Items) or node.text is None:
        desk.find("R09", "source takes an id or a mapping with id, title, publisher.", node, about="source")
        return None
    return known_source(desk, node, node.text, sources, known)


def known_source(
    desk: Desk, node: Node, text: str, sources: Mapping[str, Source], known: Container[str]
) -> Source | None:
    """The source with an id; without a title where only the graph knows it. A finding R10 where nothing does."""
    if text in sources:
        return sources[text]
    if is_id(text) and text in known:
        return Source(id=text, title="", publisher="")
    desk.find("R10", f"No source {text} is known.", node, about="source")
    return None


def described_source(desk: Desk, node: Fields) -> Source | None:
    """The source that a mapping describes."""
    named = node.values.get("id")
    desk.fact = named.text if isinstance(named, Scalar) else None
    whole = desk.check_keys(node, SOURCE, "The source")
    found: dict[str, Any] = read_fields(desk, node, SOURCE)
    sound = require(desk, found, SOURCE, node, "The source") and whole
    if isinstance(found.get("id", Missing()), Missing):
        return None
    if not sound:  # its figures are read all the same: what is wrong with the source is told once
        found = {"id": found["id"], "title": "", "publisher": ""}
    iri = thing("source", found["id"])
    desk.places[iri, None] = desk.place(node)
    for name, at in node.values.items():
        if name in _SOURCE_PROPERTIES:
            desk.places[iri, _SOURCE_PROPERTIES[name]] = desk.place(at)
    desk.fact = None
    return with_dates(Source(**found))


def with_dates(source: Source) -> Source:
    """The source with the first and last day of its date of issue, where they are not given."""
    issued = source.issued
    if issued is None:
        return source
    first, last = (issued, issued) if isinstance(issued, date) else _span(issued)
    return replace(
        source, issued_earliest=source.issued_earliest or first, issued_latest=source.issued_latest or last
    )


def _span(issued: Partial) -> tuple[date, date]:
    period = Period.parse(issued)
    return period.start, last_day(period)
