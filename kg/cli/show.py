"""``kg show``, ``kg info``, ``kg cite``: what is known of one thing, of the store, and how to cite it."""

from __future__ import annotations

import json

import click

from kg.cli.session import Session, example, language_option, output_options, store_option

__all__ = ["cite", "info", "show"]


@click.command(
    short_help="Show what is known of a thing, by its name or id.", epilog=example("kg show guangdong")
)
@click.argument("name", shell_complete=lambda ctx, _, typed: _names(ctx, typed))
@click.option("--all", "everything", is_flag=True, help="Show all rows of every table.")
@click.option("--no-sources", is_flag=True, help="Leave the footnotes with the sources away.")
@click.option("--intervals", is_flag=True, help="Show what each printed number can have been.")
@language_option
@output_options("text", "json", "md")
@store_option
@click.pass_obj
def show(
    session: Session, *, name: str, everything: bool, no_sources: bool, intervals: bool, lang: str, form: str
) -> None:
    """Show what is known of a place, group, product, person, initiative, source, figure, statement or commit.

    NAME is a label in any language, a code, a slug, an id such as A-F1, a prefixed name or an IRI.
    """
    graph, rows = session.graph(lang=lang), None if everything else 15
    card = graph.commit(name, rows=rows) if graph.is_commit(name) else graph.show(name, rows=rows)
    session.card(card, form, style=session.style(sources=not no_sources, intervals=intervals))


@click.command(short_help="Say what the store holds.", epilog=example("kg info"))
@click.option("--all", "everything", is_flag=True, help="List every place.")
@click.option("--digest", is_flag=True, help="Print the digest of the content only, its commits left out.")
@language_option
@output_options("text", "json", "md")
@store_option
@click.pass_obj
def info(session: Session, *, everything: bool, digest: bool, lang: str, form: str) -> None:
    """Say what the store holds: figures, statements, sources, places and years.

    As JSON: the counts under plain names, and the triples of each named graph. Two stores of one digest say the same.
    """
    graph = session.graph(lang=lang)
    if digest:
        said = graph.digest
        if said is None:
            raise click.UsageError("An endpoint has no digest.")
        whole = {"format": "kg-digest/1", "digest": said}
        session.write(f"{json.dumps(whole, indent=2) if form == 'json' else said}\n")
    elif form == "json":
        held = graph.counts()
        told = {"format": "kg-info/1", "store": graph.where, **held["things"], "triples": held["triples"]}
        session.write(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        session.card(graph.info(rows=None if everything else 15), form, style=session.style())


@click.command(
    short_help="Cite a source, a figure or the graph.", epilog=example("kg cite A-F1 --format bibtex")
)
@click.argument("name", required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "bibtex", "csl"]),
    default="text",
    show_default=True,
    help="Form of the citation.",
)
@click.option("--json", "form", flag_value="csl", help="Short for --format csl (CSL-JSON).")
@store_option
@click.pass_obj
def cite(session: Session, *, name: str | None, form: str) -> None:
    """Cite a source or figure, or, without NAME, the graph itself with its digest."""
    citation = session.graph().cite(name)
    forms = {
        "text": lambda: f"{citation.text}\n",
        "bibtex": lambda: f"{citation.bibtex}\n",
        "csl": citation.to_json,
    }
    session.write(forms[form]())


def _names(ctx: click.Context, typed: str) -> list[str]:
    from kg.cli.completing import names

    return names(ctx, typed, kinds=())
