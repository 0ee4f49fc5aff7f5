"""Findings on their way to a report: with what they involve, so that consequences and repetitions can be left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.findings import Finding, Severity
from kg.gate.codes import CODES

__all__ = ["Row", "first_of_each", "settle"]


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with the IRIs that it involves: its fact, and whatever else its message names.

    Of rows that have the same ``once`` the first is enough; None where every row is to be told.
    """

    finding: Finding
    iris: frozenset[str] = frozenset()
    once: str | None = None


def first_of_each(rows: Iterable[Row], subjects: Collection[str] = frozenset()) -> list[Row]:
    """The rows of a check, one for each ``once``: the first that involves one of ``subjects``, else the first."""
    told: set[str] = set()
    kept = []
    for row in sorted(rows, key=lambda row: row.iris.isdisjoint(subjects)):
        if row.once is None or row.once not in told:
            kept.append(row)
        if row.once is not None:
            told.add(row.once)
    return kept


def settle(rows: Iterable[Row], refused: Collection[str] = frozenset()) -> list[Row]:
    """The rows without mere consequences of others and without the same thing told from two sides.

    A fact whose id is taken (R07) has no other finding, nor have others because of it; a code that names others in ``after`` is not told of a fact
    that has one of these ("R": of which something could not be read); of rows of one rule that involve the same IRIs
    the first is kept. What reading refused is not there, which its own finding says: no V07 says that it is unknown.
    Nothing is left out for the sake of something less grave: what is only worth knowing hides no fault.
    """
    listed = [row for row in rows if row.finding.code != "V07" or row.iris.isdisjoint(refused)]
    taken = {iri for row in listed if _is_taken(row.finding) for iri in row.iris}
    listed = [row for row in listed if row.finding.code == "R07" or row.iris.isdisjoint(taken)]
    told: dict[str | None, dict[str, Severity]] = defaultdict(dict)
    for row in listed:
        finding = row.finding
        read = finding.code.startswith("R") and finding.severity is Severity.VIOLATION
        for name in (finding.code, f"{finding.code} {finding.about}", *(["R"] if read else [])):
            known = told[finding.fact].get(name, finding.severity)
            told[finding.fact][name] = max(known, finding.severity)
    kept: list[Row] = []
    seen: set[tuple[str | None, str | None, frozenset[str]]] = set()
    for row in listed:
        finding = row.finding
        key = (finding.rule, finding.about, row.iris)
        fresh = key not in seen
        if row.iris:
            seen.add(key)
        if fresh and (finding.fact is None or not _follows(finding, told[finding.fact])):
            kept.append(row)
    return kept


def _is_taken(finding: Finding) -> bool:
    """Whether it says that the graph has another fact of the same id: what was said of both is said of neither."""
    return finding.code == "R07" and finding.severity is Severity.VIOLATION


def _follows(finding: Finding, told: Mapping[str, Severity]) -> bool:
    """Whether a finding is a mere consequence of one about the same fact that is at least as grave."""
    if finding.code != "R07" and told.get("R07") is Severity.VIOLATION:
        return True
    code = CODES.get(finding.code)
    return code is not None and any(told.get(other, 0) >= finding.severity for other in code.after)
