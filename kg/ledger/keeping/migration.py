"""A store made under older shipped files, brought to those of this version by one commit.

What differs between the shipped files that it was made from and today's comes and goes; what users added to the same
graphs stays, and so does what they gave another value. Names that were given up since are replaced everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.building.assembly import reference_quads
from kg.building.inputs import Inputs
from kg.errors import RejectedError
from kg.findings import Finding, Report, Severity
from kg.gate import validate
from kg.ledger.commits.receipts import Admit, Receipt, Signature
from kg.ledger.commits.recording import Errand
from kg.ledger.commits.repository import Repository
from kg.ledger.commits.shipped import shipped_digest
from kg.ledger.commits.standing import Standing, standing
from kg.ledger.commits.submitting import admit
from kg.ledger.commits.writing import Writer
from kg.ledger.edits.redaction import Withdrawn, redacted
from kg.ledger.edits.renaming import RETIRED, replacing
from kg.ledger.journal.changes import LEDGER, ChangeSet
from kg.ledger.journal.formats import bring_over
from kg.ledger.journal.genesis import unpacked
from kg.ledger.journal.locks import exclusive
from kg.ledger.journal.record import Record
from kg.ledger.state.derived import is_derived
from kg.ledger.state.overlay import Overlay
from kg.model.period import Period
from kg.rdf import graph_named, node, period_quads
from kg.rdf.renaming import renamed
from kg.store.embedded import EmbeddedStore
from kg.vocabulary import PREFIXES, shorten, thing

__all__ = ["Plan", "is_shipped", "migrate", "planned", "shipped_base"]

_SHARED = f"{PREFIXES['graph']}reference-"
_NOT_SHIPPED = frozenset(f"{_SHARED}{name}" for name in ("cells", "periods", "publishers", "withdrawn"))
_ONTOLOGY = graph_named("ontology").value
_PUBLISHERS = graph_named("reference-publishers")
_REPLACED = node("dcterms:isReplacedBy")
_TYPE = node("rdf:type")
_PERIODS = thing("period", "")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a migration changes, what it leaves alone (``notes``), and what speaks against it (``report``)."""

    change: ChangeSet
    notes: tuple[str, ...]
    report: Report


def migrate(repository: Repository, signature: Signature, *, inputs: Inputs | None = None) -> Receipt:
    """Bring a store to the folder format, the shipped files and the rules of this version, by one commit.

    Raises:
        RejectedError: facts of the store would break a rule; the error's report lists them, and nothing was written.
        UsageProblem: the folder is of a newer version.
    """
    inputs = inputs or Inputs()
    told = _formatted(repository)
    found, digest = _standing(repository), shipped_digest(inputs.ontology)
    if found.shipped == digest and not found.older_rules:
        last = repository.log()[-1]
        return Receipt.of(
            last, done=bool(told), notes=told or ("Nothing to do: the store is of this version.",)
        )
    notes: list[str] = [*told]

    def prepared(writer: Writer) -> ChangeSet:
        genesis = unpacked(writer.layout.genesis, writer.journal.records[0].genesis or "")
        base = shipped_base(genesis, writer.journal.records)
        change, left = _change(base, inputs, Overlay(writer.open.engine, ChangeSet()), repository)
        notes.extend(left)
        return change

    errand = Errand(kind="migrate", shipped=digest, admit=_judge(whole=found.older_rules))
    try:
        receipt = repository.change(prepared, signature, errand)
    except RejectedError as error:
        raise _broken(error) from error
    return receipt.with_notes(*notes)


def planned(repository: Repository, *, inputs: Inputs | None = None) -> Plan:
    """What a migration would change and what speaks against it; nothing is written."""
    inputs = inputs or Inputs()
    store = repository.store()
    try:
        history = repository.history
        base = shipped_base(history.genesis(), history.records)
        view = Overlay(store.engine, ChangeSet())
        wanted, notes = _change(base, inputs, view, repository)
        change = wanted.effective(store.engine)
        judge = _judge(whole=_standing(repository).older_rules)
        return Plan(change, notes, judge(Overlay(store.engine, change)))
    finally:
        store.close()


def is_shipped(quad: Quad) -> bool:
    """Whether a quad stands in a graph that the package ships: the ontology and the reference data."""
    graph = getattr(quad.graph_name, "value", "")
    return graph == _ONTOLOGY or (graph.startswith(_SHARED) and graph not in _NOT_SHIPPED)


def shipped_base(genesis: Iterable[Quad], records: Sequence[Record]) -> set[Quad]:
    """The shipped files that a store was made from, with what migrations brought since.

    What users had added to the same graphs is none of it, also where a migration gave it another name.
    """
    base = {quad for quad in genesis if is_shipped(quad)}
    brought: dict[str, tuple[set[Quad], set[Quad]]] = {}
    for record in records:
        if record.kind == "migrate":
            removed = {quad for quad in record.change.removed if is_shipped(quad)}
            names = _given_up(record.change.added)
            own = {renamed(quad, names) for quad in removed - base}
            gone, come = removed & base, {quad for quad in record.change.added if is_shipped(quad)} - own
        elif record.reverts in brought:
            come, gone = brought[record.reverts]
        else:
            continue
        brought[record.id] = gone, come
        base = (base - gone) | come
    return base


def _given_up(quads: Iterable[Quad]) -> dict[str, str]:
    """The names that these quads give up, with what they mean."""
    return {_iri(quad.subject): _iri(quad.object) for quad in quads if quad.predicate == _REPLACED}


def _formatted(repository: Repository) -> tuple[str, ...]:
    layout = repository.layout
    with exclusive(layout.lock, repository.wait):
        return bring_over(layout, repository.disk)


def _standing(repository: Repository) -> Standing:
    return standing(repository.layout, repository.log())


def _change(
    base: set[Quad], inputs: Inputs, view: Overlay, repository: Repository
) -> tuple[ChangeSet, tuple[str, ...]]:
    """What comes and what goes, and what is left alone because the store has its own."""
    today = set(redacted(ChangeSet.of(_once(reference_quads(inputs))).added, _withdrawn(repository)))
    retired = _retired_by(view)
    new, old = set(_under(today, retired)), set(_under(base, retired))
    come, gone = new - old, old - new
    left = {quad for quad in come if _is_own_value(quad, gone, view)}
    own = {Quad(q.subject, q.predicate, q.object, _PUBLISHERS) for q in come - left}
    wanted = ChangeSet.of(come - left, gone | {quad for quad in own if quad in view.engine})
    wanted += ChangeSet.of(_periods(wanted.added, view))
    given_up = _given_up(wanted.added)
    if given_up:
        wanted += replacing(given_up, Overlay(view.engine, wanted))
    notes = sorted({f"{shorten(_iri(q.subject))} keeps its own {shorten(q.predicate.value)}." for q in left})
    return wanted, tuple(notes)


def _once(quads: Iterable[Quad]) -> list[Quad]:
    """Each triple in the first graph that holds it, as a store is built."""
    first: dict[object, Quad] = {}
    for quad in quads:
        first.setdefault(quad.triple, quad)
    return list(first.values())


def _withdrawn(repository: Repository) -> tuple[Withdrawn, ...]:
    return tuple(Withdrawn.of(entry) for entry in repository.layout.described().get("withdrawn", ()))


def _retired_by(view: Overlay) -> dict[str, str]:
    """The names that the store has given up, with what they mean."""
    pairs = view.engine.quads_for_pattern(None, _REPLACED, None, RETIRED)
    return {_iri(quad.subject): _iri(quad.object) for quad in pairs}


def _under(quads: Iterable[Quad], retired: dict[str, str]) -> Iterator[Quad]:
    """The quads under the names of the store; what they say of a thing that is retired there is left out."""
    for quad in quads:
        if quad.graph_name == RETIRED:
            target = NamedNode(retired.get(_iri(quad.object), _iri(quad.object)))
            yield Quad(quad.subject, quad.predicate, target, quad.graph_name)
        elif _iri(quad.subject) not in retired:
            yield renamed(quad, retired)


def _is_own_value(quad: Quad, gone: set[Quad], view: Overlay) -> bool:
    """Whether a value takes the place of one that the store has changed since: then its own value counts."""
    if quad.graph_name == RETIRED:
        led = [one for one in view.of(_iri(quad.subject)) if one.predicate == _REPLACED]
        return quad.predicate == _REPLACED and any(one not in gone for one in led)
    replaced = [q for q in gone if (q.subject, q.predicate) == (quad.subject, quad.predicate)]
    replaced = [
        q for q in replaced if getattr(q.object, "language", "") == getattr(quad.object, "language", "")
    ]
    standing_ = view.of(_iri(quad.subject))
    return bool(replaced) and bool(standing_) and not any(q in standing_ for q in replaced)


def _periods(quads: Iterable[Quad], view: Overlay) -> list[Quad]:
    """Descriptions of the periods that are pointed at for the first time."""
    named = {_iri(quad.object) for quad in quads if _iri(quad.object).startswith(_PERIODS)}
    fresh = sorted(iri for iri in named if not view.of(iri))
    return list(period_quads(Period.parse(iri.removeprefix(_PERIODS)) for iri in fresh))


def _judge(*, whole: bool) -> Admit:
    """The gate on the change, or on the whole graph where the rules are others than those it was held against."""

    def judge(view: Overlay) -> Report:
        found = _examined(view) if whole else admit(view)
        left = _left_behind(view)
        return Report.of([*found, *left], found.checked) if left else found

    return judge


def _left_behind(view: Overlay) -> list[Finding]:
    """What the store would still say of things, or name, that this version describes no more and no name replaces."""
    losing = {_iri(quad.subject) for quad in view.change.removed if quad.predicate == _TYPE}
    found: list[Finding] = []
    for iri in sorted(losing):
        own = view.of(iri)
        if any(quad.predicate == _TYPE for quad in own):
            continue
        gone = f"{shorten(iri)}, which this version has no more"
        said = {shorten(quad.predicate.value) for quad in own if _is_stated(quad)}
        naming = {_iri(quad.subject) for quad in view.to(iri) if _is_stated(quad)}
        found += (_still(iri, f"the store has its own {name} of {gone}") for name in said)
        found += (_still(fact, f"{shorten(fact)} names {gone}") for fact in naming)
    return found


def _is_stated(quad: Quad) -> bool:
    return quad.graph_name != LEDGER and not is_derived(quad)


def _still(iri: str, message: str) -> Finding:
    remedy = "Rename it, merge it into what is meant, or take out what names it; then migrate."
    return Finding(code="U09", message=message, fact=shorten(iri), remedy=remedy, rule="migrate")


def _examined(view: Overlay) -> Report:
    removed = set(view.change.removed)
    after = [quad for quad in view.engine if quad not in removed and quad.graph_name != LEDGER]
    return validate(EmbeddedStore.memory([*after, *view.change.added]))


def _broken(error: RejectedError) -> RejectedError:
    report = error.report
    if not isinstance(report, Report):
        return error
    facts = {finding.fact for finding in report.at_least(Severity.VIOLATION)}
    return RejectedError(
        f"{len(facts):,} things of the store would break a rule of this version; nothing was written. "
        "Correct or withdraw them, then migrate.",
        report,
    )


def _iri(term: object) -> str:
    return str(getattr(term, "value", ""))
