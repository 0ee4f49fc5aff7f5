"""How terms read in a finding: codes and units as words, things by their short names, numbers without padding."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from kg.vocabulary import BASE, PREFIXES, shorten

__all__ = ["amount_word", "fact_name", "fill", "number_word", "word"]

_SCALES = {12: "trillion", 9: "billion", 6: "million"}
_UNITS = {"NUM": "a bare number", "PERCENT": "percent", "TONNE": "tonnes"}


def word(iri: str) -> str:
    """An IRI as a person reads it: a code by its last part, a unit by its sign, a thing by its short name."""
    if iri.startswith(f"{BASE}code/"):
        return iri.rsplit("/", 1)[1]
    if iri.startswith(PREFIXES["unit"]):
        name = iri.removeprefix(PREFIXES["unit"])
        return _UNITS.get(name, name.removeprefix("CCY_"))
    return shorten(iri)


def number_word(text: str) -> str:
    """A number without needless zeros; any other text as it is."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    return f"{value.normalize():f}" if value.is_finite() and value.adjusted() < 40 else text


def amount_word(text: str, unit: str) -> str:
    """A number with its scale and unit, as a person reads it: "63.02 billion CNY", "5.3 %"."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    size = next((power for power in _SCALES if value.is_finite() and abs(value) >= 10**power), 0)
    scaled = number_word(str(value.scaleb(-size)))
    name = {"PERCENT": "%", "NUM": ""}.get(unit.rpartition("/")[2], word(unit))
    return " ".join(part for part in (scaled, _SCALES.get(size, ""), name) if part)


def fact_name(iri: str) -> str:
    """The short name of a fact, as ``Finding.fact`` holds it: "figure:A-F1"."""
    return shorten(iri)


def fill(template: str, words: dict[str, str]) -> str:
    """A message template with its ``{names}`` replaced; a name without a word reads "nothing"."""
    out, rest = "", template
    while "{" in rest:
        before, _, tail = rest.partition("{")
        name, closed, after = tail.partition("}")
        if not closed:
            break
        out += before + words.get(name, "nothing")
        rest = after
    return out + rest
