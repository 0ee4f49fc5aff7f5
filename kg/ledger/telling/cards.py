"""Commits and differences as tables and cards: the forms in which every door shows them."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Store

from kg.card import Card
from kg.grid import Column
from kg.ledger.commits.receipts import accepted_words, counted
from kg.ledger.journal.changes import ChangeSet
from kg.ledger.journal.record import Record
from kg.ledger.state.differences import Difference, differences
from kg.ledger.state.overlay import Overlay
from kg.table import Table
from kg.vocabulary import shorten, thing

__all__ = ["commit_card", "commit_table", "difference_table", "gone_card"]

_COMMITS = (
    Column(name="number", label="#", type="count"),
    Column(name="commit", label="Commit", type="text"),
    Column(name="when", label="When", type="text"),
    Column(name="author", label="Who", type="text"),
    Column(name="kind", label="Kind", type="text"),
    Column(name="facts", label="Facts", type="text"),
    Column(name="reason", label="Why", type="text"),
)
_DIFFERENCES = (
    Column(name="change", label="Change", type="text"),
    Column(name="kind", label="Kind", type="text"),
    Column(name="fact", label="Fact", type="text"),
    Column(name="summary", label="What it says", type="text"),
    Column(name="property", label="Property", type="text"),
    Column(name="old", label="Before", type="text"),
    Column(name="new", label="After", type="text"),
)
_SIGNED = Column(name="signed", label="Signed by", type="text")
_GONE = {"withdraw": "Withdrawn", "undo": "Taken back", "correct": "Corrected away", "migrate": "Moved"}
_FACTS = ("sources", "figures", "statements", "decisions")


def commit_table(records: Iterable[Record], title: str) -> Table:
    """Commits, one a row, in the order given; where one is signed, with the keys that signed them."""
    listed = tuple(records)
    signed = any(record.signature for record in listed)
    rows = tuple(
        (
            record.number,
            record.id,
            record.when[:19].replace("T", " "),
            record.author,
            record.kind,
            _facts(record),
            record.reason,
            *((record.signature[0][:16] if record.signature else None,) if signed else ()),
        )
        for record in listed
    )
    return Table(columns=(*_COMMITS, *((_SIGNED,) if signed else ())), records=rows, title=title)


def difference_table(found: Iterable[Difference], title: str) -> Table:
    """Differences: a fact that came or went in one row, one that changed in a row for each property."""
    rows: list[tuple[str | None, ...]] = []
    for one in found:
        head = (one.change, one.kind, one.fact, one.summary)
        rows += [(*head, *value) for value in one.values] or [(*head, None, None, None)]
    columns = _DIFFERENCES if any(one.values for one in found) else _DIFFERENCES[:4]
    return Table(columns=columns, records=tuple(row[: len(columns)] for row in rows), title=title)


def commit_card(
    record: Record, before: Record | None, found: Iterable[Difference], *, rows: int | None
) -> Card:
    """A commit with all that is known of it, and its facts."""
    listed = tuple(found)
    shown = listed if rows is None else listed[:rows]
    more = len(listed) - len(shown)
    counts = ", ".join(counted(number, name) for name, number in sorted(record.counts.items()))
    facts = [
        ("When", record.when),
        ("Who", record.author),
        ("Why", record.reason),
        ("Kind", record.kind),
        ("Takes back", record.reverts),
        ("After", before.id if before else None),
        ("What", counts or "nothing"),
        ("Made with", record.tool),
        ("Rules", record.shapes[:16]),
        ("Report", record.report[:16] if record.report else None),
        *(("Accepted", accepted_words(one)) for one in record.accepted or ()),
        ("Submission", record.submission[:40]),
        ("Signed by", record.signature[0] if record.signature else None),
        ("Digest", record.digest),
        ("Not shown", f"{more} more facts; --all shows them" if more else None),
    ]
    title = "Facts" if record.kind != "create" else "Facts it began with"
    return Card(
        title=f"Commit {record.id}",
        kind="commit",
        iri=thing("commit", record.id),
        facts=tuple((name, text) for name, text in facts if text is not None),
        sections=(difference_table(shown, title),) if shown else (),
    )


def gone_card(iri: str, record: Record, touched: Iterable[Record]) -> Card:
    """What was known of a fact that a commit took out, why it did, and the commits that touched it."""
    own = tuple(quad for quad in record.change.removed if getattr(quad.subject, "value", "") == iri)
    nothing = Overlay(Store(), ChangeSet())
    found = differences(ChangeSet(removed=own), Overlay(Store(), ChangeSet(added=own)), nothing)
    kind = found[0].kind if found else "fact"
    name = shorten(iri).partition(":")[2]
    return Card(
        title=f"{kind.capitalize()} {name}",
        kind=f"{kind}, not in the graph any more",
        iri=iri,
        facts=(
            (_GONE.get(record.kind, "Taken out"), f"by commit {record.id} on {record.when[:10]}"),
            ("Why", record.reason),
            ("Who", record.author),
            ("What it said", found[0].summary if found else "nothing is known"),
            ("As it was", f"kg at '#{record.number - 1}' show {name}"),
        ),
        sections=(commit_table(touched, "Commits"),),
    )


def _facts(record: Record) -> str:
    """What came and went, in short: "+1 source, +9 figures"."""
    parts = []
    for name in _FACTS:
        came, went = record.counts.get(f"{name} added", 0), record.counts.get(f"{name} removed", 0)
        change = " ".join(
            text for text in (f"+{came:,}" if came else "", f"−{went:,}" if went else "") if text
        )
        if change:
            parts.append(f"{change} {name.removesuffix('s') if max(came, went) == 1 else name}")
        if other := record.counts.get(f"{name} changed", 0):
            parts.append(f"{other:,} {name.removesuffix('s') if other == 1 else name} changed")
    return ", ".join(parts) or "–"
