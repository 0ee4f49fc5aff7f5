"""Whether a passage speaks of the region and partner of its figure, and names the speaker of its statement (V32)."""

from __future__ import annotations

from collections.abc import Sequence

from kg.findings import Severity
from kg.gate.provenance.evidence import Evidence, Figure, Statement
from kg.gate.provenance.mentions import Mention, Regions, named_at
from kg.gate.provenance.prose import Prose
from kg.gate.provenance.remarks import Remark
from kg.gate.wording import word
from kg.vocabulary import thing

__all__ = ["partner_remark", "reporter_remark", "speaker_remark"]

_WORLD = thing("place", "world")
_VOICES = (thing("speaker", "narrator"), thing("speaker", "unnamed"))


def speaker_remark(statement: Statement, prose: Prose, evidence: Evidence) -> Remark | None:
    """A speaker that the text does not name: a violation; one that it names only later: a warning."""
    if statement.speaker in _VOICES:
        return None
    names = evidence.names(statement.speaker)
    at = named_at(names, prose) if names else 0
    last = max(passage.end for passage in statement.passages)
    if at is not None and at < last:
        return None
    shown = names[0] if names else word(statement.speaker)
    return Remark(
        code="V32",
        about="trade:speaker",
        message=f"the text names {shown} nowhere"
        if at is None
        else f"the text names {shown} only after the passage",
        remedy="Name who the passage says has spoken; where it names nobody, write narrator or unnamed.",
        severity=Severity.VIOLATION if at is None else Severity.WARNING,
    )


def reporter_remark(figure: Figure, at: int, prose: Prose, regions: Regions) -> Remark | None:
    """A warning where the passage speaks of another region than the figure, or the text never of the figure's."""
    reporter = figure.reporter
    mentions = regions.mentions(prose)
    if regions.is_region(reporter) and not any(regions.fits(one, reporter) for one in mentions):
        return _remark("trade:reporter", f"the text does not name {word(reporter)}")
    if not (regions.is_region(reporter) or regions.above(reporter)) and not reporter.startswith(
        thing("group", "")
    ):
        return None
    start, end = prose.sentence(at)
    last = max((p.end for p in figure.passages if p.start <= at < p.end), default=at)
    inside = [one for one in mentions if at <= one.start < min(last, end)]
    said = [one for one in mentions if start <= one.start < at]
    if any(regions.fits(one, reporter) for one in inside) or not said:
        return _spoken_before(figure, start, prose, regions, mentions) if not said and not inside else None
    for one in reversed(said):
        if regions.fits(one, reporter):
            return None
        if not _passed_over(one, figure, regions):
            return _other(one, reporter, prose)
    return None


def _spoken_before(
    figure: Figure, start: int, prose: Prose, regions: Regions, mentions: Sequence[Mention]
) -> Remark | None:
    """The sentence names nothing: then the sentences before it in the paragraph, the nearest that names something."""
    first, _ = prose.paragraph(start)
    while start > first:
        before, end = prose.sentence(start - 1)
        said = [one for one in mentions if before <= one.start < end]
        told = [one for one in said if not _passed_over(one, figure, regions)]
        if any(regions.fits(one, figure.reporter) or _within(one, figure.reporter, regions) for one in said):
            return None
        if told:
            return _other(told[-1], figure.reporter, prose)
        start = before
    return None


def _within(one: Mention, reporter: str, regions: Regions) -> bool:
    return any(reporter in regions.above(thing) for thing in one.things)


def _passed_over(one: Mention, figure: Figure, regions: Regions) -> bool:
    """Whether a mention between the reporter and the number is no other reporter: a partner, a whole, an office."""
    if one.kind is not None:
        return figure.whole is not None and regions.fits(one, figure.whole)
    aside = {figure.partner, figure.whole, *regions.above(figure.reporter)}
    return any(thing in aside or not regions.known(thing) for thing in one.things)


def _other(one: Mention, reporter: str, prose: Prose) -> Remark:
    spoken = " ".join(prose.text[one.start : one.end].split())
    return _remark("trade:reporter", f"the passage speaks of {spoken}, the figure of {word(reporter)}")


def partner_remark(figure: Figure, at: int, prose: Prose, regions: Regions) -> Remark | None:
    """A warning where a partner is named nowhere near the passage."""
    partner = figure.partner
    if partner in (None, _WORLD) or partner is None or not regions.is_region(partner):
        return None
    fitting = [one for one in regions.mentions(prose) if regions.fits(one, partner)]
    if not fitting:
        return _remark("trade:partner", f"the text does not name {word(partner)}")
    first, end = prose.paragraph(at)
    if any(first <= one.start < end for one in fitting):
        return None
    start, _ = prose.sentence(at)
    said = [one for one in regions.mentions(prose) if start <= one.start < at and one.kind is None]
    others = [
        one
        for one in said
        if not regions.fits(one, figure.reporter) and not _passed_over(one, figure, regions)
    ]
    if others or all(one.start > at for one in fitting):
        return _remark("trade:partner", f"the passage does not name {word(partner)}")
    return None


def _remark(about: str, message: str) -> Remark:
    return Remark(
        code="V32",
        about=about,
        message=message,
        remedy="Read the sentence again: whose trade is it, and with whom?",
        severity=Severity.WARNING,
    )
