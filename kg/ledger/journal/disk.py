"""Every touch of the disk that the ledger makes: one small room, so that a test can let each of them fail."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

__all__ = ["Disk"]

T = TypeVar("T")


class Disk:
    """The disk as the ledger uses it. A subclass may override ``step`` and ``put`` to let operations fail."""

    def step(self, what: str, path: Path, action: Callable[[], T]) -> T:
        """Carry out one operation ("fsync", "replace", …) on a path; all of them pass here."""
        return action()

    def put(self, handle: int, data: bytes, path: Path) -> None:
        """Write all of ``data``; the system may take it in pieces."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]

    def append(self, path: Path, data: bytes) -> None:
        """Add to the end of a file and have it written through."""
        handle = self.step("open", path, lambda: os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644))
        try:
            self.step("write", path, lambda: self.put(handle, data, path))
            self.step("fsync", path, lambda: os.fsync(handle))
        finally:
            os.close(handle)

    def replace(self, path: Path, data: bytes) -> None:
        """Give a file new content in one step: whoever reads it sees the old or the new, whole."""
        draft = path.with_name(f".{path.name}-{os.getpid()}-{secrets.token_hex(4)}")
        try:
            self.append(draft, data)
            self.step("replace", path, lambda: os.replace(draft, path))
        except OSError:
            draft.unlink(missing_ok=True)
            raise
        self.settle(path.parent)

    def truncate(self, path: Path, size: int) -> None:
        """Cut a file to a size and have that written through."""
        handle = self.step("open", path, lambda: os.open(path, os.O_WRONLY))
        try:
            self.step("truncate", path, lambda: os.ftruncate(handle, size))
            self.step("fsync", path, lambda: os.fsync(handle))
        finally:
            os.close(handle)

    def rename(self, old: Path, new: Path) -> None:
        """Give a file or folder another name in one step, and have that written through."""
        self.step("rename", new, lambda: os.rename(old, new))
        self.settle(new.parent)

    def place(self, draft: Path, folder: Path) -> None:
        """Move a finished folder to its place; one that stands there is exchanged for it in one step, and removed."""
        from kg.building.placing import place  # readers use a disk too, and never need this

        self.step("place", folder, lambda: place(draft, folder))

    def make(self, folder: Path) -> None:
        """Make a folder, and those above it."""
        self.step("mkdir", folder, lambda: folder.mkdir(parents=True, exist_ok=True))

    def settle(self, path: Path) -> None:
        """Have the system write a file or folder through to the disk."""
        handle = os.open(path, os.O_RDONLY)
        try:
            self.step("fsync", path, lambda: os.fsync(handle))
        finally:
            os.close(handle)

    def clear(self, folder: Path) -> None:
        """Remove a folder with all that is in it; what cannot be removed stays for the next time."""
        self.step("remove", folder, lambda: shutil.rmtree(folder, ignore_errors=True))

    def settle_all(self, folder: Path) -> None:
        """Have everything in a folder written through; files linked elsewhere have been already."""
        for path in sorted(folder.iterdir()):
            if path.is_file() and path.stat().st_nlink == 1:
                self.settle(path)
        self.settle(folder)
