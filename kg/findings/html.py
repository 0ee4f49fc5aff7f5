"""A report as a notebook shows it: counts at the top, then a table for each file; no script, nothing fetched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from kg.findings.cut import Cut
from kg.findings.finding import Finding, Severity
from kg.findings.wording import SIGNS, checked_words, counted, counted_findings, named, pointed, visible

__all__ = ["html_report"]

_COLOURS = {Severity.VIOLATION: "#b3261e", Severity.WARNING: "#855600", Severity.INFO: "#1f5f99"}
_CARETS = {Severity.VIOLATION: "#d5483f", Severity.WARNING: "#b07400", Severity.INFO: "#3b82c4"}
_ROOM = 84
_LINE = "1px solid rgba(128,128,128,.35)"
_CELL = f"padding:.45em .8em .45em 0;border:0;border-top:{_LINE};text-align:left;vertical-align:top"
_BADGE = (
    "display:inline-block;padding:.05em .5em;border-radius:.7em;color:#fff;white-space:nowrap;font-size:.85em"
)
_CODE = "margin:.4em 0;padding:.35em .6em;background:rgba(128,128,128,.12);border-radius:.3em;overflow-x:auto"


def html_report(
    findings: Sequence[Finding], checked: Mapping[str, int], *, limit: int | None, hint: str
) -> str:
    """The report in HTML; all texts escaped. ``hint`` says how to see what is not shown."""
    cut = Cut.of(findings, limit)
    lines = ['<div style="max-width:70em;line-height:1.45">', _counts(findings, checked)]
    for file, found in groupby(cut.shown, key=lambda f: f.place.file if f.place else ""):
        lines += _table(file, list(found))
    lines += [f"<p>… {escape(str(line))}; <code>{escape(hint)}</code></p>" for line in cut.left_out]
    return "\n".join([*lines, "</div>"]) + "\n"


def _counts(findings: Sequence[Finding], checked: Mapping[str, int]) -> str:
    counts = [(s, sum(1 for f in findings if f.severity is s)) for s in reversed(Severity)]
    badges = " ".join(_badge(s, counted(count, s.word)) for s, count in counts if count)
    clean = f'<span style="{_BADGE};background:#2e6b34">✓ {counted_findings(())}</span>'
    return f'<p style="margin:.3em 0 .8em">{badges or clean} {escape(checked_words(checked))}</p>'


def _badge(severity: Severity, text: str) -> str:
    return f'<span style="{_BADGE};background:{_COLOURS[severity]}">{SIGNS[severity]} {escape(text)}</span>'


def _table(file: str, found: Sequence[Finding]) -> list[str]:
    """The findings in one file; those without a place stand under the words for that."""
    caption = f"<strong>{escape(visible(file))}</strong>" if file else "Without a place in a file"
    heads = "".join(
        f'<th scope="col" style="{_CELL};border-top:0">{name}</th>'
        for name in ("Line", "Code", "What is wrong, and how to mend it")
    )
    style = "width:100%;border-collapse:collapse;margin:0 0 1em;table-layout:fixed"
    lines = [
        f'<table style="{style}">',
        f'<caption style="text-align:left;caption-side:top;padding:0 0 .2em">{caption}</caption>',
    ]
    lines += [
        '<colgroup><col style="width:4.5em"><col style="width:9em"><col></colgroup>',
        f"<thead><tr>{heads}</tr></thead>",
        "<tbody>",
        *(_row(finding) for finding in found),
    ]
    return [*lines, "</tbody>", "</table>"]


def _row(finding: Finding) -> str:
    place = finding.place
    line = ":".join(str(n) for n in (place.line, place.column) if n is not None) if place else ""
    said = escape(visible(f"{named(finding)}{finding.message}"))
    remedy = f"<div><em>Remedy:</em> {escape(visible(finding.remedy))}</div>" if finding.remedy else ""
    badge = f"{escape(finding.code)} {_badge(finding.severity, finding.severity.word)}"
    cells = [
        f'<th scope="row" style="{_CELL};font-weight:normal;white-space:nowrap">{line or "–"}</th>',
        f'<td style="{_CELL};white-space:nowrap">{badge}</td>',
        f'<td style="{_CELL};overflow-wrap:anywhere">{said}{_quoted(finding)}{remedy}</td>',
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _quoted(finding: Finding) -> str:
    """The submitted line, and under its column a caret, placed by an unseen copy of what stands before it."""
    quoted = pointed(finding, _ROOM)
    if quoted is None:
        return ""
    text, at = quoted
    lines = escape(text)
    if at is not None:
        unseen = f'<span style="visibility:hidden">{escape(text[:at])}</span>'
        caret = f'<span style="color:{_CARETS[finding.severity]};font-weight:bold">^</span>'
        lines += f'\n<span aria-hidden="true">{unseen}{caret}</span>'
    return f'<pre style="{_CODE}">{lines}</pre>'
