"""What a store was made under: the format of its folder, the shipped files, the rules; and whether these are today's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.findings import Finding, Severity
from kg.ledger.commits.rules import rules_digest
from kg.ledger.commits.shipped import shipped_digest
from kg.ledger.journal.layout import FORMAT, Layout
from kg.ledger.journal.record import Record

__all__ = ["Standing", "remarks", "standing", "undone"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The format of a folder, the digests of the shipped files and of the rules that all its facts were held against.

    ``shipped`` is None where the store was not made from shipped files, or by a version that did not say so.
    """

    format: int
    shipped: str | None
    rules: str

    @property
    def older_files(self) -> bool:
        """Whether it was made from other shipped files than those of this version."""
        return self.shipped is not None and self.shipped != shipped_digest()

    @property
    def older_rules(self) -> bool:
        """Whether its facts were held against other rules than those of this version."""
        return self.rules != rules_digest()


def standing(layout: Layout, records: Sequence[Record]) -> Standing:
    """What the store of a folder was made under; a migration that was taken back does not count.

    Raises:
        DamagedError: the folder's description cannot be read.
    """
    about, gone = layout.described(), undone(records)
    made = [one for one in records if one.kind == "migrate" and one.id not in gone]
    shipped = made[-1].shipped if made else about.get("shipped")
    return Standing(about["format"], shipped, (made or records)[-1 if made else 0].shapes)


def undone(records: Sequence[Record]) -> frozenset[str]:
    """The ids of the commits that are taken back; an undo that was taken back in turn does not count."""
    gone: set[str] = set()
    for record in reversed(records):
        if record.reverts is not None and record.id not in gone:
            gone.add(record.reverts)
    return frozenset(gone)


def remarks(found: Standing) -> tuple[Finding, ...]:
    """A warning L09 for each thing in which a store is not of this version."""
    told = []
    if found.format != FORMAT:
        told.append(f"its folder has format {found.format}, and this version writes format {FORMAT}")
    if found.older_files:
        told.append("it was made from another version of the ontology and reference data")
    if found.older_rules:
        told.append("its facts were held against other rules than those of this version")
    remedy = "`kg migrate --dry-run` says what would change, `kg migrate --reason TEXT` does it."
    return tuple(
        Finding(code="L09", message=text, remedy=remedy, severity=Severity.WARNING, rule="migrate")
        for text in told
    )
