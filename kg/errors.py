"""The error tree of the house, drawn once.

    KgError                     anything this package raises on purpose
    ├── NameProblem             a name that does not lead to exactly one thing
    │   ├── UnknownName         nothing carries the name; the nearest names are listed
    │   └── AmbiguousName       several things carry the name; they are listed
    ├── UsageProblem            a parameter or option that cannot be used as given
    ├── ReadingError            a file or text that cannot be read, with its place
    │   └── NumberUnreadable    a printed number that cannot be read without guessing
    ├── QueryError              a query that an engine refuses, with line and column where known
    ├── RejectedError           facts that were refused; holds the report
    ├── LockedError             another writer holds the store, or its base moved
    ├── DamagedError            a store, journal or shipped file that is not as it was written
    ├── LimitError              a size or memory limit was reached
    ├── UnreachableError        a store or endpoint that does not answer
    ├── TimeLimitError          a query or submission that ran out of time
    └── MissingExtra            an optional library is needed and not installed

Every class carries the exit code of the command line (``exit_code``), so that a door never decides what an
error means. Bad data is not an error: it is a Finding in a Report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "AmbiguousName",
    "DamagedError",
    "KgError",
    "LimitError",
    "LockedError",
    "MissingExtra",
    "NameProblem",
    "NumberUnreadable",
    "Place",
    "QueryError",
    "ReadingError",
    "RejectedError",
    "TimeLimitError",
    "UnknownName",
    "UnreachableError",
    "UsageProblem",
]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: line and column count from 1; None where the format hides them."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(parts)


class KgError(Exception):
    """Anything this package raises on purpose."""

    exit_code = 7


class NameProblem(KgError):
    """A name that does not lead to exactly one thing."""

    exit_code = 2


class UnknownName(NameProblem):
    """Nothing carries the name; ``near`` lists the nearest known names."""

    def __init__(self, name: str, *, kinds: Sequence[str] = (), near: Sequence[str] = ()) -> None:
        self.name, self.kinds, self.near = name, tuple(kinds), tuple(near)
        wanted = " or ".join(kinds) or "thing"
        hint = f" Did you mean {_either(self.near)}?" if near else ""
        super().__init__(f"No {wanted} is called “{name}”.{hint}")


class AmbiguousName(NameProblem):
    """Several things carry the name; ``candidates`` lists them as (IRI, label) pairs."""

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]]) -> None:
        self.name, self.candidates = name, tuple(candidates)
        listed = "; ".join(f"{label} <{iri}>" for iri, label in candidates)
        super().__init__(f"“{name}” can mean several things: {listed}. Use one of the IRIs, or a code.")


class UsageProblem(KgError):
    """A parameter or option that cannot be used as given."""

    exit_code = 2


class ReadingError(KgError):
    """A file or text that cannot be read; ``place`` says where."""

    exit_code = 3

    def __init__(self, message: str, place: Place | None = None) -> None:
        self.message, self.place = message, place
        super().__init__(f"{place}: {message}" if place else message)


class NumberUnreadable(ReadingError):
    """A printed number that cannot be read without guessing."""


class QueryError(KgError):
    """A query that an engine refuses; ``line`` and ``column`` count from 1 where the engine tells them."""

    exit_code = 3

    def __init__(self, message: str, *, line: int | None = None, column: int | None = None) -> None:
        self.message, self.line, self.column = message, line, column
        where = f"line {line}, column {column}: " if line is not None else ""
        super().__init__(f"{where}{message}")


class RejectedError(KgError):
    """Facts that were refused; ``report`` holds the findings."""

    exit_code = 1

    def __init__(self, message: str, report: object) -> None:
        self.report = report
        super().__init__(message)


class LockedError(KgError):
    """Another writer holds the store, or the state a submission was made for has moved."""

    exit_code = 4


class DamagedError(KgError):
    """A store, journal or shipped file that is not as it was written."""

    exit_code = 5


class LimitError(KgError):
    """A size, memory or time limit was reached; ``place`` says by which file, where it was one."""

    exit_code = 6

    def __init__(self, message: str, place: Place | None = None) -> None:
        self.message, self.place = message, place
        super().__init__(f"{place}: {message}" if place else message)


class UnreachableError(KgError):
    """A store or endpoint that does not answer."""

    exit_code = 8


class TimeLimitError(KgError):
    """A query or submission that ran out of time."""

    exit_code = 9


class MissingExtra(KgError):
    """An optional library is needed and not installed; the message says how to install it.

    ``extra`` is the extra of this package that brings it; the message names the library first, which can be
    installed so beside a clone as well.
    """

    exit_code = 2

    def __init__(self, library: str, extra: str) -> None:
        self.library, self.extra = library, extra
        super().__init__(f"This needs {library}: pip install {library} (extra “{extra}”)")


def _either(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
