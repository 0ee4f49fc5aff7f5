"""What a form needs to know besides the report: the files, the exit code, how much to show."""

from __future__ import annotations

from dataclasses import dataclass

from kg.findings import LIMIT, Severity
from kg.printing.terminal import Style

__all__ = ["Telling"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How a report is told.

    ``limit`` is how many findings of each code and severity are shown (None: all); ``fail_on`` from which severity on
    the answer is no (None: never); ``exit_code`` what the command leaves with; ``files`` all files that were checked,
    as they were typed; ``home`` the folder that their names start from; ``style`` is for text only.
    """

    limit: int | None = LIMIT
    fail_on: Severity | None = Severity.VIOLATION
    exit_code: int = 0
    files: tuple[str, ...] = ()
    home: str | None = None
    style: Style | None = None

    def fails(self, severity: Severity) -> bool:
        """Whether a finding of this severity makes the answer a no."""
        return self.fail_on is not None and severity >= self.fail_on
