"""A new store with a journal, built from the shipped files."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from kg.building.assembly import Progress, assembled
from kg.building.inputs import Inputs
from kg.building.works import BuildResult, examined
from kg.ledger.commits.beginning import check_free
from kg.ledger.commits.receipts import Signature
from kg.ledger.commits.repository import Repository
from kg.ledger.commits.shipped import shipped_digest

__all__ = ["found"]

_STEPS = 3


def found(
    folder: Path,
    signature: Signature,
    *,
    inputs: Inputs | None = None,
    progress: Progress | None = None,
    validate: bool = True,
    replace: bool = False,
) -> BuildResult:
    """Build a store in ``folder`` that can be changed: whole, validated, with a first commit.

    Raises:
        RejectedError: the facts do not conform; the error holds the report.
        UsageProblem: the folder holds something else, or a store that may not be replaced.
        UnknownName: a source that is to be left out does not exist.
    """
    start = perf_counter()
    folder, inputs = folder.resolve(), inputs or Inputs()
    tell: Progress = progress or (lambda _done, _total, _what: None)
    check_free(folder, replace=replace)
    assembly = assembled(inputs, tell)
    report = examined(assembly, tell, validate=validate)
    tell(2, _STEPS, "writing the store")
    Repository.create(
        folder, assembly.quads, signature, replace=replace, shipped=shipped_digest(inputs.ontology)
    )
    tell(_STEPS, _STEPS, "done")
    return BuildResult(
        path=folder,
        figures=len(assembly.facts.figures),
        statements=len(assembly.facts.statements),
        sources=len(assembly.facts.sources),
        triples=len(assembly.quads),
        seconds=perf_counter() - start,
        report=report,
        validated=validate,
    )
