"""Letters that look like others, and marks that cannot be seen: what makes a name look like one that it is not.

The table below holds the letters of Cyrillic, Greek and Armenian that print like Latin ones. Unicode's own list has
thousands of pairs, nearly all of scripts in which no name here is written; a word that mixes Latin with
such an alphabet is told whether or not its letters are in the table, so a library would find no more.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["bidi_fault", "letter_fault", "skeleton"]

_PAIRS = (
    ("аеіјорсухѕһԁԛԝѵӏкАВЕКМНОРСТХУЅІЈԚԜԌѴӀ", "aeijopcyxshdqwvlkABEKMHOPCTXYSIJQWGVI"),
    ("αορνυικγϲϳχηωΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aopvuikycjxnwABEZHIKMNOPTYX"),
    ("օսհոցզյՍՕԼ", "ouhngqjUOL"),
    ("ıɡɑ", "iga"),
)
_LATIN = {ord(other): latin for others, latins in _PAIRS for other, latin in zip(others, latins, strict=True)}
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ALPHABETS = (
    "ARMENIAN",
    "CHEROKEE",
    "COPTIC",
    "CYRILLIC",
    "GEORGIAN",
    "GLAGOLITIC",
    "GREEK",
    "LISU",
    "OSAGE",
)


def bidi_fault(text: str) -> str | None:
    """What is wrong with a text that turns the order of its letters around; None where nothing does."""
    found = None if text.isascii() else _BIDI.search(text)
    return f"It holds {_named(found[0])}, which turns letters around on the screen." if found else None


@lru_cache(maxsize=4096)
def letter_fault(text: str) -> str | None:
    """What is deceptive in an IRI, id or name: an unseen mark, or two alphabets in one word; None where nothing is."""
    if text.isascii():
        return None
    unseen = _UNSEEN.search(text)
    if unseen:
        return f"It holds {_named(unseen[0])}, which cannot be seen."
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        strange = _strange(word)
        if strange:
            like = _LATIN.get(ord(strange))
            told = f", which looks like “{like}”" if like else " among Latin letters"
            return f"It holds “{strange}” ({_named(strange)}){told}."
    return None


def skeleton(text: str) -> str:
    """The text as it looks: unseen marks left out, and each letter that looks like a Latin one as that."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).translate(_LATIN)


def _strange(word: str) -> str | None:
    """The first letter of another alphabet in a word that has Latin letters too."""
    scripts = {letter: unicodedata.name(letter, "").split(" ")[0] for letter in word}
    if not any(script == "LATIN" for script in scripts.values()):
        return None
    return next((letter for letter, script in scripts.items() if script in _ALPHABETS), None)


def _named(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, '')}".rstrip()
