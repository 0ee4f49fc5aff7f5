"""Whether a store folder is as it was written: what was found, by code, with what mends it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pyoxigraph import Quad, Store

from kg.errors import DamagedError, UnreachableError
from kg.findings import Finding, Report, Severity
from kg.ledger.commits.standing import remarks, standing
from kg.ledger.commits.writing import Writer, writing
from kg.ledger.journal.disk import Disk
from kg.ledger.journal.genesis import unpacked
from kg.ledger.journal.journal import Journal
from kg.ledger.journal.layout import Layout
from kg.ledger.journal.record import Record
from kg.ledger.journal.signing import is_signed
from kg.ledger.state.account import account, head_of
from kg.store.embedded import EmbeddedStore

__all__ = ["verified"]


def verified(folder: Path, disk: Disk, wait: float, *, keys: Sequence[str] = ()) -> Report:
    """Everything that can be held against each other in a store folder, which stays as it is.

    Raises:
        LockedError: a writer is at work.
        UnreachableError: there is no store.
    """
    layout = Layout(folder)
    layout.check()
    journal = Journal(layout.journal, disk)
    with writing(folder, journal, disk, wait, recover=False) as writer:
        findings = [*_journal(journal, layout), *_signatures(journal, keys)]
        findings += remarks(standing(layout, journal.records)) if journal.records else ()
        checked = {"commits": len(journal.records)}
        if not any(one.severity is Severity.VIOLATION for one in findings):
            more = list(_states(journal, layout, writer))
            checked["snapshots"] = len(writer.snapshots.all())
            findings += more
    return Report.of(findings, checked)


def _journal(journal: Journal, layout: Layout) -> Iterator[Finding]:
    try:
        journal.refresh()
        if not journal.records:
            raise DamagedError(f"The journal {layout.journal} holds no commit.")
    except DamagedError as error:
        yield _finding("L01", str(error), "Put the journal back, or `kg restore` a backup.")
        return
    if journal.torn:
        yield _finding(
            "L02",
            f"{journal.torn} bytes after the last entry of the journal are no whole entry",
            "They never counted; the next commit, or `kg rebuild`, cuts them off.",
            Severity.WARNING,
        )
    try:
        unpacked(layout.genesis, journal.records[0].genesis or "")
    except DamagedError as error:
        yield _finding("L03", str(error), "`kg restore` a backup.")


def _signatures(journal: Journal, keys: Sequence[str]) -> Iterator[Finding]:
    for record in journal.records if keys else ():
        fault = is_signed(record, keys)
        if fault is not None:
            yield _finding(
                "L04", fault, "Ask whoever is said to have committed it.", fact=f"commit:{record.id}"
            )


def _states(journal: Journal, layout: Layout, writer: Writer) -> Iterator[Finding]:
    """What is wrong with the store and the snapshots, held against a replay of the journal."""
    mend = "`kg rebuild` makes it anew from the journal."
    snapshots = writer.snapshots.all()
    wanted = {commit for commit, _ in snapshots}
    published = None
    try:
        published, name = writer.snapshots.head
        if not (layout.snapshots / name).is_dir():
            yield _finding("L06", f"the published snapshot {name} is not there", mend)
    except DamagedError as error:
        yield _finding("L06", str(error), mend)
    if published is not None and published not in journal:
        yield _finding(
            "L07",
            f"commit {published} was published and is not in the journal",
            "Put the journal back.",
            fact=published,
        )
    states = _replay(journal, layout, wanted)
    last = states.pop("", set())
    for commit, folder in snapshots:
        if commit in states and (fault := _fault(folder / "graph", states[commit])):
            yield _finding("L05", f"the snapshot of commit {commit} {fault}", mend)
    yield from _live(journal, layout, last)
    if published is not None and published in journal and published != journal.last.id:
        yield _finding(
            "L08",
            f"commit {journal.last.id} is not published yet",
            "The next commit does it.",
            Severity.WARNING,
        )


def _live(journal: Journal, layout: Layout, wanted: set[Quad]) -> Iterator[Finding]:
    mend = "`kg rebuild` makes it anew from the journal."
    if not (layout.live / "CURRENT").is_file():
        yield _finding(
            "L08", "the writer's store is not there", "The next commit makes it anew.", Severity.WARNING
        )
        return
    fault = _fault(layout.live, wanted)
    if fault is None:
        return
    behind = _head(layout.live)
    if behind is not None and behind in journal and behind != journal.last.id:
        text, level = f"the writer's store is at commit {behind} still", Severity.WARNING
        yield _finding("L08", text, "The next commit carries out what is missing.", level)
    else:
        yield _finding("L05", f"the writer's store {fault}", mend)


def _head(folder: Path) -> str | None:
    try:
        return head_of(Store.read_only(str(folder)))
    except (OSError, RuntimeError):
        return None


def _replay(journal: Journal, layout: Layout, wanted: set[str]) -> dict[str, set[Quad]]:
    """The quads of the graph after each commit that is wanted; under "" after the last."""
    state = set(unpacked(layout.genesis, journal.records[0].genesis or ""))
    found: dict[str, set[Quad]] = {}
    before: Record | None = None
    for record in journal.records:
        change = account(record, before) + record.change
        state -= set(change.removed)
        state |= set(change.added)
        before = record
        if record.id in wanted:
            found[record.id] = set(state)
    return {**found, "": state}


def _fault(folder: Path, wanted: set[Quad]) -> str | None:
    """How a store differs from what it should hold; None where it does not."""
    try:
        store = EmbeddedStore.open(folder)
        held = set(store.quads())
    except (DamagedError, UnreachableError, OSError, RuntimeError) as error:
        return f"cannot be read: {error}"
    if held == wanted:
        return None
    return f"has {len(held - wanted)} triples too many and lacks {len(wanted - held)}"


def _finding(
    code: str, message: str, remedy: str, severity: Severity = Severity.VIOLATION, *, fact: str | None = None
) -> Finding:
    return Finding(code=code, message=message, remedy=remedy, severity=severity, fact=fact, rule="verify")
