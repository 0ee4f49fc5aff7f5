"""The desk at which one file is read: it gathers findings and places, and knows the names.

A value that cannot be read becomes a finding and ``MISSING``; the reader goes on. What depends on a missing value is
left out without a finding of its own: one mistake, one finding.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kg.errors import AmbiguousName, Place, UnknownName
from kg.findings import Finding
from kg.model.facts import Facts
from kg.model.terms import Iri
from kg.names import Names
from kg.reading.codes import CODES
from kg.reading.keys import Key
from kg.reading.lookalikes import letter_fault, skeleton
from kg.reading.marked import Fields, Node, Scalar
from kg.reading.readings import Reading
from kg.vocabulary import shorten

__all__ = ["MISSING", "Desk", "Missing", "is_id", "nearest", "spoken"]

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_EXCERPT = 160


class Missing:
    """The type of MISSING: a value that was there and could not be read."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "MISSING"

    def __bool__(self) -> bool:
        return False


MISSING: Final = Missing()
"""Stands for a value that was there and could not be read; its finding is made already."""


def is_id(text: str) -> bool:
    """Whether a text can be the last part of an IRI."""
    return _ID.fullmatch(text) is not None


@dataclass(slots=True)
class Desk:
    """What reading one file needs and gathers; ``misread`` are the IRIs of the facts that take the place of stored ones."""

    file: str
    lines: Sequence[str]
    names: Names
    findings: list[Finding] = field(default_factory=list)
    places: dict[tuple[str, str | None], Place] = field(default_factory=dict)
    fact: str | None = None
    taken: dict[str, Place] = field(default_factory=dict)
    misread: set[str] = field(default_factory=set)
    _resolved: dict[tuple[str, tuple[str, ...]], Iri] = field(default_factory=dict)

    def reading(self, facts: Facts, refused: frozenset[str]) -> Reading:
        """What the file brought: its facts, with what was gathered here, and the IRIs of what could not be read."""
        return Reading(
            facts=facts,
            findings=tuple(self.findings),
            places=self.places,
            refused=refused,
            misread=frozenset(self.misread),
        )

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.file, node.line, node.column)

    def find(
        self, code: str, message: str, node: Node | None, *, about: str | None = None, remedy: str = ""
    ) -> Missing:
        """Note a finding at a node, with the code's severity and, unless another is given, its remedy."""
        place = self.place(node) if node is not None else Place(self.file)
        line = node.line if node is not None else 0
        excerpt = self.lines[line - 1].strip()[:_EXCERPT] if 0 < line <= len(self.lines) else None
        self.findings.append(
            Finding(
                code=code,
                message=message,
                severity=CODES[code].severity,
                fact=self.fact,
                about=about,
                place=place,
                remedy=remedy or CODES[code].remedy,
                excerpt=excerpt,
            )
        )
        return MISSING

    def name(self, text: str, kinds: Sequence[str], node: Node, about: str) -> Iri | Missing:
        """The thing that a name means, or a finding R03 or R04."""
        key = (text, tuple(kinds))
        known = self._resolved.get(key)
        if known is not None:
            return known
        try:
            found = self.names.resolve(text, kinds)
        except UnknownName as error:
            if self.disguised(text, node, about, meant=self._names_something(skeleton(text), kinds)):
                return MISSING
            remedy = f"Did you mean {spoken(error.near)}?" if error.near else ""
            return self.find("R03", str(UnknownName(text, kinds=kinds)), node, about=about, remedy=remedy)
        except AmbiguousName as error:
            return self.find("R04", str(error), node, about=about)
        self._resolved[key] = found
        self.note_retired(text, found, node, about)
        return found

    def note_retired(self, text: str, found: str, node: Node | None, about: str | None) -> None:
        """Note (R27) that a thing was named by a name that was given up."""
        old = self.names.retired(text, found)
        if old is not None:
            successor = shorten(found)
            message = f"{shorten(old)} is a retired name; it means {successor} now."
            self.find("R27", message, node, about=about, remedy=f"Write {successor}.")

    def disguised(self, text: str, node: Node, about: str, *, meant: bool) -> bool:
        """Whether a name that nothing bears only looks like one that something bears (``meant``); a finding R26 then."""
        if text.isascii() or not (meant or letter_fault(text)):
            return False
        remedy = f"Write {skeleton(text)}, in Latin letters only." if meant else ""
        fault = letter_fault(text) or "Its letters are of another alphabet than they look."
        self.find("R26", f"{about} is not what it looks like. {fault}", node, about=about, remedy=remedy)
        return True

    def _names_something(self, text: str, kinds: Sequence[str]) -> bool:
        try:
            self.names.resolve(text, kinds)
        except (UnknownName, AmbiguousName):
            return False
        return True

    def word(self, text: str, words: Iterable[str], node: Node, about: str) -> str | Missing:
        """One of a few words, or a finding R13 that lists them, the nearest first."""
        known = sorted(words)
        if text in known:
            return text
        if self.disguised(text, node, about, meant=skeleton(text) in known):
            return MISSING
        near = nearest(text, known)
        remedy = f"Did you mean {spoken(near)}? " if near else ""
        return self.find(
            "R13",
            f"{about} is not “{text}”.",
            node,
            about=about,
            remedy=f"{remedy}Known are {', '.join(known)}.",
        )

    def check_keys(self, fields: Fields, table: Mapping[str, Key], what: str) -> bool:
        """Note unknown keys (R02) and keys given twice (R12).

        False where a comma cut a value in two, as ``{value: 1,082 tonnes}`` does: then its mapping is not to be read.
        """
        for key in fields.twice:
            self.find("R12", f"{what} gives the key {key.text} twice.", key, about=key.text)
        whole = True
        for name in () if fields.values.keys() <= table.keys() else fields.keys:
            if name not in table:
                whole = self._unknown_key(fields, name, table, what) and whole
        return whole

    def _unknown_key(self, fields: Fields, name: str, table: Mapping[str, Key], what: str) -> bool:
        key, value = fields.keys[name], fields.values[name]
        if (name[:1].isdigit() or " " in name) and isinstance(value, Scalar) and value.text is None:
            message = f"The comma before “{name}” parts two keys, because it stands inside braces."
            self.find(
                "R02",
                message,
                key,
                remedy='Put the value into quotes, as in "1,082 tonnes", or leave the comma out.',
            )
            return False
        near = nearest(name, table)
        remedy = f"Did you mean {spoken(near)}?" if near else f"Known are {', '.join(table)}."
        self.find("R02", f"{what} has no key “{name}”.", key, about=name, remedy=remedy)
        return True

    def take_id(self, text: str, node: Node, kind: str) -> bool:
        """Whether an id of a kind of fact ("figure") is new to the submission; a finding R07 if not."""
        key = f"{kind} {text}"
        before = self.taken.get(key)
        if before is None:
            self.taken[key] = self.place(node)
            return True
        self.find("R07", f"The {kind} {text} stands at {before} already.", node, about="id")
        return False


def nearest(text: str, known: Iterable[str]) -> list[str]:
    """At most three of the known words that look like a text, the nearest first."""
    return difflib.get_close_matches(text, list(known), n=3, cutoff=0.6)


def spoken(words: Sequence[str]) -> str:
    """Words as a choice: “a”, “b” or “c”."""
    quoted = [f"“{word}”" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
