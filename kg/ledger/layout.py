"""Where things lie in a store folder, and which format it has."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import DamagedError, UnreachableError, UsageProblem

__all__ = ["FORMAT", "Layout", "tool"]

FORMAT = 1
"""The format of store folders that this version reads and writes."""


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

    def description(self) -> bytes:
        """What ``about`` says of a folder that is made now."""
        return (json.dumps({"format": FORMAT, "tool": tool()}, sort_keys=True) + "\n").encode()

    def check(self) -> None:
        """Make sure that this version can work with the folder.

        Raises:
            UnreachableError: there is no store.
            DamagedError: its description cannot be read.
            UsageProblem: it is of another format.
        """
        if not self.about.is_file():
            raise UnreachableError(self._missing())
        try:
            about: dict[str, Any] = json.loads(self.about.read_text("utf-8"))
            found = int(about["format"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise DamagedError(f"{self.about} cannot be read: {error}") from error
        if found != FORMAT:
            made = about.get("tool", "another version")
            raise UsageProblem(
                f"{self.root} has format {found}, made by {made}; this version works with format {FORMAT}. "
                "Back it up with the version that made it (`kg backup`), then `kg restore` the file with this one."
            )

    def _missing(self) -> str:
        if (self.root / "CURRENT").is_file():
            return (
                f"{self.root} is a store without a journal; `kg build FOLDER` makes one that can be changed."
            )
        return f"There is no store in {self.root}."
