"""A question of the catalogue, answered: bound, asked, put together, and explained where it is empty."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from kg.answers.assembly import Plan, assemble
from kg.answers.emptiness import reasons
from kg.answers.lookups import Lookup
from kg.answers.naming import note_retired, resolve_kind
from kg.grid import Column
from kg.model.period import Period
from kg.model.terms import Iri
from kg.names import Names
from kg.questions import Param, Question, bind
from kg.questions.blocks import rest_after_header
from kg.questions.concepts import concept_of
from kg.store.pinning import pinned
from kg.table import Table
from kg.vocabulary import code

__all__ = ["answer", "bound"]


def answer(
    question: Question, params: Mapping[str, object], lookup: Lookup, names: Callable[[], Names]
) -> Table:
    """The answer to a question with these parameters.

    An answer without rows has notes that say which parameter found nothing, and what would find something.
    ``names`` makes the index of names, and is called only where a parameter is no slug or IRI.

    Raises:
        NameProblem: a name leads to no thing, or to several.
        UsageProblem: a parameter is missing, unknown or of the wrong kind.
    """
    found: dict[str, Iri] = {}
    query = bind(question, params, partial(_resolve, found, lookup, names))
    began = time.perf_counter()
    rows = lookup.store.select(pinned(query))
    elapsed = (time.perf_counter() - began) * 1000
    used = _used(question, params, found)
    table = assemble(rows, _plan(question, used, query, lookup), lookup, elapsed_ms=elapsed)
    told = {note_retired(text, iri, lookup.store) for text, iri in sorted(found.items())}
    notes = () if table.records else reasons(question, query, lookup)
    return replace(table, notes=(*sorted(filter(None, told)), *notes)) if told - {None} or notes else table


def bound(
    question: Question, params: Mapping[str, object], lookup: Lookup, names: Callable[[], Names]
) -> str:
    """The query of a question with these parameters, without its header; it is not asked."""
    return rest_after_header(bind(question, params, partial(_resolve, {}, lookup, names)))


def _resolve(
    found: dict[str, Iri], lookup: Lookup, names: Callable[[], Names], text: str, kinds: Sequence[str]
) -> Iri:
    found[text] = resolve_kind(text, kinds, lookup.store, names)
    return found[text]


def _used(question: Question, params: Mapping[str, object], found: Mapping[str, Iri]) -> dict[str, object]:
    """The parameters that have a value, given or by default, with names resolved to IRIs."""
    given = {name.replace("-", "_"): value for name, value in params.items()}
    used: dict[str, object] = {}
    for param in question.params:
        value = given.get(param.name)
        values = value if isinstance(value, list | tuple) else () if value is None else (value,)
        values = values or (() if param.default is None else (param.default,))
        read = tuple(_read(param, one, found) for one in values)
        if read:
            used[param.name] = read if param.many else read[0]
    return used


def _read(param: Param, value: object, found: Mapping[str, Iri]) -> object:
    if param.type == "period" and isinstance(value, str):
        return Period.parse(value.rpartition("/period/")[2].removeprefix("period:") or value)
    if param.type == "period" and isinstance(value, int):
        return Period.parse(f"{value:04d}")
    if param.type == "code" and isinstance(value, str):
        scheme = param.kinds[0].removeprefix("code:")
        return code(scheme, concept_of(scheme, value, param.values) or value)
    return found.get(value, value) if isinstance(value, str) else value


def _plan(question: Question, used: Mapping[str, object], query: str, lookup: Lookup) -> Plan:
    columns = tuple(
        Column(
            name=head.name,
            label=head.label,
            type=head.type,
            unit=head.unit,
            role="evidence" if head.type == "figure" else None,
        )
        for head in question.columns
    )
    return Plan(
        columns=columns,
        figures={head.name: head.figure for head in question.columns if head.figure},
        title=question.heading(_shown(used, lookup)),
        question=question.name,
        parameters=used,
        sparql=query,
    )


def _shown(used: Mapping[str, object], lookup: Lookup) -> dict[str, str]:
    """The values of parameters as a title names them."""
    values = {name: value if isinstance(value, tuple) else (value,) for name, value in used.items()}
    labels = lookup.labels(one for many in values.values() for one in many if isinstance(one, Iri))

    def words(value: object) -> str:
        if isinstance(value, Period):
            return value.label
        return labels.get(value, str(value)) if isinstance(value, Iri) else str(value)

    return {name: ", ".join(words(one) for one in many) for name, many in values.items()}
