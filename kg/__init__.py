"""A knowledge graph of regional trade relationships: every figure an interval, traced to passage and speaker.

>>> import kg
>>> g = kg.open()                                             # doctest: +SKIP
>>> g.ask.partners("Guangdong", period="2019-01")             # doctest: +SKIP
"""

from __future__ import annotations

import importlib

TYPE_CHECKING = False  # importing typing would cost more than all the rest of this module
if TYPE_CHECKING:
    from kg.card import Card
    from kg.errors import KgError
    from kg.findings import Finding, Report, Severity
    from kg.graph import KnowledgeGraph
    from kg.graph import open_graph as open  # noqa: A004
    from kg.grid import Measured, Thing
    from kg.model.interval import Interval
    from kg.model.period import Period
    from kg.table import Table

    __version__: str

__all__ = [
    "Card",
    "Finding",
    "Interval",
    "KgError",
    "KnowledgeGraph",
    "Measured",
    "Period",
    "Report",
    "Severity",
    "Table",
    "Thing",
    "__version__",
    "open",
]

_HOMES = {
    "Card": "kg.card",
    "Finding": "kg.findings",
    "Interval": "kg.model.interval",
    "KgError": "kg.errors",
    "KnowledgeGraph": "kg.graph",
    "Measured": "kg.grid",
    "Period": "kg.model.period",
    "Report": "kg.findings",
    "Severity": "kg.findings",
    "Table": "kg.table",
    "Thing": "kg.grid",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that importing the package costs nothing."""
    if name == "open":
        value: object = importlib.import_module("kg.graph").open_graph
    elif name == "__version__":
        value = importlib.import_module("importlib.metadata").version("regional-trade-graph")
    elif name in _HOMES:
        value = getattr(importlib.import_module(_HOMES[name]), name)
    else:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted({*globals(), *__all__})
