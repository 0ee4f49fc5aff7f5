"""The words that reports share: counts, names of facts, and texts with everything in them made visible."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from kg.findings.finding import Finding, Severity
from kg.printing.widths import width

__all__ = ["SIGNS", "checked_words", "counted", "counted_findings", "named", "pointed", "visible"]

SIGNS = {Severity.VIOLATION: "✗", Severity.WARNING: "!", Severity.INFO: "·"}
"""The sign of each severity, so that colour is never the only thing that tells it."""

_FACTS = ("sources", "figures", "statements")
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def visible(text: str) -> str:
    """The text on one line, without anything that a terminal or page would obey instead of showing.

    A tab becomes a space; control characters, marks of direction and invisible ones their number: <U+202E>.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if character == "\t":
        return " "
    return f"<U+{ord(character):04X}>" if unicodedata.category(character) in _HIDDEN else character


def named(finding: Finding) -> str:
    """The fact of a finding as a sentence begins with it: "figure X-3: "; "" where there is none."""
    if finding.fact is None:
        return ""
    name = f"<{finding.fact}>" if "://" in finding.fact else finding.fact.replace(":", " ", 1)
    return f"{name}: "


def pointed(finding: Finding, room: int) -> tuple[str, int | None] | None:
    """The submitted line as it is shown, and the position in it that the column of the finding points at.

    A line that takes more than ``room`` columns is shown around that position, with "…" for what is left out.
    None where no line is at hand; the position is None where the column lies outside of what is at hand.
    """
    place = finding.place
    if finding.excerpt is None or place is None or place.line is None:
        return None
    bare = finding.excerpt.lstrip()
    at = None if place.column is None else place.column - 1 - (len(finding.excerpt) - len(bare))
    if at is not None and not 0 <= at < len(bare):
        at = None
    text, before = visible(bare), visible(bare[:at]) if at is not None else ""
    if width(text) > room:
        text, before = _window(text, before, room)
    return text, None if at is None else len(before)


def _window(text: str, before: str, room: int) -> tuple[str, str]:
    """The part of a text around the end of ``before``, which it begins with, and what of that is left."""
    cut = 0
    while cut < len(before) and width(before[cut:]) > room - 1 - room // 4:
        cut += 1
    if cut:
        text, before = f"…{text[cut:]}", f"…{before[cut:]}"
    if width(text) > room:
        while width(text) > room - 1:
            text = text[:-1]
        text += "…"
    return text, before


def counted(count: int, noun: str) -> str:
    """A number of things: "1 figure", "2 figures", "2 info"."""
    return f"{count} {noun}" if count == 1 or noun == "info" else f"{count} {noun}s"


def counted_findings(findings: Iterable[Finding]) -> str:
    """How many findings of each severity there are: "2 violations, 1 warning", "no findings"."""
    listed = list(findings)
    counts = [(sum(1 for f in listed if f.severity is s), s.word) for s in reversed(Severity)]
    return ", ".join(counted(count, word) for count, word in counts if count) or "no findings"


def checked_words(checked: Mapping[str, int]) -> str:
    """What was looked at: "7 figures, 1 statement checked by 54 shapes and 12 checks", "42 triples looked at"."""
    if not checked:
        return "nothing was checked"
    triples = counted(checked["triples"], "triple") if checked.get("triples") else None
    if triples and "shapes" not in checked:
        return f"{triples} looked at"
    facts = ", ".join(counted(checked[name], name[:-1]) for name in _FACTS if checked.get(name))
    rules = f"{counted(checked.get('shapes', 0), 'shape')} and {counted(checked.get('checks', 0), 'check')}"
    return f"{facts or triples or 'no facts'} checked by {rules}"
