"""Whether passages are the spans that their digests say, and where the text has that span instead (V11)."""

from __future__ import annotations

from collections.abc import Iterator

from kg.gate.provenance.evidence import Passage
from kg.gate.provenance.library import digest_of
from kg.gate.provenance.prose import Prose

__all__ = ["passage_fault", "spelled"]

_FARTHEST = 20_000
_SLACK = 3


def spelled(prose: Prose, start: int, end: int) -> str:
    """A passage as a sheet writes it: "[start, end, digest]"."""
    return f"[{start}, {end}, {digest_of(prose.text[start:end])[:12]}]"


def passage_fault(passage: Passage, prose: Prose, *, number: str | None = None) -> tuple[str, str] | None:
    """Message and remedy where the span has another digest; None where it is as it says.

    ``number`` is the passage in which the text has the number of a figure that stands on this one, where it has it.
    """
    start, end, text = passage.start, passage.end, prose.text
    if not 0 <= start < end or (end <= len(text) and digest_of(text[start:end])[:12] == passage.digest):
        return None
    given = f"the text from {start} to {end} has another digest"
    for first, last, how in _elsewhere(text, start, end):
        if 0 <= first < last <= len(text) and digest_of(text[first:last])[:12] == passage.digest:
            return (
                f"{given}; the one given is that of {first} to {last}{how}",
                f"Write {spelled(prose, first, last)}.",
            )
    if number is not None:
        return f"{given}, and no passage near it has the one given", f"The number stands elsewhere: {number}."
    if end > len(text):
        return (
            f"the text ends at {len(text):,}, before the passage does",
            "Count start and end in code points.",
        )
    remedy = f"Read the text again; where start and end are right, write {spelled(prose, start, end)}."
    return f"{given}, and no passage near it has the one given", remedy


def _elsewhere(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Where a passage can lie that was counted otherwise: in bytes, in UTF-16, with other ends, or some letters off."""
    data, wide = text.encode(), text.encode("utf-16-le")
    yield (*_points(data, start, end, "utf-8"), ": start and end were counted in bytes")
    yield (*_points(wide, 2 * start, 2 * end, "utf-16-le"), ": start and end were counted in UTF-16 units")
    yield start, end + 1, ": the end is not included"
    yield start - 1, end - 1, ": counting begins with 0"
    near = range(-_SLACK, _SLACK + 1)
    yield from ((start + before, end + after, "") for before in near for after in near)
    for shift in range(1, min(_FARTHEST, len(text))):
        for by in (-shift, shift):
            if start + by >= 0 and end + by <= len(text):
                yield start + by, end + by, ""


def _points(data: bytes, start: int, end: int, encoding: str) -> tuple[int, int]:
    """The code points of a span that was counted in units of an encoding."""
    before = len(data[:start].decode(encoding, "ignore"))
    return before, before + len(data[start:end].decode(encoding, "ignore"))
