"""What a check of provenance has to say, before it is a finding."""

from __future__ import annotations

from dataclasses import dataclass

from kg.findings import Severity

__all__ = ["Remark"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A code with its message, the property it is about, what to do, and the things that it is told of once."""

    code: str
    about: str
    message: str
    remedy: str | None = None
    severity: Severity = Severity.VIOLATION
    once: frozenset[str] = frozenset()
