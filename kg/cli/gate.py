"""``kg check`` and ``kg new-sheet``: what is wrong with facts, and an empty sheet to write some in."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.inputs import FORM, inputs, renamed, unread
from kg.cli.reports import FAIL_ON, Reporting, report_options, threshold
from kg.cli.session import Session, example, store_option

__all__ = ["check", "new_sheet"]


_EXAMPLES = f"""\b
Ways to use it:
  kg check bulletin.yaml                   # what is wrong, in which line, and how to mend it
  kg check facts/ figures.csv --all        # a folder, or several files, is one submission
  kg check bulletin.yaml --texts texts/    # hold passages against the texts as well
  kg check facts/ --format github --also sarif=kg.sarif --also markdown=summary.md

{example("kg new-sheet X --title Title --publisher Xinhua | kg check -")}"""


@click.command(epilog=_EXAMPLES)
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER|-…")
@click.option("--texts", metavar="FOLDER", help="Texts of the sources, to check passages against.")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    default="violation",
    show_default=True,
    help="Leave with exit code 1 from this severity on; a file that cannot be read is exit code 3 all the same.",
)
@click.option("--digest", is_flag=True, help="Print the digest of what the files say, for kg add --expect.")
@FORM
@report_options
@store_option
@click.pass_obj
def check(
    session: Session,
    *,
    files: tuple[str, ...],
    texts: str | None,
    fail_on: str,
    digest: bool,
    typed_as: str | None,
    reporting: Reporting,
) -> None:
    """Check files of facts against the graph; nothing is written.

    A folder stands for every file in it that can be read, and - for standard input. All are one submission.
    """
    from kg.errors import LimitError, LockedError, ReadingError

    missing = [name for name in files if name != "-" and not Path(name).exists()]
    if missing:
        raise FileNotFoundError(2, "there is no such file", missing[0])
    with inputs(files, typed_as) as paths:
        code, said = 0, None
        try:
            said = session.graph().fingerprint(*paths) if digest else None
            report = renamed(session.graph().check(*paths, texts=texts), paths, files)
            if digest and session.graph().fingerprint(*paths) != said:
                raise LockedError("The files changed while they were checked; check again.")
        except (ReadingError, LimitError) as error:
            report, code = unread(error, paths, files), error.exit_code
    refused = threshold(fail_on)
    if not code and refused is not None and report.at_least(refused):
        code = 1
    if said is not None and not code:
        session.say(str(report))
        session.write(f"{said}\n")
        return
    reporting.write(session, report, files=files, fail_on=fail_on, exit_code=code)
    if code:
        raise click.exceptions.Exit(code)


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
