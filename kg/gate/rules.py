"""The rules in force: the shapes and the checks that lie in shapes/, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.gate.checks import Check, load_checks
from kg.gate.shapes import Shapes
from kg.resources import room
from kg.vocabulary import expand

__all__ = ["Rules", "declared", "rules"]


@dataclass(frozen=True)
class Rules:
    """Shapes and checks together."""

    shapes: Shapes
    checks: tuple[Check, ...]


@lru_cache(maxsize=4)
def rules(folder: Path | None = None) -> Rules:
    """The rules of a folder, by default the shipped ones.

    Raises:
        DamagedError: a shape or check could not do its work.
    """
    base = folder or room("shapes")
    return Rules(Shapes.load(base, classes=declared("owl:Class")), load_checks(base / "checks"))


@lru_cache(maxsize=4)
def declared(kind: str | None = None) -> frozenset[str]:
    """The IRIs that the ontology declares, all or those of one kind ("owl:Class")."""
    import pyoxigraph

    wanted = expand(kind) if kind else None
    return frozenset(
        triple.subject.value
        for triple in pyoxigraph.parse(path=room("ontology") / "core.ttl")
        if triple.predicate.value == expand("rdf:type") and wanted in (None, triple.object.value)
    )
