"""What reading files brings: facts, findings, and where each fact stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.errors import Place
from kg.findings import Finding
from kg.model.facts import Facts

__all__ = ["Places", "Reading"]

Places = Mapping[tuple[str, str | None], Place]
"""Where things stand: by the IRI of a subject and the prefixed name of a property, or None for all of the subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one reading of files brought.

    ``facts`` come from sheets and tables; ``quads`` are all facts as RDF, those of RDF files included; ``findings``
    say what was wrong; ``places`` say where each fact stands; ``refused`` are the IRIs of what was named there and could
    not be read, so that what points at them is not told again; ``misread`` are the IRIs of those facts that say they take
    the place of the stored ones of the same id, because these were misread.
    """

    facts: Facts = field(default_factory=Facts)
    quads: tuple[Any, ...] = ()
    findings: tuple[Finding, ...] = ()
    places: Places = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    misread: frozenset[str] = frozenset()
