"""``kg build``, ``kg doctor``, ``kg completion``: the store's upkeep and the shell's comfort."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.session import Session, example, output_options, progress, store_option
from kg.printing.envelope import exact_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.building.works import BuildResult
    from kg.graph import KnowledgeGraph

__all__ = ["build", "completion", "doctor"]

_NEEDED = ("pyoxigraph", "rdflib", "pyshacl", "SPARQLWrapper", "networkx", "click", "PyYAML", "jsonschema")
_EXTRAS = ("pandas", "polars")


@click.command(short_help="Build the graph from the shipped files.", epilog=example("kg build my-store"))
@click.argument("folder", required=False)
@click.option("--without", multiple=True, metavar="SOURCE", help="Leave a source out, by its id; repeatable.")
@click.option("--replace", is_flag=True, help="Replace a store that stands there, with all its commits.")
@click.option("--validate/--no-validate", default=True, help="Check the whole graph against all rules.")
@click.pass_obj
def build(
    session: Session, *, folder: str | None, without: tuple[str, ...], replace: bool, validate: bool
) -> None:
    """Build the graph from the shipped files into FOLDER, as a store that can be changed.

    Without FOLDER it is built into the cache, where it is not there yet, and cannot be changed.
    """
    from kg.errors import RejectedError

    if folder is None and (without or replace):
        raise click.UsageError("Name a FOLDER to build in.")
    try:
        done = _built(folder, without, replace=replace, validate=validate)
    except RejectedError as error:
        from kg.findings import Report
        from kg.gate import render

        if isinstance(error.report, Report):
            session.write(render(error.report, session.style()))
        raise
    session.write(f"{done}\n")


def _built(folder: str | None, without: tuple[str, ...], *, replace: bool, validate: bool) -> BuildResult:
    if folder is None:
        from kg.building import build as build_store

        return build_store(None, progress=progress(), validate=validate)
    from kg.building import Inputs
    from kg.ledger.commits.founding import found
    from kg.ledger.commits.receipts import Signature, whoever

    left_out = f", without {', '.join(without)}" if without else ""
    signature = Signature(author=whoever(), reason=f"Built from the shipped files{left_out}")
    return found(
        Path(folder),
        signature,
        inputs=Inputs(without=frozenset(without)),
        progress=progress(),
        validate=validate,
        replace=replace,
    )


@click.command(short_help="Look whether everything is in order.", epilog=example("kg doctor"))
@output_options("text", "json")
@store_option
@click.pass_obj
def doctor(session: Session, *, form: str) -> None:
    """Look whether everything is in order, and say what to do where it is not."""
    from kg.errors import KgError

    checks = list(_installed())
    try:
        graph = session.graph()
        checks += _examined(graph)
    except KgError as error:
        checks.append(
            ("store", False, str(error), "Run `kg build`; if that fails, install the package again.")
        )
    if form == "json":
        found = [
            {"name": n, "ok": ok, "found": text, "remedy": remedy or None} for n, ok, text, remedy in checks
        ]
        session.write(exact_json({"format": "kg-doctor/1", "checks": found}) + "\n")
    else:
        size = max(len(name) for name, *_ in checks)
        for name, ok, text, remedy in checks:
            session.write(f"{'✓' if ok else '✗' if remedy else '–'} {name:<{size}}  {text}\n")
            if remedy and not ok:
                session.write(f"  {' ' * size}  → {remedy}\n")
    if any(not ok and remedy for _, ok, _, remedy in checks):
        raise click.exceptions.Exit(5)


@click.command(
    short_help="Print the script that completes verbs and names.", epilog=example("kg completion bash")
)
@click.argument("shell", type=click.Choice(["bash", "fish", "zsh"]))
@click.pass_obj
def completion(session: Session, *, shell: str) -> None:
    """Print the script that completes verbs, questions and names; e.g. `eval "$(kg completion bash)"`."""
    from click.shell_completion import get_completion_class

    from kg.cli.door import root

    found = get_completion_class(shell)
    if found is not None:
        session.write(found(root, {}, "kg", "_KG_COMPLETE").source() + "\n")


def _installed() -> Iterator[tuple[str, bool, str, str]]:
    yield "Python", sys.version_info >= (3, 11), sys.version.split()[0], "Use Python 3.11 or newer."
    yield "kg", True, version("regional-trade-graph"), ""
    for name in (*_NEEDED, *_EXTRAS):
        remedy = "" if name in _EXTRAS else f"pip install {name}"
        try:
            yield name, True, version(name), ""
        except PackageNotFoundError:
            text = (
                f"not installed; for data frames: pip install {name}" if name in _EXTRAS else "not installed"
            )
            yield name, False, text, remedy


def _examined(graph: KnowledgeGraph) -> list[tuple[str, bool, str, str]]:
    counts = dict(graph.info().facts)
    mend = "Run `kg build` and ask again."
    figures = counts.get("Figures", "0")
    return [
        ("store", True, graph.where, ""),
        ("figures", figures != "0", figures, mend),
        ("sources", counts.get("Sources", "0") != "0", counts.get("Sources", "0"), mend),
        ("digest", True, graph.digest or "an endpoint has none", ""),
        *(("version", False, f"{text}; `kg migrate` brings it up", "") for text in _aged(graph)),
    ]


def _aged(graph: KnowledgeGraph) -> tuple[str, ...]:
    """In what a store that can be changed is not of this version."""
    return graph.standing() if (Path(graph.where) / "store.json").is_file() else ()
