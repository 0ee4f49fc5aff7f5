"""The examples of docs/growing.md run, in their order, and print what stands beneath them."""

import re
import shlex
from pathlib import Path

PAGE = (Path(__file__).parents[2] / "docs" / "growing.md").read_text("utf-8")


def commands():
    """(words, exit code, lines of the output) of each command."""
    for line in "".join(re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)).splitlines():
        if line.startswith("$ kg "):
            typed, _, comment = line.removeprefix("$ kg ").partition("   # exit code ")
            yield shlex.split(typed), int(comment or "0"), (wanted := [])
        else:
            wanted.append(line)


def test_the_examples_run(run, my_store):
    """On a store of the founding articles and S001."""
    for words, code, wanted in list(commands()):
        left, out, err = run("--store", my_store, *words)
        assert (code, []) == (left, [line for line in wanted if line not in out + err]), (words, out, err)
