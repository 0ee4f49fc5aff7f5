"""The one way from files to candidate facts: sheets, tables and RDF, by their suffix.

RDF is fed to its parser line by line, so that each quad knows the line on which it ends; JSON-LD is read whole, and its
quads know only their file.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, cast

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import LimitError, Place, ReadingError
from kg.findings import Finding
from kg.model.facts import Facts, Source
from kg.names import NameRow, Names
from kg.rdf import graph_named, quads
from kg.reading.codes import CODES
from kg.reading.desk import Desk
from kg.reading.marked import Scalar
from kg.reading.readings import Reading
from kg.reading.sheets import read_sheet
from kg.reading.tables import read_table
from kg.reading.texts import LARGEST, FileText, read_text
from kg.reading.triples import (
    graph_fault,
    graph_name,
    iri_fault,
    property_fault,
    property_name,
    text_fault,
    type_fault,
)
from kg.vocabulary import BASE, PREFIXES, expand, shorten

__all__ = ["SUFFIXES", "name_rows", "read"]

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".json": RdfFormat.JSON_LD,
    ".jsonld": RdfFormat.JSON_LD,
}
_FACTS: dict[str, Callable[..., Reading]] = {".yaml": read_sheet, ".yml": read_sheet, ".csv": read_table}

SUFFIXES: tuple[str, ...] = tuple(sorted((*_FORMATS, *_FACTS)))
"""The suffixes of files that can be read."""

_DEEPEST = 64
_LARGEST_SHEET = 10_000_000
_BRACKETS = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^<>\s]*>|[\[({\])}]')
_TYPE = NamedNode(expand("rdf:type"))
_SOURCE = NamedNode(expand("trade:source"))
_HOWS: dict[str, str] = {
    expand("rdfs:label"): "label",
    expand("skos:altLabel"): "alias",
    expand("skos:notation"): "notation",
}


def read(
    paths: Path | str | Iterable[Path | str],
    names: Names,
    *,
    sources: Mapping[str, Source] | None = None,
    known: Container[str] = (),
) -> Reading:
    """All facts of one file or several, as one submission.

    Args:
        paths: the files; each by its suffix, see SUFFIXES.
        names: what names mean.
        sources: the registry: sources that a sheet or table may name by their id.
        known: ids of sources that the graph holds already.

    Raises:
        ReadingError: a single file is unreadable. Of several files the others are read, and the broken ones are
            findings R01.
        LimitError: a single file is too large.
    """
    files = [Path(paths)] if isinstance(paths, Path | str) else [Path(path) for path in paths]
    taken: dict[str, Place] = {}
    contents: dict[str, str] = {}
    readings: list[Reading] = []
    for path in files:
        try:
            readings.append(_read_one(path, names, sources or {}, known, taken, contents))
        except (ReadingError, LimitError) as error:
            if len(files) == 1:
                raise
            readings.append(_broken(path, error))
    return _together(readings, names)


def _read_one(
    path: Path,
    names: Names,
    sources: Mapping[str, Source],
    known: Container[str],
    taken: dict[str, Place],
    contents: dict[str, str],
) -> Reading:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known_suffixes = ", ".join(SUFFIXES)
        raise ReadingError(
            f"files of this suffix are not read; known are {known_suffixes}", Place(path.as_posix())
        )
    file = read_text(path, largest=_LARGEST_SHEET if suffix in _FACTS else LARGEST)
    digest = hashlib.sha256(file.text.encode()).hexdigest()
    first = contents.setdefault(digest, file.name)
    if first != file.name:
        return Reading(
            findings=(_noted("R23", f"The file has the same content as {first}.", Place(file.name)),)
        )
    if suffix in _FACTS:
        reading = _FACTS[suffix](file.text, names, file=file.name, sources=sources, known=known, taken=taken)
    else:
        reading = _read_rdf(file, _FORMATS[suffix], names)
    if file.marked:
        mark = _noted("R17", "The file begins with a byte order mark.", Place(file.name, 1, 1))
        reading = replace(reading, findings=(mark, *reading.findings))
    return reading


def _broken(path: Path, error: ReadingError | LimitError) -> Reading:
    place = error.place if isinstance(error, ReadingError) else None
    message = error.message if isinstance(error, ReadingError) else str(error)
    return Reading(findings=(_noted("R01", message, place or Place(path.as_posix())),))


def _noted(code: str, message: str, place: Place) -> Finding:
    about = CODES[code]
    return Finding(code=code, message=message, severity=about.severity, place=place, remedy=about.remedy)


def _together(readings: list[Reading], names: Names) -> Reading:
    """All readings as one; a source that several files name is one record."""
    facts = sum((reading.facts for reading in readings), Facts())
    records: dict[str, Source] = {}
    for source in facts.sources:
        records.setdefault(source.id, source)
    facts = replace(facts, sources=tuple(records[key] for key in sorted(records)))
    made = quads(facts, labels=names.labels, known=names)
    read_quads = (quad for reading in readings for quad in reading.quads)
    return Reading(
        facts=facts,
        quads=tuple(dict.fromkeys((*made, *read_quads))),
        findings=tuple(sorted((f for r in readings for f in r.findings), key=lambda f: f.order)),
        places={key: place for reading in reversed(readings) for key, place in reading.places.items()},
        refused=frozenset(iri for reading in readings for iri in reading.refused),
        misread=frozenset(iri for reading in readings for iri in reading.misread),
    )


class _Lines:
    """A text handed to a parser one line at a time; ``line`` is the number of the last line handed out."""

    def __init__(self, text: str) -> None:
        self.line = 0
        self._rest = iter(text.splitlines(keepends=True))
        self._piece = b""

    def read(self, size: int = -1) -> bytes:
        """The next line, or what of it fits into ``size`` bytes."""
        if not self._piece:
            self._piece = next(self._rest, "").encode()
            self.line += 1
        if size < 0 or len(self._piece) <= size:
            given, self._piece = self._piece, b""
        else:
            given, self._piece = self._piece[:size], self._piece[size:]
        return given


def _read_rdf(file: FileText, form: RdfFormat, names: Names) -> Reading:
    _refuse_disguise(file)
    if form == RdfFormat.JSON_LD:
        _refuse_remote(file)
    desk = Desk(file.name, file.text.splitlines(), names)
    located = list(_located(file, form))
    if not located:
        desk.find("R16", "The file holds no triple.", None)
    origin = {_iri(quad.subject): _local(quad) for quad, _ in located if quad.predicate == _SOURCE}
    whole = form == RdfFormat.JSON_LD
    kept: list[Quad] = []
    told: set[tuple[str, str]] = set()
    refused: set[str] = set()
    for quad, line in located:
        node = None if whole else Scalar(None, line, 0)
        place = Place(file.name) if whole else Place(file.name, line)
        fault = _fault(quad) or _homeless(quad, origin)
        if fault is None:
            kept.append(_at_home(quad, origin))
            subject = _iri(quad.subject)
            desk.places.setdefault((subject, None), place)
            desk.places.setdefault((subject, property_name(quad.predicate.value)), place)
        elif (fault[0], fault[1]) not in told:
            told.add((fault[0], fault[1]))
            desk.fact = shorten(_iri(quad.subject)) or None
            if node is not None and 0 < line <= len(desk.lines):
                node = Scalar(None, line, _column(desk.lines[line - 1], quad))
            desk.find(fault[0], fault[1], node, about=property_name(quad.predicate.value), remedy=fault[2])
        if fault is not None and quad.predicate == _TYPE:
            refused.add(_iri(quad.subject))
    findings = tuple(
        replace(found, place=Place(file.name, found.place.line, found.place.column or None))
        if found.place
        else found
        for found in desk.findings
    )
    return Reading(quads=tuple(kept), findings=findings, places=desk.places, refused=frozenset(refused))


def _column(line: str, quad: Quad) -> int:
    """The column of the property of a quad in the line on which the quad ends; 0 where it cannot be told."""
    iri = quad.predicate.value
    for written in (f"<{iri}>", shorten(iri)):
        if line.count(written) == 1:
            return line.index(written) + 1
    return 0


def _iri(node: object) -> str:
    """The IRI of a node; "" for what has none."""
    return node.value if isinstance(node, NamedNode) else ""


def _local(quad: Quad) -> str:
    return _iri(quad.object).removeprefix(PREFIXES["source"])


def _located(file: FileText, form: RdfFormat) -> Iterator[tuple[Quad, int]]:
    """Every quad of a text with the line on which it ends."""
    lines = _Lines(file.text)
    try:
        for quad in parse(cast("IO[bytes]", lines), format=form):
            yield quad, lines.line
    except SyntaxError as error:
        line, column = error.lineno or lines.line, error.offset
        message = re.sub(r"^Parser error at [^:]*: ", "", str(error.msg or error))
        raise ReadingError(f"{message}", Place(file.name, line, column)) from error


def _refuse_disguise(file: FileText) -> None:
    start = file.text.lstrip()[:200].lower()
    if start.startswith(("<!doctype", "<html", "<?xml")):
        raise ReadingError(
            "the file looks like HTML or XML, not like the format of its suffix", Place(file.name, 1, 1)
        )
    depth = 0
    if sum(file.text.count(bracket) for bracket in "[({") <= _DEEPEST:
        return
    for found in _BRACKETS.finditer(file.text):
        bracket = found[0]
        if len(bracket) == 1:
            depth = depth + 1 if bracket in "[({" else max(depth - 1, 0)
        if depth > _DEEPEST:
            raise LimitError(f"{file.name} nests deeper than {_DEEPEST} levels.")


def _refuse_remote(file: FileText) -> None:
    """No context is ever fetched, so one that would have to be is refused before parsing."""
    try:
        pending: list[object] = [json.loads(file.text)]
    except json.JSONDecodeError as error:
        raise ReadingError(
            f"this is no JSON: {error.msg}", Place(file.name, error.lineno, error.colno)
        ) from error
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            contexts = item.get("@context", [])
            if any(isinstance(one, str) for one in (contexts if isinstance(contexts, list) else [contexts])):
                raise ReadingError(
                    "the @context lies elsewhere, and nothing is fetched; write it out", Place(file.name)
                )
            pending.extend(item.values())
        elif isinstance(item, list):
            pending.extend(item)


def _fault(quad: Quad) -> tuple[str, str, str] | None:
    """Code, message and remedy of what is wrong with a quad by itself."""
    subject, value = quad.subject, quad.object
    if isinstance(subject, BlankNode) or isinstance(value, BlankNode):
        return "R19", "A node has no IRI.", ""
    if not isinstance(subject, NamedNode) or not isinstance(value, NamedNode | Literal):
        return "R20", "A triple stands in place of a thing; facts are said of things.", ""
    fault = property_fault(quad.predicate.value)
    if fault is None and quad.predicate == _TYPE and isinstance(value, NamedNode):
        fault = type_fault(value.value)
    if fault is not None:
        return fault
    for node in (subject, value, quad.graph_name):
        wrong = iri_fault(node.value) if isinstance(node, NamedNode) else None
        if wrong:
            return "R21", wrong, ""
    if isinstance(quad.graph_name, NamedNode) and (wrong := graph_fault(quad.graph_name.value)):
        return "R24", wrong, ""
    wrong = text_fault(value.value) if isinstance(value, Literal) else None
    return ("R22", wrong, "") if wrong else None


def _homeless(quad: Quad, origin: dict[str, str]) -> tuple[str, str, str] | None:
    if not isinstance(quad.graph_name, DefaultGraph) or graph_name(_iri(quad.subject), origin):
        return None
    return "R18", f"The graph of {shorten(_iri(quad.subject))} cannot be told.", ""


def _at_home(quad: Quad, origin: dict[str, str]) -> Quad:
    """The quad in its graph: the one it names, else the one where its subject belongs."""
    name = graph_name(_iri(quad.subject), origin) if isinstance(quad.graph_name, DefaultGraph) else None
    return Quad(quad.subject, quad.predicate, quad.object, graph_named(name)) if name else quad


def name_rows(paths: Iterable[Path]) -> Iterator[NameRow]:
    """The names in Turtle files of reference data, as rows for ``Names.of``."""
    for path in paths:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            how = _HOWS.get(quad.predicate.value)
            if how and isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(BASE):
                iri = quad.subject.value
                yield NameRow(iri, iri.removeprefix(BASE).partition("/")[0], quad.object.value, how)
