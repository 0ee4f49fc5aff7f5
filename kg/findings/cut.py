"""The part of a report that is shown: so many findings of each code, and in numbers those that are not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.findings.finding import Finding, Severity

__all__ = ["LIMIT", "Cut", "LeftOut"]

LIMIT = 20
"""How many findings of one code and severity are shown where nothing else is asked for; all are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """How many findings of one code and severity are not shown, and how many there are."""

    code: str
    severity: Severity
    hidden: int
    total: int

    def __str__(self) -> str:
        noun = self.severity.word if self.severity is Severity.INFO else f"{self.severity.word}s"
        return f"{self.hidden:,} of {self.total:,} {noun} {self.code} not shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """The findings that are shown, in order, and what is left out of each code and severity."""

    shown: tuple[Finding, ...]
    left_out: tuple[LeftOut, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding], limit: int | None) -> Cut:
        """The first ``limit`` findings of each code and severity; None shows all."""
        shown: list[Finding] = []
        totals: Counter[tuple[str, Severity]] = Counter()
        for finding in findings:
            totals[finding.code, finding.severity] += 1
            if limit is None or totals[finding.code, finding.severity] <= limit:
                shown.append(finding)
        over = {} if limit is None else {key: total for key, total in totals.items() if total > limit}
        left_out = tuple(
            LeftOut(code=code, severity=severity, hidden=total - (limit or 0), total=total)
            for (code, severity), total in sorted(over.items(), key=lambda item: (item[0][0], -item[0][1]))
        )
        return cls(shown=tuple(shown), left_out=left_out)
