"""The beginning of a store: a free place, the first graph and the first record."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad

from kg.errors import UsageProblem
from kg.ledger.commits.receipts import Signature
from kg.ledger.commits.recording import first_record
from kg.ledger.commits.writing import Writer
from kg.ledger.journal.changes import ChangeSet
from kg.ledger.journal.disk import Disk
from kg.ledger.journal.genesis import packed
from kg.ledger.journal.journal import Journal
from kg.ledger.journal.layout import Layout

__all__ = ["begin", "check_free"]


def check_free(folder: Path, *, replace: bool) -> None:
    """Make sure that a store may be made in a folder.

    Raises:
        UsageProblem: something else stands there, or a store that may not go.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not folder.is_dir():
        raise UsageProblem(f"{folder} is a file; name a folder.")
    bare, full = (folder / "CURRENT").is_file(), (folder / "store.json").is_file()
    if not bare and not full:
        raise UsageProblem(f"{folder} holds something that is no store; name an empty or a new folder.")
    if full and not replace:
        raise UsageProblem(
            f"{folder} holds a store with its commits already; name another folder, or replace it (--replace)."
        )


def begin(
    draft: Path, quads: Iterable[Quad], signature: Signature, disk: Disk, *, shipped: str | None = None
) -> None:
    """Write all parts of a new store."""
    layout = Layout(draft)
    genesis = ChangeSet.of(quads).added
    data, digest = packed(genesis)
    disk.replace(layout.genesis, data)
    record = first_record(ChangeSet(added=genesis), digest, signature)
    journal = Journal(layout.journal, disk)
    journal.append(record, signature.signer)
    writer = Writer(layout, journal, disk)
    try:
        writer.rebuild()
    finally:
        writer.close()
    disk.replace(layout.about, layout.description(shipped=shipped))
