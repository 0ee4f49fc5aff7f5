"""``kg log``, ``diff``, ``blame``, ``at``: what the commits of a store tell."""

from __future__ import annotations

import click

from kg.cli.session import TABLE_FORMATS, Session, example, output_options, store_option

__all__ = ["at", "blame", "diff", "log"]


@click.command(short_help="List the commits, the newest first.", epilog=example("kg --store my-store log"))
@output_options(*TABLE_FORMATS)
@store_option
@click.pass_obj
def log(session: Session, *, form: str) -> None:
    """List the commits of a store, the newest first.

    Who, when, what and why; `kg show COMMIT` shows one with its facts.
    """
    session.answer(session.graph().history(), form, style=session.style())


@click.command(epilog=example("kg --store my-store diff '#0' HEAD"))
@click.argument("old")
@click.argument("new", default="HEAD")
@output_options(*TABLE_FORMATS)
@store_option
@click.pass_obj
def diff(session: Session, *, old: str, new: str, form: str) -> None:
    """Show how the facts of two states differ.

    What came, what went, what changed from which value to which: facts, not triples.
    OLD and NEW are commits: ids or their beginnings, HEAD, HEAD~1, or numbers such as #3.
    """
    session.answer(session.graph().diff(old, new), form, style=session.style())


@click.command(epilog=example("kg --store my-store blame A-F1"))
@click.argument("fact")
@output_options(*TABLE_FORMATS)
@store_option
@click.pass_obj
def blame(session: Session, *, fact: str, form: str) -> None:
    """List the commits that touched a fact, the newest first.

    FACT is the id of a figure, statement or source, a prefixed name, or an IRI.
    """
    session.answer(session.graph().blame(fact), form, style=session.style())


@click.command(
    context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False},
    epilog=example("kg --store my-store at HEAD ask partners guangdong --period 2019-01"),
)
@click.argument("commit")
@click.argument("words", nargs=-1, required=True, type=click.UNPROCESSED, metavar="VERB …")
@store_option
@click.pass_context
def at(ctx: click.Context, *, commit: str, words: tuple[str, ...]) -> object:
    """Ask the graph as it was after COMMIT.

    Any verb that asks may follow: ask, sparql, show, info, export, cite.
    """
    from kg.cli.door import root

    session = ctx.find_object(Session)
    assert session is not None
    asking = {"ask", "sparql", "show", "info", "export", "cite"}
    if words[0] not in asking:
        raise click.UsageError(f"After a commit comes one of {', '.join(sorted(asking))}.", ctx)
    verb = root.get_command(ctx, words[0])
    assert verb is not None
    session.use(session.graph().at(commit))
    with verb.make_context(words[0], list(words[1:]), parent=ctx) as inner:
        return verb.invoke(inner)
