"""Parameters into queries: what a user gave becomes terms in VALUES blocks, and nothing else ever changes.

Only the contents of the blocks are replaced, and only by terms that were read, checked and written here.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from kg.errors import UsageProblem
from kg.model.period import Period
from kg.model.terms import Iri
from kg.questions.blocks import blocks
from kg.questions.concepts import concept_of, nearest
from kg.questions.model import Param, Question
from kg.vocabulary import PREFIXES, code, thing

__all__ = ["Given", "Resolve", "bind"]

Given = str | Period | date | Decimal | int
"""One value of a parameter, as a user gives it."""

Resolve = Callable[[str, Sequence[str]], Iri]
"""Finds the thing of one of some kinds that a text names; raises UnknownName or AmbiguousName."""

_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|^`\\\x7f-\x9f\ud800-\udfff]')
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPED_CODE_POINT = re.compile(r"\\u", re.IGNORECASE)
_NOT_IN_TEXTS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_WHOLE = re.compile(r"[+-]?[0-9]{1,30}")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?")


def bind(question: Question, params: Mapping[str, object], resolve: Resolve) -> str:
    """The query of a question with the given parameters in place of its examples.

    Args:
        question: from the catalogue.
        params: a value, or for parameters that take many a sequence of them; None is the same as not given. "-" in
            names may stand for "_".
        resolve: finds named things, and the recorded ones (source, figure, statement) by their ids.

    Raises:
        UsageProblem: a parameter is missing, unknown, or not of its kind.
        UnknownName: no thing of the wanted kind carries a given name.
        AmbiguousName: several do.
    """
    given = _by_name(question, params)
    terms = {param.name: _terms(question, param, given.get(param.name), resolve) for param in question.params}
    text, parts, done = question.text, [], 0
    for name, start, end in blocks(text):
        if name in terms:
            parts += [text[done:start], f" {terms[name]} "]
            done = end
    return "".join([*parts, text[done:]])


def _by_name(question: Question, params: Mapping[str, object]) -> dict[str, object]:
    known = [param.name for param in question.params]
    given: dict[str, object] = {}
    for name, value in params.items():
        plain = name.replace("-", "_")
        if plain not in known:
            near = difflib.get_close_matches(plain, known, n=1)
            hint = f"Did you mean “{near[0]}”?" if near else f"It takes {', '.join(known) or 'none'}."
            raise UsageProblem(f"“{question.name}” has no parameter “{name}”. {hint}")
        if value is not None:
            given[plain] = value
    return given


def _terms(question: Question, param: Param, value: object, resolve: Resolve) -> str:
    values = list(value) if isinstance(value, Sequence) and not isinstance(value, str) else [value]
    values = [one for one in values if one is not None]
    if not values:
        if param.required:
            example = f", for example {param.example}" if param.example else ""
            raise UsageProblem(f"“{question.name}” needs {param.name} ({param.label}){example}.")
        return "UNDEF" if param.default is None else _term(param, param.default, resolve)
    if len(values) > 1 and not param.many:
        raise UsageProblem(f"“{question.name}” takes one {param.name}, not {len(values)}.")
    terms = [_term(param, one, resolve) for one in values]
    return " ".join(dict.fromkeys(terms))


def _term(param: Param, value: object, resolve: Resolve) -> str:
    return _WRITERS[param.type](param, value, resolve)


def _refuse(param: Param, value: object, wanted: str) -> UsageProblem:
    return UsageProblem(f"{param.name} cannot be “{value}”: {wanted}.")


def _thing(param: Param, value: object, resolve: Resolve) -> str:
    if not isinstance(value, str):
        raise _refuse(param, value, f"it takes a name of a {' or '.join(param.kinds)}")
    return _iri(param, value if isinstance(value, Iri) else resolve(value, param.kinds))


def _iri(param: Param, iri: str) -> str:
    if _NOT_IN_IRIS.search(iri) or not _SCHEME.match(iri):
        raise _refuse(param, iri, "that is no IRI")
    return f"<{iri}>"


def _code(param: Param, value: object, _: Resolve) -> str:
    scheme = param.kinds[0].removeprefix("code:")
    concept = concept_of(scheme, str(value), param.values)
    if concept is None:
        near = nearest(scheme, str(value), param.values)
        hint = f". Did you mean “{near}”?" if near else "."
        raise UsageProblem(f"{param.name} cannot be “{value}”: it is one of {', '.join(param.values)}{hint}")
    return f"<{code(scheme, concept)}>"


def _period(param: Param, value: object, _: Resolve) -> str:
    year = isinstance(value, int) and not isinstance(value, bool)
    text = value if isinstance(value, Period | str) else f"{value:04d}" if year else None
    try:
        period = text if isinstance(text, Period) else Period.parse(_local(str(text), "period"))
    except ValueError:
        raise _refuse(param, value, "write 2019, 2019-01, 2019-Q1, 2019-H1 or 2022-01/2022-11") from None
    return f"<{thing('period', period.slug)}>"


def _local(text: str, prefix: str) -> str:
    return text.strip().removeprefix(PREFIXES[prefix]).removeprefix(f"{prefix}:")


def _date(param: Param, value: object, _: Resolve) -> str:
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value).strip())
    except ValueError:
        raise _refuse(param, value, "write a day such as 2019-02-18") from None
    day = day.date() if isinstance(day, datetime) else day
    return f'"{day.isoformat()}"^^<{PREFIXES["xsd"]}date>'


def _integer(param: Param, value: object, _: Resolve) -> str:
    text = str(value).strip()
    if isinstance(value, bool) or not _WHOLE.fullmatch(text):
        raise _refuse(param, value, "it is a whole number")
    return f'"{int(text)}"^^<{PREFIXES["xsd"]}integer>'


def _decimal(param: Param, value: object, _: Resolve) -> str:
    text = f"{value:f}" if isinstance(value, Decimal) else str(value).strip()
    if isinstance(value, bool) or not _DECIMAL.fullmatch(text):
        raise _refuse(param, value, "it is a number such as 12.5")
    return f'"{Decimal(text):f}"^^<{PREFIXES["xsd"]}decimal>'


def _text(param: Param, value: object, _: Resolve) -> str:
    # Engines may read \u escapes before they parse, so that one that a user typed would become a quote.
    if not isinstance(value, str) or _NOT_IN_TEXTS.search(value) or _ESCAPED_CODE_POINT.search(value):
        raise _refuse(
            param, value, "it is a text without control characters and without a backslash before u"
        )
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    for mark, letter in (("\n", "n"), ("\r", "r"), ("\t", "t")):
        escaped = escaped.replace(mark, f"\\{letter}")
    return f'"{escaped}"'


_WRITERS: dict[str, Callable[[Param, object, Resolve], str]] = {
    "code": _code,
    "date": _date,
    "decimal": _decimal,
    "integer": _integer,
    "period": _period,
    "recorded": _thing,
    "text": _text,
    "thing": _thing,
}
