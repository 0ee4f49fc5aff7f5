"""The shapes: loaded, linted, and run on a graph by pySHACL; its results become findings.

pySHACL says yes to an empty shapes graph, to a target class that nothing has, to a misspelt ``sh:`` term and to a
misspelt option. So the shapes are linted when they are loaded, and a run that found no focus node is an error.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DamagedError
from kg.findings import Constraint, Finding, Severity
from kg.gate.codes import CODES
from kg.gate.incremental.engine import Engine, Result
from kg.gate.incremental.terms import Terms
from kg.gate.lint import lint
from kg.gate.pace import hoist
from kg.gate.rows import Row
from kg.gate.wording import fact_name, fill, number_word, word
from kg.vocabulary import expand, shorten

if TYPE_CHECKING:
    import pyoxigraph
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["Shapes", "rdflib_graph"]

_SEVERITIES = {"Violation": Severity.VIOLATION, "Warning": Severity.WARNING, "Info": Severity.INFO}


@dataclass(frozen=True)
class Shapes:
    """The shapes of a folder, linted and ready to run."""

    graph: Graph
    count: int
    targets: tuple[str, ...]

    @classmethod
    def load(cls, folder: Path, *, classes: Collection[str] | None = None) -> Shapes:
        """The shapes of every Turtle file in ``folder``.

        Args:
            folder: where the shapes lie.
            classes: IRIs of the classes of the ontology; where given, a target class must be one of them.

        Raises:
            DamagedError: a shape could not do its work; the message lists what is wrong.
        """
        from rdflib import Graph

        graph = Graph(bind_namespaces="none")
        for path in sorted(folder.glob("*.ttl")):
            graph.parse(path, format="turtle")
        problems = lint(graph, classes=classes)
        if problems:
            raise DamagedError(f"The shapes in {folder} cannot do their work: {'; '.join(problems)}")
        hoist(graph)
        count = len(set(graph.subjects(expand_node("sh:message"))))
        return cls(graph=graph, count=count, targets=_target_classes(graph))

    @property
    def codes(self) -> frozenset[str]:
        """The codes that some shape tells."""
        return frozenset(str(code) for code in self.graph.objects(None, expand_node("trade:code")))

    def focus_nodes(self, data: Graph) -> set[Node]:
        """Everything in ``data`` that a shape targets by class."""
        kind = expand_node("rdf:type")
        return {node for cls in self.targets for node in data.subjects(kind, _node(cls))}

    def rows(self, data: Graph) -> list[Row]:
        """What the shapes find in ``data``.

        Raises:
            DamagedError: no shape found anything to look at, or pySHACL gave up.
        """
        if not self.focus_nodes(data):
            raise DamagedError("No shape found anything to look at: a check that checks nothing is no check.")
        return self.told(self.engine.whole(data), data)

    @cached_property
    def engine(self) -> Engine:
        """The shapes, ready to be run on chosen nodes."""
        return Engine(self.graph)

    def told(self, results: Iterable[Result], data: Graph) -> list[Row]:
        """Results as findings; ``data`` holds what is said of their focus nodes."""
        return sorted((self._told(result, data) for result in results), key=lambda row: row.finding.order)

    def _told(self, result: Result, data: Graph) -> Row:
        from rdflib import URIRef

        iris = frozenset(str(node) for node in (result.focus, result.value) if isinstance(node, URIRef))
        found = self._finding(result.shape, result.focus, result.value, data)
        constraint = Constraint(
            component=shorten(str(result.component)),
            path=result.path.n3() if isinstance(result.path, URIRef) else None,
            value=None if result.value is None else result.value.n3(),
        )
        return Row(replace(found, constraint=constraint), iris)

    def _finding(self, shape: Node | None, focus: Node | None, value: Node | None, data: Graph) -> Finding:
        said = {
            p: self.graph.value(shape, expand_node(p)) for p in ("trade:code", "sh:message", "trade:about")
        }
        severity = str(self.graph.value(shape, expand_node("sh:severity"))).rsplit("#", 1)[1]
        remedy = self.graph.value(shape, expand_node("trade:remedy"))
        code = CODES[str(said["trade:code"])]
        about = said["trade:about"]
        words = _words(str(said["sh:message"]), focus, value, about, data)
        return Finding(
            code=code.code,
            message=fill(str(said["sh:message"]), words),
            severity=_SEVERITIES[severity],
            fact=fact_name(str(focus)),
            about=shorten(str(about)) if about is not None else None,
            remedy=str(remedy) if remedy is not None else code.remedy,
            rule=shorten(str(shape)),
        )


def rdflib_graph(triples: Iterable[pyoxigraph.Triple | pyoxigraph.Quad]) -> Graph:
    """An rdflib graph of these triples, literals exactly as they are written."""
    from rdflib import Graph

    node = Terms().node
    graph = Graph(bind_namespaces="none")
    for triple in triples:
        graph.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    return graph


def expand_node(curie: str) -> Node:
    """The rdflib node of a prefixed name."""
    return _node(expand(curie))


def _node(iri: str) -> Node:
    from rdflib import URIRef

    return URIRef(iri)


def _target_classes(graph: Graph) -> tuple[str, ...]:
    return tuple(sorted({str(cls) for cls in graph.objects(None, expand_node("sh:targetClass"))}))


def _words(
    message: str, focus: Node | None, value: Node | None, about: Node | None, data: Graph
) -> dict[str, str]:
    """What the names in a message stand for: {value}, {count}, {unit}, {indicator} or a property's {curie}."""
    words = {"value": _word(focus if value is None else value)}
    words["count"] = str(len(list(data.objects(focus, about)))) if about is not None else "0"
    for name in _names(message):
        if name not in words:
            found = data.value(focus, expand_node(name if ":" in name else f"trade:{name}"), any=True)
            words[name] = _word(found)
    words["count"] = {"0": "none"}.get(words["count"], words["count"])
    return words


def _names(message: str) -> list[str]:
    return [part.partition("}")[0] for part in message.split("{")[1:]]


def _word(node: Node | None) -> str:
    from rdflib import URIRef

    if node is None:
        return "nothing"
    return word(str(node)) if isinstance(node, URIRef) else f"{number_word(str(node))}"
