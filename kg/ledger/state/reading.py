"""The published state of a store folder, opened to be read: this needs nothing of what writing needs."""

from __future__ import annotations

from pathlib import Path

from kg.ledger.journal.disk import Disk
from kg.ledger.journal.layout import Layout
from kg.ledger.state.snapshots import FrozenStore, Snapshots

__all__ = ["published"]


def published(folder: Path) -> FrozenStore:
    """The state that readers see now; it stays as it is, whatever is committed later.

    Raises:
        DamagedError: it is not there, or cannot be read.
    """
    return Snapshots(Layout(folder), Disk()).open()
