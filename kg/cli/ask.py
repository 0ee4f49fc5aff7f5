"""``kg ask``: every question of the catalogue as a verb with its own parameters, help and completion."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from kg.cli.session import (
    TABLE_FORMATS,
    Session,
    example,
    language_option,
    output_options,
    store_option,
)

if TYPE_CHECKING:
    from kg.printing.terminal import Style
    from kg.questions import Catalogue, Param, Question

__all__ = ["ask"]


class _Questions(click.Group):
    """A group with one command for each question; a question's file is read when its command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_catalogue().names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return _command(_catalogue().get(cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Leave the list of questions to ``kg ask`` without a name."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(name) for name in _catalogue().names if name.startswith(incomplete)]


@click.group(
    cls=_Questions,
    invoke_without_command=True,
    subcommand_metavar="[QUESTION [VALUES]…]",
    short_help="Ask a question of the catalogue, or list all of them.",
    epilog=example("kg ask partners guangdong --period 2019-01"),
)
@output_options("table", "json", "md")
@store_option
@click.pass_context
def ask(ctx: click.Context, form: str) -> None:
    """Ask a question of the catalogue, or, without a name, list all of them.

    `kg ask QUESTION --help` shows what a question takes.
    """
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, form)


def _catalogue() -> Catalogue:
    from kg.questions import Catalogue
    from kg.resources import room

    return Catalogue(room("queries"))


def _list(session: Session, form: str) -> None:
    """Print the catalogue: name, what it takes, what it answers."""
    from kg.table import Column, Table

    questions = _catalogue().all()
    if form == "table":
        session.write(_listed(questions, session.style()))
        session.say("`kg ask QUESTION --help` shows its parameters and an example.")
        return
    labels = {"subject": "Subject", "name": "Question", "summary": "What it answers", "takes": "Takes"}
    rows = [(question.subject, question.name, question.summary, _taken(question)) for question in questions]
    columns = tuple(Column(name=name, label=label, type="text") for name, label in labels.items())
    table = Table(title="The questions", columns=columns, records=tuple(rows))
    session.answer(table, form, style=session.style())


def _listed(questions: Sequence[Question], style: Style) -> str:
    lines: list[str] = []
    subject = ""
    for question in questions:
        if question.subject != subject:
            subject = question.subject
            lines += ["", subject.capitalize()] if lines else [subject.capitalize()]
        lines.append(f"  {style.bold(question.name)} {style.faint(_taken(question))}".rstrip())
        lines.append(f"      {question.summary}")
    return "\n".join(lines) + "\n"


def _taken(question: Question) -> str:
    return " ".join(_usage(param) for param in question.params)


def _usage(param: Param) -> str:
    name = param.name.upper().replace("_", "-") + ("…" if param.many else "")
    return name if param.required else f"[{name}]"


def _command(question: Question) -> click.Command:
    command = click.Command(
        question.name,
        callback=click.pass_obj(partial(_answered, question)),
        params=[
            click.Argument(
                ["values"],
                nargs=-1,
                metavar=_taken(question),
                shell_complete=partial(_complete_value, question.params),
            ),
            *(_option(param) for param in question.params),
        ],
        short_help=question.summary,
        help="\n\n".join([question.summary, *([question.note] if question.note else [])]),
        epilog=example(_example(question)),
    )
    return _with_output(command)


def _with_output(command: click.Command) -> click.Command:
    """The options that every question has after those of its own, which win where names are the same."""

    def nothing() -> None: ...

    shared: list[Callable[[Any], Any]] = [
        output_options(*TABLE_FORMATS),
        language_option,
        click.option("--no-sources", is_flag=True, help="Leave the footnotes with the sources away."),
        click.option("--intervals", is_flag=True, help="Show what each printed number can have been."),
        click.option(
            "--query", "only_query", is_flag=True, help="Print the SPARQL query instead of asking it."
        ),
        click.option("-o", "--output", metavar="FILE", help="Write to a file (.csv .json .md .tsv .txt)."),
        store_option,
    ]
    for option in reversed(shared):
        option(nothing)
    taken = {word for param in command.params for word in param.opts}
    made: list[click.Parameter] = nothing.__click_params__  # type: ignore[attr-defined]
    command.params += [option for option in reversed(made) if not taken & set(option.opts)]
    return command


def _option(param: Param) -> click.Option:
    kinds = ", ".join(param.values) or " or ".join(param.kinds)
    more = ["may be given several times"] if param.many else []
    more += (
        [f"default {param.default}"] if param.default is not None else ["required"] if param.required else []
    )
    return click.Option(
        [f"--{param.name.replace('_', '-')}", f"param_{param.name}"],
        multiple=param.many,
        metavar={"thing": "NAME", "recorded": "ID", "code": "CODE"}.get(param.type, param.type.upper()),
        help=f"{param.label}: {kinds}{f' ({chr(59).join(more)})' if more else ''}. {param.help}".strip(),
        shell_complete=partial(_complete_param, param),
    )


def _example(question: Question) -> str:
    words = ["kg", "ask", question.name]
    positional = True
    for param in question.params:
        if param.example is None or not (param.required or param.name == "period"):
            positional = False
            continue
        value = shlex.quote(param.example)
        words += (
            [value]
            if positional and param is question.params[0]
            else [f"--{param.name.replace('_', '-')}", value]
        )
    return " ".join(words)


def _answered(
    question: Question,
    session: Session,
    *,
    values: tuple[str, ...],
    form: str = "table",
    lang: str = "en",
    no_sources: bool = False,
    intervals: bool = False,
    only_query: bool = False,
    output: str | None = None,
    **options: Any,
) -> None:
    """Ask the question with what was typed, and print the answer."""
    graph = session.graph(lang=lang)
    params = _given(question, values, options)
    style = session.style(sources=not no_sources, intervals=intervals)
    if only_query:
        session.write(graph.ask.bound(question.name, params), output)
        return
    session.answer(graph.ask.answer(question.name, params), form, style=style, path=output)


def _given(question: Question, values: Sequence[str], options: dict[str, Any]) -> dict[str, object]:
    """Options, and positional values in the order of the header for the parameters that no option gives."""
    params: dict[str, object] = {
        name.removeprefix("param_"): value for name, value in options.items() if value not in (None, ())
    }
    free = [param for param in question.params if param.name not in params]
    remaining = list(values)
    for param in free:
        if not remaining:
            break
        last = param is free[-1] or len(remaining) > len(free)
        params[param.name] = tuple(remaining) if param.many and last else remaining[0]
        remaining = [] if param.many and last else remaining[1:]
    if remaining:
        taken = _taken(question) or "no values"
        raise click.UsageError(
            f"“{remaining[0]}” is one value too many; `kg ask {question.name}` takes {taken}."
        )
    return params


def _complete_param(param: Param, ctx: click.Context, _: click.Parameter, typed: str) -> list[str]:
    if param.values:
        return [value for value in param.values if value.startswith(typed)]
    if param.type != "thing":
        return []
    from kg.cli.completing import names

    return names(ctx, typed, kinds=param.kinds)


def _complete_value(
    params: Sequence[Param], ctx: click.Context, parameter: click.Parameter, typed: str
) -> list[str]:
    done = len(ctx.params.get("values") or ())
    return _complete_param(params[done], ctx, parameter, typed) if done < len(params) else []
