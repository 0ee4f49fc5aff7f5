"""The gate: what makes a fact acceptable, and what speaks against one."""

from kg.gate.reports import render, to_json
from kg.gate.validation import check, validate

__all__ = ["check", "render", "to_json", "validate"]
