"""Cards: for each kind of thing, the facts and tables that a reader wants to see first."""

from __future__ import annotations

from kg.answers.cards.making import card

__all__ = ["card"]
