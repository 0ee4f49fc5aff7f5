"""From a number as it is printed to an Amount, and back; never a guess.

Read are English and Chinese forms: "73.05 billion CNY", "more than 95 percent", "1 in 4", "6302亿元", "近50%". What can
be meant in two ways ("37,34", "12-13", "4.7 times") is refused, with what to write instead.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from kg.errors import NumberUnreadable
from kg.model.amount import Amount
from kg.model.interval import BOUNDS
from kg.model.terms import Iri
from kg.reading.wordings import (
    COUNTED,
    CURRENCIES,
    FRACTIONS,
    NUMBER_WORDS,
    PERCENT,
    PERCENT_WORDS,
    POINTS,
    PREFIXES,
    SCALES,
    SUFFIXES,
    TONNES,
    UNITS,
)

__all__ = ["lacks_scale", "print_amount", "read_amount", "read_decimal", "unit_of"]

_LONGEST = 120
_DIGITS = 24
_LEAST_MONEY = 10_000
_RUN = re.compile(r"[0-9][0-9.,]*")
_PLAIN = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_ONE_IN = re.compile(r"(?:1|one) (?:in|of|out of) (?:every )?([a-z]+|[0-9]+)")
_CHINESE_PART = re.compile(r"([二三四五六七八九十0-9]+)分之(?:一|1)")
_MARK = re.compile(r"\s*\((exact|rounded)\)$")
_SCALE_WORDS = sorted(SCALES, key=len, reverse=True)
_CURRENCY_WORDS = sorted(CURRENCIES, key=len, reverse=True)
_EXACT_INDICATORS = ("rank", "streak")
_UNIT_WORDS = {
    **CURRENCIES,
    **PERCENT_WORDS,
    **TONNES,
    **COUNTED,
    **{k.casefold(): v for k, v in UNITS.items()},
}
_BEGINNINGS = frozenset("0123456789+-$")
_MINUS = {ord("\u2212"): "-", ord("\ufe63"): "-"}
_HINTS = {
    "value": "name the currency, as in 73.05 billion CNY",
    "converted": "name the currency, as in 10.9 billion USD",
    "change": "write it in percent, as in +0.5 %",
    "share": "write it in percent, as in 23.1 %",
    "quantity": "name what is counted or weighed, as in 2.53 million vehicles or 90.4 million tonnes",
}


@dataclass(frozen=True, slots=True)
class _Parts:
    """A printed number taken apart."""

    digits: str
    negative: bool
    scale: int
    unit: Iri | None
    bound: str | None


def read_amount(
    text: str, *, indicator: str = "value", unit: Iri | None = None, bound: str | None = None
) -> Amount:
    """The amount that a printed number says.

    Args:
        text: as printed, with its scale word and unit.
        indicator: what it measures; decides the unit of plain counts and whether they are exact, and whether
            "4.7 times" is a growth.
        unit: the unit where the text gives none.
        bound: one of BOUNDS, where the text itself does not say it.

    Raises:
        NumberUnreadable: it cannot be read without guessing; the message says what to write.
    """
    tidy = _tidy(text)
    if bound is not None and bound not in BOUNDS:
        raise NumberUnreadable(f"“{bound}” is no bound; known are {', '.join(BOUNDS)}.")
    tidy, mark = _marked(tidy)
    fraction = _fraction(tidy)
    if fraction is not None:
        return _part_of_whole(text, fraction, _agreed(text, mark, bound))
    parts = _taken_apart(text, tidy, indicator)
    said = _agreed(text, _agreed(text, parts.bound, mark), bound)
    kind = _unit(text, parts.unit, unit, indicator)
    scale = parts.scale
    decimals = parts.digits.partition(".")[2]
    value = Decimal(parts.digits).scaleb(scale)
    counted = kind == UNITS["NUM"] and not scale and not decimals
    usual = "exact" if indicator in _EXACT_INDICATORS or counted else "rounded"
    _refuse_doubtful_sign(text, said, negative=parts.negative)
    return Amount(
        value=_plain(-value if parts.negative else value),
        unit=kind,
        bound=said or usual,
        printed=parts.digits,
        multiplier=scale,
        decimals=len(decimals),
    )


def read_decimal(text: str) -> Decimal:
    """The value of a bare or printed number ("0", "5.4 trillion USD"), for a limit that needs no interval.

    Raises:
        NumberUnreadable: it cannot be read without guessing.
    """
    return read_amount(text, unit=None, indicator="count").value


def lacks_scale(amount: Amount) -> bool:
    """Whether an amount of money is so small that its scale word was left out: 73.05 yuan of trade.

    What is meant as it stands is marked so: "73.05 CNY (exact)".
    """
    money = amount.unit in CURRENCIES.values()
    return (
        money and not amount.multiplier and 0 < abs(amount.value) < _LEAST_MONEY and amount.bound != "exact"
    )


def unit_of(text: str) -> Iri | None:
    """The unit that a word names ("CNY", "yuan", "tonnes", "NUM", "percent"); None where it names none."""
    return _UNIT_WORDS.get(_tidy(text).casefold().removeprefix("unit:").removeprefix("ccy_"))


def print_amount(amount: Amount) -> str:
    """The amount as a sheet writes it; reading it again gives the amount back.

    Raises:
        ValueError: the amount has a unit or a scale that no printed form has.
    """
    if amount.printed.startswith("1/"):
        text = f"1 in {amount.printed[2:]}"
        return text if amount.bound == "unitFraction" else f"{_PHRASES[amount.bound]} {text}"
    scale = _SCALE_OF.get(amount.multiplier)
    unit = _WORD_OF.get(amount.unit)
    if scale is None or unit is None:
        raise ValueError(f"no printed form has the unit {amount.unit} with the scale {amount.multiplier}")
    sign = "-" if amount.value < 0 else ""
    text = " ".join(part for part in (f"{sign}{amount.printed}", scale, unit) if part)
    if amount.bound in _PHRASES:
        return f"{_PHRASES[amount.bound]} {text}"
    counted = amount.unit == UNITS["NUM"] and not amount.multiplier and not amount.decimals
    usual = "exact" if counted else "rounded"
    return text if amount.bound == usual else f"{text} ({amount.bound})"


_PHRASES = {
    "moreThan": "above",
    "atLeast": "at least",
    "lessThan": "less than",
    "atMost": "at most",
    "justBelow": "nearly",
    "about": "about",
}
_SCALE_OF = {
    0: "",
    2: "hundred",
    3: "thousand",
    4: "ten thousand",
    6: "million",
    8: "hundred million",
    9: "billion",
    12: "trillion",
}
_WORD_OF = {
    UNITS["CNY"]: "CNY",
    UNITS["USD"]: "USD",
    UNITS["HKD"]: "HKD",
    UNITS["MOP"]: "MOP",
    UNITS["PERCENT"]: "%",
    UNITS["NUM"]: "pieces",
    UNITS["TONNE"]: "tonnes",
}


def _tidy(text: str) -> str:
    if len(text) > _LONGEST:
        raise NumberUnreadable(f"“{text[:30]}…” is too long to be a printed number.")
    if not text.isascii():
        if any(character.isdigit() and not character.isdecimal() for character in text):
            raise NumberUnreadable(f"“{text}” holds raised or circled digits; write plain ones.")
        text = unicodedata.normalize("NFKC", text).translate(_MINUS)
    return " ".join(text.split()).casefold()


def _marked(tidy: str) -> tuple[str, str | None]:
    mark = _MARK.search(tidy)
    return (tidy[: mark.start()], mark[1]) if mark else (tidy, None)


def _agreed(text: str, said: str | None, told: str | None) -> str | None:
    if said and told and said != told:
        raise NumberUnreadable(f"“{text}” says {said}, and {told} is said beside it; keep one of them.")
    return said or told


def _plain(value: Decimal) -> Decimal:
    """The value without an exponent, and without a minus before zero."""
    return Decimal(f"{value:f}") if value else Decimal(0)


def _fraction(tidy: str) -> tuple[str | None, int] | None:
    """The wording before it and the n of "one in n", "a third", "half", "三分之一"; None for another number."""
    phrase, rest = _phrase(tidy)
    if rest in FRACTIONS:
        return phrase, FRACTIONS[rest]
    part = _ONE_IN.fullmatch(rest) or _CHINESE_PART.fullmatch(rest)
    if part is None:
        return ("moreThan", 2) if rest in ("most", "the majority", "a majority", "过半", "逾半") else None
    n = NUMBER_WORDS.get(part[1]) or (int(part[1]) if part[1].isdecimal() else 0)
    if not 2 <= n <= 1000:
        raise NumberUnreadable(f"“{tidy}” is no share that can be read; write it in percent.")
    return phrase, n


def _part_of_whole(text: str, part: tuple[str | None, int], bound: str | None) -> Amount:
    phrase, n = part
    said = _agreed(text, phrase, bound) or "unitFraction"
    value = _plain((Decimal(100) / n).quantize(Decimal("1e-10")).normalize())
    return Amount(value=value, unit=PERCENT, bound=said, printed=f"1/{n}")


def _phrase(tidy: str) -> tuple[str | None, str]:
    """The bound that a wording before the number says, and what follows it."""
    if tidy[:1] in _BEGINNINGS:
        return None, tidy
    for words, bound in PREFIXES:
        if tidy.startswith(words):
            rest = tidy[len(words) :]
            if not words[-1].isascii() or not words[-1].isalpha() or rest[:1] in (" ", ""):
                return bound, rest.strip()
    return None, tidy


def _taken_apart(text: str, tidy: str, indicator: str) -> _Parts:
    run = _RUN.search(tidy)
    if run is None:
        raise NumberUnreadable(f"“{text}” holds no number; write digits, as in 73.05 billion CNY.")
    digits = _digits(text, run[0])
    rest = tidy[run.end() :].strip()
    if any(character.isdecimal() for character in rest):
        raise NumberUnreadable(f"“{text}” holds more than one number; write one figure for each.")
    bound, negative, currency = _head(text, tidy[: run.start()])
    rest, trailing = _tail_bound(rest)
    scale, word = _scale(rest)
    if not scale and word in ("times", "倍"):
        return _as_growth(text, digits, indicator, bound=_agreed(text, bound, trailing), negative=negative)
    unit = _word_unit(text, word)
    if currency and unit and currency != unit:
        raise NumberUnreadable(f"“{text}” names two units; keep one.")
    return _Parts(digits, negative, scale, currency or unit, _agreed(text, bound, trailing))


def _digits(text: str, run: str) -> str:
    if len(run) > _DIGITS:
        raise NumberUnreadable(f"“{text[:30]}…” has more than {_DIGITS} digits.")
    if _PLAIN.fullmatch(run):
        return run
    if _GROUPED.fullmatch(run):
        return run.replace(",", "")
    raise NumberUnreadable(
        f"“{text}” is no number that can be read: the decimal mark is a point, and commas part groups of three digits, "
        "as in 1,082.59."
    )


def _head(text: str, head: str) -> tuple[str | None, bool, Iri | None]:
    """Bound, sign and currency before the digits."""
    bound, rest = _phrase(head.strip())
    currency, negative, signs = None, False, 0
    while rest:
        if rest[-1] in "+-":
            negative, signs = rest[-1] == "-", signs + 1
            rest = rest[:-1].strip()
            continue
        word = next((word for word in _CURRENCY_WORDS if rest.endswith(word)), None)
        if word is None or currency is not None:
            break
        currency, rest = CURRENCIES[word], rest[: -len(word)].strip()
    if rest or signs > 1:
        raise NumberUnreadable(
            f"“{text}” begins with words that are not known here; known are more than, at least, less than, at most, "
            "nearly, about, and the currencies CNY, USD, HKD, MOP."
        )
    return bound, negative, currency


def _tail_bound(rest: str) -> tuple[str, str | None]:
    for words, bound in SUFFIXES:
        if rest.endswith(words):
            return rest[: -len(words)].strip(), bound
        if rest.startswith(words):
            return rest[len(words) :].strip(), bound
    return rest, None


def _scale(rest: str) -> tuple[int, str]:
    for word in _SCALE_WORDS:
        if rest.startswith(word):
            after = rest[len(word) :]
            if not word.isascii() or not after[:1].isalpha() or not after[:1].isascii():
                return SCALES[word], after.strip()
    return 0, rest


def _word_unit(text: str, word: str) -> Iri | None:
    if not word:
        return None
    if word in POINTS:
        raise NumberUnreadable(
            f"“{text}” is a difference of two percentages, not a percentage; write the rate itself, or leave it out."
        )
    if word not in _UNIT_WORDS:
        raise NumberUnreadable(
            f"“{text}” ends with “{word}”, which is no scale word and no unit; known are thousand, million, billion, "
            "trillion, 万, 亿, 万亿; CNY, USD, HKD, MOP, %, tonnes, vehicles, pieces."
        )
    return _UNIT_WORDS[word]


def _as_growth(text: str, digits: str, indicator: str, *, bound: str | None, negative: bool) -> _Parts:
    if indicator != "change":
        raise NumberUnreadable(
            f"“{text}” is read only as a growth (4.7 times more is 470 %); write the level or the percentage itself."
        )
    return _Parts(digits, negative, 2, PERCENT, bound)


def _unit(text: str, said: Iri | None, told: Iri | None, indicator: str) -> Iri:
    unit = said or told
    if unit is not None:
        return unit
    if indicator in _HINTS:
        raise NumberUnreadable(f"“{text}” has no unit; {_HINTS[indicator]}.")
    return UNITS["NUM"]


def _refuse_doubtful_sign(text: str, bound: str | None, *, negative: bool) -> None:
    if not negative or bound not in ("justBelow", "moreThan"):
        return
    if bound == "moreThan" and text.strip().startswith(("above", ">", "＞")):
        return
    raise NumberUnreadable(
        f"“{text}” can mean a larger or a smaller fall; write less than -5 % for a fall of more than five percent, "
        "above -5 % for a smaller one, about -5 % for one near it."
    )
