"""Where a text names places, groups and speakers, by any name that the graph knows them by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.gate.provenance.evidence import Evidence, Passage
from kg.gate.provenance.prose import Prose
from kg.names import fold
from kg.vocabulary import expand

__all__ = ["Mention", "Regions", "named_at"]

_KINDS = {
    "province": ("province",),
    "city": ("city", "district"),
    "country": ("country", "territory"),
    "nation": ("country", "territory"),
}
_COMMON = re.compile(
    r"(?P<one>\b(?:the|this|that|southern|northern|eastern|western|coastal|whole)\s+(?:\w+\s+)?(?P<kind>province|city|country|nation)\b)"
    r"|(?P<han>全省|全市|全国|我国)"
)
_HAN_KINDS = {"全省": "province", "全市": "city", "全国": "country", "我国": "country"}
_COUNTED = re.compile(
    r"^(?P<count>[a-z]+|\d+) (?:\w+ ){0,2}(?P<noun>cities|countries|members|provinces|economies)\b"
)
_NUMBERS = dict(zip("two three four five six seven eight nine ten".split(), range(2, 11), strict=True))
_SHORT = 4
_MONEY = re.compile(r"\.?(?:\$| dollars?\b)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place, group or organisation that a text names, or a kind of place ("the province": ``kind`` is set)."""

    start: int
    end: int
    things: frozenset[str]
    kind: str | None = None


def _pattern(form: str) -> str:
    escaped = re.escape(form.lower()).replace(r"\ ", r"[\s-]+")
    left = r"(?<![a-z0-9])" if form[0].isascii() else ""
    right = r"(?![a-z0-9])" if form[-1].isascii() else ""
    return f"{left}{escaped}{right}"


def named_at(names: list[str], prose: Prose) -> int | None:
    """Where a text first names something: one of its names, or all words of one in a sentence; None where nowhere."""
    places = [
        found.start()
        for name in names
        if name.strip()
        for found in [re.search(_pattern(name), prose.folded)]
        if found and (len(name) > _SHORT or not name.isascii() or name in prose.text)
    ]
    if places:
        return min(places)
    return min((at for name in names if (at := _scattered(name, prose)) is not None), default=None)


def _scattered(name: str, prose: Prose) -> int | None:
    """Where one sentence holds all longer words of a name, two at least."""
    words = [word for word in re.findall(r"[a-z]{3,}", name.lower()) if word not in ("the", "and")]
    if len(words) < 2:
        return None
    for found in re.finditer(rf"\b{words[0]}\b", prose.folded):
        start, end = prose.sentence(found.start())
        sentence = prose.folded[start:end]
        if all(re.search(rf"\b{word}\b", sentence) for word in words):
            return start
    return None


class Speakers:
    """The people and organisations of a graph, as texts name them."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._finders: dict[Prose, re.Pattern[str]] = {}

    def named(self, prose: Prose, start: int, end: int) -> frozenset[str]:
        """Those that a stretch of text names in full."""
        found = (self._forms[one[0]] for one in self._finder(prose).finditer(prose.folded, start, end))
        return frozenset().union(*found)

    def hinted(self, names: list[str], prose: Prose, passage: Passage) -> bool:
        """Whether a stretch of text holds a longer word of one of these names: "Wang" of "Wang Lizong"."""
        words = {word for name in names for word in re.findall(r"\w{3,}", name.lower())}
        return any(
            re.search(rf"\b{re.escape(word)}\b", prose.folded[passage.start : passage.end]) for word in words
        )

    def shown(self, things: frozenset[str]) -> str:
        """The first of some speakers by its name."""
        return next(iter(self._evidence.names(min(things))), min(things))

    @cached_property
    def _forms(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for kind in ("trade:Person", "trade:Organisation"):
            for iri in self._evidence.subjects_of("rdf:type", expand(kind)):
                for name in self._evidence.names(iri):
                    if len(name) > _SHORT or not name.isascii():
                        found.setdefault(" ".join(name.lower().split()), set()).add(iri)
        return {name: frozenset(things) for name, things in found.items() if name}

    def _finder(self, prose: Prose) -> re.Pattern[str]:
        if prose not in self._finders:
            here = (form for form in self._forms if form in prose.folded)
            forms = sorted(here, key=lambda form: (-len(form), form))
            whole = (
                f"(?<!\\w){re.escape(form)}(?!\\w)" if form.isascii() else re.escape(form) for form in forms
            )
            self._finders[prose] = re.compile("|".join(whole) or r"(?!)")
        return self._finders[prose]


class Regions:
    """The places and groups of a graph, and how they lie in each other."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._mentions: dict[Prose, list[Mention]] = {}
        self._bare: dict[Prose, str] = {}
        self._above: dict[str, frozenset[str]] = {}

    def mentions(self, prose: Prose) -> list[Mention]:
        """Every place, group and organisation that a text names, the longest name at each spot."""
        if prose not in self._mentions:
            self._mentions[prose] = sorted(
                (*self._named(prose), *_common(prose)), key=lambda one: (one.start, -one.end)
            )
        return self._mentions[prose]

    def spelled(self, prose: Prose, iri: str) -> bool:
        """Whether a text has one of a thing's names when accents, spaces and hyphens are left out: Việt Nam."""
        if prose not in self._bare:
            self._bare[prose] = _bare(prose.text)
        return any(
            len(name) > _SHORT and _bare(name) in self._bare[prose] for name in self._evidence.names(iri)
        )

    def is_region(self, iri: str) -> bool:
        """Whether a thing is a place or group that has names of its own to look for."""
        return iri in self._regions and self._evidence.word(iri, "trade:groupType") not in (
            "composite",
            "remainder",
        )

    def known(self, iri: str) -> bool:
        """Whether a thing is a place or group."""
        return iri in self._regions

    def means_region(self, one: Mention) -> bool:
        """Whether a mention is of places or groups, and of no office that is named after one."""
        return all(map(self.known, one.things))

    def kind(self, iri: str) -> str | None:
        """The kind of a place: province, city, country and so on."""
        return self._evidence.word(iri, "trade:placeType")

    def above(self, iri: str) -> frozenset[str]:
        """The places and groups that a place or group lies in."""
        if iri not in self._above:
            self._above[iri] = frozenset()
            direct = {*self._evidence.values(iri, "schema:containedInPlace"), *self._groups(iri)}
            members = self._members(iri)
            if members:
                direct |= frozenset.intersection(*(frozenset({*self.above(m), m}) for m in members)) - {iri}
            self._above[iri] = frozenset(direct).union(*(self.above(one) for one in direct))
        return self._above[iri]

    def fits(self, mention: Mention, iri: str) -> bool:
        """Whether a mention can mean a place or group, or a part that a composite adds up."""
        if mention.kind is not None:
            return self.kind(iri) in _KINDS[mention.kind]
        if iri in mention.things:
            return True
        return not self.is_region(iri) and any(iri in self.above(one) for one in mention.things)

    @cached_property
    def _regions(self) -> frozenset[str]:
        return frozenset(
            iri
            for kind in ("trade:Place", "trade:Group")
            for iri in self._evidence.subjects_of("rdf:type", expand(kind))
        )

    @cached_property
    def _forms(self) -> dict[str, frozenset[str]]:
        """What each name means, in small letters; names of organisations too, so that they hide the place in them."""
        found: dict[str, set[str]] = {}
        others = self._evidence.subjects_of("rdf:type", expand("trade:Organisation"))
        for iri in (*self._regions, *others):
            for name in self._evidence.names(iri):
                found.setdefault(" ".join(name.lower().split()), set()).add(iri)
                for more in _shorter(name):
                    found.setdefault(more, set()).add(iri)
        return {name: frozenset(things) for name, things in found.items() if name}

    @cached_property
    def _capitals(self) -> frozenset[str]:
        """Short names as they are written: "US" is a country, "us" is not."""
        return frozenset(
            name
            for iri in self._regions
            for name in self._evidence.names(iri)
            if name.isascii() and len(name) <= _SHORT
        )

    def _finder(self, prose: Prose) -> re.Pattern[str]:
        """A pattern for the names whose words the text has, the longest first."""
        here = (form for form in self._forms if all(word in prose.folded for word in form.split()))
        forms = sorted(here, key=lambda form: (-len(form), form))
        return re.compile("|".join(_pattern(form) for form in forms) or r"(?!)")

    def _named(self, prose: Prose) -> Iterator[Mention]:
        for found in self._finder(prose).finditer(prose.folded):
            form = re.sub(r"[\s-]+", " ", found[0])
            things = self._forms.get(form) or self._forms.get(found[0])
            written = prose.text[found.start() : found.end()]
            if _MONEY.match(prose.folded, found.end()):
                continue
            if things and not (len(form) <= _SHORT and form.isascii() and written not in self._capitals):
                yield Mention(found.start(), found.end(), things)

    def _groups(self, iri: str) -> set[str]:
        memberships = self._evidence.subjects_of("trade:member", iri)
        return {group for one in memberships for group in self._evidence.values(one, "trade:group")}

    def _members(self, iri: str) -> list[str]:
        memberships = self._evidence.subjects_of("trade:group", iri)
        found = {member for one in memberships for member in self._evidence.values(one, "trade:member")}
        return sorted(found - {iri})


def _bare(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", fold(text)) if letter.isalnum())


def _shorter(name: str) -> list[str]:
    """Shorter forms of a counted group: "nine mainland cities of …" is also "nine cities" and "9 cities"."""
    found = _COUNTED.match(name.lower())
    if found is None:
        return []
    count, noun = found["count"], found["noun"]
    digits = _NUMBERS.get(count) or (int(count) if count.isdecimal() else None)
    words = [word for word, n in _NUMBERS.items() if n == digits]
    return (
        [found[0], *(f"{one}{kind} {noun}" for one in (str(digits), *words) for kind in ("", " mainland"))]
        if digits
        else []
    )


def _common(prose: Prose) -> Iterator[Mention]:
    for found in _COMMON.finditer(prose.folded):
        kind = found["kind"] or _HAN_KINDS[found["han"]]
        yield Mention(found.start(), found.end(), frozenset(), kind)
