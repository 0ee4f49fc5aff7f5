"""The page of bad inputs, made from the folders beside this file: ``python tests/bad/pages.py docs/bad-inputs.md``."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

HERE = Path(__file__).parent
ELSEWHERE = {16, 21, 23, 24, 25, 26}
"""The numbers that are about queries and requests: they belong to the endpoint."""
WORDS = {
    "accept": "accepted",
    "limit": "limit",
    "nothing": "nothing to do",
    "refuse": "refused",
    "warn": "accepted, told",
}


def page() -> str:
    """The page as Markdown."""
    cases = [(path.parent.name, yaml.safe_load(path.read_text("utf-8"))) for path in HERE.glob("*/case.yaml")]
    cases.sort(key=lambda pair: (pair[1]["number"], pair[0]))
    numbers = {case["number"] for _, case in cases}
    elsewhere = ", ".join(map(str, sorted(ELSEWHERE)))
    lines = [
        "<!-- Made by `python tests/bad/pages.py docs/bad-inputs.md` from tests/bad/; do not edit. -->",
        "# Bad inputs",
        "",
        f"{len(cases)} bad inputs of {len(numbers)} kinds, and the answer to each: a case is a folder of `tests/bad/`, and a test",
        "holds the codes, the files, the lines and the exit code. None of them ends in a traceback, and none changes a byte.",
        f"What is told by which code: [findings](findings.md). Numbers {elsewhere} are about queries and requests, and",
        "belong to the endpoint.",
        "",
        "| no. | input | answer | told | exit |",
        "|---:|---|---|---|---:|",
        *(_line(name, case) for name, case in cases),
    ]
    notes = [(case["number"], case["title"], case["note"]) for _, case in cases if case.get("note")]
    if notes:
        lines += ["", "## Why so", ""]
        lines += [f"- **{number}, {_plain(title)}**: {_plain(note)}" for number, title, note in notes]
    return "\n".join(lines) + "\n"


def _line(name: str, case: dict) -> str:
    told = ", ".join(_told(one) for one in case.get("expect", ())) or "–"
    if "tested" in case:
        told = f"`{case['tested'].rpartition('::')[2]}`"
    answer = WORDS[case["verdict"]]
    return f"| [{case['number']}](../tests/bad/{name}) | {_plain(case['title'])} | {answer} | {told} | {case['exit']} |"


def _told(one: dict) -> str:
    place = f" in line {one['line']}" if one.get("line") else ""
    return f"{one['code']}{place}"


def _plain(text: str) -> str:
    for mark in ("|", "<", "*", "_", "`"):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
