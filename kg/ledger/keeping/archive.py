"""Backup and restore: what cannot be made anew (genesis and journal) in one file, and a store from it."""

from __future__ import annotations

import io
import os
import secrets
import shutil
import tarfile
from pathlib import Path

from kg.errors import DamagedError, UsageProblem
from kg.ledger.commits.writing import Writer
from kg.ledger.journal.disk import Disk
from kg.ledger.journal.formats import bring_over
from kg.ledger.journal.journal import Journal
from kg.ledger.journal.layout import Layout
from kg.ledger.journal.locks import exclusive

__all__ = ["backup", "restore"]

_WAIT = 30.0
_PARTS = ("store.json", "genesis.nq.gz", "journal.rdfp")


def backup(folder: Path, target: Path, *, disk: Disk | None = None, wait: float = _WAIT) -> int:
    """Write a store with all its commits to one file (.tar), in one step; says how many commits it holds.

    Raises:
        UsageProblem: the file is there already, or cannot be written.
        DamagedError: the journal was changed.
        LockedError: another writer holds the store.
    """
    layout, disk = Layout(folder), disk or Disk()
    layout.check()
    if target.exists():
        raise UsageProblem(f"{target} exists already; nothing was overwritten.")
    with exclusive(layout.lock, wait):
        journal = Journal(layout.journal, disk)
        journal.refresh()
        parts = {name: (folder / name).read_bytes() for name in _PARTS}
    if journal.torn:
        parts["journal.rdfp"] = parts["journal.rdfp"][: -journal.torn]
    try:
        disk.replace(target, _packed(parts))
    except OSError as error:
        raise UsageProblem(f"{target} cannot be written: {error.strerror or error}.") from error
    return len(journal.records)


def restore(source: Path, folder: Path, *, disk: Disk | None = None) -> int:
    """Make a store from a backup, with all its commits; says how many.

    Raises:
        UsageProblem: the folder is not empty, or cannot be written.
        DamagedError: the file is no backup, or was changed.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageProblem(f"{folder} is not empty; name a new folder.")
    parts, disk = _unpacked(source), disk or Disk()
    draft = folder.parent / f".restoring-{folder.name}-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        disk.make(draft)
        for name in _PARTS:
            disk.replace(draft / name, parts[name])
        number = _revived(draft, disk)
        disk.place(draft, folder)
    except OSError as error:
        raise UsageProblem(f"{folder} cannot be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return number


def _revived(draft: Path, disk: Disk) -> int:
    layout = Layout(draft)
    bring_over(layout, disk)
    journal = Journal(layout.journal, disk)
    journal.refresh()
    if journal.torn or not journal.records:
        raise DamagedError("The backup is not whole: its journal ends in the middle of an entry.")
    writer = Writer(layout, journal, disk)
    try:
        writer.rebuild()
    finally:
        writer.close()
    return len(journal.records)


def _packed(parts: dict[str, bytes]) -> bytes:
    """The parts as a tar file: the same bytes for the same parts."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name in _PARTS:
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(parts[name]), 0o644
            archive.addfile(entry, io.BytesIO(parts[name]))
    return made.getvalue()


def _unpacked(source: Path) -> dict[str, bytes]:
    """The parts that a file holds, read by their names: no path of the file is followed."""
    try:
        with tarfile.open(source, "r:") as archive:
            found = {name: archive.extractfile(name) for name in _PARTS}
            return {name: part.read() for name, part in found.items() if part is not None}
    except FileNotFoundError as error:
        raise UsageProblem(f"There is no file {source}.") from error
    except (OSError, KeyError, tarfile.TarError) as error:
        raise DamagedError(f"{source} is no backup of a store: {error}") from error
