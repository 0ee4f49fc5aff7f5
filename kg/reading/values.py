"""From what stands under a key to a value of the model, or a finding."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from kg.errors import NumberUnreadable
from kg.model.facts import Passage
from kg.model.period import Period
from kg.model.terms import Partial
from kg.reading.calendar import iso_form, slashed_forms
from kg.reading.codes import CODES
from kg.reading.desk import MISSING, Desk, Missing, is_id
from kg.reading.keys import CONCEPTS, Key
from kg.reading.lookalikes import bidi_fault, skeleton
from kg.reading.marked import Fields, Items, Node, Scalar
from kg.reading.numbers import read_decimal, unit_of
from kg.vocabulary import code, thing

__all__ = [
    "BLANK",
    "last_day",
    "read_date",
    "read_fields",
    "read_passages",
    "read_value",
    "require",
    "text_of",
]

BLANK = Scalar(None, 0, 0)
"""Stands where nothing was written."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PARTIAL = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_DIGEST = re.compile(r"[0-9a-f]{12}")
_LONG_DIGEST = re.compile(r"[0-9a-f]{64}")
_VOICES = {"narrator": thing("speaker", "narrator"), "unnamed": thing("speaker", "unnamed")}
_SPEAKER_KINDS = ("person", "organisation")


def read_fields(desk: Desk, fields: Fields, table: Mapping[str, Key]) -> dict[str, Any]:
    """The values of those keys of a mapping that the table has; MISSING where one cannot be read.

    Keys with nothing written after them are left out, as if they were not there.
    """
    found: dict[str, Any] = {}
    for name, node in fields.values.items():
        key = table.get(name)
        if key is None or (isinstance(node, Scalar) and node.text is None):
            continue
        found[name] = read_value(desk, key, node)
    return found


def read_value(desk: Desk, key: Key, node: Node) -> Any:
    """What stands under one key, or MISSING with its finding."""
    takes, _, detail = key.takes.partition(":")
    return _READERS[takes](desk, node, key.name, detail)


def require(desk: Desk, found: Mapping[str, Any], table: Mapping[str, Key], node: Node, what: str) -> bool:
    """Whether every needed key was given and read; a finding R08 for each that was not given."""
    missing = [name for name, key in table.items() if key.required and name not in found]
    for name in missing:
        example = f"{name}: {table[name].example}"
        at = node.keys.get(name, node) if isinstance(node, Fields) else node
        desk.find("R08", f"{what} has no {name}.", at, about=name, remedy=f"Add it, such as {example}.")
    return not missing and not any(value is MISSING for value in found.values())


def text_of(desk: Desk, node: Node, about: str) -> str | Missing:
    """The one text that stands there, or a finding R09."""
    if isinstance(node, Scalar) and node.text is not None:
        turned = bidi_fault(node.text)
        if turned is not None:
            return desk.find("R26", f"{about} is not what it looks like. {turned}", node, about=about)
        return node.text
    what = "a list" if isinstance(node, Items) else "a mapping" if isinstance(node, Fields) else "nothing"
    return desk.find("R09", f"{about} takes one value, and {what} stands here.", node, about=about)


def read_date(desk: Desk, node: Node, about: str, detail: str = "") -> date | Missing:
    """A day, or a finding R06; where ``detail`` is "partial", a month or year is a fit remedy too."""
    text = text_of(desk, node, about)
    if isinstance(text, Missing):
        return MISSING
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    form = iso_form(text) or ""
    fit = _DAY.fullmatch(form) or (detail == "partial" and _PARTIAL.fullmatch(form))
    meant = " or ".join(slashed_forms(text)) or (form if fit else "")
    remedy = f"Write {meant}." if meant else ""
    message = f"“{text}” is no day of the calendar; write it as 2019-02-18."
    return desk.find("R06", message, node, about=about, remedy=remedy)


def last_day(period: Period) -> date:
    """The last day of a period."""
    return period.end_exclusive - timedelta(days=1)


def read_passages(desk: Desk, fields: Fields, source: str) -> tuple[Passage, ...] | Missing:
    """The passages under ``passage`` and ``passages``, in order; MISSING where one is malformed."""
    found: list[Passage] = []
    sound = True
    for about in ("passage", "passages"):
        node = fields.values.get(about, BLANK)
        if isinstance(node, Scalar) and node.text is None:
            continue
        several = isinstance(node, Items) and node.items and isinstance(node.items[0], Items)
        for item in node.items if isinstance(node, Items) and several else (node,):
            passage = _passage(desk, item, about, source)
            sound = sound and not isinstance(passage, Missing)
            if not isinstance(passage, Missing):
                found.append(passage)
                desk.places.setdefault((thing("passage", passage.slug), None), desk.place(item))
    return tuple(found) if sound else MISSING


def _passage(desk: Desk, node: Node, about: str, source: str) -> Passage | Missing:
    texts = (
        [item.text or "" for item in node.items if isinstance(item, Scalar)]
        if isinstance(node, Items)
        else []
    )
    if len(texts) != 3:
        return desk.find("R11", "A passage has three parts: start, end, digest.", node, about=about)
    start, end, digest = texts
    if not (_is_count(start) and _is_count(end)):
        return desk.find(
            "R11", f"Start and end of a passage are whole numbers, not {start}, {end}.", node, about=about
        )
    if int(end) <= int(start):
        return desk.find("R11", f"The passage ends at {end}, before it starts at {start}.", node, about=about)
    if not _DIGEST.fullmatch(digest):
        return desk.find(
            "R11", f"“{digest}” is no digest of 12 hex digits in small letters.", node, about=about
        )
    return Passage(source=source, start=int(start), end=int(end), digest=digest)


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10


def _texts(desk: Desk, node: Node, about: str, _detail: str = "") -> Any:
    """One text or a list of texts."""
    items = node.items if isinstance(node, Items) else (node,)
    texts = tuple(text_of(desk, item, about) for item in items)
    return MISSING if MISSING in texts else texts


def _text(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    return text_of(desk, node, about)


def _spoken(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    text = text_of(desk, node, about)
    if isinstance(text, Missing) or any(character.isalnum() for character in text):
        return text
    return desk.find("R09", f"{about} is a name, and “{text}” holds no letter.", node, about=about)


def _id(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    text = text_of(desk, node, about)
    if isinstance(text, Missing) or is_id(text):
        return text
    if desk.disguised(text, node, about, meant=is_id(skeleton(text))):
        return MISSING
    return desk.find("R15", f"“{text}” is not fit for an id.", node, about=about)


def _ids(desk: Desk, node: Node, about: str, detail: str) -> Any:
    items = node.items if isinstance(node, Items) else (node,)
    found = tuple(_id(desk, item, about, detail) for item in items)
    return MISSING if MISSING in found else found


def _name(desk: Desk, node: Node, about: str, kinds: str) -> Any:
    text = text_of(desk, node, about)
    return text if isinstance(text, Missing) else desk.name(text, tuple(kinds.split()), node, about)


def _names(desk: Desk, node: Node, about: str, kinds: str) -> Any:
    items = node.items if isinstance(node, Items) else (node,)
    found = tuple(_name(desk, item, about, kinds) for item in items)
    return MISSING if MISSING in found else found


def _speaker(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    text = text_of(desk, node, about)
    if isinstance(text, Missing):
        return MISSING
    return _VOICES.get(text.removeprefix("speaker:")) or desk.name(text, _SPEAKER_KINDS, node, about)


def _evidence(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    """Ids of figures, or things where the text is a prefixed name or an IRI."""
    items = node.items if isinstance(node, Items) else (node,)
    found = tuple(
        _name(desk, item, about, "")
        if isinstance(item, Scalar) and ":" in (item.text or "")
        else _id(desk, item, about, "")
        for item in items
    )
    return MISSING if MISSING in found else found


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Period | str:
    try:
        return Period.parse(text)
    except ValueError as error:
        return str(error)


def _period(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    text = text_of(desk, node, about)
    if isinstance(text, Missing):
        return MISSING
    found = _parsed(text)
    if isinstance(found, Period):
        return found
    why = found if text.strip() in found else f"“{text}” is no period"
    if "period" not in found:
        why = f"{why}: {found}"
    forms = CODES["R06"].remedy.removeprefix("Write ")
    meant = _meant(text)
    remedy = f"Write {meant}; the forms are {forms}" if meant else ""
    return desk.find("R06", f"{why[0].upper()}{why[1:]}.", node, about=about, remedy=remedy)


def _meant(text: str) -> str:
    """What a period or day in another form would be in ours; both days where it can be two; "" where none is seen."""
    return " or ".join(slashed_forms(text)) or iso_form(text) or ""


def _base(desk: Desk, node: Node, about: str, detail: str) -> Any:
    if isinstance(node, Scalar) and node.text == "unstated":
        return None
    return _period(desk, node, about, detail)


def _partial(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    text = text_of(desk, node, about)
    if isinstance(text, str) and _PARTIAL.fullmatch(text):
        return Partial(text)
    return text if isinstance(text, Missing) else read_date(desk, node, about, "partial")


def _code(desk: Desk, node: Node, about: str, code_list: str) -> Any:
    text = _word(desk, node, about, code_list)
    return text if isinstance(text, Missing) else code(code_list, text)


def _word(desk: Desk, node: Node, about: str, code_list: str) -> Any:
    text = text_of(desk, node, about)
    if isinstance(text, Missing):
        return MISSING
    return desk.word(text.removeprefix(f"{code_list}:"), CONCEPTS[code_list], node, about)


def _unit(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    text = text_of(desk, node, about)
    unit = MISSING if isinstance(text, Missing) else unit_of(text)
    if unit is None:
        return desk.word(str(text), CONCEPTS["unit"], node, about)
    return unit


def _flag(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    text = text_of(desk, node, about)
    if isinstance(text, Missing):
        return MISSING
    if text in ("true", "false"):
        return text == "true"
    return desk.find("R09", f"{about} is true or false, not “{text}”.", node, about=about)


def _whole_number(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    text = text_of(desk, node, about)
    if isinstance(text, Missing):
        return MISSING
    if _is_count(text):
        return int(text)
    return desk.find("R09", f"{about} is a whole number, not “{text}”.", node, about=about)


def _digest(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    text = text_of(desk, node, about)
    if isinstance(text, Missing) or _LONG_DIGEST.fullmatch(text):
        return text
    return desk.find("R09", f"{about} is a SHA-256 of 64 hex digits in small letters.", node, about=about)


def _address(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    text = text_of(desk, node, about)
    if isinstance(text, Missing):
        return MISSING
    if text.startswith(("http://", "https://")) and not re.search(r"[\s<>\"{}|\\^`]", text):
        return text
    return desk.find("R09", f"{about} is an http or https address, not “{text[:60]}”.", node, about=about)


def _limit(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    text = text_of(desk, node, about)
    if isinstance(text, Missing):
        return MISSING
    try:
        return read_decimal(text)
    except NumberUnreadable as error:
        return desk.find("R05", error.message, node, about=about)


def _outcome(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    text = text_of(desk, node, about)
    if isinstance(text, Missing):
        return MISSING
    word = desk.word(text.partition(":")[0].strip(), CONCEPTS["outcome"], node, about)
    return word if isinstance(word, Missing) else text


def _basis(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    """How the slots of a fact are known, by slot; what cannot be read is left out."""
    if not isinstance(node, Fields):
        return desk.find("R09", "basis takes a mapping, such as {year: inferred}.", node, about=about)
    slots = {slot: Key(slot, "word:basis", "", "inferred") for slot in CONCEPTS["slot"]}
    desk.check_keys(node, slots, "basis")
    found = read_fields(desk, node, slots)
    return MISSING if MISSING in found.values() else found


def _suspicion(desk: Desk, node: Node, about: str, _detail: str) -> Any:
    """What is believed misprinted and why, as (word, why)."""
    if isinstance(node, Fields) and len(node.values) == 1:
        word, why = next(iter(node.values.items()))
        reason = text_of(desk, why, about)
        if isinstance(reason, Missing):
            return MISSING
    else:
        text = text_of(desk, node, about)
        if isinstance(text, Missing):
            return MISSING
        word, _, reason = (part.strip() for part in text.partition(":"))
    known = desk.word(word, CONCEPTS["suspicion"], node, about)
    return known if isinstance(known, Missing) else (known, reason)


def _later(_desk: Desk, node: Node, _about: str, _detail: str) -> Any:
    """What the caller reads itself."""
    return node


_READERS: dict[str, Callable[[Desk, Node, str, str], Any]] = {
    "address": _address,
    "amount": _later,
    "asserts": _later,
    "base": _base,
    "basis": _basis,
    "code": _code,
    "date": read_date,
    "digest": _digest,
    "evidence": _evidence,
    "flag": _flag,
    "id": _id,
    "ids": _ids,
    "limit": _limit,
    "measure": _later,
    "name": _name,
    "names": _names,
    "outcome": _outcome,
    "partial": _partial,
    "passage": _later,
    "passages": _later,
    "period": _period,
    "speaker": _speaker,
    "spoken": _spoken,
    "suspicion": _suspicion,
    "target": _later,
    "text": _text,
    "texts": _texts,
    "unit": _unit,
    "whole": _later,
    "whole-number": _whole_number,
    "word": _word,
}
