"""All quads of a store, from its files: reference data, what the sources say, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from kg.building.derivation import acceptance_quads, conflict_quads, finding_quads
from kg.building.inputs import Inputs
from kg.errors import DamagedError, Place, UnknownName
from kg.findings import Finding, Report
from kg.model.facts import Facts
from kg.model.period import Period
from kg.names import Names
from kg.rdf import graph_named, period_quads, quads
from kg.reading.readings import Reading
from kg.reading.sheets import read_sheet
from kg.reading.tables import read_registry, read_table
from kg.store.embedded import EmbeddedStore
from kg.store.naming import english_labels, name_rows
from kg.vocabulary import thing

__all__ = ["Assembly", "Progress", "assembled", "derived_quads", "reference_quads"]

Progress = Callable[[int, int, str], None]
"""Told of progress: steps done, steps in all, and what is done now."""

_PERIODS = thing("period", "")


@dataclass(frozen=True, slots=True)
class Assembly:
    """Everything that goes into a store, each quad once; ``report`` holds what was found while reading."""

    facts: Facts
    quads: tuple[Quad, ...]
    report: Report


def assembled(inputs: Inputs, progress: Progress) -> Assembly:
    """Read all files and join what they say.

    Raises:
        DamagedError: an ontology or reference file cannot be read, or holds a blank node.
        ReadingError: a sheet is no YAML, or a table no CSV.
    """
    reference = tuple(reference_quads(inputs))
    base = EmbeddedStore.memory(reference)
    facts, report = _read(inputs, Names.of(name_rows(base)), progress)
    described = {quad.subject.value for quad in reference if isinstance(quad.subject, NamedNode)}
    said = quads(facts, labels=english_labels(base), known=described)
    joined = _once([*reference, *said, *derived_quads(facts)])
    return Assembly(facts=facts, quads=_once([*joined, *_mentioned_periods(joined)]), report=report)


def reference_quads(inputs: Inputs) -> Iterator[Quad]:
    """The ontology in one graph, and each reference file in a graph of its own.

    Raises:
        DamagedError: a file cannot be read, or holds a blank node.
    """
    for path in inputs.ontologies():
        yield from _turtle(path, graph_named("ontology"))
    for path in inputs.references():
        yield from _turtle(path, graph_named(f"reference-{path.stem}"))


def derived_quads(facts: Facts) -> Iterator[Quad]:
    """What follows from the figures: acceptances, conflicts, and findings of wrong prints."""
    yield from acceptance_quads(facts)
    yield from conflict_quads(facts)
    yield from finding_quads(facts)


def _turtle(path: Path, graph: NamedNode) -> Iterator[Quad]:
    try:
        for quad in parse(path=str(path), format=RdfFormat.TURTLE):
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                raise DamagedError(f"{path}: a node without a name, at {quad.subject} {quad.predicate}")
            yield Quad(quad.subject, quad.predicate, quad.object, graph)
    except SyntaxError as error:
        raise DamagedError(f"{Place(str(path), error.lineno, error.offset)}: {error.msg}") from error


def _read(inputs: Inputs, names: Names, progress: Progress) -> tuple[Facts, Report]:
    """The facts of all sheets and tables; a source that a sheet describes itself is taken from there."""
    paths = inputs.sheets()
    registry, reading = read_registry(inputs.registry().read_text("utf-8"), names, file="sources.csv")
    findings: list[Finding] = [*reading.findings]
    if unknown := sorted(inputs.without - registry.keys()):
        raise UnknownName(unknown[0], kinds=("source",), near=get_close_matches(unknown[0], registry, n=3))
    sources = {key: source for key, source in registry.items() if key not in inputs.without}
    facts = Facts()
    taken: dict[str, Place] = {}
    read: list[Reading] = []
    for done, path in enumerate(paths):
        progress(done, len(paths), f"reading {path.name}")
        reader = read_table if path.suffix == ".csv" else read_sheet
        text = path.read_text("utf-8-sig")
        read.append(reader(text, names, file=path.name, sources=registry, taken=taken))
    for one in read:
        findings.extend(one.findings)
        sources.update({source.id: source for source in one.facts.sources})
    facts = Facts(
        sources=tuple(sources[key] for key in sorted(sources)),
        figures=tuple(figure for one in read for figure in one.facts.figures),
        statements=tuple(statement for one in read for statement in one.facts.statements),
    )
    checked = {
        "files": len(paths),
        "sources": len(facts.sources),
        "figures": len(facts.figures),
        "statements": len(facts.statements),
    }
    return facts, Report.of(findings, checked)


def _once(found: Iterable[Quad]) -> tuple[Quad, ...]:
    """Each triple in the first graph that holds it: the union of graphs does not take repetitions out."""
    first: dict[object, Quad] = {}
    for quad in found:
        first.setdefault(quad.triple, quad)
    return tuple(first.values())


def _mentioned_periods(found: Iterable[Quad]) -> Iterator[Quad]:
    """Descriptions of the periods that are pointed at, in reference files too.

    Raises:
        DamagedError: what is pointed at is no period.
    """
    slugs = set()
    for quad in found:
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(_PERIODS):
            slugs.add(quad.object.value[len(_PERIODS) :])
    try:
        yield from period_quads(Period.parse(slug) for slug in sorted(slugs))
    except ValueError as error:
        raise DamagedError(f"A reference file points at a period that is none: {error}") from error
