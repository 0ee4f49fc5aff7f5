"""The provenance stage: every passage, figure and statement of a submission, held against the texts at hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from kg.findings import Finding, Severity
from kg.gate.codes import CODES
from kg.gate.provenance.evidence import Evidence, Figure, Passage, Statement
from kg.gate.provenance.library import Library
from kg.gate.provenance.mentions import Regions, Speakers
from kg.gate.provenance.numbers import found_at, matched, number_remarks
from kg.gate.provenance.numerals import Numeral, numerals
from kg.gate.provenance.parties import flow_remark, partner_remark, reporter_remark, speaker_remark
from kg.gate.provenance.passages import passage_fault
from kg.gate.provenance.prose import Prose
from kg.gate.provenance.remarks import Remark
from kg.gate.provenance.wordings import wording_remarks
from kg.gate.rows import Row
from kg.gate.wording import fact_name

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["provenance_rows"]

_YEAR = timedelta(days=366)


def provenance_rows(
    quads: Iterable[pyoxigraph.Quad], engine: pyoxigraph.Store, texts: Path, *, submitted: bool = True
) -> list[Row]:
    """What the texts of a folder say against the facts among the quads; that a text is missing is told of new facts only.

    Args:
        quads: what is described, whole.
        engine: the graph behind it, where names of speakers and places are looked up.
        texts: the folder; a text is called "<source id>.txt".
        submitted: whether the facts are new, so that a passage that could be named is asked for.
    """
    stage = _Stage(Evidence(quads, engine), texts, submitted=submitted)
    return sorted(stage.rows(), key=lambda row: row.finding.order)


class _Stage:
    def __init__(self, evidence: Evidence, texts: Path, *, submitted: bool) -> None:
        self._submitted = submitted
        self._evidence = evidence
        self._library = Library(texts, evidence)
        self._regions = Regions(evidence)
        self._speakers = Speakers(evidence)
        self._numerals: dict[str, list[Numeral]] = {}
        self._figures = list(evidence.figures())
        self._faulty: set[str] = set()

    def rows(self) -> Iterator[Row]:
        yield from self._passages()
        for figure in self._figures:
            prose = self._sound(figure)
            if prose is not None:
                yield from (_row(figure.iri, remark) for remark in self._figure(figure, prose))
        for statement in self._evidence.statements():
            prose = self._sound(statement)
            remark = speaker_remark(statement, prose, self._evidence, self._speakers) if prose else None
            if remark is not None:
                yield _row(statement.iri, remark)

    def _passages(self) -> Iterator[Row]:
        """A V11 for each text that cannot be used, and for each passage that is not what it claims."""
        passages = self._evidence.passages.values()
        for source in sorted({*self._evidence.sources, *(passage.source for passage in passages)}):
            if self._library.text(source) is None and source in self._library.faults:
                yield _row(source, _remark("trade:textDigest", self._library.faults[source]))
        if self._submitted:
            yield from self._unread(passages)
        for passage in passages:
            prose = self._library.text(passage.source)
            if prose is None or passage_fault(passage, prose) is None:
                continue
            fault = passage_fault(passage, prose, number=self._number(passage, prose)) or ("", "")
            self._faulty.add(passage.iri)
            bounded = self._evidence.value(passage.source, "trade:textLength") is not None
            if not (bounded and passage.end > len(prose.text)):  # of which a check of its own tells
                yield _row(passage.iri, _remark("trade:digest", *fault))

    def _unread(self, passages: Collection[Passage]) -> Iterator[Row]:
        """What is worth knowing of a source without a text: its passages could be anything."""
        for source in sorted({passage.source for passage in passages}):
            if self._library.text(source) is not None or source in self._library.faults:
                continue
            name = f"{source.rpartition('/')[2]}.txt"
            number = sum(passage.source == source for passage in passages)
            what = "1 passage was" if number == 1 else f"{number} passages were"
            message = f"there is no {name} in the folder of texts: {what} not held against it"
            remedy = f"Put the text into the folder as {name}."
            remark = replace(_remark("trade:textDigest", message, remedy), severity=Severity.INFO)
            yield _row(source, remark)

    def _sound(self, fact: Figure | Statement) -> Prose | None:
        """The text of a fact whose passages are what they claim; None where there is none to compare with."""
        if any(passage.iri in self._faulty for passage in fact.passages):
            return None
        prose = self._library.text(fact.source)
        inside = prose is not None and all(0 <= p.start < p.end <= len(prose.text) for p in fact.passages)
        return prose if inside else None

    def _number(self, passage: Passage, prose: Prose) -> str | None:
        """The passage that has the number of a figure which stands on a passage; None where the text lacks it."""
        figures = (figure for figure in self._figures if passage in figure.passages)
        places = (found_at(figure, prose, self._listed(figure.source, prose)) for figure in figures)
        return next((place[1] for place in places if place), None)

    def _listed(self, source: str, prose: Prose) -> list[Numeral]:
        if source not in self._numerals:
            self._numerals[source] = numerals(prose)
        return self._numerals[source]

    def _unanchored(self, figure: Figure, prose: Prose, listed: list[Numeral]) -> Remark:
        """A warning where a figure of a text at hand says only that it stands somewhere in it."""
        place = found_at(figure, prose, listed)
        found = f"; the number stands {place[0]}" if place else ", and the number is nowhere in the text"
        return Remark(
            code="V31",
            about="trade:anchor",
            message=f"the figure names no passage{found}",
            remedy=f"Add passage: {place[1]}" if place else "Correct the number, and add its passage.",
            severity=Severity.WARNING,
        )

    def _figure(self, figure: Figure, prose: Prose) -> Iterator[Remark]:
        listed = self._listed(figure.source, prose)
        if not figure.passages:
            yield from [self._unanchored(figure, prose, listed)] if self._submitted else []
            return
        yield from number_remarks(figure, prose, listed)
        one = matched(figure, prose, listed)
        if one is None:  # what the wrong passage speaks of would be told of another fact
            return
        yield from wording_remarks(figure, one, prose, self._issued(figure.source))
        for remark in (
            reporter_remark(figure, one.start, prose, self._regions),
            partner_remark(figure, one.start, prose, self._regions),
            flow_remark(figure, one.start, prose),
        ):
            if remark is not None:
                yield remark

    def _issued(self, source: str) -> tuple[date, date] | None:
        """The first and last day on which a source can have been published; a year after the first where open."""
        days = [self._evidence.value(source, f"trade:{name}") for name in ("issuedEarliest", "issuedLatest")]
        first, last = (_day(text) for text in days)
        return None if first is None else (first, last or first + _YEAR)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _remark(about: str, message: str, remedy: str | None = None) -> Remark:
    return Remark(code="V11", about=about, message=message, remedy=remedy)


def _row(iri: str, remark: Remark) -> Row:
    finding = Finding(
        code=remark.code,
        message=remark.message,
        severity=remark.severity,
        fact=fact_name(iri),
        about=remark.about,
        remedy=remark.remedy or CODES[remark.code].remedy,
        rule="provenance",
    )
    return Row(finding, remark.once or frozenset({iri}))
