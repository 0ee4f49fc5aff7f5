"""Building a store in a folder: whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from kg.building.assembly import Assembly, Progress, assembled
from kg.building.inputs import Inputs
from kg.building.placing import place
from kg.building.pruning import prune
from kg.building.seals import seal
from kg.cache import cache_folder
from kg.errors import RejectedError, UsageProblem
from kg.findings import Report
from kg.store.embedded import EmbeddedStore

__all__ = ["BuildResult", "build", "bundle", "examined"]

_STEPS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """What was built: where, how many figures, statements, sources and triples, and what was found."""

    path: Path
    figures: int
    statements: int
    sources: int
    triples: int
    seconds: float
    report: Report
    validated: bool

    def __str__(self) -> str:
        checked = "validated" if self.validated else "not validated"
        return (
            f"Built {self.path}\n"
            f"{self.figures:,} figures and {self.statements:,} statements from {self.sources:,} sources, "
            f"{self.triples:,} triples, {checked}, in {self.seconds:.1f} s"
        )


def build(
    target: Path | None,
    *,
    progress: Progress | None = None,
    validate: bool = True,
    inputs: Inputs | None = None,
) -> BuildResult:
    """Build a store from the shipped files (or ``inputs``) and put it at ``target``, replacing a store there.

    Nothing is at ``target`` but what was there before, until the new store is complete. Without a target the store
    becomes the bundled one in the cache.

    Raises:
        RejectedError: the facts do not conform; the error holds the report.
        UsageProblem: the target holds something that is no store, or cannot be written.
        DamagedError: a shipped file cannot be read.
    """
    inputs = inputs or Inputs()
    tell: Progress = progress or (lambda _done, _total, _what: None)
    if target is None:
        return bundle(inputs, tell, validate=validate)
    _check_target(target.resolve())
    return _built(target.resolve(), inputs, tell, validate=validate, same=False)


def bundle(inputs: Inputs, tell: Progress, *, validate: bool) -> BuildResult:
    """Build a store into the cache, where another process may put the same one first.

    Raises:
        RejectedError: the facts do not conform.
        UsageProblem: the cache cannot be written.
    """
    folder = cache_folder()
    made = _built(folder / inputs.digest(), inputs, tell, validate=validate, same=True)
    prune(folder, keep=made.path)
    return made


def _built(target: Path, inputs: Inputs, tell: Progress, *, validate: bool, same: bool) -> BuildResult:
    start = perf_counter()
    assembly = assembled(inputs, tell)
    report = examined(assembly, tell, validate=validate)
    tell(2, _STEPS, "writing the store")
    _write(assembly, target, same=same)
    tell(_STEPS, _STEPS, "done")
    return BuildResult(
        path=target,
        figures=len(assembly.facts.figures),
        statements=len(assembly.facts.statements),
        sources=len(assembly.facts.sources),
        triples=len(assembly.quads),
        seconds=perf_counter() - start,
        report=report,
        validated=validate,
    )


def _check_target(target: Path) -> None:
    if target.is_dir() and not (target / "CURRENT").is_file() and any(target.iterdir()):
        raise UsageProblem(f"{target} holds something that is no store; name an empty or a new folder.")
    if target.exists() and not target.is_dir():
        raise UsageProblem(f"{target} is a file; name a folder.")


def examined(assembly: Assembly, tell: Progress, *, validate: bool) -> Report:
    """The report on reading and, where asked, on validation.

    Raises:
        RejectedError: it does not conform.
    """
    report = assembly.report
    if report.conforms and validate:
        from kg.gate import validate as examine

        tell(1, _STEPS, "validating")
        found = examine(EmbeddedStore.memory(assembly.quads))
        report = Report.of([*report.findings, *found.findings], {**report.checked, **found.checked})
    if not report.conforms:
        raise RejectedError("The facts do not conform; nothing was written.", report)
    return report


def _write(assembly: Assembly, target: Path, *, same: bool) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.parent / f".building-{os.getpid()}-{secrets.token_hex(4)}"
        draft.mkdir()
    except OSError as error:
        raise UsageProblem(f"{target} cannot be written: {error.strerror}.") from error
    try:
        store = EmbeddedStore.open(draft, read_only=False)
        store.load(assembly.quads)
        store.close()
        seal(draft)
        place(draft, target, same=same)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
