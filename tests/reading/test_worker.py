"""What runs in the child: requests come in and answers go out, line by line."""

from __future__ import annotations

import io
import json
import sys

import pytest

from kg.reading import worker


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch):
    """Runs the worker in this process, without its limits: what it answers to texts in some forms."""

    def run(*asked: tuple[str, str]) -> list[dict]:
        coming, going = io.BytesIO(), io.BytesIO()
        for form, text in asked:
            head = {"form": form, "name": "f", "size": len(text.encode())}
            coming.write(json.dumps(head).encode() + b"\n" + text.encode())
        coming.seek(0)
        monkeypatch.setattr(worker, "_limit", lambda *_, **__: None)
        monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": coming}))
        monkeypatch.setattr(sys, "stdout", type("Out", (), {"buffer": going}))
        worker.main(0, 0)
        return [json.loads(line) for line in going.getvalue().splitlines()]

    return run


def test_each_request_is_answered_in_its_turn(answers) -> None:
    """What is told, and one last word: done, or what is wrong with line and column."""
    assert [
        {"told": [[0, "é", 1, 1]]},
        {"done": True},
        {"told": [[["a", 1, 1], ["b", 1, 3]]]},
        {"done": True},
        {"error": ["this is no YAML: mapping values are not allowed in this context", 1, 5]},
        {"limit": ["the file nests deeper than 100 levels", 1, 101]},
        {"done": True},
    ] == answers(("yaml", "é"), ("csv", "a,b\n"), ("yaml", "a: b: c"), ("jsonld", "[" * 101), ("turtle", ""))


def test_many_values_come_in_batches(answers) -> None:
    """So that neither side holds all of them."""
    told = answers(("nquads", "<http://a.example/a> <http://a.example/b> 'c' .\n".replace("'", '"') * 450))

    assert [200, 200, 50] == [len(message["told"]) for message in told[:-1]]


def test_a_child_out_of_memory_says_so_by_its_exit_code(answers, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot say more: there is no memory to say it in."""

    def bomb(*_: object) -> None:
        raise MemoryError

    def leave(code: int) -> None:
        raise SystemExit(code)

    monkeypatch.setattr(worker, "rdf_rows", bomb)
    monkeypatch.setattr(worker.os, "_exit", leave)
    with pytest.raises(SystemExit) as left:
        answers(("turtle", "x"))

    assert worker.OUT_OF_MEMORY == left.value.code


def test_a_limit_that_the_system_lacks_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no module of limits, and no system has all of them."""
    monkeypatch.setitem(sys.modules, "resource", None)
    worker._limit("RLIMIT_AS", 1)
    monkeypatch.undo()
    worker._limit("RLIMIT_OF_NO_SYSTEM", 1)
