"""The things of the trade as frozen values: amounts, intervals, periods, cells, figures, statements, sources.

Each name is loaded from its module when it is first used: a question needs terms, not the whole model.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model.amount import Amount
    from kg.model.cell import CellKey
    from kg.model.facts import (
        Assessment,
        Causal,
        Composition,
        Definition,
        Directive,
        EventMention,
        Facts,
        Figure,
        Forecast,
        Passage,
        Proposition,
        Recommendation,
        Source,
        Statement,
        Trend,
    )
    from kg.model.interval import BOUNDS, SOFTNESS, Interval
    from kg.model.period import Period
    from kg.model.terms import Iri, Partial, Text, Value

__all__ = [
    "BOUNDS",
    "SOFTNESS",
    "Amount",
    "Assessment",
    "Causal",
    "CellKey",
    "Composition",
    "Definition",
    "Directive",
    "EventMention",
    "Facts",
    "Figure",
    "Forecast",
    "Interval",
    "Iri",
    "Partial",
    "Passage",
    "Period",
    "Proposition",
    "Recommendation",
    "Source",
    "Statement",
    "Text",
    "Trend",
    "Value",
]

_HOMES = {
    "amount": "Amount",
    "cell": "CellKey",
    "facts": "Assessment Causal Composition Definition Directive EventMention Facts Figure Forecast Passage Proposition Recommendation Source Statement Trend",
    "interval": "BOUNDS SOFTNESS Interval",
    "period": "Period",
    "terms": "Iri Partial Text Value",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """The value called ``name``, from its module."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found
