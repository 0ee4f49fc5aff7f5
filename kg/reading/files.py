"""The one way from files to candidate facts: sheets, tables and RDF, by their suffix.

A file is received here (a regular file, its size, UTF-8), parsed by a parser that is given (in this process for what
is trusted, in a child process for what is not), and read with the names that the graph knows.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.errors import LimitError, Place, ReadingError
from kg.findings import Finding
from kg.model.facts import Facts, Source
from kg.names import NameRow, Names
from kg.rdf import quads
from kg.reading.codes import CODES
from kg.reading.parsers import OWN, Parser
from kg.reading.quads import read_rows
from kg.reading.readings import Reading
from kg.reading.sheets import read_sheet
from kg.reading.tables import read_table
from kg.reading.texts import LARGEST, FileText, lines_of, read_text, refuse_disguise
from kg.vocabulary import BASE, expand

__all__ = ["SUFFIXES", "broken", "name_rows", "read"]

_FORMS = {
    ".csv": "csv",
    ".json": "jsonld",
    ".jsonld": "jsonld",
    ".nq": "nquads",
    ".nt": "ntriples",
    ".trig": "trig",
    ".ttl": "turtle",
    ".yaml": "yaml",
    ".yml": "yaml",
}

SUFFIXES: tuple[str, ...] = tuple(sorted(_FORMS))
"""The suffixes of files that can be read."""

_EXCERPT = 160
_LARGEST = {"csv": 10_000_000, "jsonld": 10_000_000, "yaml": 10_000_000}
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
    parser: Parser = OWN,
) -> Reading:
    """All facts of one file or several, as one submission.

    Args:
        paths: the files; each by its suffix, see SUFFIXES.
        names: what names mean.
        sources: the registry: sources that a sheet or table may name by their id.
        known: ids of sources that the graph holds already.
        parser: what makes values of their texts.

    Raises:
        ReadingError: a single file is unreadable. Of several files the others are read, and the broken ones are
            findings R01.
        LimitError: a single file reaches a limit. Of several files it is a finding R25.
    """
    files = [Path(paths)] if isinstance(paths, Path | str) else [Path(path) for path in paths]
    desk = _Intake(names, sources or {}, known, parser)
    readings: list[Reading] = []
    for path in files:
        try:
            readings.append(desk.read(path))
        except (ReadingError, LimitError) as error:
            if len(files) == 1:
                raise
            readings.append(Reading(findings=(broken(error),)))
    return _together(readings, names)


@dataclass(slots=True)
class _Intake:
    """Where the files of one submission are received, one after the other."""

    names: Names
    sources: Mapping[str, Source]
    known: Container[str]
    parser: Parser
    taken: dict[str, Place] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)

    def read(self, path: Path) -> Reading:
        """The facts of one file, with what is wrong with it."""
        form = _FORMS.get(path.suffix.lower())
        if form is None and not path.is_symlink():
            message = f"files of this suffix are not read; known are {', '.join(SUFFIXES)}"
            raise ReadingError(message, Place(path.as_posix()))
        file = read_text(path, largest=_LARGEST.get(form or "", LARGEST))
        if file.digest in self.contents:
            first = self.contents[file.digest]
            same = _noted("R23", f"The file has the same content as {first}.", Place(file.name))
            return Reading(findings=(same,))
        self.contents[file.digest] = file.name
        if not file.text.strip():
            empty = _noted("R16", "The file is empty.", Place(file.name))
            return Reading(findings=(empty,))
        refuse_disguise(file, braces=form in ("jsonld", "yaml"))
        reading = self._parsed(file, form or "")
        if file.marked:
            mark = _noted("R17", "The file begins with a byte order mark.", Place(file.name, 1, 1))
            reading = replace(reading, findings=(mark, *reading.findings))
        return reading

    def _parsed(self, file: FileText, form: str) -> Reading:
        if form == "yaml":
            return read_sheet(file.text, self.names, file=file.name, parse=self.parser.yaml, **self._about())
        if form == "csv":
            return read_table(file.text, self.names, file=file.name, parse=self.parser.csv, **self._about())
        rows = self.parser.rdf(file.text, file.name, form)
        return read_rows(rows, file.text, file.name, self.names)

    def _about(self) -> dict[str, Any]:
        return {"sources": self.sources, "known": self.known, "taken": self.taken}


def broken(error: ReadingError | LimitError) -> Finding:
    """What an error of reading a file is where it is told as a finding, with the line that it names."""
    code = "R25" if isinstance(error, LimitError) else "R01"
    message = f"{error.message[:1].upper()}{error.message[1:]}"
    place = error.place or Place("")
    return replace(_noted(code, message, place), excerpt=_line(place))


def _line(place: Place) -> str | None:
    """The line of a file that can be shown; None where there is none."""
    if not place.line:
        return None
    try:
        lines = lines_of(read_text(Path(place.file)).text)
    except (ReadingError, LimitError):
        return None
    return lines[place.line - 1].rstrip()[:_EXCERPT] if place.line <= len(lines) else None


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


def name_rows(paths: Iterable[Path]) -> Iterator[NameRow]:
    """The names in Turtle files of reference data, as rows for ``Names.of``."""
    for path in paths:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            how = _HOWS.get(quad.predicate.value)
            if how and isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(BASE):
                iri = quad.subject.value
                yield NameRow(iri, iri.removeprefix(BASE).partition("/")[0], quad.object.value, how)
