"""A report as text for a terminal; where much was found, with a line that says at which stages."""

from __future__ import annotations

from kg.findings import Report
from kg.findings.text import text_report
from kg.gate.reports.telling import Telling
from kg.gate.stages import by_stage

__all__ = ["text"]

_MANY = 5


def text(report: Report, telling: Telling) -> str:
    """The report as text, findings first, then what is not shown, then one line that says what was looked at."""
    return text_report(
        report.findings,
        report.checked,
        limit=telling.limit,
        style=telling.style,
        notes=_stages(report),
    )


def _stages(report: Report) -> list[str]:
    """How many findings the stages have, where a screen does not show it at a glance."""
    counts = {name: sum(found.values()) for name, found in by_stage(report).items() if found}
    if len(report) <= _MANY or len(counts) < 2:
        return []
    return [f"by stage: {', '.join(f'{name} {count}' for name, count in counts.items())}"]
