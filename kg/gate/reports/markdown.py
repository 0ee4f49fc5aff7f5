"""A report as Markdown, for the comment on a pull request or the summary of a run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.findings import Cut, Finding, Report
from kg.findings.wording import SIGNS, checked_words, counted_findings, named, visible
from kg.gate.reports.places import relative
from kg.gate.reports.rules import rule_of
from kg.gate.reports.telling import Telling
from kg.gate.stages import stage_of

__all__ = ["markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
_ACTIVE = re.compile(r"(@|#|GH-|www\.)(?=\w)|(:)(?=//|[\w+-]+:)")
_APART = "\N{WORD JOINER}"


def markdown(report: Report, telling: Telling) -> str:
    """A heading with the counts, a table of the codes, a table of the findings; all texts escaped.

    Nothing in a text becomes a link, a mention of somebody or of an issue.
    """
    cut = Cut.of(report, telling.limit)
    sign = "✗" if any(telling.fails(finding.severity) for finding in report) else "✓"
    lines = [
        f"### {sign} Facts: {counted_findings(report)}",
        "",
        _sentence(checked_words(report.checked)),
        "",
    ]
    if report.findings:
        lines += [*_codes(report), "", *_findings(cut.shown, telling), ""]
    lines += [f"- … {_escaped(str(one))}" for one in cut.left_out]
    return "\n".join(lines).rstrip("\n") + "\n"


def _codes(report: Report) -> list[str]:
    counts = Counter((finding.code, finding.severity) for finding in report)
    rows = [
        (
            f"{SIGNS[severity]} {severity.word}",
            code,
            _escaped(rule_of(code).title),
            stage_of(code),
            f"{count:,}",
        )
        for (code, severity), count in sorted(counts.items(), key=lambda item: (-item[0][1], item[0][0]))
    ]
    return _table(("Severity", "Code", "Finding", "Stage", "Number"), rows, align="---|---|---|---|---:")


def _findings(shown: Sequence[Finding], telling: Telling) -> list[str]:
    rows = [
        (
            SIGNS[finding.severity],
            _place(finding, telling),
            finding.code,
            _escaped(f"{named(finding)}{finding.message}"),
            _escaped(finding.remedy or "–"),
        )
        for finding in shown
    ]
    return _table(("", "Place", "Code", "What is wrong", "How to mend it"), rows, align="---|---|---|---|---")


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, align: str) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in [heads]] + [
        f"|{align}|",
        *(f"| {' | '.join(cells)} |" for cells in rows),
    ]


def _place(finding: Finding, telling: Telling) -> str:
    place = finding.place
    if place is None:
        return "–"
    parts = (relative(place.file, telling.home), place.line, place.column)
    return _code(":".join(str(part) for part in parts if part is not None))


def _code(text: str) -> str:
    """A text in the letters of code, where nothing is read but the bars of a table."""
    shown = visible(text).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence, gap = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{gap}{shown}{gap}{fence}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _escaped(text: str) -> str:
    """A text as Markdown shows it and does not read it."""
    return _SPECIAL.sub(r"\\\1", _ACTIVE.sub(rf"\g<0>{_APART}", visible(text)))
