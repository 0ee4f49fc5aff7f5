"""``kg reckon`` and ``kg explain``: does it add up, which figure is to doubt, what follows."""

from __future__ import annotations

from typing import cast

import click

from kg.cli.session import Session, example, language_option, output_options, store_option
from kg.reckon.verdicts import VERDICTS, Verdict

__all__ = ["explain", "reckon"]


@click.command(
    short_help="Say whether figures add up, and what follows.", epilog=example("kg reckon --source A")
)
@click.option("--source", metavar="ID", help="Only what touches figures of this source.")
@click.option("--place", metavar="NAME", help="Only what touches figures of this place, or with it.")
@click.option("--period", metavar="PERIOD", help="Only figures of this period, or of a part of it.")
@click.option(
    "--verdict", "verdicts", multiple=True, type=click.Choice(VERDICTS), help="Only findings of this verdict."
)
@click.option("--all", "everything", is_flag=True, help="Show all findings, not the first of each verdict.")
@language_option
@output_options("text", "json", "md")
@store_option
@click.pass_obj
def reckon(
    session: Session,
    *,
    source: str | None,
    place: str | None,
    period: str | None,
    verdicts: tuple[str, ...],
    everything: bool,
    lang: str,
    form: str,
) -> None:
    """Recompute what was printed, say which figures cannot all be true, and derive what nobody printed.

    Without a source, place or period the whole graph is reckoned, which takes some seconds. The exit code is 0 also
    where something is contradicted: sources err, and the graph keeps what they say.
    """
    found = session.graph(lang=lang).reckon(source=source, place=place, period=period)
    if verdicts:
        found = found.only(cast("tuple[Verdict, ...]", verdicts))
    forms = {
        "text": lambda: found.to_text(session.style(), most=None if everything else 12),
        "json": found.to_json,
        "md": found.to_markdown,
    }
    session.write(forms[form]())


@click.command(
    short_help="Explain a figure: its sums, doubts, what follows.", epilog=example("kg explain A-F4")
)
@click.argument("figure")
@language_option
@output_options("text", "json", "md")
@store_option
@click.pass_obj
def explain(session: Session, *, figure: str, lang: str, form: str) -> None:
    """Explain FIGURE, an id such as A-F4: every identity it stands in, written out with intervals and verdict.

    Where an identity breaks, the smallest sets of figures to doubt are named, with the slip that explains them.
    """
    found = session.graph(lang=lang).explain(figure)
    forms = {"text": lambda: found.to_text(session.style()), "json": found.to_json, "md": found.to_markdown}
    session.write(forms[form]())
