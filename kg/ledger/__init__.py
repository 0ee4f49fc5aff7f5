"""The ledger: every change of a store is a commit, journalled before it counts, traceable and undoable."""

from __future__ import annotations

import importlib

TYPE_CHECKING = False  # to read a frozen state must not import what writing needs
if TYPE_CHECKING:
    from kg.ledger.commits.receipts import Receipt, Signature
    from kg.ledger.commits.repository import Repository
    from kg.ledger.journal.changes import ChangeSet
    from kg.ledger.journal.record import Record
    from kg.ledger.state.differences import Difference

__all__ = ["ChangeSet", "Difference", "Receipt", "Record", "Repository", "Signature"]

_HOMES = {
    "ChangeSet": "journal.changes",
    "Difference": "state.differences",
    "Receipt": "commits.receipts",
    "Record": "journal.record",
    "Repository": "commits.repository",
    "Signature": "commits.receipts",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg.ledger' has no attribute {name!r}")
    return getattr(importlib.import_module(f"kg.ledger.{_HOMES[name]}"), name)
