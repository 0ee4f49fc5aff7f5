"""From shipped files to a store: read, joined, derived, validated, and put in place whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.building.bundle import bundled
from kg.building.inputs import Inputs

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.building.works import BuildResult

__all__ = ["Inputs", "build", "bundled", "counts"]


def build(
    target: Path | None = None,
    *,
    progress: Callable[[int, int, str], None] | None = None,
    validate: bool = True,
    inputs: Inputs | None = None,
) -> BuildResult:
    """Build a store at ``target``, or the bundled one in the cache; see ``kg.building.works.build``."""
    from kg.building.works import build as built

    return built(target, progress=progress, validate=validate, inputs=inputs)
