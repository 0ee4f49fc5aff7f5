"""In which form a report is printed, to where, and how much of it: the options that `kg check` and `kg add` share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.cli.session import Session

if TYPE_CHECKING:
    from kg.findings import Report, Severity
    from kg.gate.reports import Telling

__all__ = ["FAIL_ON", "REPORT_FORMATS", "Reporting", "report_options", "threshold"]

REPORT_FORMATS = ("text", "json", "sarif", "shacl", "junit", "markdown", "github")
FAIL_ON = ("violation", "warning", "info", "never")

_LIMIT = 20

F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporting:
    """How a report was asked for: its form, a file for it, further forms with their files, how much to show."""

    form: str = "text"
    output: str | None = None
    also: tuple[tuple[str, str], ...] = ()
    limit: int | None = _LIMIT

    def write(
        self,
        session: Session,
        report: Report,
        *,
        files: tuple[str, ...] = (),
        fail_on: str = "violation",
        exit_code: int = 0,
    ) -> None:
        """Print the report, and write it in the further forms; ``files`` are all that were checked, as typed."""
        telling = self._telling(files, fail_on, exit_code)
        self._write_also(session, report, telling)
        style = session.style() if self.output in (None, "-") else None
        self.put(session, _formed(report, self.form, replace(telling, style=style)))

    def write_also(self, session: Session, report: Report, *, files: tuple[str, ...] = ()) -> None:
        """Write the report in the further forms only."""
        self._write_also(session, report, self._telling(files, "violation", 0))

    def put(self, session: Session, text: str) -> None:
        """Print a text where the report was asked to go."""
        session.write(text, self.output)

    def _write_also(self, session: Session, report: Report, telling: Telling) -> None:
        for form, path in self.also:
            session.write(_formed(report, form, telling), path)

    def _telling(self, files: tuple[str, ...], fail_on: str, exit_code: int) -> Telling:
        from kg.gate.reports import Telling

        return Telling(
            limit=self.limit,
            fail_on=threshold(fail_on),
            exit_code=exit_code,
            files=files,
            home=str(Path.cwd()),
        )


def threshold(fail_on: str) -> Severity | None:
    """The severity that a word of FAIL_ON names; None for "never"."""
    from kg.findings import Severity

    return None if fail_on == "never" else Severity[fail_on.upper()]


def report_options(command: F) -> F:
    """The options of a command that prints a report; the command takes them as ``reporting``."""

    @functools.wraps(command)
    def taking(
        *words: Any,
        form: str,
        output: str | None,
        also: tuple[tuple[str, str], ...],
        limit: int,
        everything: bool,
        **options: Any,
    ) -> object:
        asked = Reporting(form=form, output=output, also=also, limit=None if everything else limit)
        return command(*words, reporting=asked, **options)

    options = (
        click.option(
            "--format",
            "form",
            type=click.Choice(REPORT_FORMATS),
            default="text",
            show_default=True,
            help="Form of the report.",
        ),
        click.option("--json", "form", flag_value="json", help="Short for --format json."),
        click.option("-o", "--output", metavar="FILE", help="Write the report to a file instead."),
        click.option(
            "--also",
            multiple=True,
            callback=_pairs,
            metavar="FORM=FILE",
            help="Write it in another form to a file as well; may be given several times.",
        ),
        click.option(
            "--max",
            "limit",
            type=click.IntRange(min=1),
            default=_LIMIT,
            show_default=True,
            help="How many findings of each code and severity to show; all are counted.",
        ),
        click.option("--all", "everything", is_flag=True, help="Show all of them."),
    )
    made: Any = taking
    for option in reversed(options):
        made = option(made)
    return made  # type: ignore[no-any-return]


def _pairs(
    ctx: click.Context, parameter: click.Parameter, given: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    pairs = tuple((form, file) for form, _, file in (word.partition("=") for word in given))
    wrong = [form for form, file in pairs if form not in REPORT_FORMATS or not file]
    if wrong:
        known = ", ".join(REPORT_FORMATS)
        raise click.BadParameter(f"write FORM=FILE with one of {known}.", ctx, parameter)
    nowhere = [file for _, file in pairs if not Path(file).absolute().parent.is_dir()]
    if nowhere:
        raise click.BadParameter(f"there is no folder for {nowhere[0]}.", ctx, parameter)
    return pairs


def _formed(report: Report, form: str, telling: Telling) -> str:
    from kg.gate.reports import form as formed

    return formed(report, form, telling)
