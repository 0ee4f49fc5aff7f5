"""Standard input: facts in any form, and no more of them than a file may have."""

import io
import json
import sys

import pytest

from kg.reading.sniffing import sniffed
from kg.reading.texts import LARGEST

NAME = "<https://example.org/a> <https://example.org/b> 'c' ."


class Endless(io.RawIOBase):
    """Lines without end; ``given`` counts the bytes that were taken."""

    given = 0

    def read(self, size=-1):
        """As many bytes as are asked for."""
        assert size > 0
        self.given += size
        return (b"# a line\n" * (size // 9 + 1))[:size]


@pytest.fixture
def typed(run, monkeypatch):
    """Checks what stands on standard input: gives (exit code, findings as (code, file, line))."""

    def ran(data, *words):
        stream = data if isinstance(data, io.IOBase) else io.BytesIO(data)
        monkeypatch.setattr(sys, "stdin", type("Input", (), {"buffer": stream})())
        code, out, err = run("check", "-", "--json", *words)
        told = (
            [(f["code"], f.get("file"), f.get("line")) for f in json.loads(out)["findings"]] if out else err
        )
        return code, told

    return ran


def test_endless_input_is_cut(typed):
    """Exit code 6 after one byte more than a file may have, whatever else would come."""
    endless = Endless()

    assert (6, [("R25", "-", None)]) == typed(endless, "--as", "turtle")
    assert LARGEST + 1 == endless.given


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("yaml", "source: {id: X, title: T}\n"),
        ("yaml", "# only a comment\n"),
        ("yaml", "\ufeffsource: X\nfigures: []\n"),
        ("csv", "source,reporter,flow,period,indicator,printed\nA,guangdong,export,2019,value,3\n"),
        ("csv", '\n"source","reporter"\n'),
        ("jsonld", '{"@id": "https://example.org/a"}'),
        ("jsonld", "\n[ {}, 1]"),
        ("jsonld", "[]"),
        ("trig", "# a comment\n@prefix t: <https://example.org/> .\n"),
        ("trig", "PREFIX t: <https://example.org/>\nt:a t:b t:c ."),
        ("nquads", f"# a comment\n\n{NAME}\n"),
        ("nquads", "_:a <https://example.org/b> 'c' ."),
    ],
)
def test_a_form_is_told_by_how_a_text_begins(form, text):
    """Names, marks and columns of the first line say it; the rest is YAML."""
    assert form == sniffed(text)


def test_the_form_of_standard_input_can_be_said(typed):
    """What would be taken for YAML is read as Turtle."""
    assert (3, [("R01", "-", 2)]) == typed(b"\nt:a t:b t:c .", "--as", "turtle")


def test_standard_input_is_called_as_it_was_typed(run, tmp_path, monkeypatch):
    """Also in what is said of another file: nobody knows the name under which it is kept meanwhile."""
    sheet = b"source: {id: X, title: T}\nfigures: []\n"
    (tmp_path / "z.yaml").write_bytes(sheet)
    monkeypatch.setattr(sys, "stdin", type("Input", (), {"buffer": io.BytesIO(sheet)})())

    _, out, _ = run("check", "-", tmp_path / "z.yaml")

    assert "The file has the same content as -." in out


def test_a_form_without_standard_input_is_a_mistake(run, tmp_path):
    """Files say their form by their suffix; exit code 2."""
    (tmp_path / "a.yaml").write_text("", encoding="utf-8")

    code, _, err = run("check", tmp_path / "a.yaml", "--as", "csv")

    assert 2 == code
    assert "name - among the files" in err


def test_adding_a_broken_file_says_what_checking_says(run, my_store, tmp_path):
    """The finding with its line, and exit code 3; nothing is written."""
    broken = tmp_path / "broken.yaml"
    broken.write_text("source: {id: X\nfigures: [\n", encoding="utf-8")
    checked = run("check", broken)[1]

    code, out, err = run("--store", my_store, "add", broken, "--reason", "a test")

    assert (3, checked) == (code, out)
    assert "Nothing was written" in err


def test_adding_what_is_too_large_leaves_with_6(run, my_store, tmp_path):
    """As checking does."""
    (tmp_path / "large.yaml").write_text("# a line\n" * 1_200_000, encoding="utf-8")

    code, out, _ = run("--store", my_store, "add", tmp_path / "large.yaml", "--reason", "a test")

    assert 6 == code
    assert "R25" in out


def test_a_digest_is_of_what_was_checked(run, tmp_path, monkeypatch):
    """Files that change meanwhile have none: exit code 4."""
    (tmp_path / "a.yaml").write_text("source: A\nfigures: []\n", encoding="utf-8")
    digests = iter(["one", "other"])
    monkeypatch.setattr("kg.graph.KnowledgeGraph.fingerprint", lambda *_: next(digests))

    code, out, err = run("check", tmp_path / "a.yaml", "--digest")

    assert (4, "") == (code, out)
    assert "changed while they were checked" in err
