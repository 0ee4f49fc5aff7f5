"""The reckoner on a graph: figures bound to identities by kin, computed when asked; nothing is stored.

- ``holdings``: the figures of a store with their keys, cells, origins, and the exchange rates of years
- ``binding``: the instances of identities that these figures are operands of
- ``reckoner``: a scope judged, a figure explained
- ``account``, ``telling``, ``words``: what is said, its forms, and what things are called
"""

from __future__ import annotations

from kg.reckoning.account import Candidate, Consequence, Explanation, Finding, Knot, Reckoning, Scope
from kg.reckoning.reckoner import Reckoner

__all__ = [
    "Candidate",
    "Consequence",
    "Explanation",
    "Finding",
    "Knot",
    "Reckoner",
    "Reckoning",
    "Scope",
]
