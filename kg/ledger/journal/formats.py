"""From one format of store folders to the next: a step for each, every one of them a single replacement on the disk.

A process killed in the middle of a step has done it or not. What lies in an older format can be asked, not written to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.errors import UsageProblem
from kg.ledger.journal.disk import Disk
from kg.ledger.journal.layout import FORMAT, Layout

__all__ = ["STEPS", "bring_over"]

Step = Callable[[Layout, Disk], None]


def _name_files(layout: Layout, disk: Disk) -> None:
    """From 1 to 2: the description may name the shipped files; which these were, nobody wrote down."""
    about = layout.described()
    disk.replace(layout.about, layout.description(made_by=about.get("tool")))


STEPS: Mapping[int, Step] = {1: _name_files}
"""What brings a folder of a format to the next one."""


def bring_over(layout: Layout, disk: Disk) -> tuple[str, ...]:
    """Bring a folder to the format of this version, in place; says what was done.

    Raises:
        UsageProblem: no step leads there: it is of a newer version.
    """
    told = []
    while (found := layout.described()["format"]) != FORMAT:
        step = STEPS.get(found)
        if step is None:
            layout.check()
            raise UsageProblem(f"No step leads from format {found} to format {FORMAT}.")
        step(layout, disk)
        told.append(f"The folder was brought from format {found} to format {found + 1}.")
    return tuple(told)
