"""Files of facts, held against the graph."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

from kg.answers.holdings import Holdings
from kg.errors import LimitError, ReadingError, UsageProblem
from kg.findings import Report
from kg.gate import check
from kg.names import Names
from kg.reading.child import ChildParser
from kg.reading.files import broken, read
from kg.reading.folders import gathered
from kg.reading.readings import Reading
from kg.reading.retired import unretired
from kg.reading.tables import read_registry
from kg.resources import room
from kg.store.base import Store
from kg.store.embedded import EmbeddedStore
from kg.store.naming import english_labels, name_rows

__all__ = ["check_files", "digest_of", "read_files", "unreadable"]


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
        LimitError: the only file, or the submission, reaches a limit.
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
        LimitError: the only file, or the submission, reaches a limit.
    """
    if not isinstance(store, EmbeddedStore):
        raise UsageProblem("Facts are checked against a store on this machine; `kg build FOLDER` makes one.")
    if texts is not None and not Path(texts).is_dir():
        raise UsageProblem(f"{texts} is no folder with texts of sources.")
    files = gathered(paths)
    registry, _ = read_registry((room("data") / "sources.csv").read_text("utf-8"), names)
    sources = Holdings(store, registry)
    given = _with_codes(names, store)
    with ChildParser() as parser:
        reading = read(files, given, sources=sources, known=sources.known, parser=parser)
    return unretired(sources.undescribed(reading), given)


def digest_of(reading: Reading) -> str:
    """The SHA-256 of what a reading says, whatever the files that say it are called and look like."""
    lines = sorted({f"{quad} ." for quad in reading.quads} | {f"misread {iri}" for iri in reading.misread})
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def unreadable(error: ReadingError | LimitError) -> Report:
    """The report on a submission whose only file cannot be read; as it would be among several."""
    return Report.of([broken(error)])


def _with_codes(names: Names, store: Store) -> Names:
    """The names together with those of concepts, which the labels of propositions are made of."""
    concepts = (
        (iri, "concept", label, "label")
        for iri, label in sorted(english_labels(store).items())
        if iri not in names
    )
    return Names.of([*name_rows(store), *concepts])
