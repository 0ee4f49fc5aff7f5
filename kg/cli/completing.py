"""What the shell completes: questions, and names of things in the store."""

from __future__ import annotations

from collections.abc import Sequence

import click

from kg.cli.session import Session
from kg.errors import KgError
from kg.graph import is_built

__all__ = ["names"]

_MOST = 50


def names(ctx: click.Context, typed: str, *, kinds: Sequence[str]) -> list[str]:
    """Slugs of things of these kinds (none: all) that start with what was typed; none where no graph is built."""
    session = Session(where=ctx.find_root().params.get("store"))
    try:
        with session:
            return session.graph().suggest(typed, kinds)[:_MOST] if session.where or is_built() else []
    except KgError:
        return []
