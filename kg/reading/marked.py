"""YAML whose every key and value knows its line and column, and stays as it was written.

Nothing is converted: ``2019-01`` is no date and ``0.10`` keeps its digits. Anchors, aliases, tags and several documents
in one file are refused, as is nesting deeper than any sheet needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from kg.errors import Place, ReadingError

__all__ = ["Fields", "Items", "Node", "Scalar", "parse_yaml"]

_DEEPEST = 24
_INDENT = re.compile(r"^[ \-?:]{60,}", re.MULTILINE)
_BRACKETS = re.compile(r"[\[\]{}]")


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
    """
    _refuse_extras(text, name)
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        raise _broken(error, name) from error
    except yaml.YAMLError as error:
        raise ReadingError(f"this is no YAML: {error}", Place(name)) from error
    finally:
        loader.dispose()
    return None if root is None else _node(root, name)


def _broken(error: yaml.MarkedYAMLError, name: str) -> ReadingError:
    place = _place(name, error.problem_mark or error.context_mark)
    problem = error.problem or error.context or "unreadable"
    if "single document" in str(error):
        problem = "a sheet is one document; take out the line with ---"
    return ReadingError(f"this is no YAML: {problem}", place)


def _refuse_extras(text: str, name: str) -> None:
    """Walk the events where the text could hold an anchor, an alias, a tag or deep nesting."""
    suspicious = any(mark in text for mark in "&*!") or _INDENT.search(text) or _flow_depth(text) > _DEEPEST
    if not suspicious:
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_Loader):
            extra = _extra(event)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                extra = extra or ("deeper nesting than any sheet needs" if depth > _DEEPEST else None)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if extra:
                raise ReadingError(
                    f"the file uses {extra}, which is not taken; write the value out",
                    _place(name, event.start_mark),
                )
    except yaml.MarkedYAMLError as error:
        raise _broken(error, name) from error


def _place(name: str, mark: Any) -> Place:
    return Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)


def _flow_depth(text: str) -> int:
    depth = deepest = 0
    for bracket in _BRACKETS.findall(text):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _extra(event: yaml.Event) -> str | None:
    if isinstance(event, yaml.AliasEvent):
        return f"the alias *{event.anchor}"
    if isinstance(event, yaml.NodeEvent) and event.anchor:
        return f"the anchor &{event.anchor}"
    tag = getattr(event, "tag", None)
    return f"the tag {tag}" if tag else None


def _node(node: yaml.Node, name: str) -> Node:
    mark = node.start_mark
    line, column = mark.line + 1, mark.column + 1
    if isinstance(node, yaml.ScalarNode):
        text = node.value
        if not node.style and text in ("", "~", "null"):
            text = None
        return Scalar(text, line, column)
    if isinstance(node, yaml.SequenceNode):
        return Items(tuple([_node(item, name) for item in node.value]), line, column)
    assert isinstance(node, yaml.MappingNode)
    return _fields(node, line, column, name)


def _fields(node: yaml.MappingNode, line: int, column: int, name: str) -> Fields:
    values: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    twice: list[Scalar] = []
    for key_node, value_node in node.value:
        mark = key_node.start_mark
        if not isinstance(key_node, yaml.ScalarNode):
            raise ReadingError(
                "a key is a word, not a list or a mapping", Place(name, mark.line + 1, mark.column + 1)
            )
        key = Scalar(key_node.value, mark.line + 1, mark.column + 1)
        if key_node.value in values:
            twice.append(key)
            continue
        keys[key_node.value] = key
        values[key_node.value] = _node(value_node, name)
    return Fields(values, keys, line, column, tuple(twice))
