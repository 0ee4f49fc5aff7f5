"""The names that a store knows: labels, aliases and codes of its things, as an index."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.errors import UnknownName
from kg.model.terms import Iri
from kg.names import Names
from kg.store.base import Store
from kg.store.naming import name_rows
from kg.vocabulary import BASE, PREFIXES, THINGS, shorten, thing

__all__ = ["names_of", "note_retired", "resolve_anything", "resolve_kind", "slugs", "successor"]

_IDENTIFIED = "SELECT ?thing WHERE { ?thing dcterms:identifier %s } ORDER BY ?thing"
_SLUGS = """
SELECT DISTINCT ?thing WHERE {
  VALUES ?class { trade:Event trade:Group trade:Initiative trade:Organisation trade:Person trade:Place trade:Post
    trade:Product trade:Source trade:Topic }
  ?thing a ?class
} ORDER BY ?thing
"""
_ANY = "ASK { %s ?property ?value }"
_SUCCESSOR = "SELECT ?new WHERE { %s dcterms:isReplacedBy ?new } ORDER BY ?new LIMIT 1"
_ANY_CLAIM = "ASK { { %s ?property ?value } UNION { ?claim trade:cell %s } }"
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_RECORDED = ("source", "figure", "statement")


def names_of(store: Store) -> Names:
    """The index of everything that people name: places, groups, products, people, posts, initiatives, topics."""
    return Names.of(name_rows(store))


def resolve_anything(text: str, names: Names, store: Store) -> Iri:
    """The IRI of whatever ``text`` names: also a source, figure or statement by its id, or any IRI in the graph.

    Raises:
        UnknownName: nothing carries the name.
        AmbiguousName: several things carry it.
    """
    found = _recorded(text.strip(), store)
    if found:
        return successor(found, store) or found
    try:
        return names.resolve(text)
    except UnknownName as error:
        raise UnknownName(text, near=error.near) from None


def resolve_kind(text: str, kinds: Sequence[str], store: Store, names: Callable[[], Names]) -> Iri:
    """The IRI of the thing of one of ``kinds`` that ``text`` names.

    A slug or id that one such thing has is found without the index, which ``names`` makes.

    Raises:
        UnknownName: nothing of these kinds carries the name.
        AmbiguousName: several things carry it.
    """
    text = text.strip()
    slugs = [thing(kind, text) for kind in kinds if kind in THINGS and _SLUG.fullmatch(text)]
    found = [iri for iri in slugs if store.ask(_ANY % f"<{iri}>")]
    if len(found) == 1:
        new = successor(found[0], store)
        return new if new is not None and _is_of(new, kinds) else found[0]
    if set(kinds) & set(_RECORDED):
        recorded = _recorded(text, store, kinds)
        if recorded is None:
            raise UnknownName(text, kinds=kinds)
        return successor(recorded, store) or recorded
    return names().resolve(text, kinds)


def successor(iri: str, store: Store) -> Iri | None:
    """The thing that a retired IRI means now; None where it is not retired, or leads in a circle."""
    seen = [iri]
    while (rows := store.select(_SUCCESSOR % f"<{seen[-1]}>").rows) and isinstance(rows[0][0], Iri):
        if rows[0][0] in seen:
            return None
        seen.append(rows[0][0])
    return Iri(seen[-1]) if len(seen) > 1 else None


def note_retired(text: str, found: str, store: Store) -> str | None:
    """What to tell whoever named a thing by an id or IRI that was given up; None where nobody did."""
    local = text.strip().removeprefix("<").removesuffix(">").rpartition("/")[2].rpartition(":")[2]
    kind = found.removeprefix(BASE).partition("/")[0]
    if kind not in THINGS or not _SLUG.fullmatch(local):
        return None
    old = thing(kind, local)
    if old == found or successor(old, store) != found:
        return None
    return f"{shorten(old)} is a retired name; it means {shorten(found)} now."


def slugs(store: Store, start: str, kinds: Sequence[str] = ()) -> list[str]:
    """The slugs of things of these kinds (none given: all) that begin so, sorted; for completing what is typed."""
    things = (str(row[0]) for row in store.select(_SLUGS))
    found = (iri.rpartition("/")[2] for iri in things if _is_of(iri, kinds))
    return sorted({slug for slug in found if slug.startswith(start)})


def _recorded(text: str, store: Store, kinds: Sequence[str] = ()) -> Iri | None:
    curie = text.partition(":")
    if curie[0] in THINGS and curie[1]:
        candidates = [thing(curie[0], curie[2])]
    elif text.startswith(BASE):
        candidates = [Iri(text)]
    else:
        candidates = [thing(kind, text) for kind in _RECORDED]
    for candidate in candidates:
        if _is_of(candidate, kinds) and _is_iri(candidate) and _is_known(candidate, store):
            return candidate
    literal = '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    rows = store.select(_IDENTIFIED % literal).rows
    things = [row[0] for row in rows if isinstance(row[0], Iri)]
    fitting = [iri for iri in things if _is_of(iri, kinds)]
    return fitting[0] if fitting else None


def _is_known(iri: str, store: Store) -> bool:
    """Whether the graph says anything of a thing; of most cells it says only which claims are about them."""
    about = _ANY_CLAIM if iri.startswith(PREFIXES["cell"]) else _ANY
    return store.ask(about.replace("%s", f"<{iri}>"))


def _is_of(iri: str, kinds: Sequence[str]) -> bool:
    return not kinds or iri.startswith(tuple(f"{BASE}{kind}/" for kind in kinds))


def _is_iri(text: str) -> bool:
    return not any(character in '<>"{}|^`\\' or character <= " " for character in text)
