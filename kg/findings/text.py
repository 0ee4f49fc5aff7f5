"""A report as text for a terminal: each finding with its place, the submitted line with a caret, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.findings.cut import LIMIT, Cut
from kg.findings.finding import Finding, Severity
from kg.findings.wording import SIGNS, checked_words, counted_findings, named, visible
from kg.printing.terminal import Style
from kg.printing.widths import width, wrap

__all__ = ["text_block", "text_report"]

_INDENT = " " * 5
_COLOURS = {Severity.VIOLATION: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_NARROWEST = 40


def text_report(
    findings: Sequence[Finding],
    checked: Mapping[str, int],
    *,
    limit: int | None = LIMIT,
    style: Style | None = None,
    hint: str = "--all shows them",
    notes: Sequence[str] = (),
) -> str:
    """The findings, what of them is not shown, ``notes``, and last one line with the counts; ends in a line break.

    ``hint`` says how to see what is not shown.
    """
    style = style or Style()
    cut = Cut.of(findings, limit)
    blocks = [text_block(finding, style) for finding in cut.shown]
    left_out = [f"… {line}; {hint}" for line in cut.left_out]
    found = counted_findings(findings)
    gravest = max((finding.severity for finding in findings), default=None)
    head = _tinted(found, _COLOURS[gravest] if gravest else "1;32", style)
    foot = [style.faint(note) for note in notes]
    return "\n".join([*blocks, *left_out, *foot, f"{head}; {checked_words(checked)}"]) + "\n"


def text_block(finding: Finding, style: Style | None = None) -> str:
    """One finding as a few lines: place, code and message, the submitted line with a caret, the remedy."""
    style = style or Style()
    lines = [*_head(finding, style), *_quoted(finding, style)]
    if finding.remedy:
        lines += _hanging("remedy: ", visible(finding.remedy), style)
    return "\n".join(lines)


def _head(finding: Finding, style: Style) -> list[str]:
    colour = _COLOURS[finding.severity]
    sign, code = _tinted(SIGNS[finding.severity], colour, style), _tinted(finding.code, colour, style)
    place = f"{style.bold(visible(str(finding.place)))}  " if finding.place else ""
    said = visible(f"{named(finding)}{finding.message}")
    plain = f"{SIGNS[finding.severity]} {finding.place or ''}  {finding.code}  {said}"
    if style.columns is None or width(plain) <= style.columns:
        return [f"{sign} {place}{code}  {said}"]
    return [f"{sign} {place}{code}", *_hanging("", said, style)]


def _hanging(label: str, text: str, style: Style) -> list[str]:
    """A text under its finding, wrapped where the terminal has a width."""
    room = None if style.columns is None else max(_NARROWEST, style.columns - len(_INDENT) - len(label))
    first, *rest = [text] if room is None else wrap(text, room)
    faint = style.faint(label.rstrip()) + " " if label else ""
    return [f"{_INDENT}{faint}{first}", *(f"{_INDENT}{' ' * len(label)}{line}" for line in rest)]


def _quoted(finding: Finding, style: Style) -> list[str]:
    """The submitted line with its number, and a caret under the column."""
    place = finding.place
    if finding.excerpt is None or place is None or place.line is None:
        return []
    bare = finding.excerpt.lstrip()
    indent = len(finding.excerpt) - len(bare)
    pointed = place.column is not None and indent < place.column <= len(finding.excerpt)
    at = (place.column or 0) - 1 - indent if pointed else None
    room = None if style.columns is None else max(_NARROWEST, style.columns - len(_INDENT) - 6)
    text, before = _window(bare, at, room)
    gutter = f"{place.line:6d} | "
    lines = [f"{style.faint(gutter)}  {text}"]
    if at is not None:
        caret = _tinted("^", _COLOURS[finding.severity], style)
        lines.append(f"{style.faint(' ' * (len(gutter) - 2) + '|')} {' ' * (2 + before)}{caret}")
    return lines


def _window(text: str, at: int | None, room: int | None) -> tuple[str, int]:
    """The part of a line that fits into so many columns and shows position ``at``, and how wide it is before that."""
    shown, start = visible(text), 0
    before = 0 if at is None else width(visible(text[:at]))
    if room is None or width(shown) <= room:
        return shown, before
    while at is not None and before > room - 12 and start < at:
        start += 1
        before = 1 + width(visible(text[start:at]))
    shown = ("…" if start else "") + visible(text[start:])
    while width(shown) > room:
        shown = shown[:-2] + "…"
    return shown, before


def _tinted(text: str, colour: str, style: Style) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if style.colour else text
