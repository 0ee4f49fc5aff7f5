"""What a code means, whichever table it stands in: reading, the rules, stored findings, the upkeep of a store."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.gate.codes import CODES as RULES
from kg.gate.upkeep import UPKEEP
from kg.reading.codes import CODES as READING
from kg.vocabulary import BASE

__all__ = ["Rule", "rule_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A code with its words."""

    code: str
    title: str
    explanation: str
    remedy: str

    @property
    def page(self) -> str:
        """The address of its line in docs/findings.md."""
        return f"{BASE}docs/findings.md#{self.code}"


@lru_cache(maxsize=256)
def rule_of(code: str) -> Rule:
    """The rule of a code; of a code that stands in no table, one that says only the code."""
    told = READING.get(code) or RULES.get(code) or UPKEEP.get(code)
    if told is None:
        return Rule(code=code, title=code, explanation=code, remedy="See the message.")
    return Rule(code=code, title=told.title, explanation=told.explanation, remedy=told.remedy)
