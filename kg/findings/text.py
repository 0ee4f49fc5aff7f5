"""A report as text for a terminal: each finding with its place, the submitted line with a caret, and the remedy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.findings.cut import LIMIT, Cut
from kg.findings.finding import Finding, Severity
from kg.findings.wording import SIGNS, checked_words, counted_findings, named, pointed, visible
from kg.printing.terminal import Style
from kg.printing.widths import width, wrap

__all__ = ["text_block", "text_report"]

_INDENT = " " * 5
_COLOURS = {Severity.VIOLATION: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
_NARROWEST = 40
_WIDEST = 160


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
    room = _WIDEST if style.columns is None else max(_NARROWEST, style.columns - len(_INDENT) - 6)
    quoted = pointed(finding, room)
    if quoted is None or finding.place is None:
        return []
    text, at = quoted
    gutter = f"{finding.place.line:6d} | "
    lines = [f"{style.faint(gutter)}  {text}"]
    if at is not None:
        caret = _tinted("^", _COLOURS[finding.severity], style)
        lines.append(f"{style.faint(' ' * (len(gutter) - 2) + '|')} {' ' * (2 + width(text[:at]))}{caret}")
    return lines


def _tinted(text: str, colour: str, style: Style) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if style.colour else text
