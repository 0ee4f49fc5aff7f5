"""Signatures of commits by Ed25519; needs the library ``cryptography`` (extra "signing")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import MissingExtra, UsageProblem
from kg.ledger.journal.record import Record

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = ["Ed25519Signer", "is_signed", "new_key", "public_key"]

_HEX = re.compile(r"[0-9a-fA-F]{64}")


class Ed25519Signer:
    """Signs with a private key; ``key`` is its public half in hex."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.key = private.public_key().public_bytes_raw().hex()

    @classmethod
    def read(cls, path: Path) -> Ed25519Signer:
        """The signer of a file that holds 32 bytes in hex, as ``new_key`` writes it.

        Raises:
            UsageProblem: the file holds something else.
            MissingExtra: the library is not installed.
        """
        private = _library()
        try:
            return cls(private.from_private_bytes(bytes.fromhex(path.read_text("ascii").strip())))
        except (OSError, ValueError) as error:
            raise UsageProblem(f"{path} holds no private key: {error}") from error

    def sign(self, message: bytes) -> bytes:
        """The signature of a message."""
        return self._private.sign(message)


def public_key(text: str) -> str:
    """The public key that is meant: 64 hex digits as they stand, or that of a private key in a file.

    Raises:
        UsageProblem: it is neither.
        MissingExtra: the library that reads private keys is not installed.
    """
    if _HEX.fullmatch(text):
        return text.lower()
    if not Path(text).is_file():
        raise UsageProblem(f"“{text}” is no public key of 64 hex digits, and no file of a private key.")
    return Ed25519Signer.read(Path(text)).key


def new_key(path: Path) -> str:
    """Make a private key, write it to a new file that only its owner may read, and tell its public half.

    Raises:
        FileExistsError: the file is there.
        MissingExtra: the library is not installed.
    """
    private = _library().generate()
    path.touch(mode=0o600, exist_ok=False)
    path.write_text(private.private_bytes_raw().hex() + "\n", "ascii")
    return Ed25519Signer(private).key


def is_signed(record: Record, keys: Sequence[str]) -> str | None:
    """What is wrong with the signature of a commit, given the public keys to trust; None where nothing is.

    Raises:
        MissingExtra: the library is not installed.
    """
    if record.signature is None:
        return "it is not signed"
    key, signature = record.signature
    if key not in keys:
        return f"it is signed with the unknown key {key[:16]}…"
    _library()
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), record.digest.encode())
    except (InvalidSignature, ValueError):
        return "its signature is not by the key that it names"
    return None


def _library() -> type[Ed25519PrivateKey]:
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError as error:
        raise MissingExtra("cryptography", "signing") from error
    return Ed25519PrivateKey
