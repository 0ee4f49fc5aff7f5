"""Warnings that somebody lets pass: named by code and fact, with a reason that is kept with the commit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.errors import UsageProblem
from kg.findings import Finding, Report, Severity

__all__ = ["Judgement", "Waiver", "judged", "waivers_of"]

_FORM = re.compile(r"([A-Z]\d\d)(?::([^=]+))?=(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A code, the fact that it is told of (None: of any), and why it may pass."""

    code: str
    fact: str | None
    reason: str

    @classmethod
    def parse(cls, text: str) -> Waiver:
        """The waiver in a text: "V25=it was a strike", "V25:F0030=it was a strike".

        Raises:
            UsageProblem: it has another form, or no reason.
        """
        found = _FORM.fullmatch(text.strip())
        if found is None or not found[3].strip() or (found[2] is not None and not found[2].strip()):
            raise UsageProblem(f"A warning is accepted as CODE=REASON or CODE:FACT=REASON, not as “{text}”.")
        return cls(found[1], found[2].strip() if found[2] else None, found[3].strip())

    def lets(self, finding: Finding) -> bool:
        """Whether this lets a finding pass."""
        if finding.code != self.code or finding.severity is Severity.VIOLATION:
            return False
        told = finding.fact or ""
        return self.fact is None or self.fact in (told, told.partition(":")[2])


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a report: what was let pass, which waivers let nothing pass, and what stands in the way."""

    accepted: tuple[dict[str, str], ...]
    idle: tuple[Waiver, ...]
    refusing: tuple[Finding, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be said of waivers that let nothing pass."""
        named = [f"{one.code}{f' of {one.fact}' if one.fact else ''}" for one in self.idle]
        return tuple(f"There was no warning {name} to accept." for name in named)


def waivers_of(given: Iterable[str]) -> tuple[Waiver, ...]:
    """The waivers in texts, in order.

    Raises:
        UsageProblem: one has another form.
    """
    return tuple(Waiver.parse(text) for text in given)


def judged(report: Report, waivers: Sequence[Waiver], fail_on: Severity) -> Judgement:
    """Which findings are let pass, and which stand in the way from a severity on; violations always do."""
    accepted: list[dict[str, str]] = []
    refusing: list[Finding] = []
    used: set[Waiver] = set()
    for finding in report:
        waiver = next((one for one in waivers if one.lets(finding)), None)
        if waiver is not None:
            used.add(waiver)
            accepted.append({"code": finding.code, "fact": finding.fact or "", "reason": waiver.reason})
        elif finding.severity >= fail_on or finding.severity is Severity.VIOLATION:
            refusing.append(finding)
    kept = [dict(pairs) for pairs in dict.fromkeys(tuple(one.items()) for one in accepted)]
    return Judgement(tuple(kept), tuple(one for one in waivers if one not in used), tuple(refusing))
