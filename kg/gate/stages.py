"""The stages that a submission passes, in order, and the codes that each of them tells.

Every stage looks at everything and all that it finds is told, never only the first; a report says of each finding
which stage found it, and counts what every stage found, so that a stage that found nothing is seen as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.findings import Finding, Severity

__all__ = ["STAGES", "Stage", "by_stage", "stage_of"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of the gate: its name, what it does, and the codes that its findings bear."""

    name: str
    does: str
    codes: tuple[str, ...] = ()


STAGES: tuple[Stage, ...] = (
    Stage(
        "receive",
        "takes the files of a submission: how many, how large, in what encoding, none of them twice",
        ("R17", "R23", "R25"),
    ),
    Stage(
        "parse",
        "reads them as YAML, CSV, Turtle, TriG, N-Quads or JSON-LD, within limits, and remembers the place of everything",
        ("R01", "R02", "R08", "R09", "R11", "R12", "R16"),
    ),
    Stage(
        "terms",
        "turns what is written into things, numbers and periods: names, code lists, IRIs, literals",
        ("R03", "R04", "R05", "R06", "R10", "R13", "R15", "R19", "R21", "R22", "R26", "R27", "R28", "V00"),
    ),
    Stage(
        "scope",
        "lets facts only through, and only into graphs that are for facts",
        ("R18", "R20", "R24", "V27"),
    ),
    Stage(
        "identity",
        "finds the cell of every figure, and which facts the graph has already, under the same id or another",
        ("R07", "R14", "U04", "U05", "V08"),
    ),
    Stage(
        "delta",
        "works out what would really change, and what the change would take away from others",
        ("U01", "U02", "U03", "U06", "U07", "U08", "U09", "U10"),
    ),
    Stage(
        "structure",
        "holds each fact that the change can matter to against the shapes",
        ("V01", "V02", "V03", "V04", "V05", "V06", "V07", "V10", "V13", "V18", "V26"),
    ),
    Stage(
        "rules",
        "compares facts with each other: posts, places, sums, cells, sources",
        ("V09", "V14", "V15", "V16", "V17", "V21", "V22", "V23", "V24", "V28", "V29", "V30"),
    ),
    Stage(
        "provenance",
        "holds facts against their passages: positions, digests and, where the text is at hand, its words",
        ("V11", "V12", "V31", "V32", "V33"),
    ),
    Stage(
        "plausibility",
        "asks whether a number that may stand is one to believe: jumps, outliers, slips of scale",
        ("V19", "V20", "V25"),
    ),
    Stage("decision", "weighs what was found: a violation keeps the whole submission out"),
    Stage(
        "commit",
        "writes the change to the journal, whole or not at all",
        ("L01", "L02", "L03", "L04", "L07", "L09"),
    ),
    Stage(
        "receipt",
        "carries it out in the store, shows it to readers, and says what was done",
        ("L05", "L06", "L08"),
    ),
)
"""Every stage, in the order in which a submission passes them."""

_OF: dict[str, Stage] = {code: stage for stage in STAGES for code in stage.codes}
_FALLBACK = {"R": "parse", "U": "delta", "L": "commit"}


def stage_of(code: str) -> str:
    """The name of the stage that tells a code; of a code that no stage lists, the one that its letter belongs to."""
    stage = _OF.get(code)
    return stage.name if stage else _FALLBACK.get(code[:1], "rules")


def by_stage(findings: Iterable[Finding]) -> dict[str, dict[str, int]]:
    """How many findings of each severity every stage has, the gravest first: {"parse": {"violation": 2}, "terms": {}, …}."""
    counts: dict[str, dict[Severity, int]] = {stage.name: {} for stage in STAGES}
    for finding in findings:
        found = counts[stage_of(finding.code)]
        found[finding.severity] = found.get(finding.severity, 0) + 1
    return {
        name: {severity.word: found[severity] for severity in sorted(found, reverse=True)}
        for name, found in counts.items()
    }
