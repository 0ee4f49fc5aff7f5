"""Frozen copies of the store for readers: made whole, kept while somebody reads them, removed when old.

``HEAD`` names the published commit and its snapshot; it is replaced in one step. A reader holds a lock on the snapshot it
has open, shared with other readers; only a snapshot that nobody holds is removed.
"""

from __future__ import annotations

import json
import os
import secrets
import weakref
from contextlib import ExitStack
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from kg.errors import DamagedError
from kg.ledger.journal.disk import Disk
from kg.ledger.journal.layout import Layout
from kg.ledger.journal.locks import held, shared
from kg.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from kg.ledger.journal.record import Record
    from kg.ledger.state.live import Live

__all__ = ["FrozenStore", "Snapshots"]

_KEPT = 8
_PATIENCE = 5.0
_PAUSE = 0.005


class FrozenStore(EmbeddedStore):
    """A snapshot opened to be read; ``commit`` is the commit whose state it shows."""

    commit: str = ""

    @classmethod
    def of(cls, folder: Path, commit: str) -> FrozenStore:
        """The snapshot in a folder, which stays as long as it is open.

        Raises:
            FileNotFoundError: it is gone.
            DamagedError: it cannot be read.
        """
        handle = shared(folder / "lock")
        with ExitStack() as undone:
            undone.callback(os.close, handle)
            if not (folder / "lock").exists() or os.stat(folder / "lock").st_ino != os.fstat(handle).st_ino:
                raise FileNotFoundError(folder)
            store = super().open(folder / "graph", read_only=True)
            undone.pop_all()
        assert isinstance(store, cls)
        store.commit = commit
        store._release = weakref.finalize(store, os.close, handle)
        return store

    def close(self) -> None:
        """Let go of the snapshot."""
        super().close()
        self._release()

    _release: weakref.finalize[..., FrozenStore]


class Snapshots:
    """The snapshots of a store folder."""

    def __init__(self, layout: Layout, disk: Disk) -> None:
        self._layout, self._disk = layout, disk

    @property
    def head(self) -> tuple[str, str]:
        """The published commit and the name of its snapshot.

        Raises:
            DamagedError: nothing legible is published.
        """
        try:
            found = json.loads(self._layout.head.read_text("utf-8"))
            return str(found["commit"]), str(found["snapshot"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DamagedError(
                f"{self._layout.head} cannot be read: {error}; `kg rebuild` mends it."
            ) from error

    def open(self) -> FrozenStore:
        """The published snapshot.

        Raises:
            DamagedError: it is not there, or cannot be read.
        """
        deadline = monotonic() + _PATIENCE
        while True:
            commit, name = self.head
            try:
                return FrozenStore.of(self._layout.snapshots / name, commit)
            except FileNotFoundError as error:
                # A writer may have published another one and removed this one since HEAD was read.
                if monotonic() > deadline:
                    raise DamagedError(
                        f"The snapshot {name} is not there; `kg rebuild` makes it anew."
                    ) from error
                sleep(_PAUSE)

    def find(self, commit: str) -> FrozenStore | None:
        """The snapshot of a commit, where it is still kept."""
        for folder in reversed(self._folders()):
            if folder.name.split("-")[1] == commit:
                try:
                    return FrozenStore.of(folder, commit)
                except FileNotFoundError:
                    return None
        return None

    def all(self) -> list[tuple[str, Path]]:
        """The commits that have a snapshot, with its folder, the oldest first."""
        return [(folder.name.split("-")[1], folder) for folder in self._folders()]

    def publish(self, live: Live, record: Record, *, anew: bool = False) -> None:
        """Freeze the state after a commit and make it the one that readers see; ``anew`` trusts no copy that is there."""
        self._disk.make(self._layout.snapshots)
        name = f"{record.number:06d}-{record.id}"
        if anew:
            name += f"-{secrets.token_hex(4)}"
        if not (self._layout.snapshots / name).is_dir():
            self._freeze(live, name)
        said = json.dumps({"commit": record.id, "snapshot": name}, sort_keys=True)
        self._disk.replace(self._layout.head, f"{said}\n".encode())

    def prune(self, keep: int = _KEPT) -> None:
        """Remove old snapshots that nobody reads, and what killed writers left behind."""
        _, published = self.head
        others = [folder for folder in self._folders() if folder.name != published]
        for folder in others[: max(len(others) - keep + 1, 0)]:
            self._remove(folder)
        for left in (*self._layout.snapshots.glob(".*"), *self._layout.root.glob(".live-*")):
            self._disk.clear(left)
        for left in self._layout.root.glob(".HEAD-*"):
            left.unlink(missing_ok=True)

    def _freeze(self, live: Live, name: str) -> None:
        draft = self._layout.snapshots / f".making-{name}-{secrets.token_hex(4)}"
        self._disk.make(draft)
        live.freeze(draft / "graph")
        self._disk.append(draft / "lock", b"")
        self._disk.settle_all(draft / "graph")
        self._disk.settle(draft)
        self._disk.rename(draft, self._layout.snapshots / name)

    def _remove(self, folder: Path) -> None:
        try:
            handle = os.open(folder / "lock", os.O_RDWR)
        except FileNotFoundError:
            self._disk.clear(folder)
            return
        try:
            if held(handle):
                gone = folder.with_name(f".gone-{folder.name}")
                self._disk.rename(folder, gone)
                self._disk.clear(gone)
        finally:
            os.close(handle)

    def _folders(self) -> list[Path]:
        if not self._layout.snapshots.is_dir():
            return []
        return sorted(path for path in self._layout.snapshots.iterdir() if not path.name.startswith("."))
