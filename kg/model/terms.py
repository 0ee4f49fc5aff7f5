"""Plain Python values that stand for RDF terms on this side of the bridge."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

__all__ = ["Iri", "Partial", "Text", "Value"]


class Iri(str):
    """An absolute IRI; a str, so that it crosses every surface as one."""

    __slots__ = ()


class Text(str):
    """A text with its language tag ("" where it has none)."""

    __slots__ = ("lang",)
    lang: str

    def __new__(cls, value: str, lang: str = "") -> Text:
        """The text ``value`` in the language ``lang`` (BCP 47)."""
        made = super().__new__(cls, value)
        made.lang = lang
        return made

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        """What a copy is made from, so that the tag survives pickling."""
        return str(self), self.lang


class Partial(str):
    """A date known to the year or month only: "2019" or "2019-02"."""

    __slots__ = ()


Value = Iri | Text | Partial | Decimal | int | bool | date | str
