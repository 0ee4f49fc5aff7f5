"""From the names that people type to the things they mean.

An index over plain rows, so that it can be made from a store's answer or from a file: slugs, labels and aliases in
any language, codes, prefixed names and IRIs. It never guesses: what fits nothing, or several things equally well, is
an error that lists the nearest names or the candidates.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.errors import AmbiguousName, UnknownName
from kg.model.terms import Iri
from kg.vocabulary import BASE, PREFIXES

__all__ = ["HOWS", "RETIRED", "NameRow", "Names", "fold"]

HOWS = ("label", "notation", "alias")
"""How a text can name a thing, the strongest first; a slug is stronger than all of them."""

RETIRED = "retired"
"""How a row says that its IRI was given up: its text is the IRI of the thing that is meant now."""

_RANKS = {how: rank for rank, how in enumerate(HOWS, 1)}
_FOLDED = {ord(mark): None for mark in " \t\u00a0\u3000-_\u2010\u2011\u2012\u2013'’`."}
_NEAR = 3


class NameRow(NamedTuple):
    """One name of one thing: ``kind`` is the kind of thing ("place"), ``how`` one of HOWS, or RETIRED."""

    iri: str
    kind: str
    text: str
    how: str


def fold(text: str) -> str:
    """The text as names are compared: NFKC, without case, spaces, hyphens, underscores, dots and apostrophes."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.casefold().translate(_FOLDED)


class Names:
    """An index of names; see ``resolve``."""

    def __init__(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        self._kinds: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._codes: dict[str, list[str]] = {}
        self._hits: dict[str, list[tuple[int, str]]] = {}
        self._texts: list[tuple[str, str]] = []
        self._retired: dict[str, str] = {}
        for iri, kind, text, how in rows:
            if how == RETIRED:
                self._retired[iri] = text
            else:
                self._add(iri, kind, text, how)
        self._retire()

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str, str]]) -> Names:
        """The index of rows (iri, kind, text, how); the first label of a thing is the one it is shown by."""
        return cls(rows)

    def _add(self, iri: str, kind: str, text: str, how: str) -> None:
        if iri not in self._kinds:
            self._kinds[iri] = kind
            slug = iri.rpartition("/")[2]
            self._hits.setdefault(fold(slug), []).append((0, iri))
        if how == "label":
            self._labels.setdefault(iri, text)
        elif how == "notation":
            self._codes.setdefault(iri, []).append(text)
        self._hits.setdefault(fold(text), []).append((_RANKS[how], iri))
        self._texts.append((iri, text))

    def _retire(self) -> None:
        """Let the slugs of retired names lead to what is meant now, as strongly as a label."""
        self._slugs: dict[str, list[str]] = {}
        for old in self._retired:
            new, slug = self.successor(old), fold(old.rpartition("/")[2])
            if new in self._kinds:
                self._hits.setdefault(slug, []).append((_RANKS["label"], str(new)))
            self._slugs.setdefault(slug, []).append(old)

    def successor(self, iri: str) -> Iri | None:
        """The thing that a retired IRI means now; None where it is not retired, or leads in a circle."""
        seen = {iri}
        while (following := self._retired.get(iri)) is not None:
            if following in seen:
                return None
            seen.add(following)
            iri = following
        return Iri(iri) if len(seen) > 1 else None

    def retired(self, text: str, found: str) -> Iri | None:
        """The retired IRI by which ``text`` (an IRI, a prefixed name or a slug) led to ``found``; None where by none."""
        exact = _iri_of(text.strip())
        named = [exact] if exact in self._retired else self._slugs.get(fold(text), ())
        return next((Iri(old) for old in named if self.successor(old) == found and old != found), None)

    def resolve(self, text: str, kinds: Sequence[str] = ()) -> Iri:
        """The IRI of the one thing that ``text`` names, of one of ``kinds`` (of any kind where none is given).

        A slug, prefixed name or IRI beats a preferred label, that beats a code, that beats an alias. Where things of
        several kinds share a slug, the kind that stands first in ``kinds`` is meant. A retired name means its successor.

        Raises:
            UnknownName: nothing carries the name; the error lists the nearest ones.
            AmbiguousName: several things carry it equally; the error lists them.
        """
        text = text.strip()
        exact = self._exact(text)
        if exact is not None:
            if not kinds or self._kinds[exact] in kinds:
                return Iri(exact)
            raise UnknownName(text, kinds=kinds)
        hits = [hit for hit in self._hits.get(fold(text), ()) if not kinds or self._kinds[hit[1]] in kinds]
        if not hits:
            raise UnknownName(text, kinds=kinds, near=self.near(text, kinds))
        best = min(hits)[0]
        found = sorted({iri for rank, iri in hits if rank == best})
        if best == 0 and kinds:
            first = min(kinds.index(self._kinds[iri]) for iri in found)
            found = [iri for iri in found if self._kinds[iri] == kinds[first]]
        if len(found) > 1:
            raise AmbiguousName(text, [(iri, self.label(iri)) for iri in found])
        return Iri(found[0])

    def _exact(self, text: str) -> str | None:
        iri = _iri_of(text)
        if iri in self._kinds:
            return iri
        new = self.successor(iri)
        return new if new in self._kinds else None

    def near(self, text: str, kinds: Sequence[str] = ()) -> tuple[str, ...]:
        """At most three names of things of ``kinds`` that look like ``text``, the nearest first."""
        wanted = fold(text.rpartition(":")[2])
        spelled: dict[str, tuple[str, str]] = {}
        for iri, shown in self._texts:
            if not kinds or self._kinds[iri] in kinds:
                spelled.setdefault(fold(shown), (iri, shown))
        found: dict[str, str] = {}
        for folded in difflib.get_close_matches(wanted, spelled, n=3 * _NEAR, cutoff=0.6):
            iri, shown = spelled[folded]
            found.setdefault(iri, shown)
        return tuple(found.values())[:_NEAR]

    def label(self, iri: str) -> str:
        """The name a thing is shown by: its first label, else its slug."""
        return self._labels.get(iri) or iri.removeprefix(BASE).partition("/")[2] or iri

    @property
    def labels(self) -> Mapping[str, str]:
        """The label of each thing that has one, by IRI."""
        return self._labels

    def kind(self, iri: str) -> str | None:
        """The kind of a thing; None where the index does not hold it."""
        return self._kinds.get(iri)

    def codes(self, iri: str) -> tuple[str, ...]:
        """The codes of a thing, as given."""
        return tuple(self._codes.get(iri, ()))

    def __contains__(self, iri: object) -> bool:
        return iri in self._kinds

    def __len__(self) -> int:
        return len(self._kinds)


def _iri_of(text: str) -> str:
    """The IRI that a text is, or that it shortens; the text itself where it is neither."""
    prefix, colon, local = text.partition(":")
    if colon and prefix in PREFIXES:
        return PREFIXES[prefix] + local.strip()
    return text.removeprefix("<").removesuffix(">")
