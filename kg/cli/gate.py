"""``kg check`` and ``kg new-sheet``: what is wrong with facts, and an empty sheet to write some in."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from kg.cli.session import Session, example, output_options, store_option

__all__ = ["check", "new_sheet"]


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
    from kg.gate import render, to_json

    missing = [name for name in files if name != "-" and not Path(name).exists()]
    if missing:
        raise FileNotFoundError(2, "there is no such file", missing[0])
    with _inputs(files) as paths:
        report = session.graph().check(*paths, texts=texts)
    session.write(to_json(report) if form == "json" else render(report))
    if report.at_least(Severity[fail_on.upper()]):
        raise click.exceptions.Exit(1)


@click.command("new-sheet", epilog=example("kg new-sheet X"))
@click.argument("source", metavar="ID")
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead.")
@click.pass_obj
def new_sheet(session: Session, *, source: str, output: str | None) -> None:
    """Print an empty fact sheet for the source ID, with every key explained."""
    from kg.reading.template import template

    if output and Path(output).exists():
        raise click.UsageError(f"{output} exists already; nothing was overwritten.")
    session.write(template(source), output)


@contextmanager
def _inputs(files: tuple[str, ...]) -> Iterator[list[str]]:
    """The files to check; standard input becomes a file for as long as the check lasts."""
    with TemporaryDirectory() as folder:
        typed = Path(folder) / "standard-input.yaml"
        if "-" in files:
            typed.write_text(sys.stdin.read(), encoding="utf-8")
        yield [str(typed) if name == "-" else name for name in files]
