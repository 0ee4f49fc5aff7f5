"""The ledger: every change of a store is a commit, journalled before it counts, traceable and undoable."""

from kg.ledger.changes import ChangeSet
from kg.ledger.differences import Difference
from kg.ledger.layout import is_repository
from kg.ledger.receipts import Receipt, Signature
from kg.ledger.record import Record
from kg.ledger.repository import Repository

__all__ = ["ChangeSet", "Difference", "Receipt", "Record", "Repository", "Signature", "is_repository"]
