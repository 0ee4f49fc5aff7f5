"""What a SPARQL query can read for one value of a column: so that a check of many facts costs what a change costs.

A triple pattern is read from a focus value where shared variables lead from it to the pattern. Ways lead through
patterns that every solution has; what is optional, negated or one of several alternatives is read, but only leads on
inside itself. A query in which some pattern hangs on nothing has no bounded reads.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.gate.incremental.bare import bare_query
from kg.gate.incremental.reads import OBJECT, PREDICATE, START, SUBJECT, Reads, ReadsBuilder, UnboundedReads

__all__ = ["query_reads"]

_THROUGH = frozenset(
    {"Project", "Distinct", "Reduced", "OrderBy", "Group", "AggregateJoin", "Graph", "SelectQuery"}
)
_Pattern = tuple[Any, Any, Any]


def query_reads(query: str, focus: str) -> Reads:
    """What a SELECT query reads for one value of the column ``focus``.

    Raises:
        UnboundedReads: the query has to be run on the whole graph.
    """
    from rdflib.plugins.sparql.algebra import translateQuery
    from rdflib.plugins.sparql.parser import parseQuery

    group = _Group()
    _Builder().add(group, translateQuery(parseQuery(bare_query(query))).algebra, _Scope())
    resolver = _Resolver()
    resolver.resolve(group, {focus: START})
    return resolver.made.done()


@dataclass
class _Group:
    """Patterns that all hold in a solution, and groups that may."""

    patterns: list[_Pattern] = field(default_factory=list)
    aliases: list[tuple[str, str]] = field(default_factory=list)
    unions: list[tuple[_Group, ...]] = field(default_factory=list)
    asides: list[tuple[_Group, frozenset[str]]] = field(default_factory=list)

    def names(self) -> frozenset[str]:
        """The variables that a solution of the group can bind."""
        found = {term for pattern in self.patterns for term in pattern if isinstance(term, str)}
        found |= {name for pair in self.aliases for name in pair}
        found |= {name for union in self.unions for branch in union for name in branch.names()}
        return frozenset(found)

    def absorb(self, other: _Group) -> None:
        """Take in what holds in another group."""
        self.patterns += other.patterns
        self.aliases += other.aliases
        self.unions += other.unions
        self.asides += other.asides


class _Fixed:
    """A term of a pattern that is no variable."""

    def __init__(self, term: Any) -> None:
        self.term = term


class _Scope:
    """The names of variables: those that a subquery keeps to itself are renamed."""

    def __init__(self, outer: _Scope | None = None, kept: Iterable[str] = (), mark: str = "") -> None:
        self._outer, self._kept, self._mark = outer, frozenset(kept), mark

    def name(self, variable: str) -> str:
        """The name of a variable as the whole query knows it."""
        if self._outer is None:
            return variable
        return self._outer.name(variable) if variable in self._kept else f"{variable}#{self._mark}"


class _Builder:
    """Sorts the algebra of a query into groups."""

    def __init__(self) -> None:
        self._subqueries = 0

    def add(self, group: _Group, node: Any, scope: _Scope) -> None:
        """Add a part of the algebra to a group."""
        name = node.name
        if name == "BGP":
            group.patterns += [_pattern(triple, scope) for triple in node.triples]
        elif name == "Join":
            self.add(group, node.p1, scope)
            self.add(group, node.p2, scope)
        elif name == "Union":
            group.unions.append((self._new(node.p1, scope), self._new(node.p2, scope)))
        elif name in {"LeftJoin", "Minus"}:
            self._beside(group, node.p1, node.p2, scope, node.get("expr"))
        elif name in {"Filter", "Extend"}:
            self._tested(group, node, scope)
        elif name == "ToMultiSet":
            self._subquery(group, node.p, scope)
        elif name in _THROUGH:
            self._aggregates(group, node, scope)
            self.add(group, node.p, scope)
        else:
            raise UnboundedReads(f"a query with {name}")

    def _new(self, node: Any, scope: _Scope) -> _Group:
        made = _Group()
        self.add(made, node, scope)
        return made

    def _beside(self, group: _Group, base: Any, aside: Any, scope: _Scope, expression: Any) -> None:
        held, other = self._new(base, scope), self._new(aside, scope)
        held.asides.append((other, held.names()))
        self._negations(held, expression, scope, held.names() | other.names())
        group.absorb(held)

    def _tested(self, group: _Group, node: Any, scope: _Scope) -> None:
        held = self._new(node.p, scope)
        self._negations(held, node.expr, scope, held.names())
        if node.name == "Extend" and _is_variable(node.expr):
            held.aliases.append((scope.name(str(node.var)), scope.name(str(node.expr))))
        group.absorb(held)

    def _negations(self, group: _Group, expression: Any, scope: _Scope, visible: frozenset[str]) -> None:
        """The patterns of EXISTS and NOT EXISTS in an expression."""
        from rdflib.plugins.sparql.algebra import translateGroupGraphPattern

        for part in _exists(expression):
            inner = part.graph
            if inner.name == "GroupGraphPatternSub":
                inner = translateGroupGraphPattern(inner)
            group.asides.append((self._new(inner, scope), visible))

    def _subquery(self, group: _Group, node: Any, scope: _Scope) -> None:
        if node.name == "values":
            return
        self._subqueries += 1
        kept = [str(variable) for variable in _projected(node)]
        self.add(group, node, _Scope(scope, kept, str(self._subqueries)))

    def _aggregates(self, group: _Group, node: Any, scope: _Scope) -> None:
        if node.name != "AggregateJoin":
            return
        keys = {str(key) for key in node.p.expr or () if _is_variable(key)}
        for aggregate in node.A:
            # A key that is shown is written as a sample of itself.
            if aggregate.name == "Aggregate_Sample" and str(aggregate.vars) in keys:
                group.aliases.append((scope.name(str(aggregate.res)), scope.name(str(aggregate.vars))))


class _Resolver:
    """Leads from the focus to every pattern."""

    def __init__(self) -> None:
        self.made = ReadsBuilder()

    def resolve(self, group: _Group, known: Mapping[str, int]) -> dict[str, int]:
        """The states of the variables of a group, given those that it is joined with."""
        reached = dict(known)
        patterns, unions = list(group.patterns), list(group.unions)
        while True:
            left = [pattern for pattern in patterns if not self._connect(pattern, reached)]
            moved = self._alias(group.aliases, reached) or len(left) < len(patterns)
            patterns = left
            if moved:
                continue
            if not unions:
                break
            self._join([self.resolve(branch, reached) for branch in unions.pop(0)], reached)
        if patterns:
            raise UnboundedReads("a query with a pattern that hangs on nothing")
        for aside, visible in group.asides:
            self.resolve(aside, {name: state for name, state in reached.items() if name in visible})
        return reached

    def _alias(self, aliases: Iterable[tuple[str, str]], reached: dict[str, int]) -> bool:
        before = len(reached)
        for one, other in aliases:
            for name, source in ((one, other), (other, one)):
                if source in reached and name not in reached:
                    reached[name] = reached[source]
        return len(reached) > before

    def _join(self, branches: list[dict[str, int]], reached: dict[str, int]) -> None:
        for name in set.intersection(*(set(branch) for branch in branches)) - reached.keys():
            reached[name] = self.made.state()
            for branch in branches:
                self.made.skip(branch[name], reached[name])

    def _connect(self, pattern: _Pattern, reached: dict[str, int]) -> bool:
        from rdflib import URIRef

        subject, predicate, object_ = pattern
        if isinstance(predicate, _Fixed) and not isinstance(predicate.term, URIRef):
            return self._path(subject, predicate.term, object_, reached)
        fixed = str(predicate.term) if isinstance(predicate, _Fixed) else None
        near = next((place for place in (SUBJECT, OBJECT, PREDICATE) if pattern[place] in reached), None)
        if near is None:
            return False
        source = reached[pattern[near]]
        for far in {SUBJECT, OBJECT, *([PREDICATE] if fixed is None else [])} - {near}:
            end = self.made.link(source, near, fixed, far)
            if isinstance(pattern[far], str):
                reached.setdefault(pattern[far], end)
        return True

    def _path(self, subject: Any, path: Any, object_: Any, reached: dict[str, int]) -> bool:
        if subject in reached:
            end, far = self._walk(path, reached[subject], inverse=False), object_
        elif object_ in reached:
            end, far = self._walk(path, reached[object_], inverse=True), subject
        else:
            return False
        if isinstance(far, str):
            reached.setdefault(far, end)
        return True

    def _walk(self, path: Any, state: int, *, inverse: bool) -> int:
        from rdflib import URIRef
        from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

        if isinstance(path, URIRef):
            return self.made.follow(state, str(path), inverse=inverse)
        if isinstance(path, InvPath):
            return self._walk(path.arg, state, inverse=not inverse)
        if isinstance(path, SequencePath):
            for part in reversed(path.args) if inverse else path.args:
                state = self._walk(part, state, inverse=inverse)
            return state
        if isinstance(path, AlternativePath):
            return self._ends([self._walk(part, state, inverse=inverse) for part in path.args])
        if isinstance(path, MulPath):
            return self._repeated(path, state, inverse=inverse)
        raise UnboundedReads("a query with a negated path")

    def _repeated(self, path: Any, state: int, *, inverse: bool) -> int:
        hub = self.made.state()
        self.made.skip(state, hub)
        end = self._walk(path.path, hub, inverse=inverse)
        if path.mod != "?":
            self.made.skip(end, hub)
        return end if path.mod == "+" else self._ends([hub, end])

    def _ends(self, states: list[int]) -> int:
        joined = self.made.state()
        for state in states:
            self.made.skip(state, joined)
        return joined


def _pattern(triple: Collection[Any], scope: _Scope) -> _Pattern:
    subject, predicate, object_ = (
        scope.name(str(term)) if _is_variable(term) else _Fixed(term) for term in triple
    )
    return (subject, predicate, object_)


def _is_variable(term: Any) -> bool:
    from rdflib import BNode, Variable

    return isinstance(term, Variable | BNode)


def _projected(node: Any) -> Iterable[Any]:
    while node.name != "Project":
        if node.name not in _THROUGH:
            raise UnboundedReads(f"a subquery with {node.name}")
        node = node.p
    return node.PV  # type: ignore[no-any-return]


def _exists(expression: Any) -> list[Any]:
    """The EXISTS and NOT EXISTS of an expression, the outermost ones."""
    if isinstance(expression, list | tuple):
        return [found for part in expression for found in _exists(part)]
    if not isinstance(expression, dict):
        return []
    if str(getattr(expression, "name", "")) in {"Builtin_EXISTS", "Builtin_NOTEXISTS"}:
        return [expression]
    return [found for key, part in expression.items() if key != "_vars" for found in _exists(part)]
