"""The graph that a store was built with: kept once, compressed, sorted, with its digest in the first record."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Quad

from kg.errors import DamagedError
from kg.ledger.journal.changes import LEDGER, line, quads_of

__all__ = ["digest_of", "packed", "unpacked"]


def packed(quads: Iterable[Quad]) -> tuple[bytes, str]:
    """The graph as a compressed file, and its digest."""
    lines = sorted({line(quad) for quad in quads})
    text = "\n".join(lines).encode()
    return gzip.compress(text, compresslevel=6, mtime=0), hashlib.sha256(text).hexdigest()


def unpacked(path: Path, digest: str) -> tuple[Quad, ...]:
    """The graph in a file.

    Raises:
        DamagedError: the file is missing, or not the one whose digest is given.
    """
    try:
        text = gzip.decompress(path.read_bytes())
    except (OSError, EOFError, zlib.error) as error:
        raise DamagedError(f"{path} cannot be read: {error}") from error
    if hashlib.sha256(text).hexdigest() != digest:
        raise DamagedError(
            f"{path} is not the graph that the store was built with: its digest is another one."
        )
    return tuple(quads_of(text))


def digest_of(quads: Iterable[Quad]) -> str:
    """The SHA-256 of a graph as sorted N-Quads, the ledger left out: the same for the same facts."""
    lines = sorted({line(quad) for quad in quads if quad.graph_name != LEDGER})
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
