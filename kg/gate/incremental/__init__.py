"""Sound incremental validation: the verdict on a changed graph at the cost of the change."""

from kg.gate.incremental.access import Access, GraphAccess, Overlay, Row, StoreAccess, rows_of
from kg.gate.incremental.delta import Verdict, validate_delta
from kg.gate.incremental.engine import Engine, Result

__all__ = [
    "Access",
    "Engine",
    "GraphAccess",
    "Overlay",
    "Result",
    "Row",
    "StoreAccess",
    "Verdict",
    "rows_of",
    "validate_delta",
]
