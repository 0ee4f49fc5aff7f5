"""Whether IRIs and names are what they look like, and facts are about things of our own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.findings import Finding
from kg.gate.parts import literal_of, named, object_of, predicate_of, subject_of
from kg.gate.rows import Row
from kg.gate.wording import fact_name
from kg.reading.codes import CODES
from kg.reading.lookalikes import letter_fault, skeleton
from kg.vocabulary import BASE, PREFIXES, expand, shorten

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["term_rows"]

_NAMES = frozenset(
    expand(name)
    for name in (
        *("rdfs:label", "skos:altLabel", "skos:prefLabel", "schema:name"),
        *("dcterms:identifier", "dcterms:title", "skos:notation", "trade:byline"),
    )
)
_ANY_URI = f"{PREFIXES['xsd']}anyURI"


def term_rows(quads: Iterable[pyoxigraph.Quad], engine: pyoxigraph.Store) -> list[Row]:
    """An R26 for each IRI or name that looks like another, and an R21 for what no fact may be about or point to."""
    rows: list[Row] = []
    seen: set[str] = set()
    for quad in quads:
        subject = subject_of(quad)
        if subject not in seen:
            seen.add(subject)
            rows += _subject(subject, engine)
        rows += _object(quad, engine)
    return rows


def _subject(subject: str, engine: pyoxigraph.Store) -> Iterator[Row]:
    if not subject.startswith(BASE):
        yield _row("R21", subject, None, f"facts are about things of {BASE}, and {shorten(subject)} is none")
        return
    twin = _twin(subject, engine)
    fault = letter_fault(subject)
    if fault or twin:
        yield _look_alike(subject, None, subject, fault, twin)


def _object(quad: pyoxigraph.Quad, engine: pyoxigraph.Store) -> Iterator[Row]:
    subject, literal, target = subject_of(quad), literal_of(quad), named(quad)
    about = shorten(predicate_of(quad))
    if target is not None and not target.isascii():
        fault = letter_fault(target)
        twin = _twin(target, engine) if target.startswith(BASE) else None
        if fault or twin:
            yield _look_alike(subject, about, target, fault, twin)
    elif literal is not None and literal.datatype.value == _ANY_URI:
        if not literal.value.startswith(("http://", "https://")):
            yield _row("R21", subject, about, f"“{literal.value[:60]}” does not begin with http or https")
    elif literal is not None and predicate_of(quad) in _NAMES and (fault := letter_fault(object_of(quad))):
        yield _row(
            "R26", subject, about, f"“{object_of(quad)[:60]}” is not what it looks like: {_told(fault)}"
        )


def _twin(iri: str, engine: pyoxigraph.Store) -> str | None:
    """The stored thing that looks like one that is not stored: in Latin letters, or in other capitals."""
    plain = BASE + skeleton(iri.removeprefix(BASE))
    kind, _, slug = plain.removeprefix(BASE).rpartition("/")
    variants = dict.fromkeys((plain, f"{BASE}{kind}/{slug.lower()}", f"{BASE}{kind}/{slug.upper()}"))
    others = [variant for variant in variants if variant != iri]
    if not others or _is_stored(iri, engine):
        return None
    return next((variant for variant in others if _is_stored(variant, engine)), None)


def _is_stored(iri: str, engine: pyoxigraph.Store) -> bool:
    import pyoxigraph

    return next(engine.quads_for_pattern(pyoxigraph.NamedNode(iri), None, None, None), None) is not None


def _look_alike(subject: str, about: str | None, iri: str, fault: str | None, twin: str | None) -> Row:
    shown = f"{shorten(iri)[:80]} is not what it looks like"
    if fault is None and twin is not None:
        only = "capitals" if twin.casefold() == iri.casefold() else "letters that look alike"
        shown, fault = f"{shorten(iri)[:80]} differs from {shorten(twin)} in nothing but {only}", ""
    message = f"{shown}: {_told(fault)}" if fault else shown
    remedy = f"Write {shorten(twin)}." if twin else CODES["R26"].remedy
    return _row("R26", subject, about, message, remedy=remedy, iri=iri)


def _told(fault: str) -> str:
    return fault[0].lower() + fault[1:].removesuffix(".")


def _row(
    code: str,
    subject: str,
    about: str | None,
    message: str,
    *,
    remedy: str | None = None,
    iri: str | None = None,
) -> Row:
    finding = Finding(
        code=code,
        message=message,
        fact=fact_name(subject),
        about=about,
        remedy=remedy or CODES[code].remedy,
        rule="terms",
    )
    return Row(finding, frozenset({iri or subject}))
