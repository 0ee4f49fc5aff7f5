"""Free queries answered as tables of plain values."""

from __future__ import annotations

import time
from collections.abc import Iterable

from kg.answers.assembly import Plan, assemble
from kg.answers.lookups import Lookup
from kg.grid import Column
from kg.model.terms import Value
from kg.store.base import Rows
from kg.store.tokens import form_of
from kg.table import Table

__all__ = ["free"]


def free(query: str, lookup: Lookup) -> Table:
    """The answer to a free query: a table of its variables, one row "answer" for ASK, triples for CONSTRUCT.

    Registered prefixes need not be declared.
    """
    form = form_of(query)
    began = time.perf_counter()
    rows = _rows(form, query, lookup)
    elapsed = (time.perf_counter() - began) * 1000
    columns = tuple(Column(name=name, label=name) for name in rows.names)
    return assemble(rows, Plan(columns=columns, sparql=query), lookup, elapsed_ms=elapsed)


def _rows(form: str, query: str, lookup: Lookup) -> Rows:
    if form == "SELECT":
        return lookup.store.select(query)
    if form == "ASK":
        return Rows(("answer",), [(lookup.store.ask(query),)])
    triples: Iterable[tuple[Value, ...]] = lookup.store.construct(query)
    return Rows(("subject", "predicate", "object"), [tuple(triple) for triple in triples])
