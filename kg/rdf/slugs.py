"""Slugs: the readable last part of an IRI, made from a name."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["slugify"]

_BREAKS = re.compile(r"[^\w]+|_+")
_QUOTES = re.compile("['’ʼ`]")


def slugify(name: str) -> str:
    """The name in lower-kebab: "Xinhua (People's Daily Online)" becomes "xinhua-peoples-daily-online".

    Accents fall away; letters of other scripts stay, as IRIs may hold them.

    Raises:
        ValueError: the name holds neither letter nor digit.
    """
    plain = unicodedata.normalize("NFKD", _QUOTES.sub("", name).replace("&", " and "))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    slug = _BREAKS.sub("-", unicodedata.normalize("NFKC", bare).casefold()).strip("-")
    if not slug:
        raise ValueError(f"{name!r} holds neither letter nor digit")
    return slug
