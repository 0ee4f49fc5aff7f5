"""One finding: what is wrong, how grave it is, where it stands and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from kg.errors import Place

__all__ = ["Constraint", "Finding", "Mention", "Severity"]


class Severity(IntEnum):
    """How grave a finding is: only a violation keeps facts out."""

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def word(self) -> str:
        """The severity as it is printed: "violation"."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Mention:
    """Another fact that a finding names, and its place where it was submitted too."""

    fact: str
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """What a shape found, in SHACL's words: the kind of constraint ("sh:MinCountConstraintComponent"), and in Turtle's
    notation the path that was followed and the value at fault, where there is one.
    """

    component: str
    path: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, or that a person should look at.

    ``code`` is stable ("R02", "V14"); ``fact`` the id or IRI of the fact concerned, ``about`` the slot of it
    ("unit", "partner"); ``place`` where it stands in the submitted file; ``remedy`` what to do about it;
    ``excerpt`` the submitted line; ``rule`` the IRI of the shape or the name of the check. ``others`` are further
    facts that it names, ``constraint`` is what a shape says; findings that differ in these two only are the same.
    """

    code: str
    message: str
    severity: Severity = Severity.VIOLATION
    fact: str | None = None
    about: str | None = None
    place: Place | None = None
    remedy: str | None = None
    excerpt: str | None = None
    rule: str | None = None
    others: tuple[Mention, ...] = field(default=(), compare=False)
    constraint: Constraint | None = field(default=None, compare=False)

    @property
    def order(self) -> tuple[str | int, ...]:
        """What findings are sorted by: place in the file, then code and fact, then all the rest."""
        place = self.place or Place("")
        value = self.constraint and self.constraint.value
        texts = (self.message, self.rule, self.about, self.remedy, value)
        stands = (place.file, place.line or 0, place.column or 0, self.code, self.fact or "")
        return (*stands, *(text or "" for text in texts), -self.severity)

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.code} {self.severity.word}: {self.message}{remedy}"
