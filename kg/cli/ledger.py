"""``kg add``, ``undo``, ``accept``: the verbs that change a store, each by a commit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.reports import Reporting, report_options
from kg.cli.session import Session, example, output_options, store_option

if TYPE_CHECKING:
    from kg.findings import Report
    from kg.ledger.receipts import Receipt

__all__ = ["accept", "add", "undo"]

_AUTHOR = click.option("--author", metavar="NAME", help="Who does it; $KG_AUTHOR or the user by default.")
_BASE = click.option("--base", metavar="COMMIT", help="Refuse where the store has moved on from this commit.")


@click.command(epilog=example("kg --store my-store add data/sheets/S001.yaml --reason 'customs bulletin'"))
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option("--reason", metavar="TEXT", help="Why; kept with the commit.")
@_AUTHOR
@click.option("--dry-run", is_flag=True, help="Check only, as the real run would; nothing is written.")
@_BASE
@click.option("--submission", metavar="ID", help="A name of one's own: the same again is a harmless retry.")
@click.option("--texts", metavar="FOLDER", help="Texts of the sources, to check passages against.")
@report_options
@store_option
@click.pass_obj
def add(
    session: Session,
    *,
    files: tuple[str, ...],
    reason: str | None,
    author: str | None,
    dry_run: bool,
    base: str | None,
    submission: str | None,
    texts: str | None,
    reporting: Reporting,
) -> None:
    """Check files of facts and add them to a store, all or none.

    Where anything speaks against one of them, nothing is written, and the report says what and where.
    """
    from kg.cli.inputs import inputs, renamed
    from kg.errors import RejectedError
    from kg.findings import Report

    if not dry_run and not (reason or "").strip():
        raise click.UsageError("A commit needs a reason: --reason 'why'.")
    with inputs(files) as paths:
        try:
            made = session.graph().submit(
                *paths,
                reason=reason or "",
                author=author,
                texts=texts,
                base=base,
                submission=submission,
                dry=dry_run,
            )
        except RejectedError as error:
            if isinstance(error.report, Report):
                found = renamed(error.report, paths, files)
                reporting.write(session, found, files=files, exit_code=error.exit_code)
            raise
        receipt, report = made.receipt, renamed(made.report, paths, files)
    _added(session, receipt, report, files, reporting)


@click.command(epilog=example("kg --store my-store undo HEAD --reason 'entered twice'"))
@click.argument("commit")
@click.option("--reason", metavar="TEXT", help="Why; kept with the commit that takes it back.")
@_AUTHOR
@click.option(
    "--dry-run", is_flag=True, help="Say what would change and what speaks against it; nothing is written."
)
@output_options("text", "json")
@store_option
@click.pass_obj
def undo(
    session: Session, *, commit: str, reason: str | None, author: str | None, dry_run: bool, form: str
) -> None:
    """Take a commit back, by a commit of its own.

    It is refused where later commits changed or need what it brought; the report says which.
    COMMIT is an id or its beginning, HEAD, HEAD~1, or a number such as #3.
    """
    from kg.errors import RejectedError
    from kg.findings import Report

    try:
        if dry_run:
            session.answer(session.graph().undoing(commit), _table(form), style=session.style())
            return
        _told(session, session.graph().undo(commit, reason=reason, author=author), form)
    except RejectedError as error:
        if isinstance(error.report, Report):
            _refused(session, error.report, form)
        raise


@click.command(epilog=example("kg --store my-store accept F0030 --reason 'the final figure'"))
@click.argument("figure")
@click.option("--reason", metavar="TEXT", required=True, help="Why this one counts; shown with it.")
@_AUTHOR
@output_options("text", "json")
@store_option
@click.pass_obj
def accept(session: Session, *, figure: str, reason: str, author: str | None, form: str) -> None:
    """Decide that FIGURE is the one that counts for its cell."""
    _told(session, session.graph().accept(figure, reason=reason, author=author), form)


def _added(
    session: Session,
    receipt: Receipt | None,
    report: Report,
    files: tuple[str, ...],
    reporting: Reporting,
) -> None:
    """Print what was found and what was done; in a form for reports only, what was done is told on stderr."""
    from kg.gate.reports import as_mapping

    done = f"{receipt or 'A dry run: nothing was written.'}"
    if reporting.form == "json":
        told = {**_record(receipt), "report": as_mapping(report, limit=reporting.limit)}
        reporting.write_also(session, report, files=files)
        reporting.put(session, json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return
    reporting.write(session, report, files=files)
    if reporting.form == "text":
        session.write(f"{done}\n")
    else:
        session.say(done)


def _record(receipt: Receipt | None) -> dict[str, object]:
    return {
        "format": "kg-receipt/1",
        **(receipt.record() if receipt else {"done": False, "dry_run": True}),
    }


def _told(session: Session, receipt: Receipt | None, form: str) -> None:
    """Print what was done."""
    if form == "json":
        session.write(json.dumps(_record(receipt), ensure_ascii=False, indent=2) + "\n")
    else:
        session.write(f"{receipt}\n")


def _refused(session: Session, report: Report, form: str) -> None:
    from kg.gate import render, to_json

    session.write(to_json(report) if form == "json" else render(report))


def _table(form: str) -> str:
    return "json" if form == "json" else "table"
