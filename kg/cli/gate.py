"""``kg check`` and ``kg new-sheet``: what is wrong with facts, and an empty sheet to write some in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from kg.cli.session import Session, example, output_options, store_option
from kg.printing.envelope import exact_json
from kg.printing.terminal import counted

if TYPE_CHECKING:
    from kg.findings import Finding, Report
    from kg.printing.terminal import Style

__all__ = ["check", "new_sheet"]

_MARKS = {"violation": "✗", "warning": "!", "info": "·"}


@click.command(epilog=example("kg new-sheet X | kg check -"))
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--texts", metavar="FOLDER", help="Texts of the sources, to check passages against.")
@click.option(
    "--fail-on",
    type=click.Choice(["violation", "warning", "info"]),
    default="violation",
    show_default=True,
    help="Leave with exit code 1 from this severity on.",
)
@output_options("text", "json")
@store_option
@click.pass_obj
def check(session: Session, *, files: tuple[str, ...], texts: str | None, fail_on: str, form: str) -> None:
    """Check files of facts against the graph; nothing is written."""
    from kg.findings import Severity

    missing = [name for name in files if name != "-" and not Path(name).exists()]
    if missing:
        raise FileNotFoundError(2, "there is no such file", missing[0])
    with _inputs(files) as paths:
        report = session.graph().check(*paths, texts=texts)
    session.write(_json(report) if form == "json" else _text(report, session.style()))
    if report.at_least(Severity[fail_on.upper()]):
        raise click.exceptions.Exit(1)


@click.command("new-sheet", epilog=example("kg new-sheet X"))
@click.argument("source", metavar="ID")
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead.")
@click.pass_obj
def new_sheet(session: Session, *, source: str, output: str | None) -> None:
    """Print an empty fact sheet for the source ID, with every key explained."""
    if output and Path(output).exists():
        raise click.UsageError(f"{output} exists already; nothing was overwritten.")
    session.write(_SHEET.replace("SOURCE", source), output)


@contextmanager
def _inputs(files: tuple[str, ...]) -> Iterator[list[str]]:
    """The files to check; standard input becomes a file for as long as the check lasts."""
    with TemporaryDirectory() as folder:
        typed = Path(folder) / "standard-input.yaml"
        if "-" in files:
            typed.write_text(sys.stdin.read(), encoding="utf-8")
        yield [str(typed) if name == "-" else name for name in files]


def _text(report: Report, style: Style) -> str:
    lines = [line for finding in report for line in _finding(finding, style)]
    counts = {severity: sum(f.severity.word == severity for f in report) for severity in _MARKS}
    found = ", ".join(counted(number, severity) for severity, number in counts.items() if number)
    looked = ", ".join(f"{number:,} {name}" for name, number in sorted(report.checked.items()))
    return (
        "\n".join([*lines, f"{found or 'nothing wrong'}{f' (looked at {looked})' if looked else ''}"]) + "\n"
    )


def _finding(finding: Finding, style: Style) -> list[str]:
    where = " ".join(str(part) for part in (finding.place, finding.fact) if part)
    mark = _MARKS[finding.severity.word]
    lines = [f"{mark} {style.bold(where)}  {finding.message} [{finding.code}]"]
    lines += [f"    {finding.excerpt}"] if finding.excerpt else []
    return lines + ([style.faint(f"    fix: {finding.remedy}")] if finding.remedy else [])


def _json(report: Report) -> str:
    findings = [
        {
            "code": f.code,
            "severity": f.severity.word,
            "message": f.message,
            "fact": f.fact,
            "about": f.about,
            "file": f.place and f.place.file,
            "line": f.place and f.place.line,
            "column": f.place and f.place.column,
            "remedy": f.remedy,
            "rule": f.rule,
        }
        for f in report
    ]
    made = {
        "format": "kg-report/1",
        "conforms": report.conforms,
        "checked": dict(sorted(report.checked.items())),
        "findings": findings,
    }
    return exact_json(made) + "\n"


_SHEET = """\
# One source, what it prints and who says it. `kg check FILE` tells what is wrong, with line and column.
source:
  id: SOURCE
  title: The title of the article
  publisher: The publisher
  kind: press               # official agency press research company reference unknown
  issued: 2024-01-18        # or 2024-01, or 2024

defaults:                   # stands for every figure that does not say otherwise
  reporter: guangdong
  period: "2023"            # 2023, 2023-H1, 2023-Q4, 2023-12, 2023-01/2023-11
  basis: {period: stated, unit: stated}

figures:                    # numbers as they are printed; add passage: [start, end, digest] where you have the text
  - {flow: total, value: {id: SOURCE-F1, is: 8.3 trillion CNY}, change: {id: SOURCE-F2, is: +0.3 %, base: "2022"}}

statements: []              # - {id: SOURCE-S1, speaker: …, act: report, voice: direct, spoken: 2024-01-18, gist: …}
"""
