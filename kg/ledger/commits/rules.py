"""Which rules were in force: the digest of the shapes and checks that a commit was made under."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from kg.resources import room

__all__ = ["rules_digest"]


@lru_cache(maxsize=1)
def rules_digest() -> str:
    """The SHA-256 of all shapes and checks."""
    whole = hashlib.sha256()
    folder = room("shapes")
    for path in sorted((*folder.glob("*.ttl"), *folder.glob("checks/*.rq"))):
        data = path.read_bytes()
        whole.update(f"{path.name} {len(data)}\n".encode())
        whole.update(data)
    return whole.hexdigest()
