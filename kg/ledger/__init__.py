"""The ledger: every change of a store is a commit, journalled before it counts, traceable and undoable."""

from __future__ import annotations

import importlib

TYPE_CHECKING = False  # to read a frozen state must not import what writing needs
if TYPE_CHECKING:
    from kg.ledger.changes import ChangeSet
    from kg.ledger.differences import Difference
    from kg.ledger.receipts import Receipt, Signature
    from kg.ledger.record import Record
    from kg.ledger.repository import Repository

__all__ = ["ChangeSet", "Difference", "Receipt", "Record", "Repository", "Signature"]

_HOMES = {
    "ChangeSet": "changes",
    "Difference": "differences",
    "Receipt": "receipts",
    "Record": "record",
    "Repository": "repository",
    "Signature": "receipts",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module 'kg.ledger' has no attribute {name!r}")
    return getattr(importlib.import_module(f"kg.ledger.{_HOMES[name]}"), name)
