"""What a rule can read: an automaton over the edges of a graph, started at a focus node.

Each link stands for the triples that a rule may look at once it has come to a node; the skips join states without
looking. All that is sound about checking a change rests on this: a triple that no link reads cannot matter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

__all__ = ["OBJECT", "PREDICATE", "START", "SUBJECT", "Link", "Reads", "ReadsBuilder", "UnboundedReads"]

SUBJECT, PREDICATE, OBJECT = 0, 1, 2
START = 0


class UnboundedReads(ValueError):
    """What a rule reads cannot be told from its text: it has to be run on the whole graph."""


@dataclass(frozen=True, slots=True)
class Link:
    """The triples that are read in one state: those with a predicate (None: any) at one end of which the node stands.

    ``near`` is the place of the node that the reading has come to, ``far`` the place of the one it goes on to.
    """

    source: int
    near: int
    predicate: str | None
    far: int
    target: int


@dataclass(frozen=True)
class Reads:
    """The automaton: the rule starts in state 0 at its focus node."""

    links: tuple[Link, ...]
    skips: tuple[tuple[int, int], ...]

    @cached_property
    def into(self) -> Mapping[int, tuple[Link, ...]]:
        """The links that lead into each state."""
        return _grouped(self.links, lambda link: link.target)

    @cached_property
    def out_of(self) -> Mapping[int, tuple[Link, ...]]:
        """The links that lead out of each state."""
        return _grouped(self.links, lambda link: link.source)

    @cached_property
    def going(self) -> frozenset[int]:
        """The states from which something more is read or joined."""
        return frozenset({link.source for link in self.links} | {source for source, _ in self.skips})

    @cached_property
    def skips_into(self) -> Mapping[int, tuple[int, ...]]:
        """The states from which each state is reached without reading."""
        return _ends(self.skips, key=1)

    @cached_property
    def skips_out_of(self) -> Mapping[int, tuple[int, ...]]:
        """The states that each state reaches without reading."""
        return _ends(self.skips, key=0)


@dataclass
class ReadsBuilder:
    """An automaton in the making."""

    links: dict[Link, None] = field(default_factory=dict)
    skips: dict[tuple[int, int], None] = field(default_factory=dict)
    size: int = 1

    def state(self) -> int:
        """A new state."""
        self.size += 1
        return self.size - 1

    def follow(self, source: int, predicate: str, *, inverse: bool = False, target: int | None = None) -> int:
        """Read a predicate, forwards or backwards; the state that this leads to."""
        near, far = (OBJECT, SUBJECT) if inverse else (SUBJECT, OBJECT)
        return self.link(source, near, predicate, far, target=target)

    def link(
        self, source: int, near: int, predicate: str | None, far: int, *, target: int | None = None
    ) -> int:
        """Read triples from one place to another; the state that this leads to."""
        end = self.state() if target is None else target
        self.links[Link(source, near, predicate, far, end)] = None
        return end

    def skip(self, source: int, target: int) -> None:
        """Let one state go on as another."""
        if source != target:
            self.skips[source, target] = None

    def done(self) -> Reads:
        """The automaton as it stands."""
        return Reads(tuple(self.links), tuple(self.skips))


def _grouped(links: tuple[Link, ...], key: Callable[[Link], int]) -> Mapping[int, tuple[Link, ...]]:
    found: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        found[key(link)].append(link)
    return {state: tuple(group) for state, group in found.items()}


def _ends(skips: tuple[tuple[int, int], ...], *, key: int) -> Mapping[int, tuple[int, ...]]:
    found: dict[int, list[int]] = defaultdict(list)
    for pair in skips:
        found[pair[key]].append(pair[1 - key])
    return {state: tuple(group) for state, group in found.items()}
