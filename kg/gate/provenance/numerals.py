"""The numbers that a running text prints: in digits, in words, English and Chinese, with scale, unit and wording."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.gate.provenance.prose import Prose
from kg.model.terms import Iri
from kg.reading.wordings import CURRENCIES, PERCENT, PERCENT_WORDS, POINTS, PREFIXES, SCALES, TONNES

__all__ = ["POINT_UNIT", "Numeral", "numerals"]

POINT_UNIT = Iri("percentage points")
"""Stands for the unit of differences of percentages, which no figure has."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """One printed number: its place, its value with the scale word, its digits, unit and wording where it has them.

    ``kind`` is number, word, ordinal, top ("largest"), part ("one in four", "half"), times or scale ("trillion-yuan").
    """

    start: int
    end: int
    value: Decimal
    digits: str
    kind: str = "number"
    scale: int = 0
    unit: Iri | None = None
    bound: str | None = None


def _alternatives(words: Iterable[str]) -> str:
    """A pattern for one of these words, the longest first; Latin words end where their letters end."""
    listed = sorted(words, key=lambda word: (-len(word), word))
    ended = (word[-1].isascii() and word[-1].isalpha() for word in listed)
    return "|".join(re.escape(word) + "(?![a-z])" * end for word, end in zip(listed, ended, strict=True))


_SCALE_OF = {**SCALES, "十万": 5, "百亿": 10, "十": 1}
_UNIT_OF: dict[str, Iri] = {**CURRENCIES, **PERCENT_WORDS, **TONNES, **dict.fromkeys(POINTS, POINT_UNIT)}
_SCALE = rf"(?:[ -]?多?(?P<scale>{_alternatives(_SCALE_OF)}))?"
_UNIT = rf"(?:[ -]?[(]?(?P<unit>{_alternatives(_UNIT_OF)}))?"
_DIGITS = r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?)"
_NUMBER = re.compile(rf"(?<![\d.,]){_DIGITS}(?P<tail>st|nd|rd|th)?(?![\d])(?P<more>[+多余])?{_SCALE}{_UNIT}")

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_CARDINALS = {
    **{word: n for n, word in enumerate(_ONES)},
    **{word: 10 * n for n, word in enumerate(_TENS, 2)},
    **{f"{ten}-{one}": 10 * t + n for t, ten in enumerate(_TENS, 2) for n, one in enumerate(_ONES[1:10], 1)},
    "a": 1,
    "dozen": 12,
}
_ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_ORDINALS = {word: n for n, word in enumerate(_ORDINAL_WORDS, 1)}
_WORD = re.compile(
    rf"\b(?P<word>{_alternatives(_CARDINALS.keys() - {'a'})}|a(?= (?:hundred|thousand|million|billion|trillion)\b))"
    rf"{_SCALE}{_UNIT}"
)
_ORDINAL = re.compile(
    rf"\b(?P<word>{_alternatives(_ORDINALS)})|\bno\. ?(?P<digits>\d+)|第(?P<han>[一二三四五六七八九十\d]+)"
)
_TOP = re.compile(
    r"(?<!\w)(?:largest|biggest|top|leading|foremost|highest|fastest|strongest|busiest|number one|(?:took|takes|in) the lead|lead|ranks? first)\b"
    r"|首位|最大|居首|第一|首个|榜首"
)
_BARE = re.compile(rf"(?<![\d\w])(?P<scale>{_alternatives(s for s in SCALES if s.isascii())}){_UNIT}")
_HAN = re.compile(rf"(?<!第)(?P<han>[一二两三四五六七八九十百千零〇]+){_SCALE}{_UNIT}")
_HAN_DIGITS = {digit: n for n, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_PARTS = (
    (re.compile(r"\b(?:one|1|a) (?:in|of|out of) (?:every )?(?P<n>[a-z]+|\d+)\b"), None),
    (re.compile(r"\bevery (?P<n>[a-z]+|\d+)\b[^.\n]{0,60}?\bone\b"), None),
    (re.compile(r"\b(?:a|one)[ -](?:third)\b"), 3),
    (re.compile(r"\b(?:a|one)[ -](?:quarter|fourth)\b"), 4),
    (re.compile(r"\b(?:a|one)[ -]fifth\b"), 5),
    (re.compile(r"\b(?:a|one)[ -]sixth\b"), 6),
    (re.compile(r"\b(?:a|one)[ -]tenth\b"), 10),
    (re.compile(r"\bhalf\b(?! of (?:the year|\d))|一半"), 2),
    (re.compile(r"(?P<n>[二三四五六七八九十\d]+)分之[一1]"), None),
)
_FRACTIONS = {"thirds": 3, "quarters": 4, "fifths": 5, "sixths": 6, "sevenths": 7, "eighths": 8, "tenths": 10}
_SOME = re.compile(
    rf"\b(?P<k>[a-z]+|\d+)(?:[ -](?P<part>{_alternatives(_FRACTIONS)})|(?: \w+)? (?:in|out of) (?:every )?(?P<n>[a-z]+|\d+)\b)"
)
_MOST = re.compile(r"\b(?:most|majority)\b|过半|逾半")
_TIMES = (
    (re.compile(r"\bdoubl(?:ed|ing|e)\b|翻番|翻一番"), 100),
    (re.compile(r"\btripl(?:ed|ing|e)\b"), 200),
    (re.compile(r"\bquadrupl(?:ed|ing|e)\b"), 300),
    (re.compile(r"\bhalved\b"), 50),
)
_MULTIPLE = re.compile(r"(?<![\d.,])(?P<digits>\d+(?:\.\d+)?)(?:[ -]?(?:times|fold)\b|倍)")
_BEFORE = re.compile(rf"(?P<money>{_alternatives(CURRENCIES.keys() - {'元', '元人民币'})})[ ]?$")
_SURPASS = "beyond exceeds exceed exceeded surpassed surpassing surpass topped topping 突破".split()
_BEYOND = {
    **dict(PREFIXES),
    **dict.fromkeys(_SURPASS, "moreThan"),
    **dict.fromkeys(("as much as", "as many as"), "atMost"),
}
_WORDINGS = sorted(_BEYOND.items(), key=lambda pair: (-len(pair[0]), pair[0]))
_AFTER = (
    *(("or more", "atLeast"), ("以上", "atLeast"), ("左右", "about"), ("上下", "about")),
    *(("余", "moreThan"), ("or so", "about")),
)
_FILLING = re.compile(r"(?:\b(?:the|an?|of|mark|threshold|total|by|level)\s+)+$")
_NEARBY = 60
_LONGEST = 10


def numerals(prose: Prose) -> list[Numeral]:
    """Every number of a text, in order; what can be read in two ways is listed twice."""
    found = [*_numbers(prose), *_words(prose), *_ranks(prose), *_shares(prose), *_multiples(prose)]
    counted = {one.end for one in found if one.kind != "scale"}  # "4 billion yuan" is no "billion yuan"
    kept = (one for one in found if one.kind != "scale" or one.end not in counted)
    return sorted(kept, key=lambda one: (one.start, one.end, one.kind))


def _numbers(prose: Prose) -> Iterator[Numeral]:
    last: Numeral | None = None
    for found in _NUMBER.finditer(prose.folded):
        digits = found["digits"].replace(",", "")
        kind = "ordinal" if found["tail"] else "number"
        one = _scaled(prose, found, digits, kind)
        if found["more"] and not one.bound:
            one = replace(one, bound="moreThan")
        yield one
        if last and last.end == one.start and last.scale > one.scale > 0:  # 7亿8000万
            yield replace(one, start=last.start, value=last.value + one.value, digits="", scale=0)
        last = one


def _scaled(prose: Prose, found: re.Match[str], digits: str, kind: str) -> Numeral:
    """A number with the scale, unit and wording around it."""
    parts = found.groupdict()
    scale = _SCALE_OF.get(parts.get("scale") or "", 0)
    unit = _UNIT_OF.get(parts.get("unit") or "")
    money, bound = _wording(prose, found.start())
    after = prose.folded[found.end() : found.end() + 10].lstrip()
    bound = bound or next((said for words, said in _AFTER if after.startswith(words)), None)
    bound = bound or ("moreThan" if "多" in found[0] else None)
    return Numeral(
        found.start(),
        found.end(),
        Decimal(digits).scaleb(scale),
        digits,
        kind,
        scale=scale,
        unit=unit or money,
        bound=bound,
    )


def _wording(prose: Prose, start: int) -> tuple[Iri | None, str | None]:
    """The currency and the bound that stand right before a number."""
    before = prose.folded[max(0, start - _NEARBY) : start]
    money = _BEFORE.search(before)
    rest = (before[: money.start()] if money else before).rstrip(" (") + " "
    rest = _FILLING.sub("", rest).rstrip()
    bound = next((said for words, said in _WORDINGS if _ends(rest, words)), None)
    return CURRENCIES[money["money"]] if money else None, bound


def _ends(text: str, words: str) -> bool:
    if not text.endswith(words):
        return False
    latin = words[0].isascii() and words[0].isalpha()
    return not (latin and text[: -len(words)][-1:].isalnum())


def _words(prose: Prose) -> Iterator[Numeral]:
    for found in _WORD.finditer(prose.folded):
        yield _scaled(prose, found, str(_CARDINALS[found["word"]]), "word")
    for found in _HAN.finditer(prose.folded):
        number = _han_number(found["han"])
        if number is not None:
            yield _scaled(prose, found, str(number), "word")
    for found in _BARE.finditer(prose.folded):
        if found["unit"]:
            yield _scaled(prose, found, "1", "scale")


def _han_number(text: str) -> int | None:
    """The number that Chinese digits up to the thousands say; None for what is none."""
    total, digit = 0, None
    for sign in text:
        if sign in _HAN_DIGITS:
            digit = _HAN_DIGITS[sign]
        else:
            total += (1 if digit is None else digit) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = None
    return total + (digit or 0) or None


def _ranks(prose: Prose) -> Iterator[Numeral]:
    ends: set[int] = set()
    for found in _ORDINAL.finditer(prose.folded):
        number = _ORDINALS.get(found["word"] or "") or _count(found["digits"] or found["han"])
        if number is not None:
            ends.add(found.end())
            yield Numeral(found.start(), found.end(), Decimal(number), str(number), "ordinal")
    for found in _TOP.finditer(prose.folded):
        if found.start() - 1 not in ends:
            yield Numeral(found.start(), found.end(), Decimal(1), "1", "top")


def _shares(prose: Prose) -> Iterator[Numeral]:
    for form, part in _PARTS:
        for found in form.finditer(prose.folded):
            n = part or _count(found["n"])
            if n and n > 1:
                _, bound = _wording(prose, found.start())
                value = (Decimal(100) / n).quantize(Decimal("1e-10")).normalize()
                yield Numeral(found.start(), found.end(), value, f"1/{n}", "part", 0, PERCENT, bound)
    for found in _SOME.finditer(prose.folded):
        k, n = _count(found["k"]), _FRACTIONS.get(found["part"] or "") or _count(found["n"] or "")
        if k and n and 1 < k < n:
            _, bound = _wording(prose, found.start())
            yield Numeral(
                found.start(), found.end(), Decimal(100 * k) / n, f"{k}/{n}", "part", 0, PERCENT, bound
            )
    for found in _MOST.finditer(prose.folded):
        yield Numeral(found.start(), found.end(), Decimal(50), "1/2", "part", 0, PERCENT, "moreThan")


def _count(text: str) -> int | None:
    """The whole number in digits or in a word, English or Chinese; None for another text, or one too long to count."""
    if text.isdecimal():
        return int(text) if len(text) < _LONGEST else None
    han = all(sign in _HAN_DIGITS or sign in "十百千" for sign in text)
    return _han_number(text) if han else _CARDINALS.get(text)


def _multiples(prose: Prose) -> Iterator[Numeral]:
    for form, percent in _TIMES:
        for found in form.finditer(prose.folded):
            yield Numeral(found.start(), found.end(), Decimal(percent), "", "times", 0, PERCENT)
    for found in _MULTIPLE.finditer(prose.folded):
        _, bound = _wording(prose, found.start())
        value = Decimal(found["digits"]) * 100
        yield Numeral(found.start(), found.end(), value, found["digits"], "times", 2, PERCENT, bound)
