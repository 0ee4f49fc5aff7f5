"""The texts of sources that a user has: `<source id>.txt` in a folder of the user's, never kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from kg.errors import LimitError, ReadingError
from kg.gate.provenance.evidence import Evidence
from kg.gate.provenance.prose import Prose
from kg.reading.texts import read_text

__all__ = ["Library", "digest_of"]


def digest_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


class Library:
    """Texts by the IRI of their source, each read once.

    A text counts as the one that was read where its digest is that of the source. Copies that differ in the ends of
    their lines only are the same text. ``faults`` says by source what is wrong with a text that cannot be used.
    """

    def __init__(self, folder: Path, evidence: Evidence) -> None:
        self._folder = folder
        self._evidence = evidence
        self._texts: dict[str, Prose | None] = {}
        self.faults: dict[str, str] = {}

    def text(self, source: str) -> Prose | None:
        """The text of a source; None where there is none, or where it is not the one that was read."""
        if source not in self._texts:
            self._texts[source] = self._read(source)
        return self._texts[source]

    def _read(self, source: str) -> Prose | None:
        path = self._folder / f"{source.rpartition('/')[2]}.txt"
        if not path.is_file():
            return None
        try:
            found = read_text(path).text
        except (LimitError, ReadingError) as error:
            told = error.message if isinstance(error, ReadingError) else str(error)
            self.faults[source] = f"the text at hand cannot be read: {told}"
            return None
        wanted = self._evidence.value(source, "trade:textDigest")
        if wanted is None:
            return Prose(found)
        same = next((text for text in _copies(found) if digest_of(text) == wanted), None)
        if same is None:
            self.faults[source] = "the text at hand is not the one that was read"
        return None if same is None else Prose(same)


def _copies(text: str) -> Iterator[str]:
    """The text, and the texts that it can be a copy of, made on a system with other ends of lines."""
    plain = text.replace("\r\n", "\n")
    yield text
    yield from (plain, plain.removesuffix("\n"), f"{plain}\n", plain.replace("\n", "\r\n"))
