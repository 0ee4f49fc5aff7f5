"""YAML whose every key and value knows its line and column, and stays as it was written.

Nothing is converted: ``2019-01`` is no date and ``0.10`` keeps its digits. Anchors, aliases, tags and several documents
in one file are refused, as is nesting deeper than any sheet needs. A text becomes events (plain tuples, which can
cross a pipe), and events become nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from kg.errors import LimitError, Place, ReadingError
from kg.reading.texts import Lines

__all__ = ["Event", "Fields", "Items", "Node", "Scalar", "events", "grown", "parse_yaml"]

_DEEPEST = 24
_MOST = 1_000_000
_SCALAR, _LIST, _MAPPING, _END = range(4)
_NOTHING = ("", "~", "null")
_STRANGE_BREAKS = ("\x85", "\u2028", "\u2029")

Event = tuple[int, str | None, int, int]
"""Kind (0 scalar, 1 list, 2 mapping, 3 end of either), text, line, column."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text with its place; ``text`` is None where nothing was written."""

    text: str | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list with its place."""

    items: tuple[Node, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fields:
    """A mapping with its place: values by key, the places of the keys, and keys that came twice."""

    values: dict[str, Node]
    keys: dict[str, Scalar]
    line: int
    column: int
    twice: tuple[Scalar, ...] = field(default=())


Node = Scalar | Items | Fields

_Base: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Composes nodes and resolves nothing: every scalar is the text that was written."""


def parse_yaml(text: str, name: str) -> Node | None:
    """The one document of a YAML text; None where it is empty.

    Raises:
        ReadingError: the text is no YAML, or uses what is refused; with line and column.
        LimitError: it nests too deep, or holds too many values.
    """
    return grown(events(text, name), name)


def events(text: str, name: str) -> Iterator[Event]:
    """What stands in the one document of a YAML text, in its order.

    Raises:
        ReadingError: the text is no YAML, or uses what is refused; with line and column.
        LimitError: it nests too deep, or holds too many values.
    """
    at = _placer(text)
    depth = count = documents = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            mark = event.start_mark
            if isinstance(event, yaml.NodeEvent):
                count += 1
                _refuse_extra(event, name, at)
                told = _told(event, *at(mark))
                depth += told[0] != _SCALAR
                yield told
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                yield (_END, None, 0, 0)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
            if depth > _DEEPEST or count > _MOST:
                raise _too_much(depth, Place(name, *at(mark)))
            if documents > 1:
                problem = "this is no YAML: a sheet is one document; take out the line with ---"
                raise ReadingError(problem, Place(name, *at(mark)))
    except yaml.YAMLError as error:
        raise _broken(error, name, text, at) from error


def _told(event: yaml.NodeEvent, line: int, column: int) -> Event:
    if isinstance(event, yaml.ScalarEvent):
        return (_SCALAR, None if not event.style and event.value in _NOTHING else event.value, line, column)
    return (_LIST if isinstance(event, yaml.SequenceStartEvent) else _MAPPING, None, line, column)


def grown(told: Iterable[Event], name: str) -> Node | None:
    """The node that events tell of; None where there is none.

    Raises:
        ReadingError: a key is no word.
        ValueError: no text has such events.
    """
    root: Node | None = None
    above: list[tuple[Event, list[Node]]] = []
    for event in told:
        kind, text, line, column = event
        if kind in (_LIST, _MAPPING):
            above.append((event, []))
            continue
        if kind == _END and not above:
            raise ValueError("an end without a start")
        node = _closed(*above.pop(), name) if kind == _END else Scalar(text, line, column)
        if above:
            above[-1][1].append(node)
        else:
            root = node
    if above:
        raise ValueError("a start without an end")
    return root


def _closed(start: Event, inside: list[Node], name: str) -> Node:
    """The list or mapping that began with an event and holds these nodes."""
    kind, _, line, column = start
    if kind == _LIST:
        return Items(tuple(inside), line, column)
    values: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    twice: list[Scalar] = []
    for key, value in zip(inside[::2], inside[1::2], strict=True):
        if not isinstance(key, Scalar):
            raise ReadingError("a key is a word, not a list or a mapping", Place(name, key.line, key.column))
        word = key.text or ""
        if word in values:
            twice.append(Scalar(word, key.line, key.column))
            continue
        keys[word] = Scalar(word, key.line, key.column)
        values[word] = value
    return Fields(values, keys, line, column, tuple(twice))


def _placer(text: str) -> Callable[[Any], tuple[int, int]]:
    """How to tell line and column of a mark: YAML also ends lines where no editor does."""
    if not any(strange in text for strange in _STRANGE_BREAKS):
        return lambda mark: (mark.line + 1, mark.column + 1)
    lines = Lines(text)
    return lambda mark: lines.at(mark.index)


def _refuse_extra(event: yaml.NodeEvent, name: str, at: Callable[[Any], tuple[int, int]]) -> None:
    extra = None
    if isinstance(event, yaml.AliasEvent):
        extra = f"the alias *{event.anchor}"
    elif event.anchor:
        extra = f"the anchor &{event.anchor}"
    elif tag := getattr(event, "tag", None):
        extra = f"the tag {tag}"
    if extra:
        place = Place(name, *at(event.start_mark))
        raise ReadingError(f"the file uses {extra}, which is not taken; write the value out", place)


def _too_much(depth: int, place: Place) -> LimitError:
    if depth > _DEEPEST:
        return LimitError(f"the file nests deeper than {_DEEPEST} levels, which no sheet needs", place)
    return LimitError(f"the file holds more than {_MOST:,} values", place)


def _broken(
    error: yaml.YAMLError, name: str, text: str, at: Callable[[Any], tuple[int, int]]
) -> ReadingError | LimitError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    place = Place(name, *Lines(text).spot(*at(mark))) if mark else Place(name)
    problem = getattr(error, "problem", None) or getattr(error, "context", None) or str(error)
    if "nesting depth" in problem:
        return _too_much(_DEEPEST + 1, place)
    return ReadingError(f"this is no YAML: {problem}", place)
