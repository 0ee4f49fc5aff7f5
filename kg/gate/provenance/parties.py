"""Whether a passage speaks of the region and partner of its figure, and names the speaker of its statement (V32)."""

from __future__ import annotations

import re

from kg.findings import Severity
from kg.gate.provenance.evidence import Evidence, Figure, Statement
from kg.gate.provenance.mentions import Mention, Regions, Speakers, named_at
from kg.gate.provenance.prose import Prose
from kg.gate.provenance.remarks import Remark
from kg.gate.wording import word
from kg.vocabulary import thing

__all__ = ["flow_remark", "partner_remark", "reporter_remark", "speaker_remark"]

_WORLD = thing("place", "world")
_AMOUNTS = ("change", "quantity", "value")
_WITH = re.compile(
    r"\b(?:trade|exports?|imports?|shipments|commerce)\b[^,;.]{0,40}\b(?:with|to|from) (?:the )?$"
)
_TOWARDS = re.compile(r"\b(?:with|to) (?:the )?$")
_ROW = re.compile(r"(?: \([^)]*\))?,?(?: and| or| as well as| followed by)? ?(?:the )?")
_OWNING = re.compile(r"'s?\b|'(?= )")
_OPENING = re.compile(r"\W*(?:(?:and|but|while) )?(?:[a-z0-9 ]{2,25}, )?(?:the )?")
_FLOWS = re.compile(
    r"\b(?:imports? and exports?|exports? and imports?|(?:import-export|foreign|overseas|total)? ?trade|exports?|imports?|exported|"
    r"imported)\b(?! (?:surplus|deficit|balance|partner|compan|zone|friction))|进出口|出口|进口"
)
_FLOW_WORDS = {"export": "exports", "import": "imports", "total": "trade in both directions"}
_VOICES = (thing("speaker", "narrator"), thing("speaker", "unnamed"))


def speaker_remark(
    statement: Statement, prose: Prose, evidence: Evidence, speakers: Speakers
) -> Remark | None:
    """A speaker that the text does not name: a violation; one that it names elsewhere than the passage: a warning."""
    if statement.speaker in _VOICES:
        return None
    names = evidence.names(statement.speaker)
    at = named_at(names, prose) if names else 0
    shown = names[0] if names else word(statement.speaker)
    if at is None:
        return _of_speaker(f"the text names {shown} nowhere", Severity.VIOLATION)
    if at >= max(passage.end for passage in statement.passages):
        return _of_speaker(f"the text names {shown} only after the passage", Severity.WARNING)
    for passage in statement.passages:
        others = speakers.named(prose, passage.start, passage.end)
        if others and statement.speaker not in others and not speakers.hinted(names, prose, passage):
            return _of_speaker(f"the passage names {speakers.shown(others)}, not {shown}", Severity.WARNING)
    return None


def _of_speaker(message: str, severity: Severity) -> Remark:
    return Remark(
        code="V32",
        about="trade:speaker",
        message=message,
        remedy="Name who the passage says has spoken; where it names nobody, write narrator or unnamed.",
        severity=severity,
    )


def reporter_remark(figure: Figure, at: int, prose: Prose, regions: Regions) -> Remark | None:
    """A warning where the text never names the figure's region, or the number is said of another one.

    Another one it is only where that is the subject right before the number: "Fujian's exports", "The nine cities …",
    and where it is not the partner, a whole, an office, or one of several in a row.
    """
    reporter = figure.reporter
    if not regions.known(reporter):
        return None
    mentions = [one for one in regions.mentions(prose) if one.kind is None]
    named = any(regions.fits(one, reporter) for one in mentions) or regions.spelled(prose, reporter)
    if regions.is_region(reporter) and not named:
        return _remark("trade:reporter", f"the text does not name {word(reporter)}")
    start, _ = prose.sentence(at)
    said = [one for one in regions.mentions(prose) if start <= one.start < at and regions.means_region(one)]
    inside = [
        one for one in said if any(p.start <= one.start for p in figure.passages if p.start <= at < p.end)
    ]
    if any(regions.fits(one, reporter) for one in inside):
        return None
    whole: Mention | None = None
    for index in range(len(said) - 1, -1, -1):
        one = said[index]
        towards = _TOWARDS.search(prose.folded, max(0, one.start - 10), one.start)
        subject = figure.partner in one.things and not towards
        if regions.fits(one, reporter) or subject or _listed(said, index, prose):
            return None
        if not _passed_over(one, figure, prose, regions):
            return _other(one, reporter, prose) if _is_subject(one, prose) else None
        if figure.whole not in one.things and not one.things.isdisjoint(regions.above(reporter)):
            whole = whole or (one if _OWNING.match(prose.folded, one.end) else None)
    return _other(whole, reporter, prose) if whole else None


def _listed(said: list[Mention], index: int, prose: Prose) -> bool:
    """Whether a mention is one of several in a row: "Hong Kong, the United States and Taiwan"."""
    near = [(index - 1, index), (index, index + 1)]
    pairs = [(said[first], said[second]) for first, second in near if first >= 0 and second < len(said)]
    return any(_ROW.fullmatch(prose.folded, first.end, second.start) for first, second in pairs)


def _is_subject(one: Mention, prose: Prose) -> bool:
    """Whether a mention is possessive, or the first word of its clause."""
    if _OWNING.match(prose.folded, one.end):
        return True
    return _OPENING.fullmatch(prose.folded, prose.clause(one.start), one.start) is not None


def _passed_over(one: Mention, figure: Figure, prose: Prose, regions: Regions) -> bool:
    """Whether a mention between the reporter and the number is no other reporter: a partner, a whole, an office."""
    if one.kind is not None:
        return True
    if _TOWARDS.search(prose.folded, max(0, one.start - 10), one.start):
        return True
    aside = {figure.partner, figure.whole, *regions.above(figure.reporter)}
    return any(thing in aside for thing in one.things)


def _within(one: Mention, reporter: str, regions: Regions) -> bool:
    return any(reporter in regions.above(thing) for thing in one.things)


def _other(one: Mention, reporter: str, prose: Prose) -> Remark:
    spoken = " ".join(prose.text[one.start : one.end].split())
    return _remark("trade:reporter", f"the passage speaks of {spoken}, the figure of {word(reporter)}")


def partner_remark(figure: Figure, at: int, prose: Prose, regions: Regions) -> Remark | None:
    """A warning where a partner is named nowhere near the passage, or the passage names one that the figure lacks."""
    partner = figure.partner
    if partner == _WORLD:
        return _partnered(figure, at, prose, regions) if figure.indicator in _AMOUNTS else None
    if partner is None or not regions.is_region(partner):
        return None
    fitting = [one for one in regions.mentions(prose) if one.kind is None and regions.fits(one, partner)]
    if not fitting and regions.spelled(prose, partner):
        return None
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
        if not regions.fits(one, figure.reporter) and not _passed_over(one, figure, prose, regions)
    ]
    if others or all(one.start > at for one in fitting):
        return _remark("trade:partner", f"the passage does not name {word(partner)}")
    return None


def _partnered(figure: Figure, at: int, prose: Prose, regions: Regions) -> Remark | None:
    start = prose.clause(at)
    for one in regions.mentions(prose):
        if (
            not start <= one.start < at
            or regions.fits(one, figure.reporter)
            or _within(one, figure.reporter, regions)
        ):
            continue
        if (
            one.kind is None
            and _WITH.search(prose.folded, start, one.start)
            and any(map(regions.known, one.things))
        ):
            spoken = " ".join(prose.text[one.start : one.end].split())
            return _remark(
                "trade:partner",
                f"the passage speaks of trade with {spoken}, the figure of that with the world",
            )
    return None


def flow_remark(figure: Figure, at: int, prose: Prose) -> Remark | None:
    """A warning where the passage speaks of exports and the figure is of imports, or the other way round."""
    if figure.flow not in _FLOW_WORDS or figure.indicator not in (*_AMOUNTS, "share"):
        return None
    start, end = prose.sentence(at)
    if "respectively" in prose.folded[start:end]:
        return None
    first, _end = prose.paragraph(at)
    said = [_flow(found[0]) for found in _FLOWS.finditer(prose.folded, start, at)]
    said = said or [_flow(found[0]) for found in _FLOWS.finditer(prose.folded, at, end)][:1]
    while not said and start > first:
        at, (start, _) = start, prose.sentence(start - 1)
        said = [_flow(found[0]) for found in _FLOWS.finditer(prose.folded, start, at)]
    if not said or said[-1] == figure.flow or (figure.flow in said and "total" in (figure.flow, said[-1])):
        return None
    return _remark(
        "trade:flow",
        f"the passage speaks of {_FLOW_WORDS[said[-1]]}, the figure of {_FLOW_WORDS[figure.flow]}",
    )


def _flow(text: str) -> str:
    exports, imports = re.search("export|出口", text), re.search("import|进口", text)
    return "total" if bool(exports) == bool(imports) else "export" if exports else "import"


def _remark(about: str, message: str) -> Remark:
    return Remark(
        code="V32",
        about=about,
        message=message,
        remedy="Read the sentence again: whose trade is it, and with whom?",
        severity=Severity.WARNING,
    )
