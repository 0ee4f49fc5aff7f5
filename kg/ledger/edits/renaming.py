"""Things renamed, merged or taken out: the change that does it everywhere, or the findings that speak against it.

Every triple of fact and reference graphs that names the old IRI names the new one afterwards. Cells whose keys name it get
the IRIs of their new keys, and people's decisions follow their cells; what is derived is derived anew by the commit. The
old IRI stays as a retired name that leads to the new one, so that there are neither chains nor circles of such names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.errors import RejectedError, UnknownName, UsageProblem
from kg.findings import Finding, Report
from kg.gate.upkeep import UPKEEP
from kg.ledger.edits.relabelling import relabelled
from kg.ledger.journal.changes import LEDGER, ChangeSet
from kg.ledger.state.derived import is_derived
from kg.ledger.state.overlay import Overlay
from kg.questions.model import NAMED_KINDS
from kg.rdf import describe, graph_named, node
from kg.rdf.renaming import reminted, renamed
from kg.vocabulary import BASE, PREFIXES, expand, shorten, thing

__all__ = ["NAMED", "RETIRED", "Renaming", "renaming", "replacing", "retiring"]

NAMED = tuple(sorted((*NAMED_KINDS, "source")))
"""The kinds of things that can be renamed and merged."""

RETIRED = graph_named("reference-retired")
"""The graph of retired names."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9.-]*")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_SHOWN = 20
_TYPE, _LABEL, _ALIAS = node("rdf:type"), node("rdfs:label"), node("skos:altLabel")
_KINDS = tuple(
    node(name) for name in ("rdf:type", "trade:placeType", "trade:groupType", "trade:initiativeType")
)
_SEVERAL = frozenset({_ALIAS, node("skos:notation")})
_ACCEPTANCE, _CELL = graph_named("acceptance"), node("trade:cell")
_IDENTIFIER = node("dcterms:identifier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """What is to be called otherwise: ``old`` is an IRI, ``new`` an IRI, or where ``merge`` that of another thing.

    ``label`` is a new English label, where it gets one; the one before becomes an alias.
    """

    old: str
    new: str
    merge: bool = False
    label: str | None = None


def renaming(wanted: Renaming, engine: Store) -> ChangeSet:
    """The change that calls a thing otherwise, everywhere.

    Raises:
        RejectedError: the names do not fit together (U07, U08).
        UnknownName: there is no such thing.
        UsageProblem: it is of a kind that keeps its name.
    """
    view = Overlay(engine, ChangeSet())
    _check_kind(wanted.old, NAMED)
    if not view.of(wanted.old):
        raise UnknownName(shorten(wanted.old))
    findings = list(_merge_faults(wanted, view) if wanted.merge else _name_faults(wanted, view))
    if findings:
        what = "merged" if wanted.merge else "renamed"
        raise RejectedError(
            f"{shorten(wanted.old)} cannot be {what}; nothing was written.",
            Report.of(findings, {"things": 2}),
        )
    change = replacing({wanted.old: wanted.new}, view)
    if wanted.label:
        change += _labelled(wanted, Overlay(engine, change))
    return change + relabelled(wanted.old, wanted.new, view, Overlay(engine, change))


def retiring(iri: str, engine: Store) -> ChangeSet:
    """The change that takes a thing out which nothing names.

    Raises:
        RejectedError: something names it (U09).
        UnknownName: there is no such thing.
        UsageProblem: it is a fact or a source.
    """
    view = Overlay(engine, ChangeSet())
    _check_kind(iri, tuple(kind for kind in NAMED if kind != "source"))
    said = [quad for quad in view.of(iri) if _is_own(quad)]
    if not said:
        raise UnknownName(shorten(iri))
    pointing = sorted({_iri(q.subject) for q in view.to(iri) if _is_own(q)} - {iri})
    if pointing:
        findings = [_finding("U09", f"it names {shorten(iri)}", one) for one in pointing[:_SHOWN]]
        raise RejectedError(
            f"{len(pointing):,} facts and things name {shorten(iri)}; nothing was written.",
            Report.of(findings, {"things": len(pointing)}),
        )
    return ChangeSet.of((), said)


def replacing(names: dict[str, str], view: Overlay) -> ChangeSet:
    """The change that lets everything name new IRIs in place of old ones, and retires these."""
    every = {old_part: part for old, new in names.items() for old_part, part in _parts(old, new, view)}
    cells = reminted(every, view.of, view.to)
    every |= cells | _decisions(cells, view)
    naming = (quad for iri in every for quad in _naming(iri, view) if _is_own(quad))
    gone = {quad for quad in naming if quad.graph_name != RETIRED or _iri(quad.subject) not in names}
    come = [*_retired(names)]
    for quad in gone:
        old = _iri(quad.subject)
        made = _carried(quad, names[old], view) if old in names and view.of(names[old]) else quad
        if made is not None:
            come.append(_identified(renamed(made, every), quad, names))
    return ChangeSet.of((quad for quad in come if not _is_dropped(quad, view, gone)), gone)


def _parts(old: str, new: str, view: Overlay) -> Iterator[tuple[str, str]]:
    """The IRI of a thing, and those that are made of a source's id: its graph, data set, report and passages."""
    yield old, new
    start = thing("source", "")
    if not old.startswith(start):
        return
    before, after = old.removeprefix(start), new.removeprefix(start)
    yield thing("graph", f"source-{before}"), thing("graph", f"source-{after}")
    yield thing("dataset", before), thing("dataset", after)
    yield thing("report", before), thing("report", after)
    for quad in view.to(old, node("trade:source")):
        passage = _iri(quad.subject)
        if passage.startswith(thing("passage", f"{before}-")):
            rest = passage.removeprefix(thing("passage", before))
            yield passage, thing("passage", f"{after}{rest}")


def _decisions(cells: dict[str, str], view: Overlay) -> dict[str, str]:
    """The new IRIs of acceptances, which are named by their cells: those of people, and the default ones."""
    found: dict[str, str] = {}
    start = thing("cell", "")
    for old, new in sorted(cells.items()):
        before, after = old.removeprefix(start), new.removeprefix(start)
        found[thing("acceptance", before)] = thing("acceptance", after)
        for quad in view.to(old, _CELL):
            if quad.graph_name == _ACCEPTANCE and not is_derived(quad):
                number = _iri(quad.subject).rpartition("-")[2]
                found[_iri(quad.subject)] = thing("acceptance", f"{after}-{number}")
    return found


def _is_dropped(quad: Quad, view: Overlay, gone: set[Quad]) -> bool:
    """Whether a decision comes to a cell that has been decided already: the one that stands there goes on to count."""
    if quad.graph_name != _ACCEPTANCE:
        return False
    return any(one not in gone and not is_derived(one) for one in view.of(_iri(quad.subject)))


def _naming(iri: str, view: Overlay) -> Iterator[Quad]:
    yield from view.of(iri)
    yield from view.to(iri)
    if iri.startswith(PREFIXES["graph"]):
        yield from view.within(iri)


def _carried(quad: Quad, new: str, view: Overlay) -> Quad | None:
    """What is said of a merged thing, as the thing that stays says it: labels become aliases, its own values count."""
    mine = view.of(new)
    if quad.predicate == _TYPE:
        return None
    if quad.predicate in {_LABEL, _ALIAS}:
        known = {one.object for one in mine if one.predicate in {_LABEL, _ALIAS}}
        return None if quad.object in known else Quad(quad.subject, _ALIAS, quad.object, quad.graph_name)
    told = isinstance(quad.object, Literal) and any(one.predicate == quad.predicate for one in mine)
    return None if told and quad.predicate not in _SEVERAL else quad


def _identified(quad: Quad, before: Quad, names: dict[str, str]) -> Quad:
    """The quad; where it gives a source its id, with the new one."""
    new = names.get(_iri(before.subject))
    if new is None or quad.predicate != _IDENTIFIER or not new.startswith(thing("source", "")):
        return quad
    if _iri(before.object) != _iri(before.subject).removeprefix(thing("source", "")):
        return quad
    return Quad(quad.subject, quad.predicate, Literal(new.removeprefix(thing("source", ""))), quad.graph_name)


def _retired(names: dict[str, str]) -> Iterator[Quad]:
    for old, new in sorted(names.items()):
        pairs = (("rdf:type", expand("trade:Retired")), ("dcterms:isReplacedBy", expand(shorten(new))))
        yield from describe(RETIRED, old, pairs)


def _labelled(wanted: Renaming, view: Overlay) -> ChangeSet:
    """The change that gives a thing a new English label; the one before becomes an alias."""
    said = [
        q for q in view.of(wanted.new) if q.predicate == _LABEL and getattr(q.object, "language", "") == "en"
    ]
    new = Literal(wanted.label or "", language="en")
    if not said or said[0].object == new:
        return ChangeSet()
    subject, graph = said[0].subject, said[0].graph_name
    aliases = {q for q in view.of(wanted.new) if q.predicate == _ALIAS and q.object == new}
    added = [Quad(subject, _LABEL, new, graph), *(Quad(subject, _ALIAS, q.object, graph) for q in said)]
    return ChangeSet.of(added, (*said, *aliases))


def _name_faults(wanted: Renaming, view: Overlay) -> Iterator[Finding]:
    kind, slug = _kind(wanted.new), wanted.new.rpartition("/")[2]
    if kind != _kind(wanted.old):
        yield _finding(
            "U07",
            f"it is {_article(_kind(wanted.old))}, and {shorten(wanted.new)} names {_article(kind)}",
            wanted.old,
        )
    elif not (_ID if kind == "source" else _SLUG).fullmatch(slug):
        yield _finding(
            "U08", f"“{slug}” cannot be the end of an IRI: small letters, digits and hyphens can", wanted.old
        )
    elif wanted.new == wanted.old:
        yield _finding("U08", "it is called so already", wanted.old)
    elif (successor := _successor(wanted.new, view)) is not None:
        yield _finding("U08", f"{shorten(wanted.new)} was given up for {shorten(successor)}", wanted.old)
    elif view.of(wanted.new) or view.to(wanted.new):
        yield _finding("U08", f"{shorten(wanted.new)} is the name of something else", wanted.old)


def _merge_faults(wanted: Renaming, view: Overlay) -> Iterator[Finding]:
    if wanted.new == wanted.old:
        yield _finding("U08", "it cannot be merged into itself", wanted.old)
    elif not view.of(wanted.new):
        yield _finding("U08", f"{shorten(wanted.new)} is not there to be merged into", wanted.old)
    elif (successor := _successor(wanted.new, view)) is not None:
        yield _finding("U08", f"{shorten(wanted.new)} was given up for {shorten(successor)}", wanted.old)
    for kind in _KINDS:
        first, second = (_values(iri, kind, view) for iri in (wanted.old, wanted.new))
        if first and second and first.isdisjoint(second):
            old, new = ", ".join(sorted(first)), ", ".join(sorted(second))
            yield _finding("U07", f"it is {old}, and {shorten(wanted.new)} is {new}", wanted.old)


def _values(iri: str, predicate: NamedNode, view: Overlay) -> set[str]:
    return {shorten(_iri(quad.object)) for quad in view.of(iri) if quad.predicate == predicate}


def _successor(iri: str, view: Overlay) -> str | None:
    said = (quad for quad in view.of(iri) if quad.predicate == node("dcterms:isReplacedBy"))
    return next((_iri(quad.object) for quad in said), None)


def _is_own(quad: Quad) -> bool:
    """Whether a quad is neither the ledger's nor what only follows from figures."""
    return quad.graph_name != LEDGER and not is_derived(quad)


def _check_kind(iri: str, kinds: tuple[str, ...]) -> None:
    if _kind(iri) not in kinds:
        raise UsageProblem(
            f"{shorten(iri)} is none of the things that this is for ({', '.join(kinds)}); "
            "facts are corrected by `kg correct` and taken out by `kg withdraw`."
        )


def _kind(iri: str) -> str:
    return iri.removeprefix(BASE).partition("/")[0]


def _article(kind: str) -> str:
    return f"{'an' if kind[:1] in 'aeiou' else 'a'} {kind}"


def _finding(code: str, message: str, iri: str) -> Finding:
    return Finding(code=code, message=message, fact=shorten(iri), remedy=UPKEEP[code].remedy, rule="rename")


def _iri(term: object) -> str:
    return str(getattr(term, "value", term))
