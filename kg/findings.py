"""What a check finds: findings with a code, a place and a remedy, gathered in a report.

A finding is bad data told to a person, never an exception. The table of all codes is docs/findings.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from html import escape

from kg.errors import Place

__all__ = ["Finding", "Report", "Severity"]


class Severity(IntEnum):
    """How grave a finding is: only a violation keeps facts out."""

    INFO = 1
    WARNING = 2
    VIOLATION = 3

    @property
    def word(self) -> str:
        """The severity as it is printed: "violation"."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong, or that a person should look at.

    ``code`` is stable ("R02", "V14"); ``fact`` the id or IRI of the fact concerned, ``about`` the slot of it
    ("unit", "partner"); ``place`` where it stands in the submitted file; ``remedy`` what to do about it;
    ``excerpt`` the submitted line; ``rule`` the IRI of the shape or the name of the check.
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

    @property
    def order(self) -> tuple[str, int, int, str, str, str]:
        """What findings are sorted by: place in the file, then code and fact."""
        place = self.place or Place("")
        return (place.file, place.line or 0, place.column or 0, self.code, self.fact or "", self.message)

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        remedy = f" {self.remedy}" if self.remedy else ""
        return f"{place}{self.code} {self.severity.word}: {self.message}{remedy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All findings of a check, sorted, with what was looked at.

    ``checked`` counts the facts, shapes, targets and rules that were looked at ({"figures": 3, "shapes": 40}), so
    that a check that looked at nothing cannot pass for a clean one.
    """

    findings: tuple[Finding, ...]
    checked: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, findings: Iterable[Finding], checked: dict[str, int] | None = None) -> Report:
        """A report of these findings, sorted and without repetitions."""
        return cls(findings=tuple(sorted(set(findings), key=lambda f: f.order)), checked=checked or {})

    @property
    def conforms(self) -> bool:
        """Whether nothing found is a violation."""
        return not self.at_least(Severity.VIOLATION)

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of this severity or a graver one."""
        return tuple(f for f in self.findings if f.severity >= severity)

    def __str__(self) -> str:
        return "\n".join([*(str(finding) for finding in self.findings), self._summary])

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        heads = "".join(
            f'<th scope="col">{name}</th>' for name in ("Place", "Code", "What is wrong", "Remedy")
        )
        lines = ["<table>", f"<caption>{escape(self._summary)}</caption>", f"<thead><tr>{heads}</tr></thead>"]
        lines.append("<tbody>")
        for found in self.findings:
            texts = (str(found.place or "–"), found.code, found.message, found.remedy or "–")
            lines.append(f"<tr>{''.join(f'<td>{escape(text)}</td>' for text in texts)}</tr>")
        return "\n".join([*lines, "</tbody>", "</table>"]) + "\n"

    @property
    def _summary(self) -> str:
        number = len(self.findings)
        found = "No findings" if not number else f"{number} finding{'' if number == 1 else 's'}"
        checked = ", ".join(f"{count} {name}" for name, count in sorted(self.checked.items()))
        return f"{found}; checked: {checked or 'nothing'}."

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)
