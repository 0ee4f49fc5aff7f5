"""``kg sparql``: any query, answered as a table or in the engine's own forms."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.limits import limited
from kg.cli.session import TABLE_FORMATS, Session, example, store_option

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

__all__ = ["sparql"]

_TRIPLES = ("turtle", "ntriples", "jsonld")
_RAW = ("xml", *_TRIPLES)
_FORMATS = ("table", "json", "csv", "tsv", "md", *_RAW)


@click.command(
    short_help="Run a SPARQL query.",
    epilog=example(
        "kg sparql 'SELECT ?p ?label { ?p a trade:Place ; rdfs:label ?label } ORDER BY ?p LIMIT 3'"
    ),
)
@click.argument("query", required=False)
@click.option("-f", "--file", "path", metavar="FILE", help="Read the query from a file.")
@click.option("--endpoint", metavar="URL", help="Ask this SPARQL endpoint instead of the graph.")
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), help="Form of the output.  [default: table, or turtle]"
)
@click.option("--json", "form", flag_value="json", help="Short for --format json (SPARQL 1.1 results).")
@click.option("-o", "--output", metavar="FILE", help="Write to a file instead.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="End the query after so long.",
)
@store_option
@click.pass_obj
def sparql(
    session: Session,
    query: str | None,
    path: str | None,
    endpoint: str | None,
    form: str | None,
    output: str | None,
    timeout: float,
) -> None:
    """Run a SPARQL query: as text, from a FILE, or from standard input (QUERY is "-").

    The project's prefixes need no declaration. ASK prints true or false; CONSTRUCT and DESCRIBE print triples.
    """
    if endpoint:
        session.where = endpoint
    text = _text(query, path)
    graph = session.graph()
    with limited(timeout):
        _answer(session, graph, text, form, output)


def _answer(session: Session, graph: KnowledgeGraph, text: str, form: str | None, output: str | None) -> None:
    kind = graph.form_of(text).lower()
    if kind == "ask" and form in (None, "table"):
        session.write("true\n" if graph.sparql(text).records[0][0] else "false\n", output)
    elif kind in ("construct", "describe") or form in ("json", "csv", "tsv", *_RAW):
        standard = form or "turtle"
        _suits(standard, kind)
        session.write(graph.serialise(text, standard).decode("utf-8"), output)
    else:
        session.answer(graph.sparql(text), form or "table", style=session.style(), path=output)


def _suits(form: str, kind: str) -> None:
    triples = kind in ("construct", "describe")
    if triples != (form in _TRIPLES):
        wanted = _TRIPLES if triples else (*TABLE_FORMATS, "xml")
        raise click.UsageError(
            f"The answer to a {kind.upper()} cannot be “{form}”; use one of {', '.join(wanted)}."
        )


def _text(query: str | None, path: str | None) -> str:
    if (query is None) == (path is None):
        raise click.UsageError("Give one query: as text, with -f FILE, or - for standard input.")
    if path is not None and path != "-":
        try:
            return Path(path).read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            raise OSError(0, "it is not UTF-8 text", path) from error
    return sys.stdin.read() if "-" in (query, path) else str(query)
