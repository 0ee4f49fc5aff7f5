"""Names and labels of a store's things, in one query each."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model.terms import Text, Value
from kg.names import RETIRED
from kg.store.base import Store
from kg.vocabulary import BASE

__all__ = ["english_labels", "labels", "name_rows"]

_CLASSES = (
    "trade:Place trade:Group trade:Product trade:Person trade:Organisation trade:Post trade:PostHolding "
    "trade:Initiative trade:Event trade:Topic"
)

_NAMES = f"""
SELECT ?thing ?how ?text WHERE {{
  VALUES ?class {{ {_CLASSES} }}
  ?thing a ?class
  {{ ?thing rdfs:label ?text BIND("label" AS ?how) }}
  UNION {{ ?thing skos:altLabel ?text BIND("alias" AS ?how) }}
  UNION {{ ?thing skos:notation ?text BIND("notation" AS ?how) }}
}}
"""
_RETIRED = "SELECT ?old ?new WHERE { ?old a trade:Retired ; dcterms:isReplacedBy ?new } ORDER BY ?old ?new"
_ENGLISH = """
SELECT ?thing ?text WHERE { ?thing rdfs:label ?text FILTER(lang(?text) = "en" || lang(?text) = "") }
"""
_LABELS = """
SELECT ?thing ?text WHERE { VALUES ?thing { %s } ?thing rdfs:label|dcterms:title ?text }
"""
_ORDER = {"label": 0, "notation": 1, "alias": 2}


def name_rows(store: Store) -> list[tuple[str, str, str, str]]:
    """The rows of an index of names: IRI, kind of thing, text, and how it names ("label", "notation", "alias").

    Sorted by IRI; a thing's English label comes first. Retired names, each with its successor as text, come last.
    """
    found = store.select(_NAMES).rows
    ordered = sorted(
        {(str(thing), _ORDER[str(how)], _foreign(text), str(text)) for thing, how, text in found}
    )
    hows = tuple(_ORDER)
    rows = [(iri, _kind(iri), text, hows[how]) for iri, how, _, text in ordered]
    retired = store.select(_RETIRED).rows
    return [*rows, *((str(old), _kind(str(old)), str(new), RETIRED) for old, new in retired)]


def labels(store: Store, iris: Iterable[str], *, lang: str = "en") -> dict[str, str]:
    """The label or title of each thing that has one, in ``lang``, else in English, else in any language."""
    wanted = " ".join(f"<{iri}>" for iri in sorted(set(iris)))
    return _best(store.select(_LABELS % wanted).rows, (lang, "en")) if wanted else {}


def english_labels(store: Store) -> dict[str, str]:
    """The English label of everything that has one."""
    return _best(store.select(_ENGLISH).rows, ("en",))


def _kind(iri: str) -> str:
    """The kind of thing that an IRI of ours names: "place"."""
    return iri.removeprefix(BASE).partition("/")[0]


def _best(rows: Iterable[tuple[Value | None, ...]], languages: tuple[str, ...]) -> dict[str, str]:
    ranked = sorted((str(thing), _rank(text, languages), str(text)) for thing, text in rows)
    return {thing: text for thing, _, text in reversed(ranked)}


def _rank(text: Value | None, languages: tuple[str, ...]) -> int:
    lang = text.lang if isinstance(text, Text) else "en"
    return languages.index(lang) if lang in languages else len(languages)


def _foreign(text: Value | None) -> bool:
    return isinstance(text, Text) and text.lang not in {"", "en"}
