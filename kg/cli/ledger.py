"""``kg add``, ``correct``, ``withdraw``, ``undo``, ``accept``: the verbs that change a store, each by a commit."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.inputs import FORM, inputs, renamed, unread
from kg.cli.reports import FAIL_ON, Reporting, report_options
from kg.cli.session import Session, example, output_options, store_option

if TYPE_CHECKING:
    from kg.findings import Report
    from kg.ledger.commits.receipts import Receipt
    from kg.ledger.commits.submitting import Submitted

__all__ = ["accept", "add", "correct", "refused", "told", "undo", "withdraw"]

F = TypeVar("F", bound=Callable[..., object])

_AUTHOR = click.option("--author", metavar="NAME", help="Who does it; $KG_AUTHOR or the user by default.")
_BASE = click.option("--base", metavar="COMMIT", help="Refuse where the store has moved on from this commit.")
_KEY = click.option(
    "--key",
    metavar="FILE",
    envvar="KG_KEY",
    help="Sign the commit with this private key; $KG_KEY by default.",
)
_REASON = click.option("--reason", metavar="TEXT", help="Why; kept with the commit.")
_DRY = click.option("--dry-run", is_flag=True, help="Check only, as the real run would; nothing is written.")


def _waivers(ctx: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    if any(not reason.strip() for _, _, reason in pairs):
        raise click.BadParameter("write CODE=REASON or CODE:FACT=REASON.", ctx, parameter)
    return {name: reason for name, _, reason in pairs}


def _submission(command: F) -> F:
    """The options of the verbs that take files."""
    options = (
        _REASON,
        _AUTHOR,
        _DRY,
        _BASE,
        click.option(
            "--submission", metavar="ID", help="A name of one's own: the same again is a harmless retry."
        ),
        click.option("--texts", metavar="FOLDER", help="Texts of the sources, to check passages against."),
        click.option(
            "--fail-on",
            type=click.Choice(FAIL_ON[:3]),
            default="violation",
            show_default=True,
            help="Refuse from this severity on.",
        ),
        click.option(
            "--accept",
            multiple=True,
            callback=_waivers,
            metavar="CODE[:FACT]=REASON",
            help="Let a warning pass; the reason is kept with the commit. May be given several times.",
        ),
        click.option(
            "--expect",
            metavar="DIGEST",
            help="Refuse where the files say something else; see kg check --digest.",
        ),
        FORM,
        _KEY,
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(epilog=example("kg --store my-store add data/sheets/S001.yaml --reason 'customs bulletin'"))
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER|-…")
@_submission
@report_options
@store_option
@click.pass_obj
def add(session: Session, /, *, files: tuple[str, ...], reporting: Reporting, **options: Any) -> None:
    """Check files of facts and add them to a store, all or none.

    Where anything speaks against one of them, nothing is written, and the report says what and where.
    A fact that takes the place of a stored one names it: replaces, with because.
    """
    _submitted(session, files, reporting, **options)


@click.command(
    short_help="Correct what was misread, by its id.",
    epilog=example("kg --store my-store correct data/sheets/S001.yaml --reason 'we misread the table'"),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER|-…")
@_submission
@report_options
@store_option
@click.pass_obj
def correct(session: Session, /, *, files: tuple[str, ...], reporting: Reporting, **options: Any) -> None:
    """Correct what was misread: each fact of the files takes the place of the stored one of its id.

    The stored one leaves the graph and stays in the journal: `kg blame` names the commits, `kg diff` says what changed.
    What its publisher revised stays in the graph; the new figure names it (replaces, because: revised).
    """
    _submitted(session, files, reporting, correcting=True, **options)


def _submitted(
    session: Session,
    files: tuple[str, ...],
    reporting: Reporting,
    *,
    reason: str | None,
    dry_run: bool,
    typed_as: str | None,
    **options: Any,
) -> None:
    from kg.errors import LimitError, ReadingError, RejectedError
    from kg.findings import Report

    if not dry_run and not (reason or "").strip():
        raise click.UsageError("A commit needs a reason: --reason 'why'.")
    with inputs(files, typed_as) as paths:
        try:
            made = session.graph().submit(*paths, reason=reason or "", dry=dry_run, **options)
        except RejectedError as error:
            if isinstance(error.report, Report):
                found = renamed(error.report, paths, files)
                reporting.write(session, found, files=files, exit_code=error.exit_code)
            raise
        except (ReadingError, LimitError) as error:
            found = unread(error, paths, files)
            reporting.write(session, found, files=files, exit_code=error.exit_code)
            session.say("kg: Nothing was written.")
            raise click.exceptions.Exit(error.exit_code) from error
        report = renamed(made.report, paths, files)
    _added(session, made, report, files, reporting)


@click.command(
    short_help="Take a source, figure or statement out.",
    epilog=example("kg --store my-store withdraw S001 --reason 'the page was taken down' --dry-run"),
)
@click.argument("fact")
@click.option("--reason", metavar="TEXT", help="Why; kept with the commit, and shown to who asks for it.")
@_AUTHOR
@click.option("--dry-run", is_flag=True, help="List what would go and what would lose its support.")
@click.option(
    "--with-dependents",
    "dependents",
    is_flag=True,
    help="Take out what cannot stand without it as well, and cut the links of the rest.",
)
@_BASE
@_KEY
@output_options("text", "json")
@store_option
@click.pass_obj
def withdraw(
    session: Session,
    /,
    *,
    fact: str,
    reason: str | None,
    dry_run: bool,
    dependents: bool,
    form: str,
    **options: Any,
) -> None:
    """Take a source with all that it says, a figure or a statement out of the graph.

    It is refused where others rest on it; the report says which. The journal keeps all, and `kg undo` brings it back.
    """
    from kg.errors import RejectedError
    from kg.findings import Report

    if not dry_run and not (reason or "").strip():
        raise click.UsageError("A commit needs a reason: --reason 'why'.")
    graph = session.graph()
    try:
        if dry_run:
            report, table = graph.withdrawing(fact, dependents=dependents)
            if form == "json":
                session.write(_json({"dry_run": True, "changes": table.rows}, report))
            else:
                session.write(report.text(limit=None))
                session.answer(table, "table", style=session.style())
            if not report.conforms:
                raise click.exceptions.Exit(RejectedError.exit_code)
            return
        made = graph.withdraw(fact, reason=reason or "", dependents=dependents, **options)
    except RejectedError as error:
        if isinstance(error.report, Report):
            refused(session, error.report, form)
        raise
    told(session, made, form, report=made.report)


@click.command(epilog=example("kg --store my-store undo HEAD --reason 'entered twice'"))
@click.argument("commit")
@click.option("--reason", metavar="TEXT", help="Why; kept with the commit that takes it back.")
@_AUTHOR
@_KEY
@click.option(
    "--dry-run", is_flag=True, help="Say what would change and what speaks against it; nothing is written."
)
@output_options("text", "json")
@store_option
@click.pass_obj
def undo(
    session: Session,
    *,
    commit: str,
    reason: str | None,
    author: str | None,
    key: str | None,
    dry_run: bool,
    form: str,
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
        told(session, session.graph().undo(commit, reason=reason, author=author, key=key), form)
    except RejectedError as error:
        if isinstance(error.report, Report):
            refused(session, error.report, form)
        raise


@click.command(epilog=example("kg --store my-store accept F0030 --reason 'the final figure'"))
@click.argument("figure")
@click.option("--reason", metavar="TEXT", required=True, help="Why this one counts; shown with it.")
@_AUTHOR
@_KEY
@output_options("text", "json")
@store_option
@click.pass_obj
def accept(
    session: Session, *, figure: str, reason: str, author: str | None, key: str | None, form: str
) -> None:
    """Decide that FIGURE is the one that counts for its cell."""
    told(session, session.graph().accept(figure, reason=reason, author=author, key=key), form)


def _added(
    session: Session, made: Submitted, report: Report, files: tuple[str, ...], reporting: Reporting
) -> None:
    """Print what was found and what was done; in a form for reports only, what was done is told on stderr."""
    from kg.gate.reports import as_mapping
    from kg.ledger.telling.cards import difference_table

    receipt = made.receipt
    done = f"{receipt or 'A dry run: nothing was written.'}"
    table = difference_table([one for one in made.changes if one.change != "added"], "Corrections")
    if reporting.form == "json":
        told = {
            **_record(receipt),
            "changes": table.rows,
            "report": as_mapping(report, limit=reporting.limit),
        }
        told["notes"] = [*(receipt.notes if receipt else ()), *made.notes]
        reporting.write_also(session, report, files=files)
        reporting.put(session, json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        return
    reporting.write(session, report, files=files)
    if reporting.form == "text":
        if table.records:
            session.answer(table, "table", style=session.style())
        session.write(f"{done}\n")
    else:
        session.say(done)
    for note in made.notes:
        session.say(f"note: {note}")


def _record(receipt: Receipt | None) -> dict[str, object]:
    return {
        "format": "kg-receipt/1",
        **(receipt.record() if receipt else {"done": False, "dry_run": True}),
    }


def told(session: Session, receipt: Receipt | None, form: str, *, report: Report | None = None) -> None:
    """Print what was done, after what was found."""
    if form == "json":
        session.write(_json(_record(receipt), report))
    else:
        session.write(f"{'' if report is None else report.text(limit=None)}{receipt}\n")


def _json(told: dict[str, object], report: Report | None) -> str:
    from kg.gate.reports import as_mapping

    found = {} if report is None else {"report": as_mapping(report)}
    return json.dumps({"format": "kg-receipt/1", **told, **found}, ensure_ascii=False, indent=2) + "\n"


def refused(session: Session, report: Report, form: str) -> None:
    """Print the report of what was refused."""
    from kg.gate import render, to_json

    session.write(to_json(report) if form == "json" else render(report, session.style()))


def _table(form: str) -> str:
    return "json" if form == "json" else "table"
