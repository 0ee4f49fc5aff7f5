"""A store founded anew without the data of a person: its history goes, because every commit of it may hold the name.

The journal cannot be changed, and it is not: another store, with a journal of its own that says so in its first record,
is built beside the old one and exchanged for it in one step. A process killed before that step leaves the old store, after
it the new one; what then still lies beside it is removed by the next writer.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import RejectedError, UnknownName, UsageProblem
from kg.findings import Finding, Report
from kg.gate.upkeep import UPKEEP
from kg.ledger.commits.receipts import Receipt, Signature
from kg.ledger.commits.recording import Errand, first_record, record_of
from kg.ledger.commits.repository import Repository
from kg.ledger.commits.standing import Standing, standing
from kg.ledger.commits.submitting import admit
from kg.ledger.commits.writing import DRAFT, Writer, writing
from kg.ledger.edits.redaction import Names, Withdrawn, pseudonym_quads, without
from kg.ledger.journal.changes import LEDGER, ChangeSet
from kg.ledger.journal.disk import Disk
from kg.ledger.journal.genesis import packed, unpacked
from kg.ledger.journal.journal import Journal
from kg.ledger.journal.layout import Layout
from kg.ledger.journal.locks import exclusive
from kg.ledger.keeping.migration import is_shipped, shipped_base
from kg.ledger.state.live import Live
from kg.ledger.state.overlay import Overlay
from kg.vocabulary import shorten, thing

if TYPE_CHECKING:
    from pyoxigraph import Quad

__all__ = ["Forgetting", "forget", "forgetting"]

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What a store would be without the data of a person.

    ``withdrawn`` is the entry of the person, and of each IRI that was given up for it. ``genesis`` is what the new store
    begins with, ``carried`` what its users had changed of the shipped files, ``taken`` how many triples go or are changed,
    ``namesakes`` who has the name as well and keeps it; ``report`` says what speaks against it.
    """

    withdrawn: tuple[Withdrawn, ...]
    genesis: tuple[Quad, ...]
    carried: ChangeSet
    taken: int
    namesakes: tuple[str, ...]
    report: Report


def forget(repository: Repository, person: str, signature: Signature, *, namesakes: bool = False) -> Receipt:
    """Take the data of a person out of a store and of its history, which begins anew.

    Args:
        repository: the store.
        person: the IRI of the person.
        signature: who does it and why.
        namesakes: whether texts lose the name that may mean another person of it.

    Raises:
        RejectedError: something would still hold the name, or may mean a namesake (U10), or would break a rule.
        UsageProblem: it is no person.
        LockedError: another writer holds the store.
    """
    if not signature.reason.strip():
        raise UsageProblem("A commit needs a reason.")
    layout, disk = repository.layout, repository.disk
    layout.check(writing=True)
    folder = layout.root.resolve()
    draft = folder.parent / f"{DRAFT}{folder.name}-{os.getpid()}-{secrets.token_hex(4)}"
    try:
        with writing(layout.root, Journal(layout.journal, disk), disk, repository.wait) as writer:
            found = _worked_out(person, signature, writer, consent=namesakes)
            if not found.report.conforms:
                raise RejectedError("The data cannot be withdrawn so; nothing was written.", found.report)
            last, number = writer.journal.last, len(writer.journal.records)
            withdrawn = [*layout.described().get("withdrawn", ()), *(one.entry for one in found.withdrawn)]
            stood = standing(layout, writer.journal.records)
            _let_go(writer)
            before = f"It had {number} {'commit' if number == 1 else 'commits'}, the last of them {last.id}."
            receipt = _founded(draft, found, signature, stood, withdrawn, before, disk)
            with exclusive(Layout(draft).lock, 0):
                disk.place(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return receipt


def forgetting(
    repository: Repository, person: str, signature: Signature, *, namesakes: bool = False
) -> Forgetting:
    """What taking the data of a person out would do; nothing is written."""
    with writing(
        repository.folder,
        Journal(repository.layout.journal, repository.disk),
        repository.disk,
        repository.wait,
    ) as writer:
        return _worked_out(person, signature, writer, consent=namesakes)


def _let_go(writer: Writer) -> None:
    """Close the writer's store for certain: an engine that is forgotten would go on working in the folder by its name.

    Raises:
        LockedError: something in this process still has it open.
    """
    writer.close()
    Live(writer.layout.live, Disk()).close()


def _worked_out(person: str, signature: Signature, writer: Writer, *, consent: bool) -> Forgetting:
    if not person.startswith(thing("person", "")):
        raise UsageProblem(f"{shorten(person)} is no person; only the data of people is withdrawn.")
    engine, records = writer.open.engine, writer.journal.records
    present = [quad for quad in engine if quad.graph_name != LEDGER]
    if not any(str(getattr(quad.subject, "value", "")) == person for quad in present):
        raise UnknownName(shorten(person), kinds=("person",))
    shipped = shipped_base(unpacked(writer.layout.genesis, records[0].genesis or ""), records)
    names, slug = Names([*present, *shipped], person), _free_slug(present)
    after = {*without(present, person, slug, names), *pseudonym_quads(slug)}
    change = ChangeSet.of(after - set(present), set(present) - after)
    base = set(without(shipped, person, slug, names))
    mine = {quad for quad in after if is_shipped(quad)}
    judged = admit(Overlay(engine, change))
    left = list(_left(names, after | base, signature))
    if not consent:
        left += _unclear(names, [*present, *shipped])
    return Forgetting(
        withdrawn=tuple(Withdrawn.new(iri, slug) for iri in (person, *sorted(names.people - {person}))),
        genesis=tuple(base | {quad for quad in after if not is_shipped(quad)}),
        carried=ChangeSet.of(mine - base, base - mine),
        taken=len(change.removed),
        namesakes=tuple(map(shorten, sorted(names.namesakes))),
        report=Report.of([*judged, *left], judged.checked),
    )


def _founded(
    draft: Path,
    found: Forgetting,
    signature: Signature,
    stood: Standing,
    withdrawn: list[dict[str, str]],
    before: str,
    disk: Disk,
) -> Receipt:
    """The new store in its draft, whole."""
    layout = Layout(draft)
    disk.make(draft)
    genesis = ChangeSet.of(found.genesis).added
    data, digest = packed(genesis)
    disk.replace(layout.genesis, data)
    begun = replace(
        signature, reason=f"Founded anew to withdraw personal data: {signature.reason.strip()}. {before}"
    )
    first = replace(first_record(ChangeSet(added=genesis), digest, begun), shapes=stood.rules)
    journal = Journal(layout.journal, disk)
    first = journal.append(first, signature.signer)
    if found.carried:
        carried = replace(signature, reason="What users of the store had changed of the shipped data")
        journal.append(
            record_of(found.carried, carried, journal.last, Errand(kind="carry")), signature.signer
        )
    writer = Writer(layout, journal, disk)
    try:
        writer.rebuild()
    finally:
        writer.close()
    disk.replace(layout.about, layout.description(shipped=stood.shipped, withdrawn=withdrawn))
    note = (
        f"The history before is gone; {before.lower().replace('it had', 'it had held')} "
        "Backups, exports and copies made before still hold the name: remove them."
    )
    others = [f"Who has the name as well keeps it: {', '.join(found.namesakes)}."] if found.namesakes else []
    now = f"The person is person:{found.withdrawn[0].slug} now."
    return Receipt.of(first, notes=(now, *others, note))


def _left(names: Names, quads: set[Quad], signature: Signature) -> Iterator[Finding]:
    """What would still hold the name."""
    for what, text in (("reason", signature.reason), ("author", signature.author)):
        if names.stand_in(text):
            yield _finding(f"the {what} of this commit holds the name", None)
    held = {quad.subject for quad in quads if names.loose(quad)}
    for subject in sorted(held, key=str)[:_SHOWN]:
        yield _finding("it would still hold the name", shorten(str(getattr(subject, "value", ""))))


def _unclear(names: Names, quads: list[Quad]) -> Iterator[Finding]:
    """What holds the name in a text that may mean somebody else."""
    others = sorted(map(shorten, names.namesakes))
    who = ", ".join(others[:_SHOWN]) + (" and others" if len(others) > _SHOWN else "")
    remedy = "Correct it first, or let all texts lose the name (`--namesakes`)."
    for subject in sorted(names.unclear(quads))[:_SHOWN]:
        yield _finding(f"whom it means cannot be told: {who} has the name as well", shorten(subject), remedy)


def _free_slug(quads: list[Quad]) -> str:
    """The first pseudonym that nobody has."""
    start = thing("person", "withdrawn-")
    taken = {str(getattr(term, "value", "")) for quad in quads for term in (quad.subject, quad.object)}
    numbers = [iri.removeprefix(start) for iri in taken if iri.startswith(start)]
    return f"withdrawn-{max((int(one) for one in numbers if one.isdecimal()), default=0) + 1}"


def _finding(message: str, fact: str | None, remedy: str = UPKEEP["U10"].remedy) -> Finding:
    return Finding(code="U10", message=message, fact=fact, remedy=remedy, rule="forget")
