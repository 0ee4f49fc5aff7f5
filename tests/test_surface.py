"""The face of the package: what it exports, what importing it costs, what asking imports."""

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


def test_importing_the_package_loads_nothing():
    """Not one of our modules, and no outside library (blueprint: light to import; benchmarks/startup.py times it)."""
    modules = python("import sys, kg; print(*sys.modules)").split()

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
