"""The things of the trade as frozen values: amounts, intervals, periods, cells, figures, statements, sources."""

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
