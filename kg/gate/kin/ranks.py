"""What a rank or streak says of amounts: whose trade it is that is ranked, and whose it is ranked among.

It is read by what it is ranked among: a place among those of its kind in a larger one (provinces in China), an area
among the partners of another one ("the largest partner of Guangdong": ranked among the world), or a customs territory
among all by its trade with the world. A bloc counts as a partner beside countries that are no members of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.gate.kin.keys import Key
from kg.gate.kin.surroundings import WORLD, Surroundings
from kg.vocabulary import code, expand

__all__ = ["RANKS"]

_VALUE = code("indicator", "value")
_RANKED = tuple(code("indicator", name) for name in ("rank", "streak"))
_EXPORT, _IMPORT, _TOTAL = (code("flow", name) for name in ("export", "import", "total"))
_OTHER_SIDE: dict[str, str] = {_EXPORT: _IMPORT, _IMPORT: _EXPORT, _TOTAL: _TOTAL}
_UNITS = tuple(expand(f"unit:CCY_{sign}") for sign in ("CNY", "USD"))
_LONGEST = 12
"""How many years of a streak are looked at."""
_Parts = dict[str, str]
_Way = Callable[[Key, Surroundings], Iterable[Key]]


class _Ranked:
    """A way from a rank to values, and back: to what is ranked (``own``), or to all that it is ranked among."""

    def __init__(self, *, own: bool) -> None:
        self._own = own

    def to(self, rank: Key, around: Surroundings) -> Iterator[Key]:
        """The values, in yuan and in dollars; of every year where the rank is for several."""
        for side in self._sides(rank, around):
            for period in _years(rank.get("period")):
                for unit in _UNITS:
                    yield Key({**side, "period": period, "unit_kind": unit})

    def back(self, value: Key, around: Surroundings) -> Iterator[Key]:
        """The ranks whose way leads to a value."""
        if value.get("indicator") != _VALUE or value.get("unit_kind") not in _UNITS:
            return
        wanted = {name: part for name, part in value.parts.items() if name not in ("period", "unit_kind")}
        for held in around.ranked:
            rank = Key.of(held)
            if value.get("period") in _years(rank.get("period")) and wanted in self._sides(rank, around):
                yield rank

    def _sides(self, rank: Key, around: Surroundings) -> Iterator[_Parts]:
        ranked, partner, among = (rank.get(part) for part in ("reporter", "partner", "ranked_among"))
        flow = rank.get("flow")
        if rank.get("indicator") not in _RANKED or flow not in _OTHER_SIDE:
            return
        common = {"product": rank.get("product"), "indicator": _VALUE}
        if among == WORLD and partner not in ("", WORLD):
            for area in self._areas(ranked, _partners(ranked, around)):
                yield {**common, "reporter": partner, "partner": area, "flow": _OTHER_SIDE[flow]}
        elif among == WORLD or among in around.places_above(ranked):
            for place in self._areas(ranked, _peers(ranked, among, around)):
                yield {**common, "reporter": place, "partner": partner or WORLD, "flow": flow}

    def _areas(self, ranked: str, others: tuple[str, ...]) -> tuple[str, ...]:
        return (ranked,) if self._own else others


def _beside(rank: Key, around: Surroundings) -> Iterator[Key]:
    """Other ranks among the same: of one area in overlapping years, or of two of a kind (a city beside no province)."""
    if rank.get("indicator") not in _RANKED:
        return
    for held in around.ranked:
        other = Key.of(held)
        same = all(
            rank.get(part) == other.get(part) for part in ("partner", "product", "flow", "ranked_among")
        )
        overlapping = set(_years(rank.get("period"))) & set(_years(other.get("period")))
        if same and overlapping and other.cell != rank.cell and _of_a_kind(rank, other, around):
            yield other


def _of_a_kind(rank: Key, other: Key, around: Surroundings) -> bool:
    """Whether two ranks in one place are of one order: provinces and cities of China have one each."""
    if rank.get("ranked_among") == WORLD or rank.get("reporter") == other.get("reporter"):
        return True
    one, two = (
        {kind for _, kind in around.look(key.get("reporter"), "trade:placeType", None)}
        for key in (rank, other)
    )
    return one == two


def _partners(ranked: str, around: Surroundings) -> tuple[str, ...]:
    """The customs territories and blocs that do not overlap with an area."""
    members = [
        (_end(around, row, "trade:group"), _end(around, row, "trade:member")) for row in _memberships(around)
    ]
    overlapping = {member for group, member in members if group == ranked}
    overlapping |= {group for group, member in members if member == ranked}
    return tuple(
        area for area in (*_territories(around), *_blocs(around)) if area not in {ranked, *overlapping}
    )


def _peers(ranked: str, among: str, around: Surroundings) -> tuple[str, ...]:
    """The places of the same kind in a larger place, or all customs territories."""
    if among == WORLD:
        return tuple(place for place in _territories(around) if place != ranked)
    kind = around.look(ranked, "trade:placeType", None)
    below = around.places_below(among)
    same = {place for place, _ in around.look(None, "trade:placeType", kind[0][1])} if kind else set()
    return tuple(place for place in below if place in same and place != ranked)


def _territories(around: Surroundings) -> tuple[str, ...]:
    return tuple(place for place, true in around.look(None, "trade:customsTerritory", None) if true == "true")


def _blocs(around: Surroundings) -> tuple[str, ...]:
    return tuple(group for group, _ in around.look(None, "trade:groupType", code("groupType", "bloc")))


def _memberships(around: Surroundings) -> tuple[str, ...]:
    return tuple(row for row, _ in around.look(None, "rdf:type", expand("trade:GroupMembership")))


def _end(around: Surroundings, node: str, name: str) -> str:
    return next((end for _, end in around.look(node, name, None)), "")


def _years(text: str) -> tuple[str, ...]:
    """The years of a run of years; any other period itself."""
    first, slash, last = text.partition("/")
    if not slash or not all(len(year) == 4 and year.isdecimal() for year in (first, last)):
        return (text,)
    return tuple(f"{year:04d}" for year in range(int(first), int(last) + 1))[-_LONGEST:]


_OWN, _OTHERS = _Ranked(own=True), _Ranked(own=False)

RANKS: Mapping[str, tuple[_Way, _Way]] = {
    "rank": (_beside, _beside),
    "ranked": (_OWN.to, _OWN.back),
    "rival": (_OTHERS.to, _OTHERS.back),
}
"""The relations by their names, as the way there and the way back:

- ``kin:rank``: from a rank or streak to others among the same, in overlapping years
- ``kin:ranked``: from a rank or streak to the values of what is ranked
- ``kin:rival``: from a rank or streak to the values of all that it is ranked among
"""
