"""What a question is: its header as frozen values, and the query that answers it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from kg.errors import UnknownName

__all__ = ["COLUMN_TYPES", "NAMED_KINDS", "RECORDED_KINDS", "VALUE_KINDS", "ColumnHead", "Param", "Question"]

NAMED_KINDS = (
    "event",
    "group",
    "initiative",
    "organisation",
    "person",
    "place",
    "post",
    "product",
    "topic",
)
"""Kinds of things that are found by their names."""

RECORDED_KINDS = ("figure", "source", "statement")
"""Kinds of things that are found by their ids."""

VALUE_KINDS = ("date", "decimal", "integer", "period", "text")
"""Kinds of plain values."""

COLUMN_TYPES = (
    "amount",
    "boolean",
    "code",
    "count",
    "date",
    "figure",
    "number",
    "percent",
    "period",
    "source",
    "statement",
    "text",
    "thing",
)
"""What a column can hold; an amount takes its unit, interval and evidence from its figure column."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """A parameter of a question.

    ``kinds`` has several entries for named things only. ``values`` lists what a code may be. ``default`` is what
    stands where nothing is given; a parameter that is neither optional nor has a default is required. ``example`` is
    what the file itself holds, as one would type it; None where that is nothing.
    """

    name: str
    kinds: tuple[str, ...]
    label: str
    many: bool = False
    optional: bool = False
    default: str | None = None
    example: str | None = None
    values: tuple[str, ...] = ()
    help: str = ""

    @property
    def required(self) -> bool:
        """Whether the question cannot be asked without it."""
        return not self.optional and self.default is None

    @property
    def type(self) -> str:
        """How its values are read: thing, recorded, code, or one of VALUE_KINDS."""
        first = self.kinds[0]
        if first.startswith("code:"):
            return "code"
        if first in RECORDED_KINDS:
            return "recorded"
        return "thing" if first in NAMED_KINDS else first


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnHead:
    """A column of a question's answer; ``figure`` names the column with the figure that an amount comes from."""

    name: str
    type: str
    label: str
    figure: str | None = None
    unit: str | None = None


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of the catalogue; ``subject`` is the folder that its file lies in, ``text`` the whole file."""

    name: str
    subject: str
    path: Path
    summary: str
    title: str
    params: tuple[Param, ...]
    columns: tuple[ColumnHead, ...]
    text: str
    tags: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    note: str = ""

    @cached_property
    def _params(self) -> Mapping[str, Param]:
        return {param.name: param for param in self.params}

    def param(self, name: str) -> Param:
        """The parameter of that name.

        Raises:
            UnknownName: there is none.
        """
        try:
            return self._params[name]
        except KeyError:
            raise UnknownName(name, kinds=("parameter",)) from None

    def heading(self, shown: Mapping[str, str]) -> str:
        """The title with the texts that ``shown`` gives for parameters, else their defaults or examples."""

        def fill(match: re.Match[str]) -> str:
            param = self.param(match[1])
            return shown.get(param.name) or param.default or param.example or ""

        return _PLACEHOLDER.sub(fill, self.title)

    @property
    def placeholders(self) -> tuple[str, ...]:
        """The parameters that the title names."""
        return tuple(_PLACEHOLDER.findall(self.title))
