"""The way in and out of the command line: verbs loaded when asked for, every error told in one line."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from types import TracebackType
from typing import NoReturn

import click

from kg.cli.session import Session, example
from kg.errors import AmbiguousName, KgError, UnreachableError
from kg.vocabulary import shorten

__all__ = ["SECTIONS", "VERBS", "main", "root"]

SECTIONS: dict[str, dict[str, str]] = {
    "Ask": {
        "ask": "kg.cli.ask:ask",
        "sparql": "kg.cli.sparql:sparql",
        "show": "kg.cli.show:show",
        "info": "kg.cli.show:info",
        "cite": "kg.cli.show:cite",
        "reckon": "kg.cli.reckon:reckon",
        "explain": "kg.cli.reckon:explain",
        "export": "kg.cli.export:export",
    },
    "Check facts and add them": {
        "new-sheet": "kg.cli.gate:new_sheet",
        "check": "kg.cli.gate:check",
        "add": "kg.cli.ledger:add",
        "correct": "kg.cli.ledger:correct",
        "withdraw": "kg.cli.ledger:withdraw",
        "accept": "kg.cli.ledger:accept",
        "undo": "kg.cli.ledger:undo",
    },
    "See what changed": {
        "log": "kg.cli.commits:log",
        "diff": "kg.cli.commits:diff",
        "blame": "kg.cli.commits:blame",
        "at": "kg.cli.commits:at",
    },
    "Change names and things": {
        "rename": "kg.cli.estate:rename",
        "merge": "kg.cli.estate:merge",
        "revise": "kg.cli.estate:revise",
        "retire": "kg.cli.estate:retire",
        "forget": "kg.cli.estate:forget",
    },
    "Look after a store": {
        "build": "kg.cli.keep:build",
        "migrate": "kg.cli.estate:migrate",
        "verify": "kg.cli.stores:verify",
        "rebuild": "kg.cli.stores:rebuild",
        "backup": "kg.cli.stores:backup",
        "restore": "kg.cli.stores:restore",
        "key": "kg.cli.keys:key",
    },
    "Help yourself": {
        "doctor": "kg.cli.keep:doctor",
        "completion": "kg.cli.keep:completion",
    },
}
"""Every verb and where it lives, in the sections of the help."""

VERBS = {verb: home for verbs in SECTIONS.values() for verb, home in verbs.items()}
"""Every verb and where it lives."""

ISSUES = "Please report it with what you typed; `kg --debug …` shows the details to attach."


class _Verbs(click.Group):
    """A group that imports a verb's module only when the verb is used or the help lists it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(VERBS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs section by section, one line each, all lines in one column."""
        longest = max(map(len, VERBS))
        for title, verbs in SECTIONS.items():
            with formatter.section(title):
                commands = [(verb, self.get_command(ctx, verb)) for verb in verbs]
                room = formatter.width - longest - 6
                formatter.write_dl(
                    [(f"{v:<{longest}}", c.get_short_help_str(room)) for v, c in commands if c is not None]
                )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], VERBS, n=1, cutoff=0.5)
            hint = f" Did you mean “{near[0]}”?" if near else " `kg --help` lists the verbs."
            raise click.UsageError(f"There is no verb “{args[0]}”.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Verbs,
    invoke_without_command=True,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=example("kg ask partners guangdong --period 2019-01"),
)
@click.option(
    "--store", metavar="PATH|URL", envvar="KG_STORE", help="A store folder or SPARQL endpoint to ask."
)
@click.option(
    "--color",
    "--colour",
    "colour",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
)
@click.option("--debug", is_flag=True, help="Show the whole traceback of an error.")
@click.version_option(package_name="regional-trade-graph", prog_name="kg", message="%(prog)s %(version)s")
@click.pass_context
def root(ctx: click.Context, store: str | None, colour: str, debug: bool) -> None:  # noqa: FBT001
    """Regional trade as a knowledge graph: who trades what with whom, who said so, and does it add up."""
    ctx.obj = ctx.with_resource(Session(where=store, colour=colour, debug=debug))
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code (see docs: exit codes)."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    with _Guard(debug="--debug" in words):
        code = root.main(words, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        raise SystemExit(code if isinstance(code, int) else 0)


class _Guard:
    """Turns whatever ends the run into one clear line on stderr and an exit code."""

    def __init__(self, *, debug: bool) -> None:
        self.debug = debug

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or isinstance(error, SystemExit):
            return
        if isinstance(error, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(0) from None
        if self.debug and not isinstance(error, click.exceptions.Exit | click.Abort | KeyboardInterrupt):
            import traceback

            traceback.print_exception(error)
        raise SystemExit(_told(error)) from None


def _told(error: BaseException) -> int:
    """Say what went wrong on stderr; returns the exit code."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case click.Abort() | KeyboardInterrupt():
            _say("interrupted")
            return 130
        case click.ClickException():
            _say(error.format_message())
            context = getattr(error, "ctx", None)
            if context is not None:
                click.echo(f"    See `{context.command_path} --help`.", err=True)
            return 2
        case KgError():
            _say(str(error))
            for line in _remedies(error):
                click.echo(f"    {line}", err=True)
            return error.exit_code
        case MemoryError():
            _say("this needs more memory than there is")
            return 6
        case UnicodeEncodeError() if "\ud800" <= error.object[error.start] <= "\udfff":
            _say("what was typed, or $KG_AUTHOR, holds bytes that are not UTF-8")
            return 2
        case OSError():
            _say(f"{error.filename or 'a file'}: {error.strerror or error}")
            return 3
    _say(f"this should not have happened: {type(error).__name__}: {error}")
    click.echo(f"    {ISSUES}", err=True)
    return 7


def _say(message: str) -> None:
    click.echo(f"kg: {message}", err=True)


def _remedies(error: KgError) -> list[str]:
    if isinstance(error, AmbiguousName):
        return [f"For example {shorten(iri)} for {label}." for iri, label in error.candidates[:1]]
    if isinstance(error, UnreachableError):
        return ["Check the path or address given with --store; without it the bundled graph is asked."]
    return ["`kg doctor` looks for what is damaged and says how to mend it."] if error.exit_code == 5 else []
