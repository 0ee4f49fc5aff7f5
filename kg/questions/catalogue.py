"""The catalogue: every ``.rq`` file in a folder is a question, called as its file is.

Names cost a walk through the folder; a file is read when its question is asked for, and then once.
"""

from __future__ import annotations

import difflib
from functools import cached_property
from pathlib import Path

from kg.errors import Place, ReadingError, UnknownName
from kg.questions.header import read_question
from kg.questions.model import Question

__all__ = ["Catalogue"]


class Catalogue:
    """The questions in the folders under ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read: dict[str, Question] = {}

    @cached_property
    def _paths(self) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for path in sorted(self.folder.rglob("*.rq")):
            if path.stem in found:
                raise ReadingError(f"a question of this name is also in {found[path.stem]}", Place(str(path)))
            found[path.stem] = path
        return dict(sorted(found.items()))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all questions, sorted; no file is read."""
        return tuple(self._paths)

    def get(self, name: str) -> Question:
        """The question of that name ("_" may stand for "-").

        Raises:
            UnknownName: there is none; the nearest are listed.
            ReadingError: its file is not as a question must be.
        """
        found = name if name in self._paths else name.replace("_", "-")
        if found not in self._paths:
            near = difflib.get_close_matches(found, self._paths, n=3)
            raise UnknownName(name, kinds=("question",), near=near)
        if found not in self._read:
            self._read[found] = read_question(self._paths[found])
        return self._read[found]

    def all(self) -> tuple[Question, ...]:
        """All questions, by subject and name.

        Raises:
            ReadingError: a file is not as a question must be.
        """
        return tuple(sorted((self.get(name) for name in self.names), key=lambda q: (q.subject, q.name)))

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and (name in self._paths or name.replace("_", "-") in self._paths)

    def __len__(self) -> int:
        return len(self._paths)
