"""What a store is built from: the files, and their digest."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph

from kg.resources import room

__all__ = ["Inputs"]

_PACKAGE = Path(__file__).resolve().parent.parent
_PARTS = ("building", "gate", "model", "rdf", "reading", "store")
_MODULES = ("errors.py", "findings/finding.py", "names.py", "resources.py", "vocabulary.py")


def _room(name: str) -> Path:
    return room(name)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The folders that a store is built from; the shipped ones by default. ``without`` leaves sources out by id."""

    data: Path = field(default_factory=lambda: _room("data"))
    ontology: Path = field(default_factory=lambda: _room("ontology"))
    shapes: Path = field(default_factory=lambda: _room("shapes"))
    without: frozenset[str] = frozenset()

    def ontologies(self) -> list[Path]:
        """The files that say what may be said."""
        return sorted(self.ontology.glob("*.ttl"))

    def references(self) -> list[Path]:
        """The files that describe what sources share: places, products, people."""
        return sorted((self.ontology / "reference").glob("*.ttl"))

    def registry(self) -> Path:
        """The list of sources."""
        return self.data / "sources.csv"

    def sheets(self) -> list[Path]:
        """The sheets and tables of facts, sorted by name."""
        return sorted(
            path
            for path in (self.data / "sheets").rglob("*")
            if path.suffix in {".yaml", ".yml", ".csv"} and path.stem not in self.without
        )

    def digest(self) -> str:
        """The SHA-256 of all that takes part: the files, the code that reads them, the engine's version."""
        left_out = " ".join(sorted(self.without))
        whole = hashlib.sha256(f"pyoxigraph {pyoxigraph.__version__}\nwithout {left_out}\n".encode())
        for label, folder in (("data", self.data), ("ontology", self.ontology), ("shapes", self.shapes)):
            _add(whole, label, _files(str(folder)))
        for part in _PARTS:
            _add(whole, part, _files(str(_PACKAGE / part)))
        _add(whole, "kg", ((name, str(_PACKAGE / name)) for name in _MODULES))
        return whole.hexdigest()


def _files(folder: str, prefix: str = "") -> Iterator[tuple[str, str]]:
    """The files below a folder with their paths inside it, sorted; caches and hidden files left out."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir():
            yield from _files(entry.path, f"{prefix}{entry.name}/")
        else:
            yield prefix + entry.name, entry.path


def _add(whole: hashlib._Hash, label: str, files: Iterator[tuple[str, str]]) -> None:
    for name, path in files:
        with open(path, "rb") as file:
            data = file.read()
        whole.update(f"{label}/{name} {len(data)}\n".encode())
        whole.update(data)
