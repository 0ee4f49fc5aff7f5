"""Kin: the cells that arithmetic ties to a figure, found by hashing their keys, at a cost that no graph's size changes."""

from __future__ import annotations

from kg.gate.kin.access import KinAccess, kin_quads
from kg.gate.kin.changes import kin_changes
from kg.gate.kin.relations import KIN, RELATIONS

__all__ = ["KIN", "RELATIONS", "KinAccess", "kin_changes", "kin_quads"]
