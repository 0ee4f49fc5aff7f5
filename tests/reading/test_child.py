"""The child process: says what this process says, and whatever becomes of it is a finding of one file."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from kg.errors import KgError, LimitError, ReadingError
from kg.names import Names
from kg.reading.child import ChildParser, Limits
from kg.reading.files import read
from kg.reading.parsers import OWN, Parser

SHEET = (
    "source: {id: X, title: T, publisher: P}\nfigures:\n  - {reporter: guangdong, note: 'x: é', value: 3}\n"
)
TABLE = 'a,b\n1,"two ""x""\nlines"\n'
TURTLE = (
    '@prefix t: <http://t.example/> .\nt:a t:b """one\ntwo"""@en-GB, 1,000 ; t:c [ t:d ( 1.50 true ) ] .\n'
    '<<( t:a t:b t:c )>> t:x "\\u0007" .\nt:e t:f "2019"^^<http://www.w3.org/2001/XMLSchema#gYear> .\n'
)
JSON = '{"@context": {"t": "http://t.example/"}, "@id": "t:a", "t:b": ["x", {"@id": "t:c"}]}'
TEXTS = [
    ("yaml", SHEET),
    ("yaml", "a: [1\n"),
    ("yaml", "[" * 100),
    ("csv", TABLE),
    ("csv", 'a,"b'),
    ("turtle", TURTLE),
    ("turtle", "a b"),
    ("trig", "<http://g.example/> { " + TURTLE.partition("\n")[2] + "}"),
    (
        "nquads",
        '<http://t.example/a> <http://t.example/b> "c"@en <http://g.example/> .\n_:x <http://p.example/> _:y .',
    ),
    ("jsonld", JSON),
    ("jsonld", "[" * 200),
    ("jsonld", f'{{"@id": "http://t.example/a", "http://t.example/b": {"9" * 5000}}}'),
    ("yaml", "? [a]\n: b\n"),
]


@pytest.fixture(scope="module")
def child() -> Iterator[ChildParser]:
    """A child that serves all tests that do it no harm."""
    with ChildParser() as parser:
        yield parser


def said(parser: Parser, form: str, text: str) -> object:
    """What a parser says of a text, or the error with its place."""
    try:
        if form == "yaml":
            return parser.yaml(text, "f")
        return list(parser.csv(text, "f") if form == "csv" else parser.rdf(text, "f", form))
    except KgError as error:
        return type(error), str(error)


@pytest.mark.parametrize(("form", "text"), TEXTS)
def test_the_child_says_what_this_process_says(child: ChildParser, form: str, text: str) -> None:
    """Values, places and errors are the same on either side of the pipe."""
    assert said(OWN, form, text) == said(child, form, text)


def test_a_text_longer_than_any_buffer_is_a_limit(child: ChildParser) -> None:
    """A literal of 20 MB is told where it stands, and the child lives on."""
    before = child.pid
    with pytest.raises(LimitError, match="f:1:7"):
        list(child.rdf(f'<a:b> "{"x" * 20_000_000}" .', "f", "turtle"))

    assert before == child.pid


def test_a_child_that_needs_too_much_memory_is_a_limit() -> None:
    """A million values do not fit into 64 MB; the next file has a child of its own."""
    with ChildParser(Limits(memory=64_000_000)) as parser:
        with pytest.raises(LimitError, match=r"more than 64 MB of memory"):
            list(parser.rdf("x" * 10_000_000, "f", "jsonld"))

        assert [] == list(parser.rdf("", "g", "turtle"))


def test_a_child_that_takes_too_long_is_a_limit() -> None:
    """A child that says nothing is ended when its time is up."""
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    with ChildParser(Limits(patience=1), command=command) as parser:
        with pytest.raises(LimitError, match="longer than 1 seconds"):
            list(parser.csv("a", "f"))

        assert parser.pid is None


def test_a_child_that_works_too_long_is_a_limit() -> None:
    """Quotes that are opened and never closed make one second's work and more; the system ends the child."""
    with ChildParser(Limits(seconds=0)) as parser:
        with pytest.raises(LimitError, match="more than 0 seconds of processor time"):
            list(parser.rdf("<a:b> " + '"\\"' * 2_000_000, "f", "turtle"))

        assert parser.pid is None


@pytest.mark.parametrize(
    "lines",
    [
        ["garbage"],
        ['{"told": 5}'],
        ['{"told": [[1, 2]]}'],
        ['{"told": [["a", "b", 5, "", [[0,0],[0,0],[0,0],[0,0]], false]]}', '{"done": true}'],
        ['{"told": [["a", "b", ["c", 1, null], "", [[0,0],[0,0],[0,0],[0,0]], false]]}'],
        ['{"told": [["a", "b", "c", "", [[0,"x"],[0,0],[0,0],[0,0]], false]]}'],
        ['{"error": []}'],
        ['{"error": ["x", "y", 1]}'],
        ['{"done": true, "told": []}'],
        ["[" * 100_000],
    ],
)
def test_a_child_that_talks_nonsense_is_not_believed(lines: list[str]) -> None:
    """Whatever comes is checked; what is no answer is an error of reading, and ends the child."""
    command = [sys.executable, "-c", f"import sys; sys.stdin.readline(); print({chr(10).join(lines)!r})"]
    with ChildParser(command=command) as parser:
        with pytest.raises(ReadingError, match="makes no sense"):
            list(parser.rdf("", "f", "turtle"))

        assert parser.pid is None


def test_a_child_that_says_too_much_is_a_limit() -> None:
    """An answer has an end."""
    code = "import sys\nwhile True: print('{\"told\": []}')"
    parser = ChildParser(Limits(answer=100_000), command=[sys.executable, "-c", code])
    with parser, pytest.raises(LimitError, match="more than can be taken in"):
        list(parser.rdf("", "f", "turtle"))


DIES_OF_A = """
import json, os, signal, sys
told = json.loads(sys.stdin.buffer.readline())
sys.path.extend(told["path"])
from kg.reading import worker
parsed = worker._told
def dying(form, text, name):
    if "# a" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    return parsed(form, text, name)
worker._told = dying
worker.main(told["memory"], told["seconds"])
"""


def test_a_child_that_dies_between_two_files_is_replaced_in_silence() -> None:
    """The next file has no part in it: it is read, by another child."""
    with ChildParser() as parser:
        list(parser.csv("a", "f"))
        before = parser.pid
        assert before is not None
        os.kill(before, signal.SIGKILL)
        os.waitid(os.P_PID, before, os.WEXITED | os.WNOWAIT)

        assert ["b"] == [row[0].text for row in parser.csv("b", "g")]
        assert before != parser.pid


def test_a_timer_that_fires_after_the_last_message_blames_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time that is up when all was said costs the child and neither file."""

    class Late(Timer):
        def cancel(self) -> None:
            super().cancel()
            self.function(*self.args)

    monkeypatch.setattr("kg.reading.child.Timer", Late)
    with ChildParser() as parser:
        assert ["a"] == [row[0].text for row in parser.csv("a", "f")]
        assert parser.pid is None
        assert ["b"] == [row[0].text for row in parser.csv("b", "g")]


def test_a_killed_child_is_a_finding_and_is_replaced(tmp_path: Path, names: Names) -> None:
    """Of several files the one is R25, the others are read; nothing is left behind."""
    for name in "abc":
        (tmp_path / f"{name}.yaml").write_text(f"{SHEET}# {name}\n", encoding="utf-8")
    paths = sorted(tmp_path.glob("*.yaml"))
    with ChildParser(command=[sys.executable, "-I", "-S", "-c", DIES_OF_A]) as parser:
        reading = read(paths, names, parser=parser)
        last = parser.pid

    told = [(finding.code, Path(finding.place.file).name) for finding in reading.findings if finding.place]
    assert ("R25", "a.yaml") == told[0]
    assert {"b.yaml", "c.yaml"} == {name for _, name in told[1:]}
    assert last is not None
    with pytest.raises(ProcessLookupError):
        os.kill(last, 0)


def test_a_python_that_is_not_there_is_told() -> None:
    """Without a child nothing is read."""
    with (
        ChildParser(command=["/nowhere/python"]) as parser,
        pytest.raises(ReadingError, match="not be started"),
    ):
        list(parser.rdf("", "f", "turtle"))


def test_a_child_ends_with_a_reading_that_breaks_off(child: ChildParser) -> None:
    """Rows that nobody wants any more end the child, so that they cannot be taken for those of the next file."""
    many = "".join(f"<http://a.example/{n}> <http://a.example/p> {n} .\n" for n in range(1000))
    rows = child.rdf(many, "f", "turtle")
    next(rows)
    before = child.pid
    rows.close()  # type: ignore[attr-defined]

    assert "http://a.example/x" == next(iter(child.rdf("<http://a.example/x> a 1 .", "g", "turtle"))).subject
    assert before != child.pid
