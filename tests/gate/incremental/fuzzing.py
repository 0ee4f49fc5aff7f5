"""Random shapes, graphs and changes, and whether the verdict on the change is that on the whole graph.

    python tests/gate/incremental/fuzzing.py --checks 100000 --seed 1

One check is one root shape after one change: the verdict on every focus node that is not affected is what it was, and
the results for the affected ones are those that pySHACL gives on the whole graph.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field

from rdflib import RDF, RDFS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from kg.gate.incremental import Engine, GraphAccess, Overlay, StoreAccess, validate_delta

EX = Namespace("urn:fuzz:")
SH = Namespace("http://www.w3.org/ns/shacl#")
PREDICATES = [EX.p, EX.q, EX.r]
CLASSES = [EX.A, EX.B, EX.C]
SHAPES = [EX[f"S{n}"] for n in range(5)]
NODES = [EX[f"n{n}"] for n in range(6)]
LITERALS = [Literal(1), Literal(2), Literal("a"), Literal("b", lang="en")]


class ShapeMaker:
    """Makes a graph of random shapes: every SHACL core constraint that looks at more than a value, and some others."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.graph = Graph(bind_namespaces="none")

    def made(self, roots: int) -> Graph:
        """A graph with this many root shapes."""
        for root in SHAPES[:roots]:
            self.targets(root)
            if self.rng.random() < 0.6:
                self.graph.add((root, RDF.type, SH.NodeShape))
                self.constraints(root, depth=2)
            else:
                self.property_shape(root, depth=2)
        return self.graph

    def targets(self, root):
        """One or two ways to say what a shape is for."""
        for kind in self.rng.sample(
            ["class", "node", "subjects", "objects", "implicit"], self.rng.choice([1, 1, 2])
        ):
            if kind == "class":
                self.graph.add((root, SH.targetClass, self.rng.choice(CLASSES)))
            elif kind == "node":
                self.graph.add((root, SH.targetNode, self.rng.choice(NODES + LITERALS[:1])))
            elif kind == "subjects":
                self.graph.add((root, SH.targetSubjectsOf, self.rng.choice(PREDICATES)))
            elif kind == "objects":
                self.graph.add((root, SH.targetObjectsOf, self.rng.choice(PREDICATES)))
            else:
                self.graph.add((root, RDF.type, RDFS.Class))

    def property_shape(self, shape, depth):
        """A shape on the values of a path."""
        self.graph.add((shape, RDF.type, SH.PropertyShape))
        self.graph.add((shape, SH.path, self.path(2)))
        for _ in range(self.rng.choice([1, 1, 2])):
            self.constraint(shape, depth, on_path=True)
        return shape

    def constraints(self, shape, depth):
        """One to three constraints of a node shape."""
        for _ in range(self.rng.choice([1, 1, 2])):
            self.constraint(shape, depth, on_path=False)
        return shape

    def path(self, depth):
        """A property path; compound ones are not inverted, because pySHACL walks these wrongly."""
        kind = self.rng.choice(["iri"] * 3 + ["inverse", "seq", "alt", "star", "plus", "opt"] * (depth > 0))
        if kind == "iri":
            return self.rng.choice(PREDICATES)
        node = BNode()
        if kind == "inverse":
            self.graph.add((node, SH.inversePath, self.rng.choice(PREDICATES)))
        elif kind == "seq":
            Collection(self.graph, node, [self.path(depth - 1) for _ in range(self.rng.choice([2, 2, 3]))])
        elif kind == "alt":
            members = self.list_of([self.path(depth - 1), self.path(depth - 1)])
            self.graph.add((node, SH.alternativePath, members))
        else:
            name = {"star": SH.zeroOrMorePath, "plus": SH.oneOrMorePath, "opt": SH.zeroOrOnePath}[kind]
            self.graph.add((node, name, self.path(depth - 1)))
        return node

    def list_of(self, members):
        """An RDF list."""
        node = BNode()
        Collection(self.graph, node, members)
        return node

    def shape(self, depth):
        """A shape to hold values against."""
        return (
            self.constraints(BNode(), depth)
            if self.rng.random() < 0.4
            else self.property_shape(BNode(), depth)
        )

    def constraint(self, shape, depth, *, on_path):
        """One constraint."""
        rng, add = self.rng, self.graph.add
        kinds = ["class", "class", "equals", "disjoint", "nodeKind", "in", "hasValue"]
        kinds += (
            ["minCount", "maxCount", "lessThan", "lessThanOrEquals", "uniqueLang"] if on_path else ["closed"]
        )
        if depth:
            kinds += ["node", "property", "property", "not", "and", "or", "xone"] + [
                "qualified",
                "disjointly",
            ] * on_path
        kind = rng.choice(kinds)
        if kind == "class":
            add((shape, SH["class"], rng.choice(CLASSES)))
        elif kind in {"equals", "disjoint", "lessThan", "lessThanOrEquals"}:
            add((shape, SH[kind], rng.choice(PREDICATES)))
        elif kind == "nodeKind":
            self.once(shape, SH.nodeKind, lambda: rng.choice([SH.IRI, SH.Literal, SH.BlankNodeOrIRI]))
        elif kind == "in":
            self.once(shape, SH["in"], lambda: self.list_of(rng.sample(NODES + LITERALS, 5)))
        elif kind == "hasValue":
            add((shape, SH.hasValue, rng.choice(NODES + LITERALS)))
        elif kind in {"minCount", "maxCount"}:
            self.once(shape, SH[kind], lambda: Literal(rng.choice([1, 1, 2])))
        elif kind == "uniqueLang":
            self.once(shape, SH.uniqueLang, lambda: Literal(True))
        elif kind == "closed":
            self.closed(shape)
        else:
            self.nested(shape, kind, depth - 1)

    def once(self, shape, name, value):
        """A constraint that a shape can have but once."""
        if (shape, name, None) not in self.graph:
            self.graph.add((shape, name, value()))

    def closed(self, shape):
        """Only the properties that are named."""
        if (shape, SH.closed, None) not in self.graph:
            self.graph.add((shape, SH.closed, Literal(True)))
            self.graph.add(
                (shape, SH.ignoredProperties, self.list_of([RDF.type, self.rng.choice(PREDICATES)]))
            )

    def nested(self, shape, kind, depth):
        """A constraint that holds values against other shapes."""
        if kind == "node":
            self.graph.add((shape, SH.node, self.constraints(BNode(), depth)))
        elif kind == "property":
            self.graph.add((shape, SH.property, self.property_shape(BNode(), depth)))
        elif kind == "not":
            self.graph.add((shape, SH["not"], self.shape(depth)))
        elif kind in {"and", "or", "xone"}:
            self.graph.add((shape, SH[kind], self.list_of([self.shape(depth), self.shape(depth)])))
        elif (shape, SH.qualifiedValueShape, None) not in self.graph:
            self.qualified(shape, depth)
            if kind == "disjointly":
                self.siblings(shape, depth)

    def qualified(self, shape, depth):
        """At least or at most so many values that conform."""
        self.graph.add((shape, SH.qualifiedValueShape, self.shape(depth)))
        bound = self.rng.choice([SH.qualifiedMinCount, SH.qualifiedMaxCount])
        self.graph.add((shape, bound, Literal(self.rng.choice([0, 1, 1]))))

    def siblings(self, shape, depth):
        """A second property shape beside a qualified one, whose values do not count."""
        self.graph.add((shape, SH.qualifiedValueShapesDisjoint, Literal(True)))
        parent = self.graph.value(None, SH.property, shape)
        if parent is None:
            parent = EX[f"P{len(self.graph)}"]
            self.graph.add((parent, RDF.type, SH.NodeShape))
            self.graph.add((parent, SH.property, shape))
        other = BNode()
        self.graph.add((other, RDF.type, SH.PropertyShape))
        self.graph.add((other, SH.path, self.rng.choice(PREDICATES)))
        self.qualified(other, depth)
        self.graph.add((parent, SH.property, other))


def triple(rng):
    """A random triple of data."""
    chance = rng.random()
    if chance < 0.2:
        return (rng.choice(NODES), RDF.type, rng.choice([*CLASSES, *CLASSES, *SHAPES]))
    if chance < 0.26:
        return (rng.choice(CLASSES), RDFS.subClassOf, rng.choice(CLASSES))
    return (rng.choice(NODES), rng.choice(PREDICATES), rng.choice(NODES * 2 + LITERALS))


def change(rng, graph):
    """A random change of a graph: triples to add, triples to remove."""
    present = sorted(graph)
    removed = set(rng.sample(present, min(len(present), rng.choice([0, 0, 1, 1, 2]))))
    added = {triple(rng) for _ in range(rng.choice([0, 1, 1, 2]))} - set(present)
    return added, removed


def key(result):
    """What a result is compared by."""
    return (result.focus, result.path, result.value, result.component, result.shape, result.severity)


def verdicts(engine, root, graph):
    """What pySHACL finds on a whole graph, for each focus node of a root shape."""
    nodes = engine._compiled.lookup_shape_from_node(root.shape).focus_nodes(graph)
    return {node: Counter(map(key, engine.run(root, graph, [node]))) for node in nodes}


@dataclass
class Tally:
    """What was compared, and where the two differ."""

    checks: int = 0
    cases: int = 0
    changed: int = 0
    affected: int = 0
    foci: int = 0
    wrong: list[str] = field(default_factory=list)


def engine_term(term):
    """An rdflib node as a term of the engine."""
    import pyoxigraph

    if isinstance(term, URIRef):
        return pyoxigraph.NamedNode(str(term))
    if term.language:
        return pyoxigraph.Literal(str(term), language=term.language)
    return pyoxigraph.Literal(
        str(term), datatype=pyoxigraph.NamedNode(str(term.datatype)) if term.datatype else None
    )


class Embedded:
    """The same graph in a store of the engine, looked at through an overlay that holds the change."""

    def __init__(self, before, added, removed) -> None:
        import pyoxigraph

        from kg.gate.incremental import rows_of

        def quads(triples):
            graph = pyoxigraph.NamedNode("urn:fuzz:graph")
            return [pyoxigraph.Quad(*map(engine_term, t), graph) for t in triples]

        base, over = pyoxigraph.Store(), pyoxigraph.Store()
        base.extend(quads(before))
        over.extend(quads(added))
        self.added, self.removed = rows_of(quads(added)), rows_of(quads(removed))
        self.access = Overlay(StoreAccess(base), StoreAccess(over), self.removed)


def compare(tally, label, engine, before, after, added, removed, old, validate, *, embedded=False):
    """Compare the verdict on a change with that on the whole graph; the new verdicts."""
    new = {root.shape: verdicts(engine, root, after) for root in engine.roots}
    if embedded:
        held = Embedded(before, added, removed)
        verdict = validate(engine, held.access, added=held.added, removed=held.removed)
        node = held.access.node
    else:
        verdict = validate(engine, GraphAccess(after), added=added, removed=removed)
        node = GraphAccess(after).node
    for root in engine.roots:
        tally.checks += 1
        now, then = new[root.shape], old[root.shape]
        hit = {node(term) for term in verdict.affected.get(root.shape, ())} if root.reads else {*now, *then}
        differing = {f for f in {*now, *then} if now.get(f) != then.get(f)}
        tally.changed += bool(differing)
        tally.affected += len(hit & set(now))
        tally.foci += len(now)
        expected = sum((now[f] for f in hit if f in now), Counter())
        found = Counter(key(r) for r in verdict.results if r.root == root.shape)
        if differing - hit or expected != found:
            tally.wrong.append(f"{label}, shape {root.shape}")
    return new


def fuzz(checks, seed, *, validate=validate_delta, limit=None, stop_at=None):
    """Compare until so many checks are made (or so many differences found, or seconds gone)."""
    tally, started = Tally(), time.monotonic()
    while tally.checks < checks and (limit is None or time.monotonic() - started < limit):
        if stop_at is not None and len(tally.wrong) >= stop_at:
            break
        one_case(tally, f"{seed}:{tally.cases}", validate)
        tally.cases += 1
    return tally


def one_case(tally, label, validate):
    """One graph of shapes, one graph of data, and some changes one after the other."""
    rng = random.Random(label)
    engine = Engine(ShapeMaker(rng).made(roots=len(SHAPES)))
    before = Graph(bind_namespaces="none")
    for _ in range(rng.choice([6, 12, 18])):
        before.add(triple(rng))
    old = {root.shape: verdicts(engine, root, before) for root in engine.roots}
    for step in range(5):
        added, removed = change(rng, before)
        after = Graph(bind_namespaces="none")
        for row in (set(before) - removed) | added:
            after.add(row)
        where = f"case {label} step {step}"
        old = compare(tally, where, engine, before, after, added, removed, old, validate, embedded=step == 4)
        before = after


def main(words=None):
    """The long run, by command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--checks", type=int, default=100_000)
    parser.add_argument("--seed", default="1")
    given = parser.parse_args(words)
    started = time.monotonic()
    tally = fuzz(given.checks, given.seed)
    spent = time.monotonic() - started
    print(
        f"seed {given.seed}: {tally.checks:,} shape checks in {tally.cases:,} cases, {spent:.0f} s; "
        f"{tally.changed:,} verdicts changed, {tally.affected:,} of {tally.foci:,} focus nodes looked at; "
        f"{len(tally.wrong)} differences"
    )
    for line in tally.wrong[:20]:
        print(" ", line)
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
