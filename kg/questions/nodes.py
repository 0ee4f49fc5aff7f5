"""YAML that knows its lines: mappings and scalars of a header, every mistake an error with its place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NoReturn

import yaml

from kg.errors import Place, ReadingError

__all__ = ["Entry", "parse_yaml"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Entry:
    """A node of YAML in a file, with what it is the value of (``name``)."""

    node: yaml.Node
    name: str
    file: str

    def fail(self, message: str) -> NoReturn:
        """Raise a ReadingError that says where this stands."""
        mark = self.node.start_mark
        raise ReadingError(message, Place(self.file, mark.line + 1, mark.column + 1))

    def mapping(self, known: Iterable[str] | None = None, needed: Iterable[str] = ()) -> Mapping[str, Entry]:
        """Its entries by key; keys must be texts, each once, among ``known``, with all of ``needed``."""
        if not isinstance(self.node, yaml.MappingNode):
            self.fail(f"{self.name} must be a mapping")
        found: dict[str, Entry] = {}
        for key, value in self.node.value:
            entry = Entry(key, self.name, self.file)
            if not isinstance(key, yaml.ScalarNode):
                entry.fail(f"{self.name} has a key that is no text")
            if key.value in found:
                entry.fail(f"{self.name} has “{key.value}” twice")
            if known is not None and key.value not in known:
                entry.fail(f"{self.name} has no key “{key.value}”.{_hint(key.value, known)}")
            found[key.value] = Entry(value, key.value, self.file)
        for key in needed:
            if key not in found:
                self.fail(f"{self.name} lacks the key “{key}”")
        return found

    def items(self) -> list[Entry]:
        """Its items; a single scalar is a list of one."""
        if isinstance(self.node, yaml.SequenceNode):
            return [Entry(item, self.name, self.file) for item in self.node.value]
        return [self]

    def text(self) -> str:
        """Its text, which must not be empty."""
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.value.strip():
            self.fail(f"{self.name} must be a text")
        return str(self.node.value).strip()

    def whole(self) -> int:
        """Its whole number."""
        if self.node.tag != f"{_TAG}int":
            self.fail(f"{self.name} must be a whole number")
        return int(self.text())

    def flag(self) -> bool:
        """Its truth value."""
        if self.node.tag != f"{_TAG}bool":
            self.fail(f"{self.name} must be true or false")
        return self.text().lower() in {"true", "yes", "on"}

    def among(self, known: Iterable[str]) -> str:
        """Its text, which must be one of ``known``."""
        text, known = self.text(), list(known)
        if text not in known:
            self.fail(f"{self.name} cannot be “{text}”; known are {', '.join(known)}")
        return text


def parse_yaml(text: str, name: str, file: str) -> Entry:
    """The root of a YAML text that starts on the first line of ``file``.

    Raises:
        ReadingError: it is no YAML, or empty.
    """
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        raise ReadingError(f"the header is no YAML: {error.problem}", place) from error
    except yaml.YAMLError as error:
        raise ReadingError(f"the header is no YAML: {error}", Place(file)) from error
    if node is None:
        raise ReadingError("the file has no header", Place(file, 1))
    return Entry(node, name, file)


def _hint(text: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(text, list(known), n=1)
    return f" Did you mean “{near[0]}”?" if near else f" Known are {', '.join(known)}."
