"""The door: verbs, help, exit codes, and how errors are told."""

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from kg.cli.door import VERBS, main, root
from kg.errors import DamagedError, KgError, LimitError, LockedError, TimeLimitError, UnreachableError

SOURCES = Path(__file__).parent.parent.parent


def raising(error):
    """A command that ends with an error."""

    def fail(*_, **__):
        raise error

    return fail


def test_help_lists_every_verb_with_one_line(run):
    """In its section, and ends with an example."""
    code, out, _ = run("--help")
    lines = out.partition("\nAsk:\n")[2].partition("  Example:")[0].splitlines()

    assert code == 0
    assert [line.split()[0] for line in lines if line.startswith("  ")] == list(VERBS)
    assert "Example:\n    kg ask partners guangdong --period 2019-01" in out


def lay_out(store, folder):
    """What the examples of curators find beside their store: a sheet to add, a backup to restore."""
    from kg.ledger.keeping.archive import backup

    shutil.copytree(SOURCES / "data" / "sheets", folder / "data" / "sheets")
    if not (folder / "my-store.tar").exists():
        backup(store, folder / "spare.tar")
        (folder / "spare.tar").rename(folder / "my-store.tar")


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_verb_has_help_with_an_example_that_runs(verb, run, articles, tmp_path, request):
    """What the help shows works as it stands, in a shell, against the store at hand."""
    code, out, _ = run(verb, "--help")
    example = out.rpartition("Example:\n")[2].strip()

    assert code == 0
    assert re.match(r"kg ", example)
    if verb == "build":
        return
    if "my-store" in example:
        lay_out(request.getfixturevalue("my_store"), tmp_path)
    command = re.sub(r"\bkg (?!')", f"{sys.executable} -m kg ", example)
    environment = {**os.environ, "KG_STORE": str(articles), "PYTHONPATH": str(SOURCES)}
    done = subprocess.run(command, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("Traceback")) == (0, 0), done.stderr
    assert done.stdout


def test_version_names_the_program(run):
    """``kg 0.1.0``."""
    assert re.fullmatch(r"kg \d+\.\d+\.\d+\n", run("--version")[1])


def test_an_unknown_verb_is_a_usage_error_with_the_nearest(run):
    """Exit 2, nothing on stdout."""
    assert run("shwo") == (2, "", "kg: There is no verb “shwo”. Did you mean “show”?\n    See `kg --help`.\n")
    assert "`kg --help` lists the verbs" in run("xyzzy")[2]


def test_an_unknown_option_is_a_usage_error(run):
    """Exit 2, and where the help is."""
    code, out, err = run("info", "--nix")

    assert (code, out) == (2, "")
    assert err.endswith("See `kg info --help`.\n")


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KgError("odd"), 7, "kg: odd"),
        (LockedError("busy"), 4, "kg: busy"),
        (DamagedError("torn"), 5, "kg: torn\n    `kg doctor` looks for what is damaged"),
        (LimitError("big"), 6, "kg: big"),
        (UnreachableError("gone"), 8, "kg: gone\n    Check the path or address"),
        (TimeLimitError("slow"), 9, "kg: slow"),
        (MemoryError(), 6, "kg: this needs more memory than there is"),
        (FileNotFoundError(2, "No such file", "x.yaml"), 3, "kg: x.yaml: No such file"),
        (UnicodeEncodeError("utf-8", "\udcff", 0, 1, "no"), 2, "kg: what was typed, or $KG_AUTHOR, holds"),
        (OSError("odd file"), 3, "kg: a file: odd file"),
        (KeyboardInterrupt(), 130, "kg: interrupted"),
        (click.Abort(), 130, "kg: interrupted"),
        (
            ZeroDivisionError("x"),
            7,
            "kg: this should not have happened: ZeroDivisionError: x\n    Please report it",
        ),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, BaseException) else None,
)
def test_every_error_is_one_clear_line_with_its_exit_code(run, monkeypatch, error, code, said):
    """The codes of the blueprint; never a traceback."""
    monkeypatch.setattr("kg.graph.KnowledgeGraph.open", raising(error))
    left, out, err = run("info")

    assert (left, out) == (code, "")
    assert err.lstrip().startswith(said)
    assert "Traceback" not in err


def test_debug_shows_the_traceback(run, monkeypatch):
    """For a report."""
    monkeypatch.setattr("kg.graph.KnowledgeGraph.open", raising(ZeroDivisionError("x")))

    assert "Traceback" in run("--debug", "info")[2]


def test_a_reader_that_stops_reading_ends_the_run_quietly(articles):
    """``kg … | head -1`` says nothing of broken pipes."""
    command = f"{sys.executable} -m kg --store {articles} show A --all --json | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=SOURCES)

    assert (done.stdout, done.stderr) == ("{\n", "")


def test_an_ambiguous_name_lists_what_it_can_mean(run):
    """Exit 2, and a name that is not ambiguous."""
    code, out, err = run("show", "GD")

    assert (code, out) == (2, "")
    assert "Grenada" in err
    assert "For example place:grenada for Grenada." in err


def test_the_store_can_be_named_before_or_after_the_verb(run, tmp_path):
    """A folder that holds none is exit 8 either way."""
    assert run("--store", tmp_path, "info")[0] == 8
    assert run("info", "--store", tmp_path)[0] == 8


def test_colour_is_as_asked(run):
    """Never where nothing but text is wanted; always where it is forced."""
    assert "\x1b[" in run("--color", "always", "info")[1]
    assert "\x1b[" not in run("--color", "never", "info")[1]
    assert "\x1b[" not in run("info")[1]


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_may_refuse_colour(run, monkeypatch, name, value):
    """NO_COLOR and a dumb terminal (no-color.org)."""
    monkeypatch.setattr("kg.cli.session._is_terminal", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" in run("info")[1]
    monkeypatch.setenv(name, value)
    assert "\x1b[" not in run("info")[1]


def test_the_width_of_the_terminal_is_kept(run, monkeypatch):
    """No line of an answer is wider than COLUMNS."""
    monkeypatch.setenv("COLUMNS", "60")
    _, out, _ = run("show", "A", "--no-sources")

    assert (
        max(
            len(line)
            for line in out.splitlines()
            if not line.startswith(("Guangdong foreign", "Figures", "St"))
        )
        <= 60
    )


def test_every_verb_is_in_the_house():
    """A verb's name is its command's name."""
    context = click.Context(root)

    assert all(root.get_command(context, verb).name == verb for verb in VERBS)
    assert root.get_command(context, "nix") is None


def test_main_reads_the_words_of_the_process(monkeypatch, capsys):
    """Without arguments it takes those of the process."""
    monkeypatch.setattr(sys, "argv", ["kg", "--version"])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 0


def test_standard_input_may_hold_the_facts(run, monkeypatch):
    """``-`` reads a sheet from standard input and names it so."""
    monkeypatch.setattr(sys, "stdin", io.StringIO("source: {id: X}\nfigures: []\n"))
    code, out, _ = run("check", "-")

    assert code == 1
    assert "✗ -:1:" in out
