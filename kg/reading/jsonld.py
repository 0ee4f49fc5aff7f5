"""JSON-LD whose every triple knows its line: the parser reads it whole, and the text says where each thing stands.

The parser keeps no places. So the text is read a second time, as plain JSON with places, and a triple is looked up by
its node, its property and its value as they are written; what is not found stands at its node.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from pyoxigraph import RdfFormat, parse

from kg.errors import LimitError, Place, ReadingError
from kg.reading.marked import Fields, Items, Node, Scalar
from kg.reading.rows import BLANK, NOWHERE, Row, Spot, row_of
from kg.reading.texts import Lines
from kg.vocabulary import expand

__all__ = ["marked_json", "rows_of"]

_DEEPEST = 100
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)
_TYPE = expand("rdf:type")


def rows_of(text: str, name: str) -> Iterator[Row]:
    """Every triple of a text with the places of its parts.

    Raises:
        ReadingError: the text is no JSON-LD, gives a key twice, or has a context that would have to be fetched.
        LimitError: it nests too deep.
    """
    root = marked_json(text, name)
    where = _Where(root)
    if where.remote is not None:
        message = "the @context lies elsewhere, and nothing is fetched; write it out"
        raise ReadingError(message, Place(name, where.remote.line, where.remote.column))
    try:
        for quad in parse(text.encode(), format=RdfFormat.JSON_LD):
            row = row_of(quad, _SPOTLESS)
            yield row._replace(spots=where.spots(row))
    except MemoryError as error:
        if "buffer" not in str(error):
            raise
        raise LimitError("a text or name is longer than any can be", Place(name)) from error
    except SyntaxError as error:
        message = re.sub(r"^Parser error at [^:]*: ", "", str(error.msg or error))
        raise ReadingError(message, Place(name, error.lineno or None, error.offset or None)) from error


_SPOTLESS = (NOWHERE, NOWHERE, NOWHERE, NOWHERE)


def marked_json(text: str, name: str) -> Node:
    """A JSON text as nodes with places; numbers, truth values and null are the texts that stand there.

    Raises:
        ReadingError: the text is no JSON, or gives a key twice; with line and column.
        LimitError: it nests too deep.
    """
    lines = Lines(text)
    _refuse_depth(text, name, lines)
    try:
        json.loads(text, parse_int=str)
    except json.JSONDecodeError as error:
        message, place = f"this is no JSON: {error.msg}", Place(name, *lines.at(error.pos))
        raise ReadingError(message, place) from error
    return _built(text, name, lines)


def _refuse_depth(text: str, name: str, lines: Lines) -> None:
    depth = 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
        if depth > _DEEPEST:
            message = f"the file nests deeper than {_DEEPEST} levels"
            raise LimitError(message, Place(name, *lines.at(token.start())))


def _built(text: str, name: str, lines: Lines) -> Node:
    """The node of a text that is JSON."""
    above: list[tuple[str, int, list[Node]]] = [("[", 0, [])]
    for token in _TOKEN.finditer(text):
        mark, start = token[0], token.start()
        if mark in "[{":
            above.append((mark, start, []))
        elif mark in "]}":
            opened, begun, inside = above.pop()
            above[-1][2].append(_closed(opened, lines.at(begun), inside, name))
        elif mark not in ":,":
            value = json.loads(mark) if mark.startswith('"') else mark
            above[-1][2].append(Scalar(value, *lines.at(start)))
    return above[0][2][0]


def _closed(opened: str, spot: Spot, inside: list[Node], name: str) -> Node:
    if opened == "[":
        return Items(tuple(inside), *spot)
    values: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    for key, value in zip(inside[::2], inside[1::2], strict=True):
        assert isinstance(key, Scalar)
        assert key.text is not None
        if key.text in keys:
            raise ReadingError(f"the key “{key.text}” stands twice", Place(name, key.line, key.column))
        keys[key.text], values[key.text] = key, value
    return Fields(values, keys, *spot)


@dataclass(slots=True)
class _Where:
    """Where nodes, properties and values of a JSON-LD text stand; ``remote`` is a context that lies elsewhere."""

    root: Node
    remote: Scalar | None = None
    terms: dict[str, str] = field(default_factory=dict)
    _found: dict[tuple[str, ...], Spot] = field(default_factory=dict)

    def __post_init__(self) -> None:
        nodes = list(_fields_of(self.root))
        for node in nodes:
            self._take_context(node.values.get("@context"))
        for node in nodes:
            self._take_node(node)

    def spots(self, row: Row) -> tuple[Spot, Spot, Spot, Spot]:
        """Where the parts of a triple stand: its value, else its property, else its node."""
        value = row.value if isinstance(row.value, str) else row.value.text
        subject = self._found.get((row.subject,), NOWHERE)
        predicate = self._found.get((row.subject, row.predicate), subject)
        exact = self._found.get((row.subject, row.predicate, value), predicate)
        return subject, predicate, exact, self._found.get((row.graph,), subject)

    def _take_context(self, context: Node | None) -> None:
        """Note what a context calls things; one inside the definition of a term counts for the whole text."""
        for one in context.items if isinstance(context, Items) else (context,):
            if isinstance(one, Scalar) and one.text != "null":
                self.remote = self.remote or one
            for term, meaning in one.values.items() if isinstance(one, Fields) else ():
                if term == "@import" and isinstance(meaning, Scalar):
                    self.remote = self.remote or meaning
                given = meaning.values.get("@id") if isinstance(meaning, Fields) else meaning
                if isinstance(given, Scalar) and given.text:
                    self.terms.setdefault(term, given.text)
                if isinstance(meaning, Fields) and "@context" in meaning.values:
                    self._take_context(meaning.values["@context"])

    def _take_node(self, node: Fields) -> None:
        """Note the node, its properties and their values, as they are called when they are triples."""
        words = {self._word(key): key for key in node.values}
        if "@value" in words or "@list" in words or "@set" in words:
            return
        named = node.values.get(words.get("@id", ""))
        subject = self._name(named.text or "") if isinstance(named, Scalar) else BLANK
        first = named if isinstance(named, Scalar) else node
        if len(node.values) > 1 or subject == BLANK:
            self._note((subject,), first)
        for word, key in words.items():
            predicate = _TYPE if word == "@type" else word
            if word == "@type" or not word.startswith("@"):
                self._note((subject, predicate), node.keys[key])
                for value in self._values(node.values[key]):
                    text = value.text or ""
                    for called in (text, self._name(text), self._word(text)):
                        self._note((subject, predicate, called), value)

    def _values(self, node: Node) -> Iterator[Scalar]:
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Items):
            for item in node.items:
                yield from self._values(item)
        else:
            for key, value in node.values.items():
                if self._word(key) in ("@id", "@value", "@list", "@set"):
                    yield from self._values(value)

    def _note(self, key: tuple[str, ...], node: Node) -> None:
        self._found.setdefault(key, (node.line, node.column))

    def _word(self, text: str, depth: int = 0) -> str:
        """What a key stands for: a keyword or an IRI."""
        meaning = self.terms.get(text)
        if meaning is not None and meaning != text and depth < _DEEPEST:
            return self._word(meaning, depth + 1)
        prefix, colon, local = text.partition(":")
        if colon and not local.startswith("//") and prefix in self.terms and depth < _DEEPEST:
            return self._word(prefix, depth + 1) + local
        return text if colon or text.startswith("@") else self.terms.get("@vocab", "") + text

    def _name(self, text: str) -> str:
        """What an @id stands for."""
        if text.startswith("_:"):
            return BLANK
        if ":" in text:
            return self._word(text)
        return urljoin(self.terms.get("@base", ""), text)


def _fields_of(root: Node) -> Iterator[Fields]:
    """All mappings of a tree in the order of the text, those of contexts excepted."""
    pending: list[Node] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, Items):
            pending.extend(reversed(node.items))
        elif isinstance(node, Fields):
            yield node
            pending.extend(value for key, value in reversed(node.values.items()) if key != "@context")
