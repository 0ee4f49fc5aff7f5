"""An answer put together: the rows of a query become typed cells with labels, amounts and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kg.answers.lookups import Lookup
from kg.grid import Cell, Column, Evidence, Measured, Origin, Thing
from kg.model.period import Period
from kg.model.terms import Iri, Value
from kg.store.base import Rows
from kg.table import Table
from kg.vocabulary import PREFIXES

__all__ = ["Plan", "assemble"]

_NAMED = {"thing", "code", "statement", "source", "figure"}
_RESTING = {"statement", "figure"}
_NUMBERS = {"number", "percent", "count"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is known of an answer before its rows: its columns, and which column names the figure of an amount."""

    columns: tuple[Column, ...]
    figures: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    question: str | None = None
    parameters: Mapping[str, object] = field(default_factory=dict)
    sparql: str = ""


def assemble(rows: Rows, plan: Plan, lookup: Lookup, *, elapsed_ms: float | None = None) -> Table:
    """The answer that ``rows`` give to ``plan``; columns stand in the order of the plan.

    A column of the plan that the rows lack is empty; one that the plan lacks is left out.
    """
    order = [rows.names.index(c.name) if c.name in rows.names else None for c in plan.columns]
    records = [tuple(None if n is None else row[n] for n in order) for row in rows.rows]
    maker = _Maker.of(records, plan, lookup)
    made = tuple(tuple(maker.record(record)) for record in records)
    return Table(
        columns=plan.columns,
        records=made,
        title=plan.title,
        question=plan.question,
        parameters=plan.parameters,
        sources=_origins(made),
        sparql=plan.sparql,
        elapsed_ms=elapsed_ms,
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes cells, with everything looked up beforehand."""

    plan: Plan
    labels: Mapping[str, str]
    figures: Mapping[str, Measured]
    evidence: Mapping[str, Evidence]
    origins: Mapping[str, Origin]

    @classmethod
    def of(cls, records: Sequence[tuple[Value | None, ...]], plan: Plan, lookup: Lookup) -> _Maker:
        named = {kind: set(_iris(records, plan.columns, kind)) for kind in _NAMED}
        figures = lookup.figures(named["figure"])
        return cls(
            plan,
            lookup.labels(named["thing"] | named["code"] | named["statement"]),
            figures,
            lookup.evidence(named["statement"]),
            lookup.origins(named["source"]),
        )

    def record(self, values: tuple[Value | None, ...]) -> Iterator[Cell]:
        named = {column.name: value for column, value in zip(self.plan.columns, values, strict=True)}
        for column, value in zip(self.plan.columns, values, strict=True):
            if value is None:
                yield None
            elif column.type == "amount":
                yield self._amount(column, value, named.get(self.plan.figures.get(column.name, "")))
            elif isinstance(value, Iri) and column.type in _NAMED:
                yield self._thing(column, value)
            else:
                yield _plain(column, value)

    def _amount(self, column: Column, value: Value, figure: Value | None) -> Cell:
        if isinstance(value, bool) or not isinstance(value, Decimal | int):
            return value
        number, known = Decimal(value), self.figures.get(str(figure))
        if known is None or known.value == number:
            return known or Measured(value=number, unit=column.unit)
        return Measured(
            value=number,
            unit=column.unit or known.unit,
            multiplier=known.multiplier,
            indicator=known.indicator,
            evidence=known.evidence,
        )

    def _thing(self, column: Column, iri: Iri) -> Thing:
        if column.type == "figure":
            known = self.figures.get(iri)
            return Thing(iri, "", known.evidence if known else None)
        if column.type == "source" and iri in self.origins:
            origin = self.origins[iri]
            return Thing(iri, origin.title or origin.id, Evidence(origin))
        return Thing(iri, self.labels.get(iri, ""), self.evidence.get(iri))


def _plain(column: Column, value: Value) -> Cell:
    if column.type == "period":
        try:
            return Period.parse(str(value).removeprefix(PREFIXES["period"]))
        except ValueError:
            return value
    if column.type in _NUMBERS and isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value


def _iris(records: Sequence[tuple[Value | None, ...]], columns: Sequence[Column], kind: str) -> Iterator[str]:
    for index, column in enumerate(columns):
        if column.type == kind:
            yield from (record[index] for record in records if isinstance(record[index], Iri))  # type: ignore[misc]


def _origins(records: Sequence[tuple[Cell, ...]]) -> tuple[Origin, ...]:
    found = {
        cell.evidence.source
        for record in records
        for cell in record
        if isinstance(cell, Measured | Thing) and cell.evidence
    }
    return tuple(sorted(found, key=lambda origin: origin.id))
