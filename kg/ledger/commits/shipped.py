"""Which shipped files a store was made from: the digest of the ontology and the reference data."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.resources import room

__all__ = ["shipped_digest"]


def shipped_digest(folder: Path | None = None) -> str:
    """The SHA-256 of the ontology and the reference data in a folder, by default those of this version."""
    folder = folder or room("ontology")
    whole = hashlib.sha256()
    for path in (*sorted(folder.glob("*.ttl")), *sorted((folder / "reference").glob("*.ttl"))):
        data = path.read_bytes().replace(b"\r\n", b"\n")
        whole.update(f"{path.relative_to(folder).as_posix()} {len(data)}\n".encode())
        whole.update(data)
    return whole.hexdigest()
