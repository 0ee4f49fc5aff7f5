"""The one way to change a store: lock, recover, journal, store, snapshot, head, in this order.

From the moment a record is written through in the journal the commit counts. What follows can be done again at any
time: whoever opens the store for writing next does what a killed writer left undone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from traceback import clear_frames

from kg.errors import DamagedError
from kg.ledger.journal.disk import Disk
from kg.ledger.journal.genesis import unpacked
from kg.ledger.journal.journal import Journal
from kg.ledger.journal.layout import Layout
from kg.ledger.journal.locks import exclusive
from kg.ledger.journal.record import Record, Signer
from kg.ledger.state.live import Live, rebuilt
from kg.ledger.state.snapshots import Snapshots

__all__ = ["DRAFT", "Writer", "writing"]

DRAFT = ".forgetting-"
"""How the name of a folder begins in which a store is founded anew, and in which the old one is left for a moment."""


class Writer:
    """The store of a folder in the hands of its one writer; ``notes`` tell what had to be recovered."""

    def __init__(self, layout: Layout, journal: Journal, disk: Disk) -> None:
        self.layout, self.journal, self._disk = layout, journal, disk
        self.snapshots = Snapshots(layout, disk)
        self.notes: list[str] = []
        self.live: Live | None = None

    @property
    def open(self) -> Live:
        """The writer's store, up to date with the journal."""
        assert self.live is not None
        return self.live

    def recover(self) -> None:
        """Bring journal, store and published state together after whatever happened to the last writer.

        Raises:
            DamagedError: the journal lost a commit that was published, or was changed.
        """
        self._tidy()
        self.journal.refresh()
        if self.journal.mend():
            self.notes.append(
                "The last entry of the journal was not whole and did not count; it was cut off."
            )
        if not self.journal.records:
            raise DamagedError(f"The journal {self.layout.journal} holds no commit.")
        published = self.published()
        if published is not None and published not in self.journal:
            raise self._lost(published)
        self._reopen()
        if published != self.journal.last.id:
            self.publish()

    def commit(self, record: Record, signer: Signer | None = None) -> Record:
        """Journal a commit. When this returns, it counts."""
        return self.journal.append(record, signer)

    def settle(self) -> str | None:
        """Let the store and the readers follow the journal; says what stood in the way, if anything did."""
        try:
            self._catch_up()
            self.publish()
        except (OSError, DamagedError) as error:
            return (
                f"The commit counts, but is not visible yet ({error}). "
                "The next one who writes, or `kg rebuild`, makes it visible."
            )
        return None

    def publish(self, *, anew: bool = False) -> None:
        """Let readers see the newest state."""
        self.snapshots.publish(self.open, self.journal.last, anew=anew)
        self.snapshots.prune(1 if anew else 8)

    def rebuild(self) -> None:
        """Make the writer's store anew from genesis and journal, and publish it."""
        self.close()
        first = self.journal.records[0]
        genesis = unpacked(self.layout.genesis, first.genesis or "")
        rebuilt(self.layout.live, genesis, self.journal.records, self._disk)
        self.live = Live(self.layout.live, self._disk)
        self.publish(anew=True)

    def close(self) -> None:
        """Let go of the store."""
        if self.live is not None:
            self.live.close()
            self.live = None

    def published(self) -> str | None:
        """The commit that readers see; None where that cannot be told."""
        try:
            return self.snapshots.head[0]
        except DamagedError:
            return None

    def _tidy(self) -> None:
        """Remove what a process left beside the store that was killed while it founded it anew."""
        folder = self.layout.root.resolve()
        # Nothing of a store beside this one whose name begins with the name of this one: it may be at work.
        own = re.compile(rf"{re.escape(DRAFT + folder.name)}-\d+-[0-9a-f]{{8}}(\.old)?")
        for left in folder.parent.glob(f"{DRAFT}*"):
            if own.fullmatch(left.name):
                self._disk.clear(left)

    def _reopen(self) -> None:
        """Open the writer's store and let it catch up; where it is not usable, make it anew."""
        try:
            if not (self.layout.live / "CURRENT").is_file():
                raise DamagedError("it is not there")
            self.live = Live(self.layout.live, self._disk)
            head = self.live.head
        except DamagedError as error:
            self.notes.append(
                f"The writer's store could not be used ({error}) and was made anew from the journal."
            )
            self.rebuild()
            return
        if head is not None and head not in self.journal:
            raise self._lost(head)
        if head is None:
            self.notes.append("The writer's store named no commit and was made anew from the journal.")
            self.rebuild()
            return
        if self._catch_up():
            self.notes.append("The last commit had not reached the store and was carried out now.")

    def _catch_up(self) -> int:
        """Carry out the commits that the store has not seen; says how many."""
        head = self.open.head
        assert head is not None
        before = self.journal.get(head)
        missing = list(self.journal.after(head))
        for record in missing:
            self.open.apply(record, before)
            before = record
        return len(missing)

    def _lost(self, commit: str) -> DamagedError:
        return DamagedError(
            f"The journal {self.layout.journal} lacks the commit {commit}, which the store has: its end was cut off "
            "or exchanged. Put back the journal, `kg restore` a backup, or let `kg rebuild` go back to what it holds."
        )


@contextmanager
def writing(
    folder: Path, journal: Journal, disk: Disk, wait: float, *, recover: bool = True
) -> Iterator[Writer]:
    """A store folder in the hands of its one writer.

    Raises:
        LockedError: another writer held it for longer than ``wait`` seconds.
        DamagedError: it is not as it was written.
    """
    layout = Layout(folder)
    with exclusive(layout.lock, wait), ExitStack() as leaving:
        leaving.push(_let_go)
        writer = Writer(layout, journal, disk)
        leaving.callback(writer.close)
        try:
            if recover:
                writer.recover()
            yield writer
        except OSError as error:
            raise DamagedError(f"{folder} cannot be written: {error.strerror or error}.") from error


def _let_go(_: object, error: BaseException | None, __: object) -> None:
    """Have an error forget the values it was raised among: whoever keeps the error would keep the store open."""
    while error is not None:
        clear_frames(error.__traceback__)
        error = error.__cause__ or error.__context__
