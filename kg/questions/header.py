"""Question files: a header of ``#+`` lines in YAML, then a plain SPARQL query.

The header says what is asked, what may be given and what comes back; the query holds an example of every parameter
in a VALUES block of one variable. Reading checks both against each other: a file that reads is a question that works.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from kg.errors import Place, ReadingError
from kg.model.period import Period
from kg.questions.blocks import blocks, rest_after_header, selected
from kg.questions.model import (
    COLUMN_TYPES,
    NAMED_KINDS,
    RECORDED_KINDS,
    VALUE_KINDS,
    ColumnHead,
    Param,
    Question,
)
from kg.questions.nodes import Entry, parse_yaml
from kg.vocabulary import CODES

__all__ = ["parse_question", "read_question"]

_MARK = "#+"
_KEYS = ("summary", "title", "number", "tags", "note", "params", "columns")
_PARAM_KEYS = ("kind", "label", "many", "optional", "default", "example", "values", "help")
_COLUMN_KEYS = ("type", "label", "figure", "unit")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LITERAL = re.compile(r'"(?P<text>[^"\\]*)"(?:@\w+|\^\^\S+)?')


def read_question(path: Path) -> Question:
    """The question in a file.

    Raises:
        ReadingError: the file is not as a question must be; the error names file and line.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReadingError(f"the question cannot be read: {error}", Place(str(path))) from error
    return parse_question(text, path)


def parse_question(text: str, path: Path) -> Question:
    """The question in a text that stands, or could stand, in the file ``path``.

    Raises:
        ReadingError: the text is not as a question must be.
    """
    root = parse_yaml(_header_of(text), "the header", str(path))
    head = root.mapping(_KEYS, needed=("summary", "title", "columns"))
    contents = _contents(text, str(path))
    question = Question(
        name=path.stem,
        subject=path.parent.name,
        path=path,
        summary=head["summary"].text(),
        title=head["title"].text(),
        params=_params(head.get("params"), contents),
        columns=_columns(head["columns"]),
        text=text,
        tags=tuple(item.text() for item in head["tags"].items()) if "tags" in head else (),
        numbers=tuple(item.whole() for item in head["number"].items()) if "number" in head else (),
        note=head["note"].text() if "note" in head else "",
    )
    _check_title(question, head["title"])
    _check_columns(question, head["columns"])
    return question


def _header_of(text: str) -> str:
    lines = []
    for line in text.splitlines():
        if not line.startswith(_MARK):
            break
        lines.append(line.removeprefix(_MARK).removeprefix(" "))
    return "\n".join(lines)


def _contents(text: str, file: str) -> dict[str, str]:
    """What the VALUES block of each variable holds."""
    found: dict[str, str] = {}
    for name, start, end in blocks(text):
        if name in found:
            line = text.count("\n", 0, start) + 1
            raise ReadingError(f"?{name} has a second VALUES block", Place(file, line))
        found[name] = text[start:end].strip()
    return found


def _params(entry: Entry | None, contents: Mapping[str, str]) -> tuple[Param, ...]:
    if entry is None:
        return ()
    return tuple(_param(name, one, contents) for name, one in entry.mapping().items())


def _param(name: str, entry: Entry, contents: Mapping[str, str]) -> Param:
    if not _NAME.fullmatch(name):
        entry.fail(f"“{name}” is no name for a parameter: small letters, digits and _ only")
    if name not in contents:
        entry.fail(f"the query has no VALUES block for ?{name}")
    keys = entry.mapping(_PARAM_KEYS, needed=("kind", "label"))
    kinds = tuple(_kind(item) for item in keys["kind"].items())
    if len(kinds) > 1 and not set(kinds) <= set(NAMED_KINDS):
        keys["kind"].fail("only kinds of named things can stand beside each other")
    held = _as_typed(contents[name])
    param = Param(
        name=name,
        kinds=kinds,
        label=keys["label"].text(),
        many=keys["many"].flag() if "many" in keys else False,
        optional=keys["optional"].flag() if "optional" in keys else False,
        default=keys["default"].text() if "default" in keys else None,
        example=keys["example"].text() if "example" in keys else held,
        values=tuple(item.text() for item in keys["values"].items()) if "values" in keys else (),
        help=keys["help"].text() if "help" in keys else "",
    )
    _check_param(param, held, entry)
    return param


def _kind(entry: Entry) -> str:
    text = entry.text()
    if text.removeprefix("code:") in CODES and text.startswith("code:"):
        return text
    return entry.among((*NAMED_KINDS, *RECORDED_KINDS, *VALUE_KINDS, "code:<list>"))


def _check_param(param: Param, held: str | None, entry: Entry) -> None:
    """What a parameter says of itself fits together and fits its VALUES block."""
    if param.optional and param.default is not None:
        entry.fail(f"{param.name} is optional and has a default: choose one")
    if param.default is not None and param.default != held:
        entry.fail(
            f"the VALUES block of ?{param.name} holds {held or 'nothing'}, its default is {param.default}"
        )
    if param.optional and held is not None:
        entry.fail(f"{param.name} is optional: its VALUES block must hold UNDEF")
    if param.required and held is None:
        entry.fail(f"{param.name} is required: its VALUES block must hold an example")
    if (param.type == "code") != bool(param.values):
        entry.fail(f"{param.name}: values are listed for codes, and for codes only")
    if param.type == "code" and held is not None and held not in param.values:
        entry.fail(f"{param.name}: “{held}” is not among its values")


def _as_typed(content: str) -> str | None:
    """The first term of a VALUES block as one would type it: place:guangdong is "guangdong"."""
    if content == "UNDEF":
        return None
    literal = _LITERAL.match(content)
    if literal:
        return literal["text"]
    term = content.split()[0] if content else ""
    typed = term.partition(":")[2].replace("\\", "") if ":" in term else term
    if not term.startswith("period:"):
        return typed or None
    try:
        return Period.parse(typed).text
    except ValueError:
        return typed


def _columns(entry: Entry) -> tuple[ColumnHead, ...]:
    return tuple(_column(name, one) for name, one in entry.mapping().items())


def _column(name: str, entry: Entry) -> ColumnHead:
    if not _NAME.fullmatch(name):
        entry.fail(f"“{name}” is no name for a column: small letters, digits and _ only")
    keys = entry.mapping(_COLUMN_KEYS, needed=("type",))
    return ColumnHead(
        name=name,
        type=keys["type"].among(COLUMN_TYPES),
        label=keys["label"].text() if "label" in keys else name.replace("_", " ").capitalize(),
        figure=keys["figure"].text() if "figure" in keys else None,
        unit=keys["unit"].text() if "unit" in keys else None,
    )


def _check_title(question: Question, entry: Entry) -> None:
    known = {param.name for param in question.params if not param.optional}
    for name in question.placeholders:
        if name not in known:
            entry.fail(f"the title names {{{name}}}, which is no parameter that always has a value")


def _check_columns(question: Question, entry: Entry) -> None:
    names = [column.name for column in question.columns]
    found = selected(rest_after_header(question.text))
    if found != names:
        entry.fail(f"the query selects {', '.join(found) or 'nothing'}; the header lists {', '.join(names)}")
    figures = {column.name for column in question.columns if column.type == "figure"}
    for column in question.columns:
        if column.figure is not None and column.figure not in figures:
            entry.fail(f"{column.name}: “{column.figure}” is no column of type figure")
