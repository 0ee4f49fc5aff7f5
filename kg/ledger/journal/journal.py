"""The journal: all commits in one file, added at its end and never changed, each written through before it counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import DamagedError
from kg.ledger.journal.disk import Disk
from kg.ledger.journal.record import Record, RecordFault, Signer

__all__ = ["Journal"]


class Journal:
    """The records of a store, read once and then as far as the file has grown.

    ``torn`` counts the bytes after the last whole record: what a writer left behind that was killed while writing.
    """

    def __init__(self, path: Path, disk: Disk) -> None:
        self._path, self._disk = path, disk
        self._records: list[Record] = []
        self._places: dict[str, int] = {}
        self._first = b""
        self._read = 0
        self.torn = 0

    @property
    def records(self) -> tuple[Record, ...]:
        """All records, the oldest first."""
        return tuple(self._records)

    @property
    def last(self) -> Record:
        """The newest record."""
        return self._records[-1]

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def get(self, name: str) -> Record:
        """The record of a commit.

        Raises:
            KeyError: there is none.
        """
        return self._records[self._places[name]]

    def after(self, name: str) -> Iterator[Record]:
        """The records that follow a commit."""
        yield from self._records[self._places[name] + 1 :]

    def refresh(self) -> None:
        """Read what was added since the last time.

        Raises:
            DamagedError: the file is missing, or a record was changed, dropped or put in.
        """
        try:
            data = self._rest()
        except OSError as error:
            raise DamagedError(f"The journal {self._path} cannot be read: {error.strerror}.") from error
        while (size := self._whole(data)) is not None:
            self._take(data[:size])
            data = data[size:]
        self.torn = len(data)

    def mend(self) -> bool:
        """Cut what is no whole record off the end; says whether there was anything."""
        if not self.torn:
            return False
        self._disk.truncate(self._path, self._read)
        self.torn = 0
        return True

    def append(self, record: Record, signer: Signer | None = None) -> Record:
        """Add a record and have it written through; from then on it counts.

        Raises:
            DamagedError: it could not be written, and nothing counts.
        """
        data = record.text(signer).encode()
        try:
            self._disk.append(self._path, data)
        except OSError as error:
            self._take_back()
            raise DamagedError(
                f"The journal {self._path} cannot be written: {error.strerror}. Nothing was committed."
            ) from error
        self._take(data)
        return self.last

    def _take_back(self) -> None:
        """Cut off what a failed attempt wrote; where even that fails, the next writer does it."""
        try:
            self._disk.truncate(self._path, self._read)
        except OSError:
            self.torn = -1

    def _rest(self) -> bytes:
        with self._path.open("rb") as file:
            # Another first record is another journal; a part of the same one is this journal, cut.
            if not self._first.startswith(file.read(len(self._first))):
                self._begin_anew()
            size = file.seek(0, 2)
            if size < self._read:
                raise DamagedError(f"The journal {self._path} has become shorter while it was in use.")
            file.seek(self._read)
            return file.read()

    def _begin_anew(self) -> None:
        """Forget what was read: the folder was exchanged for another store, which has another journal."""
        self._records, self._places = [], {}
        self._first, self._read = b"", 0

    def _whole(self, data: bytes) -> int | None:
        """The size of the record at the beginning; None where the rest is the torn end of the file."""
        end = data.find(b"\nE ")
        stop = data.find(b"\n", end + 1) if end >= 0 else -1
        start = data.find(b"\nH ")
        if 0 <= start < (end if end >= 0 else len(data)):
            raise self._damaged("it has no end line")
        if stop < 0 or b"\0" in data[:stop]:
            return None
        return stop + 1

    def _take(self, data: bytes) -> None:
        try:
            record = Record.parse(data.decode())
        except (RecordFault, UnicodeDecodeError) as error:
            raise self._damaged(str(error)) from error
        before = self._records[-1] if self._records else None
        if record.number != len(self._records) or record.previous != (before.digest if before else None):
            raise self._damaged("it does not follow the record before: one was dropped, put in or changed")
        self._first = self._first or data
        self._records.append(record)
        self._places[record.id] = record.number
        self._read += len(data)

    def _damaged(self, what: str) -> DamagedError:
        number = len(self._records)
        return DamagedError(f"Record {number} of the journal {self._path} is damaged: {what}.")
