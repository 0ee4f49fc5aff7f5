"""The face of the package: what it exports, what importing it costs, what asking imports."""

import os
import subprocess
import sys

import pytest

import kg

HEAVY = {"SPARQLWrapper", "jsonschema", "networkx", "pandas", "polars", "pyshacl", "rdflib"}


def python(code, **more):
    """The output of a fresh interpreter."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, **more)
    return done.stdout


def test_the_face_is_pinned():
    """A name comes or goes on purpose only."""
    assert kg.__all__ == [
        "Card",
        "Finding",
        "Interval",
        "KgError",
        "KnowledgeGraph",
        "Measured",
        "Period",
        "Report",
        "Severity",
        "Table",
        "Thing",
        "__version__",
        "open",
    ]
    assert all(getattr(kg, name) is not None for name in kg.__all__)
    assert set(kg.__all__) <= set(dir(kg))


def test_an_unknown_name_is_an_attribute_error():
    """As Python's own modules say it."""
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'nix'"):
        _ = kg.nix


def test_importing_the_package_costs_nothing():
    """Less than 30 ms and not one of our modules (blueprint: light to import)."""
    code = (
        "import sys, time; t = time.perf_counter(); import kg; print(time.perf_counter() - t, *sys.modules)"
    )
    seconds, *modules = min((python(code).split() for _ in range(3)), key=lambda words: float(words[0]))

    assert float(seconds) < 0.03
    assert not [name for name in modules if name.startswith("kg.")]
    assert not HEAVY & set(modules)


def test_asking_imports_no_heavy_library(articles):
    """rdflib, pyshacl and the rest stay out of ``kg ask``, and so do the other verbs."""
    code = (
        "import sys\nfrom kg.cli import main\ntry: main(sys.argv[1:])\nexcept SystemExit: print(*sys.modules)"
    )
    words = ["--store", str(articles), "ask", "partners", "guangdong", "--period", "2019-01"]
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    modules = set(done.stdout.splitlines()[-1].split())

    assert "European Union" in done.stdout
    assert not HEAVY & modules
    assert not {"kg.gate", "kg.cli.show", "kg.cli.gate", "kg.answers.cards", "kg.answers.dataset"} & modules


def test_asking_is_quick(articles):
    """A question is answered while the finger leaves the key: at most 350 ms of work for the whole process."""
    words = [sys.executable, "-m", "kg", "--store", str(articles), "ask", "partners", "guangdong", "2019-01"]

    def seconds():
        before = os.times()
        subprocess.run(words, capture_output=True, check=True)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    assert min(seconds() for _ in range(5)) < 0.35
