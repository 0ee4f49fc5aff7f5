"""``kg export``: the graph, or one named graph of it, as an RDF file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.session import Session, example, store_option

__all__ = ["export"]

_FORMATS = ("trig", "turtle", "nquads", "ntriples", "jsonld")


@click.command(
    short_help="Write the graph, or a part of it, as RDF.",
    epilog=example("kg export - --graph ontology --format turtle"),
)
@click.argument("file", required=False, default="-")
@click.option("--graph", metavar="NAME", help="Only this named graph: ontology, source-A, an IRI.")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="Format.  [default: by extension, else trig]"
)
@click.option("--list", "listed", is_flag=True, help="List the named graphs with their sizes instead.")
@store_option
@click.pass_obj
def export(session: Session, *, file: str, graph: str | None, form: str | None, listed: bool) -> None:
    """Write the graph to FILE, or to standard output for "-": sorted, the same bytes every time."""
    from kg.graph import EXTENSIONS

    hall = session.graph()
    if listed:
        session.answer(hall.graphs(), "table", style=session.style())
        return
    extension = Path(file).suffix.lower()
    if form is None and file != "-" and extension not in EXTENSIONS:
        raise click.UsageError(f"“{file}” names no RDF format; use {', '.join(EXTENSIONS)}, or --format.")
    data = hall.export(form or EXTENSIONS.get(extension, "trig"), graph=graph)
    if file == "-":
        sys.stdout.buffer.write(data)
    else:
        Path(file).write_bytes(data)
        session.say(f"wrote {file}")
