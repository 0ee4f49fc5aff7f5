"""Stores: one protocol, in memory or on disk (embedded), or behind any SPARQL 1.1 endpoint (remote)."""

from kg.store.base import Rows, Store, Triple

__all__ = ["Rows", "Store", "Triple"]
