"""The writer's store: the state after the last commit, moved by one transaction for each commit."""

from __future__ import annotations

import gc
import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pyoxigraph import Quad, Store

from kg.errors import DamagedError, LockedError
from kg.ledger.journal.disk import Disk
from kg.ledger.journal.record import Record
from kg.ledger.state.account import account, head_of

__all__ = ["Live", "rebuilt", "replayed", "told"]


class Live:
    """A store folder opened for writing; one process has it open at a time."""

    def __init__(self, folder: Path, disk: Disk) -> None:
        self.folder, self._disk = folder, disk
        self.engine = self._opened()

    def _opened(self) -> Store:
        """The engine; where a forgotten one still has the folder open, it is collected first.

        Raises:
            LockedError: this process has the folder open elsewhere.
            DamagedError: the folder cannot be used.
        """
        for attempt in range(2):
            try:
                return self._disk.step("engine", self.folder, lambda: Store(self.folder))
            except (OSError, RuntimeError) as error:
                if "lock" not in str(error).lower():
                    raise DamagedError(f"The store {self.folder} cannot be used: {error}") from error
                if attempt:
                    raise LockedError(
                        f"The store {self.folder} is open for writing elsewhere: {error}"
                    ) from error
            gc.collect()
        raise AssertionError

    @property
    def head(self) -> str | None:
        """The commit whose state it holds."""
        with told(self.folder):
            return head_of(self.engine)

    def apply(self, record: Record, before: Record | None) -> None:
        """Carry out a commit and move the head, both in one transaction."""
        update = (account(record, before) + record.change).update()
        with told(self.folder):
            self._disk.step("engine", self.folder, lambda: self.engine.update(update))

    def freeze(self, target: Path) -> None:
        """Copy the state to a new folder; what does not change is shared, not copied."""
        with told(self.folder):
            self._disk.step("engine", target, lambda: self.engine.backup(target))

    def close(self) -> None:
        """Let go of the files."""
        self.engine = Store()


def replayed(genesis: Iterable[Quad], records: Iterable[Record], engine: Store) -> Store:
    """A store of its own with the graph at the beginning and all commits that followed."""
    engine.bulk_extend(genesis)
    before: Record | None = None
    for record in records:
        engine.update((account(record, before) + record.change).update())
        before = record
    return engine


def rebuilt(folder: Path, genesis: Iterable[Quad], records: Iterable[Record], disk: Disk) -> None:
    """Make the writer's store anew and put it in its place; a killed attempt leaves nothing that counts."""
    draft = folder.with_name(f".live-{os.getpid()}-{secrets.token_hex(4)}")
    with told(folder):
        engine = disk.step("engine", draft, lambda: replayed(genesis, records, Store(draft)))
        engine.flush()
    del engine
    disk.settle_all(draft)
    disk.place(draft, folder)


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """What the engine says of its files, in the words of the house."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise DamagedError(f"The store {folder} cannot be used: {error}") from error
