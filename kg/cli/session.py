"""One run of the command line: which store it asks, in what form it prints, and to where."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

import click

from kg.errors import UsageProblem

if TYPE_CHECKING:
    from kg.card import Card
    from kg.graph import KnowledgeGraph
    from kg.ledger.commits.repository import Repository
    from kg.printing.terminal import Style
    from kg.table import Table

__all__ = [
    "TABLE_FORMATS",
    "Session",
    "example",
    "language_option",
    "output_options",
    "progress",
    "store_option",
]

TABLE_FORMATS = ("table", "json", "csv", "tsv", "md")

_BAR = 30

F = TypeVar("F", bound=Callable[..., object])


class Session:
    """Opens the graph when it is first needed and closes it at the end."""

    def __init__(self, *, where: str | None = None, colour: str = "auto", debug: bool = False) -> None:
        self.where, self.colour, self.debug = where, colour, debug
        self._graph: KnowledgeGraph | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        if self._graph:
            self._graph.close()

    def graph(self, *, lang: str = "en") -> KnowledgeGraph:
        """The graph that ``--store`` names, or the bundled one."""
        if self._graph is None:
            from kg.graph import KnowledgeGraph

            self._graph = KnowledgeGraph.open(self.where, lang=lang, progress=progress())
        return self._graph

    def use(self, graph: KnowledgeGraph) -> None:
        """Ask this graph from now on."""
        if self._graph is not None:
            self._graph.close()
        self._graph = graph

    def repository(self) -> Repository:
        """The store that ``--store`` names, with its journal; it is opened even where its graph cannot be read.

        Raises:
            UsageProblem: none is named.
        """
        from kg.ledger.commits.repository import Repository

        if self.where is None or "://" in self.where:
            raise UsageProblem("Name the store folder: kg --store FOLDER …; `kg build FOLDER` makes one.")
        return Repository.open(Path(self.where))

    def style(self, *, sources: bool = True, intervals: bool = False) -> Style:
        """How to print on this terminal."""
        from kg.printing.terminal import Style

        width = shutil.get_terminal_size().columns if _is_terminal() or "COLUMNS" in os.environ else None
        return Style(columns=width, colour=self._in_colour(), sources=sources, intervals=intervals)

    def write(self, text: str, path: str | None = None) -> None:
        """Print a result, or write it to a file and say so on stderr."""
        if path is None or path == "-":
            click.echo(text, nl=not text.endswith("\n"), color=True)
        else:
            Path(path).write_text(text, encoding="utf-8", newline="\n")
            self.say(f"wrote {path}")

    def say(self, message: str) -> None:
        """Tell something that is no result, on stderr."""
        click.echo(message, err=True)

    def answer(self, table: Table, form: str, *, style: Style, path: str | None = None) -> None:
        """Print a table in one of TABLE_FORMATS; its notes go to stderr where the form does not hold them."""
        if path and path != "-" and form == "table" and Path(path).suffix != ".txt":
            table.to(path)
            self.say(f"wrote {path}")
        else:
            self.write(formed(table, form, style), path)
        if form != "json":
            for note in table.notes:
                self.say(f"note: {note}")

    def card(self, card: Card, form: str, *, style: Style) -> None:
        """Print a card as text, JSON or Markdown."""
        if form == "json":
            self.write(card.to_json())
        elif form == "md":
            self.write(card.to_markdown())
        else:
            self.write(card.to_text(style))

    def _in_colour(self) -> bool:
        if self.colour != "auto":
            return self.colour == "always"
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return _is_terminal() and not plain


def progress() -> Callable[[int, int, str], None] | None:
    """A progress bar on stderr; None where that is no terminal."""
    return _bar if sys.stderr.isatty() else None


def _bar(done: int, total: int, what: str) -> None:
    filled = _BAR * done // max(total, 1)
    text = "" if done >= total else f"[{'#' * filled}{'.' * (_BAR - filled)}] {what}"
    click.echo(f"\r\x1b[K{text}", nl=False, err=True)


def example(command: str) -> str:
    """The end of a verb's help: one command that can be run as it stands."""
    return f"\b\nExample:\n  {command}"


def formed(table: Table, form: str, style: Style) -> str:
    """The text of a table in one of TABLE_FORMATS."""
    match form:
        case "json":
            return table.to_json()
        case "csv":
            return table.to_csv()
        case "tsv":
            return table.to_tsv()
        case "md":
            return table.to_markdown()
        case "table":
            return table.to_text(style)
    raise UsageProblem(f"There is no format “{form}”; use one of {', '.join(TABLE_FORMATS)}.")


def output_options(*forms: str) -> Callable[[F], F]:
    """The options ``--format`` and ``--json`` (short for ``--format json``)."""

    def with_options(command: F) -> F:
        json_option = click.option("--json", "form", flag_value="json", help="Short for --format json.")
        form_option = click.option(
            "--format",
            "form",
            type=click.Choice(forms),
            default=forms[0],
            show_default=True,
            help="Form of the output.",
        )
        return json_option(form_option(command))

    return with_options


def language_option(command: F) -> F:
    """The option ``--lang``."""
    choice = click.Choice(["en", "zh"])
    option = click.option("--lang", type=choice, default="en", show_default=True, help="Language of labels.")
    return option(command)


def store_option(command: F) -> F:
    """The option ``--store`` after the verb, where people also look for it."""

    def keep(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
        if value:
            ctx.find_object(Session).where = value  # type: ignore[union-attr]

    option = click.option(
        "--store", metavar="PATH|URL", expose_value=False, callback=keep, help="Ask this store instead."
    )
    return option(command)


def _is_terminal() -> bool:
    return sys.stdout.isatty()
