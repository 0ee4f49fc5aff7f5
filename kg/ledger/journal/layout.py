"""Where things lie in a store folder, and which format it has."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DamagedError, UnreachableError, UsageProblem

__all__ = ["FORMAT", "READABLE", "Layout", "tool"]

FORMAT = 2
"""The format of store folders that this version writes.

1: as it began. 2: ``store.json`` names the shipped files that the store was made from (``shipped``) and whose data were
withdrawn from it (``withdrawn``); records may name the shipped files that they brought, and warnings that were let pass.
"""

READABLE = frozenset({1, FORMAT})
"""The formats that this version reads; what is not FORMAT is brought over by ``kg migrate`` before anything is written."""


def tool() -> str:
    """The program and its version, as journals and stores name it."""
    from importlib.metadata import version

    return f"regional-trade-graph {version('regional-trade-graph')}"


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a store folder."""

    root: Path

    @property
    def about(self) -> Path:
        """What kind of folder this is: its format and who made it."""
        return self.root / "store.json"

    @property
    def genesis(self) -> Path:
        """The graph that the store was built with, as compressed N-Quads, sorted."""
        return self.root / "genesis.nq.gz"

    @property
    def journal(self) -> Path:
        """All commits, in order."""
        return self.root / "journal.rdfp"

    @property
    def live(self) -> Path:
        """The writer's store: the state after the last commit; it can be rebuilt from genesis and journal."""
        return self.root / "live"

    @property
    def snapshots(self) -> Path:
        """Frozen copies of the store for readers, a folder each."""
        return self.root / "snapshots"

    @property
    def head(self) -> Path:
        """Names the published commit and its snapshot."""
        return self.root / "HEAD"

    @property
    def lock(self) -> Path:
        """Held by the one writer."""
        return self.root / "lock"

    def description(self, **more: object) -> bytes:
        """What ``about`` says of a folder that is made now; ``more`` are further entries, left out where empty."""
        told = {name: value for name, value in more.items() if value}
        return (json.dumps({"format": FORMAT, "tool": tool(), **told}, sort_keys=True) + "\n").encode()

    def described(self) -> dict[str, Any]:
        """What ``about`` says; its format is a whole number.

        Raises:
            UnreachableError: there is no store.
            DamagedError: it cannot be read.
        """
        if not self.about.is_file():
            raise UnreachableError(self._missing())
        try:
            about: dict[str, Any] = json.loads(self.about.read_text("utf-8"))
            about["format"] = int(about["format"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DamagedError(f"{self.about} cannot be read: {error}") from error
        return about

    def check(self, *, writing: bool = False) -> None:
        """Make sure that this version can read the folder, or write to it.

        Raises:
            UnreachableError: there is no store.
            DamagedError: its description cannot be read.
            UsageProblem: it is of another format.
        """
        about = self.described()
        found, made = about["format"], about.get("tool", "another version")
        if found not in READABLE:
            raise UsageProblem(
                f"{self.root} has format {found}, made by {made}; this version works with format {FORMAT}. "
                "Install the version that made it, or a newer one: it reads the folder, and `kg backup` of it as well."
            )
        if writing and found != FORMAT:
            raise UsageProblem(
                f"{self.root} has format {found}, made by {made}; it can be asked, but not changed before "
                f"`kg --store {self.root} migrate --reason 'new version'` has brought it to format {FORMAT}."
            )

    def _missing(self) -> str:
        if (self.root / "CURRENT").is_file():
            return (
                f"{self.root} is a store without a journal; `kg build FOLDER` makes one that can be changed."
            )
        return f"There is no store in {self.root}."
