"""A report: all findings of a check, and what was looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.findings.cut import LIMIT
from kg.findings.finding import Finding, Severity
from kg.findings.html import html_report
from kg.findings.text import text_report
from kg.printing.terminal import Style

__all__ = ["Report"]

_ALL = "report.text(limit=None) shows them"


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
        told = dict.fromkeys(sorted(findings, key=lambda f: f.order))
        return cls(findings=tuple(told), checked=checked or {})

    @property
    def conforms(self) -> bool:
        """Whether nothing found is a violation."""
        return not self.at_least(Severity.VIOLATION)

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of this severity or a graver one."""
        return tuple(f for f in self.findings if f.severity >= severity)

    def text(self, *, limit: int | None = LIMIT, style: Style | None = None) -> str:
        """The report as lines of text, as ``kg check`` prints it.

        Args:
            limit: how many findings of each code and severity are shown; None for all.
            style: colour and width of the terminal.
        """
        return text_report(self.findings, self.checked, limit=limit, style=style, hint=_ALL)

    def __str__(self) -> str:
        return self.text().rstrip("\n")

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return html_report(self.findings, self.checked, limit=LIMIT, hint=_ALL)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)
