"""Personal data taken out of quads: name, labels, identifiers and posts go, statements stay with somebody unnamed.

Whose data was withdrawn is remembered as a salted digest of an IRI, so that shipped files that name the person cannot
bring the name back, and the name itself stands nowhere.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.model.terms import Text
from kg.rdf import describe, graph_named, node
from kg.vocabulary import BASE, expand, thing

__all__ = ["WITHDRAWN", "Names", "Withdrawn", "pseudonym_quads", "redacted", "without"]

WITHDRAWN = graph_named("reference-withdrawn")
"""The graph of the people whose names were withdrawn."""

_PERSON, _LABELS = node("trade:person"), (node("rdfs:label"), node("skos:altLabel"))
_PEOPLE = thing("person", "")
_HAN = re.compile("[\u3400-\u9fff]")
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Somebody whose data was withdrawn: the slug of the pseudonym, and the salted digest of the IRI before."""

    slug: str
    salt: str
    digest: str

    @classmethod
    def new(cls, iri: str, slug: str) -> Withdrawn:
        """The entry of somebody whose data is withdrawn now."""
        salt = secrets.token_hex(16)
        return cls(slug, salt, _digest(salt, iri))

    @classmethod
    def of(cls, entry: Mapping[str, str]) -> Withdrawn:
        """The entry as a store's description holds it."""
        return cls(entry["is"], entry["salt"], entry["digest"])

    @property
    def entry(self) -> dict[str, str]:
        """The entry for a store's description."""
        return {"is": self.slug, "salt": self.salt, "digest": self.digest}

    def means(self, iri: str) -> bool:
        """Whether this is the person of an IRI."""
        return secrets.compare_digest(self.digest, _digest(self.salt, iri))


class Names:
    """The texts that name a person: labels, aliases and the slug."""

    def __init__(self, quads: Iterable[Quad], person: str) -> None:
        said = [quad for quad in quads if _iri(quad.subject) == person and quad.predicate in _LABELS]
        self.iri, self.slug = person, person.removeprefix(_PEOPLE)
        self.texts = sorted({str(quad.object.value) for quad in said if isinstance(quad.object, Literal)})
        spoken = self.slug.replace("-", " ")
        every = sorted({*self.texts, self.slug, spoken}, key=lambda text: (-len(text), text))
        self._pattern = re.compile("|".join(map(_pattern, filter(_is_long, every))) or r"(?!)", re.IGNORECASE)

    def stand_in(self, text: str) -> bool:
        """Whether a text holds one of them."""
        return self._pattern.search(text) is not None or text in self.texts or text == self.iri

    def out_of(self, text: str, instead: str) -> str:
        """The text with something else in their place."""
        if text == self.iri:  # however short its end
            return _PEOPLE + instead
        return instead if text in self.texts else self._pattern.sub(instead, text)


def redacted(quads: Collection[Quad], withdrawn: Sequence[Withdrawn]) -> list[Quad]:
    """The quads without the data of those whose data was withdrawn, where they speak of them."""
    people = {_iri(term) for q in quads for term in (q.subject, q.object)} if withdrawn else set()
    found = list(quads)
    for person in sorted(iri for iri in people if iri.startswith(_PEOPLE)):
        entry = next((one for one in withdrawn if one.means(person)), None)
        if entry is not None:
            found = list(without(found, person, entry.slug))
    return found


def without(quads: Collection[Quad], person: str, slug: str, names: Names | None = None) -> Iterator[Quad]:
    """The quads without what is said of a person: who named the person names ``person:<slug>`` in its place."""
    names = names or Names(quads, person)
    holdings = {quad.subject for quad in quads if quad.predicate == _PERSON and _iri(quad.object) == person}
    for quad in quads:
        if _iri(quad.subject) == person or quad.subject in holdings or quad.object in holdings:
            continue
        subject, value = (_unnamed(term, names, slug) for term in (quad.subject, quad.object))
        if subject is not None and value is not None:
            yield Quad(subject, quad.predicate, value, quad.graph_name)  # type: ignore[arg-type]


def pseudonym_quads(slug: str) -> list[Quad]:
    """What is said of somebody whose data was withdrawn."""
    labels = (Text("A person whose name was withdrawn", "en"), Text("姓名已撤回者", "zh"))
    pairs = (("rdf:type", expand("trade:Person")), ("rdfs:label", labels))
    return list(describe(WITHDRAWN, thing("person", slug), pairs))


def _unnamed(term: object, names: Names, slug: str) -> NamedNode | Literal | None:
    """The term without the name; None for an address elsewhere that holds it."""
    if isinstance(term, Literal):
        return _literal(term, names)
    assert isinstance(term, NamedNode)
    if not names.stand_in(term.value):
        return term
    if not term.value.startswith(BASE):
        return None
    return NamedNode(names.out_of(term.value, slug))


def _literal(term: Literal, names: Names) -> Literal:
    if not names.stand_in(term.value):
        return term
    instead = "（姓名已撤回）" if term.language == "zh" else "(name withdrawn)"
    text = names.out_of(term.value, instead)
    if term.language:
        return Literal(text, language=term.language)
    return Literal(text, datatype=term.datatype)


def _is_long(text: str) -> bool:
    return len(text) >= (2 if _HAN.search(text) else _SHORTEST)


def _pattern(text: str) -> str:
    return re.escape(text) if _HAN.search(text) else rf"(?<![^\W_]){re.escape(text)}(?![^\W_])"


def _digest(salt: str, iri: str) -> str:
    return hashlib.sha256(f"{salt}\n{iri}".encode()).hexdigest()


def _iri(term: object) -> str:
    return str(getattr(term, "value", "")) if isinstance(term, NamedNode) else ""
