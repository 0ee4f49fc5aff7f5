"""Facts that take the place of stored ones: what goes when they come, and whether they name it rightly.

Two things are told apart. What was misread is replaced: the new fact has the id of the wrong one, which leaves the
graph. What its publisher revised stays: the new figure names it (trade:revises) and counts in its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.findings import Finding, Severity
from kg.gate.parts import named, object_of, predicate_of, subject_of
from kg.gate.rows import Row
from kg.gate.upkeep import UPKEEP
from kg.gate.wording import fact_name, word
from kg.vocabulary import expand, shorten

if TYPE_CHECKING:
    import pyoxigraph

    from kg.reading.readings import Reading

__all__ = ["Corrections", "corrections"]

_FACTS = ("trade:Figure", "trade:Statement", "trade:Source")
_CELL = (
    "reporter partner product flow indicator period basePeriod denominator rankedAmong terms unit partnerBasis "
    "groupDefinition valuation"
).split()


@dataclass(frozen=True, slots=True)
class Corrections:
    """What a submission corrects.

    ``replaced`` are the IRIs of the facts whose stored form goes, ``removed`` the quads that go with them, ``following``
    those that only followed from them (which figure counted, what contradicted it) and are derived anew; ``added`` are
    the dates of figures whose source has another date now; and ``rows`` hold what is wrong with it (U04, U05).
    """

    replaced: frozenset[str] = frozenset()
    removed: tuple[pyoxigraph.Quad, ...] = ()
    following: tuple[pyoxigraph.Quad, ...] = ()
    added: tuple[pyoxigraph.Quad, ...] = ()
    rows: tuple[Row, ...] = ()


def corrections(
    reading: Reading, quads: Iterable[pyoxigraph.Quad], engine: pyoxigraph.Store, *, whole: bool = False
) -> Corrections:
    """What the facts of a reading correct in a graph.

    Args:
        reading: what was read; it says which of its facts take the place of misread ones.
        quads: its facts, as a store would hold them.
        engine: the graph.
        whole: whether every fact of the reading is a correction, said or not.
    """
    desk = _Desk(quads, engine)
    own = [iri for iri in sorted(desk.said) if desk.kind(desk.said[iri])]
    named_so = {iri for iri in own if iri in reading.misread}
    replaced = {iri for iri in (own if whole else named_so) if desk.differs(iri)}
    rows = [row for iri in sorted(named_so | replaced) for row in desk.misread_rows(iri)]
    rows += [row for iri in own for row in desk.revision_rows(iri)]
    rows += [row for iri in own if whole and iri not in named_so for row in desk.new_rows(iri)]
    dated = [pair for iri in sorted(replaced) for pair in desk.dates(iri)]
    going = {quad for iri in sorted(replaced) for quad in desk.going(iri)} | {old for old, _ in dated}
    removed = tuple(sorted(going, key=str))
    following = tuple(sorted({quad for iri in sorted(replaced) for quad in desk.following(iri)}, key=str))
    return Corrections(
        replaced=frozenset(replaced),
        removed=removed,
        following=following,
        added=tuple(new for _, new in dated),
        rows=tuple(rows),
    )


class _Desk:
    """What a submission says and what the graph says, of single things."""

    def __init__(self, quads: Iterable[pyoxigraph.Quad], engine: pyoxigraph.Store) -> None:
        self.said: dict[str, set[pyoxigraph.Quad]] = defaultdict(set)
        for quad in quads:
            self.said[subject_of(quad)].add(quad)
        self._all = {quad for own in self.said.values() for quad in own}
        self._engine = engine

    def stored(self, iri: str) -> set[pyoxigraph.Quad]:
        """What the graph says of a thing."""
        import pyoxigraph

        return set(self._engine.quads_for_pattern(pyoxigraph.NamedNode(iri), None, None, None))

    def kind(self, quads: Iterable[pyoxigraph.Quad]) -> str | None:
        """The kind of fact that quads describe; None for other things."""
        kinds = self.values(quads, "rdf:type")
        return next((name for name in _FACTS if expand(name) in kinds), None)

    def values(self, quads: Iterable[pyoxigraph.Quad], curie: str) -> set[str]:
        """The values of a property."""
        return {object_of(quad) for quad in quads if predicate_of(quad) == expand(curie)}

    def differs(self, iri: str) -> bool:
        """Whether the graph has this fact, and in another form."""
        return self.kind(self.stored(iri)) is not None and bool(self.going(iri) or self._coming(iri))

    def going(self, iri: str) -> set[pyoxigraph.Quad]:
        """What goes when the fact of the submission takes the place of the stored one."""
        old = self.stored(iri)
        gone = {quad for quad in old - self._all if not self._carries(quad)}
        gone |= {quad for quad in self._pointing(iri, "trade:asserts") if quad not in self._all}
        for target in sorted(self.values(old, "trade:asserts")):
            if self.kind(self.stored(target)) is None:
                gone |= self.stored(target) - self._all
        for span in sorted(self.values(old, "trade:span") - self.values(self.said[iri], "trade:span")):
            if {subject_of(quad) for quad in self._pointing(span)} == {iri} and span not in self.said:
                gone |= self.stored(span)
        return gone

    def dates(self, iri: str) -> Iterator[tuple[pyoxigraph.Quad, pyoxigraph.Quad]]:
        """The old and the new date of each figure of a source whose date is corrected, those of the submission aside."""
        import pyoxigraph

        issued = [quad.object for quad in self.said[iri] if predicate_of(quad) == expand("dcterms:issued")]
        for link in self._pointing(iri, "trade:source") if len(issued) == 1 else ():
            if subject_of(link) in self.said:
                continue
            for old in self.stored(subject_of(link)):
                if predicate_of(old) == expand("trade:vintage") and old.object != issued[0]:
                    yield old, pyoxigraph.Quad(old.subject, old.predicate, issued[0], old.graph_name)

    def following(self, iri: str) -> set[pyoxigraph.Quad]:
        """What only follows from a stored fact: the default acceptance of it, its conflicts, what was found in it."""
        pointing = (quad for quad in self._pointing(iri) if _follows(quad))
        return {quad for one in pointing for quad in self.stored(subject_of(one)) if _follows(quad)}

    def misread_rows(self, iri: str) -> Iterator[Row]:
        """What is wrong with replacing a stored fact."""
        old, new = self.stored(iri), self.said[iri]
        if self.kind(old) is None:
            yield _row("U04", iri, f"the graph has no {_noun(iri)} to correct")
            return
        before, after = self.values(old, "trade:source"), self.values(new, "trade:source")
        if before != after:
            names = f"it stands in {_listed(before)}, and the correction in {_listed(after)}"
            yield _row("U05", iri, names, remedy="Withdraw the one (`kg withdraw`), and add the other.")
        elif self.values(old, "trade:cell") != self.values(new, "trade:cell"):
            yield self._moved(iri, old, new)

    def revision_rows(self, iri: str) -> Iterator[Row]:
        """What is wrong with the revision of another figure."""
        for other in sorted(self.values(self.said[iri], "trade:revises") - {iri}):
            old = self._known(other)
            if self.kind(old) is None:
                yield _row("U04", iri, f"the graph has no figure {shorten(other)} to revise", other)
            elif self.values(old, "trade:cell") != self.values(self.said[iri], "trade:cell"):
                apart = self._apart(old, self.said[iri])
                told = f"it revises {word(other)}, a figure of another cell: {apart}"
                # The check of this name finds it as well, in less detail; one of the two is told.
                yield _row("U05", iri, told, other, rule="revise-figures-of-one-cell")
            else:
                yield from self._doubted(iri, other, old)

    def new_rows(self, iri: str) -> Iterator[Row]:
        """What is wrong with a fact among corrections that corrects nothing."""
        revises = bool(self.values(self.said[iri], "trade:revises"))
        if (
            self.kind(self.said[iri]) != "trade:Source"
            and not revises
            and self.kind(self.stored(iri)) is None
        ):
            remedy = "Write the id of the fact that is to be corrected; `kg add` takes new facts."
            yield _row("U04", iri, f"the graph has no {_noun(iri)} to correct", remedy=remedy)

    def _doubted(self, iri: str, other: str, old: set[pyoxigraph.Quad]) -> Iterator[Row]:
        """What looks odd about a revision: whose it is, when it was published, and what stands in its way."""
        yield from self._overtaken(iri, other)
        ours, theirs = (self._source(quads) for quads in (self.said[iri], old))
        if ours == theirs:
            told = f"{word(other)} is of the same source, so both have one date, and what was known before is lost"
            remedy = "Describe the new edition as a source of its own, with its date."
            yield _row("U05", iri, told, other, remedy=remedy, severity=Severity.WARNING)
            return
        publishers = self.values(ours, "dcterms:publisher"), self.values(theirs, "dcterms:publisher")
        if publishers[0] != publishers[1]:
            told = f"{word(other)} is of another publisher ({_listed(publishers[1])})"
            remedy = "Nothing, where this source reports the revision; else leave replaces out: sources may differ."
            yield _row(
                "U05",
                iri,
                told,
                other,
                remedy=remedy,
                severity=Severity.WARNING,
                rule="revised by another publisher",
            )
        first = max(self.values(ours, "trade:issuedLatest"), default="")
        earlier = min(self.values(theirs, "trade:issuedEarliest"), default="")
        if first and earlier and first < earlier:
            told = f"{word(other)} was published later, on {earlier}"
            remedy = "Check which of the two revises the other, and the dates of their sources."
            yield _row(
                "U05",
                iri,
                told,
                other,
                remedy=remedy,
                severity=Severity.WARNING,
                rule="revised by an earlier figure",
            )

    def _overtaken(self, iri: str, other: str) -> Iterator[Row]:
        """That another figure revises it already, or that somebody decided for it."""
        newer = {subject_of(quad) for quad in self._pointing(other, "trade:revises")} - {iri}
        if newer:
            told = f"{_listed(newer)} revises {word(other)} already"
            remedy = f"Name the latest figure, {_listed(newer)}, where this one revises that."
            yield _row(
                "U05", iri, told, other, remedy=remedy, severity=Severity.WARNING, rule="revised already"
            )
        if any(not _follows(quad) for quad in self._pointing(other, "trade:accepts")):
            told = f"somebody decided that {word(other)} counts, and that stands against the revision"
            remedy = f"Decide anew, once it is added: kg accept {iri.rpartition('/')[2]}"
            yield _row(
                "U05", iri, told, other, remedy=remedy, severity=Severity.WARNING, rule="decided otherwise"
            )

    def _moved(self, iri: str, old: set[pyoxigraph.Quad], new: set[pyoxigraph.Quad]) -> Row:
        """That a correction moves a figure to another cell: a doubt where its number is another as well."""
        same = self.values(old, "trade:value") == self.values(new, "trade:value")
        told = f"the correction is a figure of another cell: {self._apart(old, new)}"
        remedy = "Nothing, where that is what was misread; else name the figure that is meant."
        return _row("U05", iri, told, remedy=remedy, severity=Severity.INFO if same else Severity.WARNING)

    def _apart(self, old: set[pyoxigraph.Quad], new: set[pyoxigraph.Quad]) -> str:
        pairs = {name: (self.values(old, name), self.values(new, name)) for name in map(_trade, _CELL)}
        told = [
            f"{shorten(expand(name)).partition(':')[2]} {_listed(before)} there, {_listed(after)} here"
            for name, (before, after) in pairs.items()
            if before != after
        ]
        return "; ".join(told) or "their keys differ"

    def _source(self, quads: Iterable[pyoxigraph.Quad]) -> set[pyoxigraph.Quad]:
        return {quad for iri in self.values(quads, "trade:source") for quad in self._known(iri)}

    def _known(self, iri: str) -> set[pyoxigraph.Quad]:
        """What is said of a thing, here or in the graph."""
        return self.said.get(iri, set()) | self.stored(iri)

    def _coming(self, iri: str) -> set[pyoxigraph.Quad]:
        return self.said[iri] - self.stored(iri)

    def _carries(self, quad: pyoxigraph.Quad) -> bool:
        """Whether a quad says that a statement carries a figure: the figure decides that."""
        target = named(quad)
        asserts = predicate_of(quad) == expand("trade:asserts")
        return asserts and target is not None and self.kind(self.stored(target)) == "trade:Figure"

    def _pointing(self, iri: str, curie: str | None = None) -> list[pyoxigraph.Quad]:
        import pyoxigraph

        predicate = None if curie is None else pyoxigraph.NamedNode(expand(curie))
        found = self._engine.quads_for_pattern(None, predicate, pyoxigraph.NamedNode(iri), None)
        return [
            quad
            for quad in found
            if not shorten(str(getattr(quad.graph_name, "value", ""))).endswith(":ledger")
        ]


def _row(
    code: str,
    iri: str,
    message: str,
    *also: str,
    remedy: str | None = None,
    severity: Severity = Severity.VIOLATION,
    rule: str = "corrections",
) -> Row:
    finding = Finding(
        code=code,
        message=message,
        severity=severity,
        fact=fact_name(iri),
        about="trade:revises",
        remedy=remedy or UPKEEP[code].remedy,
        rule=rule,
    )
    return Row(finding, frozenset({iri, *also}))


def _follows(quad: pyoxigraph.Quad) -> bool:
    """Whether a quad follows from others: a default acceptance is named by its cell alone, a decision is numbered."""
    graph = str(getattr(quad.graph_name, "value", ""))
    if graph.startswith(expand("graph:derived-")):
        return True
    return graph == expand("graph:acceptance") and "-" not in subject_of(quad).rpartition("/")[2]


def _noun(iri: str) -> str:
    """The kind of a fact and its id: "figure F0030"."""
    return shorten(iri).replace(":", " ", 1)


def _listed(iris: Iterable[str]) -> str:
    return ", ".join(sorted(map(word, iris))) or "nothing"


def _trade(name: str) -> str:
    return f"trade:{name}"
