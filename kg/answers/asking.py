"""``g.ask``: every question of the catalogue as a function with a signature and a docstring of its own."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from kg.answers.answering import answer, bound
from kg.answers.lookups import Lookup
from kg.errors import UnknownName, UsageProblem
from kg.names import Names
from kg.questions import Catalogue, Param, Question
from kg.resources import room
from kg.table import Table

__all__ = ["Ask"]


class Ask:
    """The questions that one graph answers.

    ``g.ask.partners("guangdong", period="2019-01")`` and ``g.ask("partners", region="guangdong")`` are the same.
    """

    def __init__(self, lookup: Lookup, names: Callable[[], Names]) -> None:
        self._lookup, self._names = lookup, names

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue: names, and the questions with their parameters and columns."""
        return Catalogue(room("queries"))

    def __call__(self, question: str, /, **params: object) -> Table:
        """The answer to the question of that name.

        Raises:
            UnknownName: there is no such question, or nothing carries a given name.
            UsageProblem: a parameter is missing, unknown or of the wrong kind.
        """
        return self.answer(question, params)

    def answer(self, question: str, params: Mapping[str, object]) -> Table:
        """The same as calling, with the parameters in a mapping."""
        return answer(self.catalogue.get(question), params, self._lookup, self._names)

    def bound(self, question: str, params: Mapping[str, object]) -> str:
        """The SPARQL query that would be asked."""
        return bound(self.catalogue.get(question), params, self._lookup, self._names)

    def __getattr__(self, name: str) -> Callable[..., Table]:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            question = self.catalogue.get(name)
        except UnknownName as error:
            raise AttributeError(str(error)) from error
        return _function(self, question)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *(name.replace("-", "_") for name in self.catalogue.names)})


def _function(ask: Ask, question: Question) -> Callable[..., Table]:
    signature = inspect.Signature(
        [_parameter(param) for param in _ordered(question.params)], return_annotation=Table
    )

    def asked(*values: object, **params: object) -> Table:
        return ask.answer(question.name, _matched(question, list(signature.parameters), values, params))

    asked.__name__ = asked.__qualname__ = question.name.replace("-", "_")
    asked.__doc__ = _docstring(question)
    asked.__signature__ = signature  # type: ignore[attr-defined]
    return asked


def _matched(
    question: Question, names: Sequence[str], values: Sequence[object], params: Mapping[str, object]
) -> dict[str, object]:
    """Values in order and by name as one mapping; whether the names are known is looked at when they are bound."""
    if len(values) > len(names):
        takes = ", ".join(names) or "no parameters"
        raise UsageProblem(f"“{question.name}” takes {takes}; {len(values)} values are too many.")
    given: dict[str, object] = dict(zip(names, values, strict=False))
    twice = next((name for name in params if name.replace("-", "_") in given), None)
    if twice is not None:
        raise UsageProblem(f"“{question.name}” was given {twice} twice: in order and by its name.")
    return {**given, **params}


def _ordered(params: tuple[Param, ...]) -> list[Param]:
    """Required parameters first, as Python wants it; otherwise as in the header."""
    return sorted(params, key=lambda param: not param.required)


def _parameter(param: Param) -> inspect.Parameter:
    missing = inspect.Parameter.empty if param.required else param.default
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    return inspect.Parameter(
        param.name, kind, default=missing, annotation="str | list[str]" if param.many else "str"
    )


def _docstring(question: Question) -> str:
    lines = [question.summary, ""]
    lines += ["Args:"] if question.params else []
    for param in question.params:
        wanted = ", ".join(param.values) or " or ".join(param.kinds)
        example = f", such as “{param.example}”" if param.example and not param.values else ""
        lines.append(
            f"    {param.name}: {param.label} ({wanted}{example}){'; may be several' if param.many else ''}."
        )
    lines += [
        "",
        f"Returns a table with {', '.join(c.label for c in question.columns if c.type != 'figure')}.",
    ]
    return "\n".join([*lines, *(["", question.note] if question.note else [])])
