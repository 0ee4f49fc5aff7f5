"""Personal data taken out of quads: name, labels, identifiers and posts go, statements stay with somebody unnamed.

Whose data was withdrawn is remembered as a salted digest of an IRI, so that shipped files that name the person cannot
bring the name back, and the name itself stands nowhere.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from pyoxigraph import Literal, NamedNode, Quad

from kg.model.terms import Text
from kg.rdf import describe, graph_named, node
from kg.vocabulary import BASE, expand, thing

__all__ = ["WITHDRAWN", "Names", "Withdrawn", "pseudonym_quads", "redacted", "without"]

WITHDRAWN = graph_named("reference-withdrawn")
"""The graph of the people whose names were withdrawn."""

_PERSON, _LABELS = node("trade:person"), (node("rdfs:label"), node("skos:altLabel"))
_REPLACED = node("dcterms:isReplacedBy")
_PEOPLE = thing("person", "")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]")
_SHORTEST = 4
_BETWEEN = r"[\s_\-\u2010-\u2015]+"
_BETWEEN_WORDS = re.compile(_BETWEEN)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_JAMO = re.compile("[\u1160-\u11ff]")


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
    """The texts that name a person: labels, aliases and the slug, however they are spaced, composed or capitalised.

    ``people`` are the IRIs of the person, with those that were given up for it; ``gone`` is what goes with the person,
    namely the posts; ``namesakes`` are the other people of whose labels or IRIs one of the names is a part, and ``kept``
    these and their posts, as far as the graph says whose they are.
    """

    def __init__(self, quads: Iterable[Quad], person: str) -> None:
        labels, holders, replaced = _said(quads)
        self.iri = person
        self.people = {person, *(old for old in replaced.get(person, ()) if old.startswith(_PEOPLE))}
        self.gone = _with_posts(self.people, holders, replaced) - self.people
        texts = {text for iri in self.people for text in labels.get(iri, ())}
        slugs = {iri.removeprefix(_PEOPLE) for iri in self.people}
        self._whole = set(map(_plain, texts))
        every = sorted({_folded(text) for text in texts | slugs}, key=lambda text: (-len(text), text))
        self._pattern = re.compile("|".join(map(_pattern, filter(_is_long, every))) or r"(?!)")
        self.namesakes = {
            iri
            for iri in labels.keys() - self.people
            if any(map(self.stand_in, (iri.removeprefix(_PEOPLE), *labels[iri])))
        }
        self.kept = _with_posts(self.namesakes, holders, replaced)

    def stand_in(self, text: str) -> bool:
        """Whether a text holds one of them, or an address does behind its escapes."""
        return text in self.people or self._is_in(text) or ("%" in text and self._is_in(unquote(text)))

    def out_of(self, text: str, instead: str) -> str:
        """The text with something else in their place; the rest of it stays letter by letter."""
        if text in self.people:  # however short its end
            return _PEOPLE + instead
        if _plain(text) in self._whole:
            return instead
        folded, places = _placed(text)
        parts, done = [], 0
        for match in self._pattern.finditer(folded):
            parts += [text[done : places[match.start()][0]], instead]
            done = places[match.end() - 1][1]
        return "".join(parts) + text[done:]

    def loose(self, quad: Quad) -> list[object]:
        """The terms of a quad that hold one of them, but for what a namesake is called by: labels, IRIs and addresses."""
        is_text, is_label = isinstance(quad.object, Literal), quad.predicate in _LABELS
        named = is_label if is_text else _iri(quad.object) not in self.people
        own = named and _iri(quad.subject) in self.kept
        terms = (quad.subject, quad.graph_name) if own else (quad.subject, quad.graph_name, quad.object)
        return [t for t in terms if _iri(t) not in self.kept and self.stand_in(str(getattr(t, "value", "")))]

    def unclear(self, quads: Iterable[Quad]) -> set[str]:
        """What holds one of them in a text that may mean a namesake: the IRIs of the subjects."""
        return {
            _iri(quad.subject)
            for quad in (quads if self.namesakes else ())
            if not self.goes(quad) and any(_iri(term) not in self.people for term in self.loose(quad))
        }

    def goes(self, quad: Quad) -> bool:
        """Whether a quad is about the person or the person's posts, or points at such a post."""
        subject = _iri(quad.subject)
        return subject in self.people or subject in self.gone or _iri(quad.object) in self.gone

    def _is_in(self, text: str) -> bool:
        return self._pattern.search(_folded(text)) is not None or _plain(text) in self._whole


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
    for quad in quads:
        if names.goes(quad):
            continue
        loose = names.loose(quad)
        terms = (quad.subject, quad.object)
        subject, value = (_unnamed(term, names, slug) if term in loose else term for term in terms)
        if subject is not None and value is not None:
            yield Quad(subject, quad.predicate, value, quad.graph_name)  # type: ignore[arg-type]


def pseudonym_quads(slug: str) -> list[Quad]:
    """What is said of somebody whose data was withdrawn."""
    labels = (Text("A person whose name was withdrawn", "en"), Text("姓名已撤回者", "zh"))
    pairs = (("rdf:type", expand("trade:Person")), ("rdfs:label", labels))
    return list(describe(WITHDRAWN, thing("person", slug), pairs))


def _unnamed(term: object, names: Names, slug: str) -> NamedNode | Literal | None:
    """The term without the name that it holds; None for an address elsewhere."""
    if isinstance(term, Literal):
        return _literal(term, names)
    assert isinstance(term, NamedNode)
    return NamedNode(names.out_of(term.value, slug)) if term.value.startswith(BASE) else None


def _literal(term: Literal, names: Names) -> Literal:
    instead = "（姓名已撤回）" if term.language == "zh" else "(name withdrawn)"
    text = names.out_of(term.value, instead)
    if term.language:
        return Literal(text, language=term.language)
    return Literal(text, datatype=term.datatype)


def _said(quads: Iterable[Quad]) -> tuple[dict[str, set[str]], dict[str, set[str]], dict[str, set[str]]]:
    """The labels of all people that are named, the posts of each, and the IRIs that were given up for others."""
    labels: dict[str, set[str]] = {}
    holders: dict[str, set[str]] = {}
    replaced: dict[str, set[str]] = {}
    for quad in quads:
        subject, value = _iri(quad.subject), _iri(quad.object)
        for iri in (subject, value):
            if iri.startswith(_PEOPLE):
                labels.setdefault(iri, set())
        if quad.predicate in _LABELS and subject in labels and isinstance(quad.object, Literal):
            labels[subject].add(quad.object.value)
        elif quad.predicate == _PERSON:
            holders.setdefault(value, set()).add(subject)
        elif quad.predicate == _REPLACED:
            replaced.setdefault(value, set()).add(subject)
    return labels, holders, replaced


def _with_posts(people: set[str], *pointing: Mapping[str, set[str]]) -> set[str]:
    """People with what points at them: their posts, and then the IRIs that were given up for any of these."""
    found = set(people)
    for points in pointing:
        found |= {iri for one in found for iri in points.get(one, ())}
    return found


def _folded(text: str) -> str:
    """The text as it is searched: NFKC, in small letters, without what is not seen."""
    if text.isascii():
        return text.casefold()
    return unicodedata.normalize("NFKC", _composed(text).casefold())


def _plain(text: str) -> str:
    """The text as a whole one is compared with a name, capitals and all: a short name may be a unit in small letters."""
    return " ".join(_composed(text).split())


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", _UNSEEN.sub("", text))


def _placed(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The folded text, and where each letter of it begins and ends in the text."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    starts = [at for at, letter in enumerate(text) if at == 0 or not _joins(letter)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        folded = _folded(text[start:end])
        letters.append(folded)
        places += [(start, end)] * len(folded)
    return "".join(letters), places


def _joins(letter: str) -> bool:
    """Whether a letter is one with that before it: a mark, or the middle or end of a Korean syllable."""
    first = unicodedata.normalize("NFKD", letter)[0]
    return unicodedata.category(first).startswith("M") or _JAMO.match(first) is not None


def _is_long(text: str) -> bool:
    return len(text) >= (2 if _DENSE.search(text) else _SHORTEST)


def _pattern(text: str) -> str:
    """What finds a folded name: Chinese, Japanese and Korean ones anywhere and however spaced, others as whole words."""
    if _DENSE.search(text):
        return r"\s*".join(re.escape(letter) for letter in text if not letter.isspace())
    words = _BETWEEN_WORDS.split(text)
    return rf"(?<![^\W_]){_BETWEEN.join(map(re.escape, filter(None, words)))}(?![^\W_])"


def _digest(salt: str, iri: str) -> str:
    return hashlib.sha256(f"{salt}\n{iri}".encode()).hexdigest()


def _iri(term: object) -> str:
    return str(getattr(term, "value", "")) if isinstance(term, NamedNode) else ""
