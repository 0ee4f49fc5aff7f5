"""The bundled graph: built once for each state of the shipped files, and kept in a cache.

The folder's name is the digest of all that took part, so a stale graph is never opened. A folder appears whole, by
one rename; of two processes that build at once, one wins and the other uses its work.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.building.inputs import Inputs
from kg.building.seals import is_whole
from kg.cache import cache_folder

__all__ = ["bundled"]


def bundled(
    progress: Callable[[int, int, str], None] | None = None,
    *,
    validate: bool = False,
    inputs: Inputs | None = None,
) -> Path:
    """The folder of the bundled graph, built first where the cache has none, or a damaged one.

    The shipped files are validated when they are tested and by ``build``; whoever only asks does not wait for that
    again, unless ``validate`` says so.

    Raises:
        RejectedError: the shipped facts do not conform.
        UsageProblem: the cache cannot be written.
    """
    inputs = inputs or Inputs()
    store = cache_folder() / inputs.digest()
    if not is_whole(store):
        # Opening a graph that is there must not wait for everything that building one imports.
        from kg.building.works import bundle

        bundle(inputs, progress or (lambda _done, _total, _what: None), validate=validate)
    return store
