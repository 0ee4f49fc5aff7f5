"""What may stand in a file of RDF facts: known properties, IRIs that can be trusted, texts that can be shown.

The rules of single triples, on plain strings; kg.reading.files reads the files and applies them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.reading.desk import nearest, spoken
from kg.reading.lookalikes import bidi_fault, letter_fault
from kg.resources import room
from kg.vocabulary import BASE, PREFIXES, expand, shorten

__all__ = [
    "graph_fault",
    "graph_name",
    "iri_fault",
    "property_fault",
    "property_name",
    "shared_graph",
    "text_fault",
    "type_fault",
]

_LONGEST_IRI = 2000
_LONGEST_TEXT = 10_000
_LONGEST_NUMBER = 100
_NUMBERS = frozenset(expand(f"xsd:{name}") for name in ("decimal", "double", "float", "integer"))
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNFIT = re.compile(r"[^\w./+~#-]|%")
_OWN = PREFIXES["trade"]
_DECLARED = re.compile(r"^trade:(\w+) a ", re.MULTILINE)
_NO_FACTS = frozenset({"owl", "sh", "void", "dcat"})
_AXIOMS = frozenset(expand(f"rdfs:{name}") for name in ("subClassOf", "subPropertyOf", "domain", "range"))
_CLASSES = frozenset({expand("rdfs:Class"), expand("rdf:Property")})
_FACT_GRAPH = re.compile(
    rf"{re.escape(PREFIXES['graph'])}(?:acceptance|(?:source|reference)-[A-Za-z0-9][A-Za-z0-9._-]*)"
)
_SHARED = {"cell": "reference-cells", "period": "reference-periods", "acceptance": "acceptance"}


@lru_cache(maxsize=1)
def own_terms() -> frozenset[str]:
    """The local names of our own classes and properties, as the ontology declares them."""
    return frozenset(_DECLARED.findall((room("ontology") / "core.ttl").read_text(encoding="utf-8")))


@lru_cache(maxsize=1024)
def property_fault(iri: str) -> tuple[str, str, str] | None:
    """Code, message and remedy where a property is not taken; None where it is."""
    curie = shorten(iri)
    prefix, _, local = curie.partition(":")
    if prefix in _NO_FACTS or iri in _AXIOMS:
        return "R20", f"{curie} makes an axiom or a shape, not a fact.", ""
    if prefix == "trade" and local not in own_terms():
        near = [f"trade:{name}" for name in nearest(local, own_terms())]
        return "R02", f"No property is called {curie}.", f"Did you mean {spoken(near)}?" if near else ""
    if curie == iri:
        near = [f"trade:{name}" for name in nearest(re.split("[/#]", iri)[-1], own_terms())]
        message = f"The property <{iri}> is of no vocabulary that is known here."
        return "R02", message, f"Did you mean {spoken(near)}?" if near else ""
    return None


@lru_cache(maxsize=1024)
def type_fault(iri: str) -> tuple[str, str, str] | None:
    """Code, message and remedy where a class is not taken; None where it is."""
    curie = shorten(iri)
    prefix, _, local = curie.partition(":")
    if prefix in _NO_FACTS or iri in _CLASSES:
        return "R20", f"{curie} is a class of axioms or shapes, not of facts.", ""
    if iri.startswith(_OWN) and local not in own_terms():
        near = [f"trade:{name}" for name in nearest(local, own_terms())]
        return "R02", f"No class is called {curie}.", f"Did you mean {spoken(near)}?" if near else ""
    return None


@lru_cache(maxsize=65536)
def iri_fault(iri: str) -> str | None:
    """What is wrong with an IRI; None where nothing is."""
    if not iri.startswith(("http://", "https://")):
        return f"<{iri[:80]}> does not begin with http or https."
    if len(iri) > _LONGEST_IRI:
        return f"<{iri[:80]}…> is longer than {_LONGEST_IRI:,} characters."
    if not iri.isascii() and (composed := unicodedata.normalize("NFC", iri)) != iri:
        return f"<{iri[:80]}> is not in NFC; use the NFC form, <{composed[:80]}>."
    return _unfit(iri) if iri.startswith(BASE) and not iri.startswith(PREFIXES["graph"]) else None


def _unfit(iri: str) -> str | None:
    """What is wrong with an IRI of ours that holds a mark which none has; look-alike letters are for the gate."""
    local = iri.removeprefix(BASE)
    found = _UNFIT.search(local)
    if found is None or letter_fault(iri) is not None:
        return None
    tidy = shorten(BASE + _UNFIT.sub("", re.sub("%[0-9A-Fa-f]{2}", "", local)))
    return f"{shorten(iri)[:80]} holds “{found[0]}”, which no IRI of ours has; is {tidy[:80]} meant?"


def text_fault(text: str, datatype: str = "") -> str | None:
    """What is wrong with a text, or with a number as it is written; None where nothing is."""
    if len(text) > _LONGEST_NUMBER and datatype in _NUMBERS:
        return f"A number has more than {_LONGEST_NUMBER} digits."
    if (turned := bidi_fault(text)) is not None:
        return f"A text is not as it looks. {turned}"
    if len(text) > _LONGEST_TEXT:
        return f"A text has more than {_LONGEST_TEXT:,} characters."
    found = _CONTROL.search(text)
    return f"A text holds the control character U+{ord(found[0]):04X}." if found else None


@lru_cache(maxsize=1024)
def graph_fault(iri: str) -> str | None:
    """What is wrong with writing facts into a named graph; None where nothing is."""
    return None if _FACT_GRAPH.fullmatch(iri) else f"Facts are not written into <{iri[:80]}>."


@lru_cache(maxsize=1024)
def property_name(iri: str) -> str:
    """The prefixed name of a property."""
    return shorten(iri)


def shared_graph(subject: str) -> str | None:
    """The name of the graph that holds things of the subject's kind, whichever source they came with."""
    return _SHARED.get(subject.removeprefix(BASE).partition("/")[0]) if subject.startswith(BASE) else None


def graph_name(subject: str, sources: dict[str, str]) -> str | None:
    """The name of the graph in which a subject's triples belong; None where it cannot be told.

    ``sources`` gives the ids of sources by subject, as the file's trade:source says.
    """
    shared = shared_graph(subject)
    if shared:
        return shared
    source = sources.get(subject)
    if source is None and subject.startswith(PREFIXES["source"]):
        source = subject.removeprefix(PREFIXES["source"])
    if source is None and subject.startswith(PREFIXES["proposition"]):
        local = subject.removeprefix(PREFIXES["proposition"]).rpartition("-")[0]
        source = sources.get(PREFIXES["statement"] + local)
    return f"source-{source}" if source else None
