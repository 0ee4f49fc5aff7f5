"""Whether passages are what they claim, where the texts are at hand: ``<source id>.txt`` in a folder of the user's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.findings import Finding
from kg.gate.codes import CODES
from kg.gate.parts import object_of, predicate_of, subject_of
from kg.gate.rows import Row
from kg.gate.wording import fact_name
from kg.vocabulary import expand, shorten

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["passage_rows"]

_Described = Mapping[str, str]


def passage_rows(quads: Iterable[pyoxigraph.Quad], texts: Path) -> list[Row]:
    """A V11 for each text that has changed, and for each passage of an unchanged text whose digest differs."""
    things = _described(quads)
    read = {iri: _text(texts, iri) for iri in things}
    changed = {iri for iri, said in things.items() if _has_changed(said, read[iri])}
    rows = [_row(iri, "trade:textDigest", "the text at hand is not the one that was read") for iri in changed]
    for iri, said in things.items():
        source = said.get("trade:source", "")
        text = read.get(source) if source in read else _text(texts, source)
        if "trade:startChar" in said and text is not None and source not in changed:
            rows += _passage(iri, said, text)
    return sorted(rows, key=lambda row: row.finding.order)


def _passage(iri: str, said: _Described, text: str) -> Iterator[Row]:
    start, end = int(said["trade:startChar"]), int(said.get("trade:endChar", "0"))
    if start < end <= len(text) and said.get("trade:digest") != _digest(text[start:end])[:12]:
        yield _row(iri, "trade:digest", f"the text from {start} to {end} has another digest")


def _has_changed(said: _Described, text: str | None) -> bool:
    return text is not None and "trade:textDigest" in said and said["trade:textDigest"] != _digest(text)


def _described(quads: Iterable[pyoxigraph.Quad]) -> dict[str, dict[str, str]]:
    """The sources and passages among the quads, with their single values by prefixed name."""
    wanted = {expand(f"trade:{name}") for name in ("digest", "endChar", "source", "startChar", "textDigest")}
    found: dict[str, dict[str, str]] = {}
    for quad in quads:
        if predicate_of(quad) in wanted:
            found.setdefault(subject_of(quad), {})[shorten(predicate_of(quad))] = object_of(quad)
    return found


def _text(texts: Path, source: str) -> str | None:
    path = texts / f"{source.rsplit('/', 1)[-1]}.txt"
    return path.read_text(encoding="utf-8") if source and path.is_file() else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _row(iri: str, about: str, message: str) -> Row:
    finding = Finding(
        code="V11",
        message=message,
        fact=fact_name(iri),
        about=about,
        remedy=CODES["V11"].remedy,
        rule="passages",
    )
    return Row(finding, frozenset({iri}))
