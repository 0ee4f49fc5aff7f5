"""What figures and cells are called in an account: "Guangdong, exports, electronics, 2019-01"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.answers.lookups import Lookup
from kg.gate.kin.keys import Key
from kg.reckon.identity import Instance
from kg.reckoning.account import short
from kg.reckoning.binding import Bound
from kg.reckoning.holdings import Holdings
from kg.vocabulary import code, thing

__all__ = ["Words", "plain"]

_WORLD, _ALL = thing("place", "world"), thing("product", "all")
_VALUE = code("indicator", "value")
_PARTS = ("reporter", "partner", "product", "flow", "indicator", "unit_kind")
_RESULTS = {"contribution": "contribution, in points", "rest growth": "growth of the rest"}


class Words:
    """Calls things by the labels of a store."""

    def __init__(self, lookup: Lookup, holdings: Holdings, bound: Bound) -> None:
        self._lookup, self._holdings, self._bound = lookup, holdings, bound
        self._made: dict[str, tuple[Instance, int]] = {}
        for instance in bound.parts:
            self._made[instance.names[instance.result]] = (instance, instance.result)
        self._labels: dict[str, str] = {}

    def learn(self, names: Iterable[str]) -> None:
        """Look the labels of what these names are about up, in one query."""
        keys = [key for name in self._spread(names) if (key := self._key(name))]
        wanted = {key.get(part) for key in self._with_wholes(keys) for part in _PARTS} - {""}
        self._labels |= self._lookup.labels(wanted - set(self._labels))

    def about(self, name: str) -> str:
        """What a name is about, in a few words."""
        key = self._key(name)
        if key is None and name in self._made:
            instance, place = self._made[name]
            named = dict(zip((str(slot) for slot in instance.slots), instance.names, strict=True))
            role = instance.slots[place].role.name
            part, whole = self.about(named["part"]), self.about(named["whole"])
            growth = self._key(named["growth"])
            base = growth.get("base_period") if growth else ""
            return f"{_RESULTS.get(role, role)}: {part}, in {whole}, on {base}"
        return self._told(key) if key else short(name)

    def _told(self, key: Key) -> str:
        parts = [self._label(key.get("reporter"))]
        if key.get("partner") not in ("", _WORLD):
            parts.append(f"with {self._label(key.get('partner'))}")
        parts.append(self._label(key.get("flow")).lower())
        if key.get("product") not in ("", _ALL):
            parts.append(self._label(key.get("product")))
        if key.get("indicator") != _VALUE:
            parts.append(self._label(key.get("indicator")).lower())
        if key.whole is not None:
            parts.append(f"of ({self._told(key.whole)})")
        base = f" on {key.get('base_period')}" if key.get("base_period") else ""
        return ", ".join([*parts, key.get("period") + base])

    def _label(self, iri: str) -> str:
        return self._labels.get(iri, short(iri))

    def _key(self, name: str) -> Key | None:
        figure = self._holdings.figures.get(name)
        return figure.key if figure else self._bound.keys.get(name)

    def _spread(self, names: Iterable[str]) -> Iterable[str]:
        for name in names:
            yield from self._made[name][0].names if name in self._made else (name,)

    def _with_wholes(self, keys: Iterable[Key]) -> Iterable[Key]:
        for key in keys:
            yield key
            if key.whole is not None:
                yield key.whole


def plain(text: str, names: Mapping[str, str]) -> str:
    """A text with long names of figures made short."""
    for long, name in names.items():
        text = text.replace(long, name)
    return text
