"""Files of facts, held against the graph."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from kg.errors import Place, ReadingError, UsageProblem
from kg.findings import Finding, Report
from kg.gate import check
from kg.names import Names
from kg.reading.codes import CODES
from kg.reading.files import SUFFIXES, read
from kg.reading.readings import Reading
from kg.reading.retired import unretired
from kg.reading.tables import read_registry
from kg.resources import room
from kg.store.base import Store
from kg.store.embedded import EmbeddedStore
from kg.store.naming import english_labels, name_rows

__all__ = ["check_files", "digest_of", "read_files", "unreadable"]

_EXCERPT = 160
_SOURCES = "SELECT ?id WHERE { ?source a trade:Source ; dcterms:identifier ?id } ORDER BY ?id"


def check_files(
    paths: Sequence[str | os.PathLike[str]],
    store: Store,
    names: Names,
    *,
    texts: str | os.PathLike[str] | None = None,
) -> Report:
    """What speaks against adding the facts of these files, read as one submission, to the store.

    Raises:
        UsageProblem: the store is an endpoint, or ``texts`` is no folder.
        ReadingError: the only file cannot be read.
    """
    reading = read_files(paths, store, names, texts=texts)
    assert isinstance(store, EmbeddedStore)
    return check(reading, store, texts=None if texts is None else Path(texts))


def read_files(
    paths: Sequence[str | os.PathLike[str]],
    store: Store,
    names: Names,
    *,
    texts: str | os.PathLike[str] | None = None,
) -> Reading:
    """The facts of these files, read as one submission with the names and sources that the store knows.

    Raises:
        UsageProblem: the store is an endpoint, or ``texts`` is no folder.
        ReadingError: the only file cannot be read.
    """
    if not isinstance(store, EmbeddedStore):
        raise UsageProblem("Facts are checked against a store on this machine; `kg build FOLDER` makes one.")
    if texts is not None and not Path(texts).is_dir():
        raise UsageProblem(f"{texts} is no folder with texts of sources.")
    for path in map(Path, paths):
        if path.is_dir():
            raise ReadingError(_folder_words(path))
    registry, _ = read_registry((room("data") / "sources.csv").read_text("utf-8"), names)
    known = {str(row[0]) for row in store.select(_SOURCES)}
    given = _with_codes(names, store)
    return unretired(read([Path(path) for path in paths], given, sources=registry, known=known), given)


def digest_of(reading: Reading) -> str:
    """The SHA-256 of what a reading says, whatever the files that say it are called and look like."""
    lines = sorted({f"{quad} ." for quad in reading.quads} | {f"misread {iri}" for iri in reading.misread})
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def unreadable(path: str | os.PathLike[str], error: ReadingError) -> Report:
    """The report on the only file of a submission where it cannot be read; as it would be among several."""
    place = error.place or Place(Path(path).as_posix())
    told = CODES["R01"]
    finding = Finding(
        code="R01",
        message=error.message,
        severity=told.severity,
        place=place,
        remedy="Mend the file at the place named." if place.line else None,
        excerpt=_line(Path(path), place),
    )
    return Report.of([finding])


def _line(path: Path, place: Place) -> str | None:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    return lines[place.line - 1][:_EXCERPT] if place.line and place.line <= len(lines) else None


def _folder_words(folder: Path) -> str:
    """What to write instead of a folder: its files."""
    found = sorted({path.suffix for path in folder.iterdir() if path.suffix in SUFFIXES})
    if not found:
        return f"{folder} is a folder, and no file in it can be read here."
    named = " ".join(f"{folder / '*'}{suffix}" for suffix in found)
    return f"{folder} is a folder; name the files in it, as in {named}"


def _with_codes(names: Names, store: Store) -> Names:
    """The names together with those of concepts, which the labels of propositions are made of."""
    concepts = (
        (iri, "concept", label, "label")
        for iri, label in sorted(english_labels(store).items())
        if iri not in names
    )
    return Names.of([*name_rows(store), *concepts])
