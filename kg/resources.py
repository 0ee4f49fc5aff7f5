"""Rooms of shipped files: the only way to reach ontology/, shapes/, queries/, data/ and schemas/.

In a checkout the rooms lie at its top; in an installed wheel they lie in ``kg/_rooms``.
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import DamagedError

__all__ = ["ROOMS", "room"]

ROOMS = ("data", "ontology", "queries", "shapes")

_PACKAGE = Path(__file__).resolve().parent


def room(name: str) -> Path:
    """The folder that holds the shipped files of one room.

    Raises:
        DamagedError: the installation lacks the room.
    """
    for folder in (_PACKAGE / "_rooms" / name, _PACKAGE.parent / name):
        if name in ROOMS and folder.is_dir():
            return folder
    raise DamagedError(f"The installation lacks its {name}/ folder; install the package again.")
