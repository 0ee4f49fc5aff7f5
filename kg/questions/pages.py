"""docs/questions.md, made from the question files: ``python -m kg.questions.pages docs/questions.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from kg.questions.catalogue import Catalogue
from kg.questions.model import Param, Question
from kg.resources import room

__all__ = ["command_of", "main", "questions_page"]

_HEAD = """<!-- Made by `python -m kg.questions.pages docs/questions.md` from queries/; do not edit. -->
# Questions

Every file under `queries/` is a question: a command (`kg ask NAME`), a function (`g.ask.name()`) and a plain SPARQL
query that runs on any engine. Its header says what may be given and what comes back; every number in an answer leads
to the figure that states it, with its source and passage.

A question file is read and checked like this:

- The lines that start with `#+` are YAML: `summary`, `title`, `number` (of the list in the model), `tags`, `note`,
  `params`, `columns`.
- Each parameter has one `VALUES ?name { … }` block, which holds an example, the default, or `UNDEF`. What a user gives
  replaces the contents of the block, as checked terms; nothing else of the query ever changes.
- Each column of the SELECT is described; a column of type `amount` names the figure column that it comes from.
- Braces around the first triples of a figure (`{ ?figure trade:period ?period }`) tell plain engines where to start.
"""


def questions_page(questions: Iterable[Question]) -> str:
    """The page as Markdown: an index, then each question with its parameters and columns, by subject."""
    listed = sorted(questions, key=lambda question: (question.subject, question.name))
    parts = [_HEAD]
    for subject, group in groupby(listed, key=lambda question: question.subject):
        members = list(group)
        parts.append(f"## {subject.capitalize()}\n")
        parts.append("| question | asks |\n|---|---|\n" + "".join(map(_line, members)))
        parts += ["\n".join(_section(question)) for question in members]
    return "\n".join(parts)


def command_of(question: Question) -> str:
    """The command that asks it with its examples."""
    required = [param for param in question.params if param.required]
    words = [f"{_quoted(required[0].example)}"] if required else []
    words += [f"--{param.name.replace('_', '-')} {_quoted(param.example)}" for param in required[1:]]
    return " ".join(["kg ask", question.name, *words])


def main(arguments: list[str] | None = None) -> None:
    """Write the page into the file that is named."""
    target = Path((sys.argv[1:] if arguments is None else arguments)[0])
    target.write_text(questions_page(Catalogue(room("queries")).all()), encoding="utf-8", newline="\n")


def _line(question: Question) -> str:
    return f"| [{question.name}](#{question.name}) | {question.summary} |\n"


def _section(question: Question) -> Iterator[str]:
    yield f"### {question.name}\n"
    numbers = ", ".join(map(str, question.numbers))
    yield question.summary + (f" (question {numbers} of the model)" if numbers else "")
    yield f"\n```\n{command_of(question)}\n```\n"
    if question.note:
        yield question.note + "\n"
    for param in question.params:
        yield f"- `{param.name}`: {_wanted(param)}"
    shown = [column.label for column in question.columns if column.type != "figure"]
    yield f"\nColumns: {', '.join(shown)}.\n"


def _wanted(param: Param) -> str:
    kinds = ", ".join(param.values) or " or ".join(param.kinds)
    parts = [f"{param.label} ({kinds})"]
    if param.many:
        parts.append("may be given several times")
    if param.default is not None:
        parts.append(f"`{param.default}` if not given")
    elif param.optional:
        parts.append("may be left out")
    if param.example and param.default is None:
        parts.append(f"for example `{param.example}`")
    return "; ".join(parts)


def _quoted(text: str | None) -> str:
    return f'"{text}"' if text and " " in text else str(text)


if __name__ == "__main__":
    main()
