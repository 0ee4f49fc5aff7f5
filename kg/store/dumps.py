"""Graphs written out: sorted, deterministic, with the registered prefixes where the format has them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Any

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple

from kg.resources import room
from kg.store.formats import media_type_of
from kg.vocabulary import PREFIXES, expand, shorten

__all__ = ["dumped", "dumped_triples"]

_TYPE = expand("rdf:type")
_STRING = expand("xsd:string")
_ROOT = re.compile(r"(<rdf:RDF)((?: xmlns(?::[\w.-]+)?=\"[^\"]*\")*)>")
_XMLNS = re.compile(r" xmlns(?::[\w.-]+)?=\"[^\"]*\"")
_WITH_GRAPHS = {"application/trig", "application/n-quads", "application/ld+json"}


def dumped(quads: Iterable[Quad], media_type: str) -> bytes:
    """The quads in a format; formats without graphs hold the triples, each once.

    Raises:
        UsageProblem: there is no such format.
    """
    wanted = media_type_of(media_type, graph=True)
    ordered = sorted(set(quads), key=_order)
    if wanted == "application/ld+json":
        return _json_ld(ordered)
    if wanted in {"application/n-quads", "application/n-triples"}:
        kept = ordered if wanted == "application/n-quads" else [quad.triple for quad in ordered]
        return "".join(sorted({f"{one} .\n" for one in kept})).encode()
    kept = ordered if wanted in _WITH_GRAPHS else _triples(ordered)
    form = RdfFormat.from_media_type(wanted)
    assert form is not None
    text = pyoxigraph.serialize(kept, format=form, prefixes=_used(kept)) or b""
    return _settled(text.decode()).encode()


def dumped_triples(triples: Iterable[Triple], media_type: str) -> bytes:
    """Triples that stand in no graph, in a format; see ``dumped``."""
    return dumped((Quad(t.subject, t.predicate, t.object) for t in triples), media_type)


def _settled(text: str) -> str:
    """The text with its prefixes sorted: the engine writes them in the order of a hash table."""
    lines = text.splitlines(keepends=True)
    heads = [line for line in lines if line.startswith("@prefix ")]
    if heads:
        return "".join([*sorted(heads), *lines[len(heads) :]])
    return _ROOT.sub(lambda root: root[1] + "".join(sorted(_XMLNS.findall(root[2]))) + ">", text, count=1)


def _order(quad: Quad) -> tuple[str, str, bool, str, str]:
    predicate = quad.predicate.value
    return (str(quad.graph_name), str(quad.subject), predicate != _TYPE, predicate, str(quad.object))


def _triples(ordered: list[Quad]) -> list[Any]:
    """The triples, each once, sorted as if they stood in one graph."""
    single = {Quad(quad.subject, quad.predicate, quad.object) for quad in ordered}
    return [quad.triple for quad in sorted(single, key=_order)]


def _used(statements: Iterable[Any]) -> dict[str, str]:
    """The registered prefixes of the IRIs that occur in triples or quads."""
    iris: set[str] = set()
    for statement in statements:
        for term in statement:
            if isinstance(term, NamedNode):
                iris.add(term.value)
            elif isinstance(term, Literal) and not term.language and term.datatype.value != _STRING:
                iris.add(term.datatype.value)
    stems = {iri[: max(iri.rfind("/"), iri.rfind("#")) + 1] for iri in iris}
    return {prefix: namespace for prefix, namespace in PREFIXES.items() if namespace in stems}


@lru_cache(maxsize=1)
def _context() -> dict[str, Any]:
    text = (room("ontology") / "context.jsonld").read_text("utf-8")
    context: dict[str, Any] = json.loads(text)["@context"]
    return context


def _json_ld(ordered: list[Quad]) -> bytes:
    """Compact JSON-LD under the project's context, one node object for each subject and graph."""
    graphs = []
    for name, members in groupby(ordered, key=lambda quad: quad.graph_name):
        nodes = [
            _node(subject, list(own)) for subject, own in groupby(members, key=lambda quad: quad.subject)
        ]
        if isinstance(name, NamedNode):
            graphs.append({"id": shorten(name.value), "@graph": nodes})
        else:
            graphs.extend(nodes)
    text = json.dumps({"@context": _context(), "@graph": graphs}, ensure_ascii=False, indent=1)
    return (text + "\n").encode()


def _node(subject: Any, own: list[Quad]) -> dict[str, Any]:
    node: dict[str, Any] = {"id": _name(subject)}
    for predicate, members in groupby(own, key=lambda quad: quad.predicate):
        objects = [quad.object for quad in members]
        if predicate.value == _TYPE:
            node["type"] = _single([_name(one) for one in objects])
            continue
        name = shorten(predicate.value)
        term = _context().get(name)
        form = term if isinstance(term, dict) else {}
        if form.get("@container") != "@language":
            node[name] = _single([_value(one, form) for one in objects])
        elif all(isinstance(one, Literal) and (one.language or _is_plain(one)) for one in objects):
            node[name] = _by_language(objects)
        else:
            node[predicate.value] = _single([_value(one, {}) for one in objects])
    return node


def _by_language(objects: list[Any]) -> dict[str, Any]:
    tagged: dict[str, list[str]] = {}
    for one in objects:
        tagged.setdefault(one.language or "@none", []).append(one.value)
    return {language: _single(values) for language, values in tagged.items()}


def _is_plain(literal: Literal) -> bool:
    return not literal.language and literal.datatype.value == _STRING


def _value(one: Any, term: dict[str, Any]) -> Any:
    kind = term.get("@type")
    if not isinstance(one, Literal):
        return _name(one) if kind == "@id" else {"id": _name(one)}
    datatype = shorten(one.datatype.value)
    if one.language:
        plain = kind is None and term.get("@language") == one.language
        return one.value if plain else {"@value": one.value, "@language": one.language}
    if _is_plain(one):
        plain = kind is None and "@language" not in term
        return one.value if plain or kind == "xsd:string" else {"@value": one.value}
    return one.value if kind == datatype else {"@value": one.value, "@type": datatype}


def _name(term: Any) -> str:
    return shorten(term.value) if isinstance(term, NamedNode) else str(term)


def _single(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
