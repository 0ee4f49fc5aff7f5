"""``kg check`` and ``kg new-sheet``: what is wrong with facts, and an empty sheet to write some in."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.inputs import inputs, renamed
from kg.cli.session import Session, example, output_options, store_option

__all__ = ["check", "new_sheet"]


@click.command(epilog=example("kg new-sheet X --title Title --publisher Xinhua | kg check -"))
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
    from kg.answers.checking import unreadable
    from kg.errors import ReadingError
    from kg.findings import Severity
    from kg.gate import render, to_json

    missing = [name for name in files if name != "-" and not Path(name).exists()]
    if missing:
        raise FileNotFoundError(2, "there is no such file", missing[0])
    with inputs(files) as paths:
        broken = False
        try:
            report = session.graph().check(*paths, texts=texts)
        except ReadingError as error:
            if error.place is None or len(paths) > 1:
                raise
            report, broken = unreadable(paths[0], error), True
        report = renamed(report, paths, files)
    session.write(to_json(report) if form == "json" else render(report))
    if broken:
        raise click.exceptions.Exit(ReadingError.exit_code)
    if report.at_least(Severity[fail_on.upper()]):
        raise click.exceptions.Exit(1)


@click.command(
    "new-sheet",
    short_help="Print an empty fact sheet with every key explained.",
    epilog=example("kg new-sheet X"),
)
@click.argument("source", metavar="ID")
@click.option("--title", default="", help="Its title.")
@click.option("--publisher", default="", help="Its publisher.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead.")
@click.pass_obj
def new_sheet(session: Session, *, source: str, title: str, publisher: str, output: str | None) -> None:
    """Print an empty fact sheet for the source ID, with every key explained."""
    from kg.reading.template import template

    if output and Path(output).exists():
        raise click.UsageError(f"{output} exists already; nothing was overwritten.")
    session.write(template(source, title=title, publisher=publisher), output)
