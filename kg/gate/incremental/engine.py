"""The shapes, ready to be run by pySHACL on chosen focus nodes.

pySHACL's own option for this is unsound: it applies its list of nodes inside nested shapes too, so that values outside
the list pass unseen. Here every root shape is handed its focus nodes, and nothing is filtered below it. That takes
three names that are no part of pySHACL's published face (``ShapesGraph``, ``Shape.validate``, ``SHACLExecutor``); a
test holds them to the results of ``pyshacl.validate``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.errors import DamagedError
from kg.gate.incremental.excuses import Excuse, excuse
from kg.gate.incremental.paths import iri
from kg.gate.incremental.reads import Reads, UnboundedReads
from kg.gate.incremental.shapes import ShapeReader, is_class

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["Engine", "Result", "Root", "Targets"]

_PARTS = {
    "sh:focusNode": "focus",
    "sh:resultPath": "path",
    "sh:value": "value",
    "sh:sourceConstraintComponent": "component",
    "sh:sourceShape": "shape",
    "sh:resultSeverity": "severity",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One validation result, in rdflib nodes; ``root`` is the shape whose targets led to it."""

    root: Node
    focus: Node
    component: Node
    shape: Node
    severity: Node
    path: Node | None = None
    value: Node | None = None


@dataclass(frozen=True, slots=True)
class Targets:
    """Which nodes a shape is for."""

    nodes: frozenset[Node]
    classes: frozenset[str]
    subjects_of: frozenset[str]
    objects_of: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)


@dataclass(frozen=True, slots=True)
class Root:
    """A shape with targets; ``reads`` is None where it has to be run on the whole graph, for the ``reason`` given."""

    shape: Node
    targets: Targets
    reads: Reads | None
    reason: str = ""
    excuse: Excuse | None = None


class Engine:
    """A graph of shapes, analysed and ready to run."""

    def __init__(self, shapes: Graph) -> None:
        from pyshacl.shapes_graph import ShapesGraph
        from rdflib import Graph

        own = Graph(bind_namespaces="none")
        for prefix, namespace in shapes.namespaces():
            own.bind(prefix, namespace)
        for subject, predicate, value in shapes:
            own.add((subject, predicate, _plain(value)))
        self._shapes = own
        self._compiled = ShapesGraph(own)

    @cached_property
    def roots(self) -> tuple[Root, ...]:
        """The shapes that have targets and are not switched off, in the order of their names."""
        reader = ShapeReader(self._shapes)
        found = (
            (shape.node, self._targets(shape.node))
            for shape in self._compiled.shapes
            if not shape.deactivated
        )
        roots = [self._root(shape, targets, reader) for shape, targets in found if targets]
        return tuple(sorted(roots, key=lambda root: str(root.shape)))

    def whole(self, data: Graph) -> tuple[Result, ...]:
        """The results of every root shape on a whole graph."""
        return tuple(result for root in self.roots for result in self.run(root, data))

    def run(self, root: Root, data: Graph, foci: Collection[Node] | None = None) -> list[Result]:
        """The results of one root shape: on these focus nodes, by default on all its targets in ``data``.

        Raises:
            DamagedError: pySHACL gave up.
        """
        from pyshacl.errors import ReportableRuntimeError, ValidationFailure
        from pyshacl.pytypes import SHACLExecutor

        shape = self._compiled.lookup_shape_from_node(root.shape)
        targets: Any = shape.focus_nodes
        nodes: list[Any] = list(targets(data) if foci is None else foci)
        if root.excuse:
            nodes = [node for node in nodes if not root.excuse.holds(node, data)]
        if not nodes:
            return []
        try:
            _, found = shape.validate(SHACLExecutor(), data, focus=nodes)
        except (NotImplementedError, ReportableRuntimeError, ValidationFailure) as problem:
            raise DamagedError(f"The shapes could not be run: {problem}") from problem
        return [_result(root.shape, node, triples) for _, node, triples in found]

    def _root(self, shape: Node, targets: Targets, reader: ShapeReader) -> Root:
        try:
            return Root(shape, targets, reader.reads(shape), excuse=excuse(self._shapes, shape))
        except UnboundedReads as problem:
            return Root(shape, targets, None, str(problem))

    def _targets(self, shape: Node) -> Targets:
        def texts(name: str) -> frozenset[str]:
            return frozenset(str(node) for node in self._shapes.objects(shape, iri(name)))

        own = frozenset({str(shape)}) if is_class(self._shapes, shape) else frozenset()
        return Targets(
            nodes=frozenset(self._shapes.objects(shape, iri("sh:targetNode"))),
            classes=texts("sh:targetClass") | own,
            subjects_of=texts("sh:targetSubjectsOf"),
            objects_of=texts("sh:targetObjectsOf"),
        )


def _plain(value: Node) -> Node:
    """A value of a shape; of the forms of truth, SHACL takes no other than ``true``."""
    from rdflib import Literal

    if isinstance(value, Literal) and value.datatype == iri("xsd:boolean") and str(value) != "true":
        return Literal("false", datatype=iri("xsd:boolean"))  # type: ignore[arg-type]
    return value


def _result(root: Node, result: Node, triples: list[tuple[Node, Node, Any]]) -> Result:
    said = dict(_said(result, triples))
    return Result(root=root, **said)


def _said(result: Node, triples: list[tuple[Node, Node, Any]]) -> Iterator[tuple[str, Node]]:
    names = {iri(name): slot for name, slot in _PARTS.items()}
    for subject, predicate, object_ in triples:
        if subject is result and predicate in names:
            # pySHACL notes with each term the graph that it comes from.
            yield names[predicate], object_[1] if isinstance(object_, tuple) else object_
