"""Identities bound to figures: what each figure's key makes it an operand of, by the relations of kg.gate.kin.

Operands are figures of the source that the identity is read in, else the first figure of their cell. A cell without a
figure stands under its own IRI, so that what one identity implies of it serves others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.gate.kin.keys import Key
from kg.gate.kin.relations import KIN, RELATIONS
from kg.model.interval import Interval
from kg.model.period import Period
from kg.reckon.identities import (
    BALANCE,
    CHANGE,
    CONTRIBUTION,
    CUMULATIVE,
    EXCHANGE,
    GROWTH_BETWEEN_PARTS,
    GROWTH_OF_REST,
    GROWTH_OF_WHOLE,
    MIRROR,
    MIRROR_MARGIN,
    PART_IN_WHOLE,
    SAME,
    SHARE,
    SHARE_BETWEEN_PARTS,
    TOTAL,
)
from kg.reckon.identity import Identity, Instance
from kg.reckon.quantities import Quantity
from kg.reckoning.holdings import Figure, Holdings
from kg.vocabulary import code

__all__ = ["MARGIN", "Bound", "bind", "wholes"]

MARGIN = "margin:mirror"
"""The name of what an import may exceed the export that it mirrors by."""

_VALUE, _CHANGE, _SHARE = (code("indicator", name) for name in ("value", "change", "share"))
_TOTAL, _BALANCE, _IMPORT = (code("flow", name) for name in ("total", "balance", "import"))
_EXPORT = code("flow", "export")
_LEVELS = (_VALUE, code("indicator", "quantity"))


@dataclass(slots=True)
class Bound:
    """Instances of identities, each once, and the quantities that stand under their names.

    ``parts`` are instances whose result nobody prints (contributions, growth of the rest): they only imply.
    ``keys`` are those of the cells without a figure that instances name.
    """

    quantities: dict[str, Quantity] = field(default_factory=dict)
    instances: dict[Instance, None] = field(default_factory=dict)
    parts: dict[Instance, None] = field(default_factory=dict)
    keys: dict[str, Key] = field(default_factory=dict)


def bind(holdings: Holdings) -> Bound:
    """Every instance of an identity among the figures that take part."""
    return _Binder(holdings).bound()


def wholes(holdings: Holdings, share: Figure) -> list[tuple[Figure, Figure]]:
    """The part of a share, with each figure of the same source or the first of its cell that it can be a share of."""
    binder = _Binder(holdings)
    found = []
    for part_key in _to("numerator", share.key, holdings):
        part = binder.near(part_key.cell, share)
        for key in _back("numerator", part_key, holdings) if part else ():
            whole = None if key.whole is None else binder.near(key.whole.cell, share)
            if part and whole and whole.cell != part.cell:
                found.append((part, whole))
    return sorted(_once(found), key=lambda pair: pair[1].iri)


def _once(pairs: Sequence[tuple[Figure, Figure]]) -> list[tuple[Figure, Figure]]:
    """The pairs, each once by the names of its figures."""
    return list({(one.iri, other.iri): (one, other) for one, other in pairs}.values())


def _to(name: str, key: Key, holdings: Holdings) -> list[Key]:
    found = {near.cell: near for near in RELATIONS[KIN + name].to(key, holdings.around)}
    return [found[cell] for cell in sorted(found)]


def _back(name: str, key: Key, holdings: Holdings) -> list[Key]:
    found = {near.cell: near for near in RELATIONS[KIN + name].back(key, holdings.around)}
    return [found[cell] for cell in sorted(found)]


class _Binder:
    """Binds identities over some holdings."""

    def __init__(self, holdings: Holdings) -> None:
        self._all = holdings
        self._bound = Bound(quantities={one.iri: one.quantity for one in holdings.taken})
        self._grown: dict[tuple[str, str, str], list[Figure]] = {}

    def bound(self) -> Bound:
        self._bound.quantities[MARGIN] = Quantity(name=MARGIN, interval=MIRROR_MARGIN)
        changes = [one for one in self._all.taken if one.key.get("indicator") == _CHANGE]
        for change in changes:
            for now in _to("now", change.key, self._all):
                place = (now.cell, change.key.get("base_period"), change.key.get("terms"))
                self._grown.setdefault(place, []).append(change)
        for figure in self._all.taken:
            self._same(figure)
            indicator = figure.key.get("indicator")
            if indicator == _CHANGE:
                self._change(figure)
                self._growth(figure)
                self._parts(figure)
            elif indicator == _SHARE:
                self._share(figure)
            elif indicator in _LEVELS:
                self._level(figure)
            self._periods(figure)
        return self._bound

    def near(self, cell: str, to: Figure) -> Figure | None:
        """The figure of a cell that a figure is held to: of its source, or the first if itself is the first of its own."""
        ones = self._all.cells.get(cell, ())
        own = next((one for one in ones if one.origin == to.origin), None)
        if own is not None or not ones:
            return own
        return ones[0] if self._all.cells[to.cell][0].iri == to.iri else None

    def _name(self, key: Key, to: Figure) -> str | None:
        """The name that stands for a cell; None where only other sources have figures of it, and not for this one."""
        near = self.near(key.cell, to)
        if near is not None:
            return near.iri
        if key.cell in self._all.cells:
            return None
        self._bound.keys[key.cell] = key
        return key.cell

    def _add(
        self, identity: Identity, roles: dict[str, str | Sequence[str]], *, derived: bool = False
    ) -> None:
        names = [name for one in roles.values() for name in ([one] if isinstance(one, str) else one)]
        if len(set(names)) < len(names):
            return
        instance = identity.bind(roles)
        if instance.units_agree(self._bound.quantities):
            (self._bound.parts if derived else self._bound.instances)[instance] = None

    def _printed(self, *names: str) -> int:
        return sum(name in self._bound.quantities for name in names)

    def _same(self, figure: Figure) -> None:
        first = self._all.cells[figure.cell][0]
        if first is not figure:
            self._add(SAME, {"one": figure.iri, "other": first.iri})

    def _change(self, change: Figure) -> None:
        if change.key.get("flow") == _BALANCE:
            return
        for now in _to("now", change.key, self._all):
            base = now.put(period=change.key.get("base_period"))
            if now.get("indicator") != _VALUE and not {now.cell, base.cell} & set(self._all.cells):
                continue  # a quantity in one of several units, none of them printed
            names = self._level_of(now, change), self._level_of(base, change)
            if names[0] and names[1]:
                self._add(CHANGE, {"change": change.iri, "value": names[0], "base": names[1]})

    def _level_of(self, key: Key, to: Figure) -> str | None:
        """The name of a level; None where it was converted, and so grew with the exchange rate."""
        near = self.near(key.cell, to)
        return None if near is not None and near.converted else self._name(key, to)

    def _growth(self, change: Figure) -> None:
        sides = [self._side(name, change) for name in ("export", "import")]
        if change.key.get("flow") != _TOTAL or None in sides:
            return
        growths = [side for side in sides if side is not None]
        names = [one.iri for one in growths]
        self._add(GROWTH_BETWEEN_PARTS, {"growth": change.iri, "part growth": names})
        for now in _to("now", change.key, self._all):
            levels = [self._level_of(now.put(flow=flow), change) for flow in (_EXPORT, _IMPORT)]
            held = [one for one in levels if one is not None]
            if len(held) == 2 and self._printed(*held) == 2:
                self._add(GROWTH_OF_WHOLE, {"growth": change.iri, "part": held, "part growth": names})

    def _side(self, name: str, whole: Figure) -> Figure | None:
        return next(
            (near for key in _to(name, whole.key, self._all) if (near := self.near(key.cell, whole))), None
        )

    def _parts(self, change: Figure) -> None:
        """What a part gained for its wholes, and how the rest of them grew."""
        if change.key.get("flow") == _BALANCE or not change.claimed:
            return
        for now in _to("now", change.key, self._all):
            part = self.near(now.cell, change)
            if part is None or part.converted:
                continue
            for whole in self._wholes_of(part):
                for growth in self._grown.get(
                    (whole.cell, change.key.get("base_period"), change.key.get("terms")), ()
                ):
                    if growth.origin == change.origin:
                        self._part(part, change, whole, growth)

    def _part(self, part: Figure, change: Figure, whole: Figure, growth: Figure) -> None:
        roles = {"part": part.iri, "part growth": change.iri, "whole": whole.iri, "growth": growth.iri}
        self._add(CONTRIBUTION, {**roles}, derived=True)
        self._add(GROWTH_OF_REST, {**roles}, derived=True)

    def _wholes_of(self, part: Figure) -> Iterator[Figure]:
        keys = [
            key for key in _to("whole", part.key, self._all) if key.get("period") == part.key.get("period")
        ]
        if part.key.get("flow") in (_EXPORT, _IMPORT):
            keys.append(part.key.put(flow=_TOTAL))
        for key in keys:
            whole = self.near(key.cell, part)
            if whole is not None and not whole.converted:
                yield whole

    def _share(self, share: Figure) -> None:
        whole, key = share.key.whole, share.key
        if whole is not None and whole.get("indicator") in _LEVELS and key.get("flow") != _BALANCE:
            # What a share is the share of is said by its key, also where the whole is a group.
            part = key.put(
                indicator=whole.get("indicator"), unit_kind=whole.get("unit_kind"), denominator=None
            )
            names = self._name(part, share), self._name(whole, share)
            if names[0] and names[1]:
                self._add(SHARE, {"share": share.iri, "part": names[0], "whole": names[1]})
        sides = [one.iri for name in ("export", "import") if (one := self._side(name, share))]
        if len(sides) == 2 and key.get("flow") == _TOTAL:
            self._add(SHARE_BETWEEN_PARTS, {"share": share.iri, "part share": sides})
        near = [self.near(piece.cell, share) for piece in _to("piece", key, self._all)]
        pieces = [one.iri for one in near if one is not None]
        if 1 < len(pieces) == len(near):
            self._add(SHARE_BETWEEN_PARTS, {"share": share.iri, "part share": pieces})

    def _shares_of(self, part: Figure) -> None:
        """The shares that nobody printed of what is a part."""
        if part.key.get("flow") == _BALANCE or not part.claimed:
            return
        for key in _back("numerator", part.key, self._all):
            whole = self.near(key.whole.cell, part) if key.whole else None
            if whole and whole.claimed and whole.cell != part.cell and key.cell not in self._all.cells:
                self._bound.keys[key.cell] = key
                self._add(SHARE, {"share": key.cell, "part": part.iri, "whole": whole.iri}, derived=True)

    def _level(self, figure: Figure) -> None:
        self._sums(figure)
        self._shares_of(figure)
        for key in _to("whole", figure.key, self._all):
            whole = self.near(key.cell, figure)
            if whole is not None:
                self._add(PART_IN_WHOLE, {"whole": whole.iri, "part": figure.iri})
        for key in _to("dollars", figure.key, self._all):
            dollars = self.near(key.cell, figure)
            if dollars is not None:
                self._exchange(figure, dollars)
        for key in _to("mirror", figure.key, self._all) if figure.key.get("flow") == _IMPORT else ():
            export = self.near(key.cell, figure)
            if export is not None:
                self._add(MIRROR, {"import": figure.iri, "export": export.iri, "margin": MARGIN})

    def _sums(self, figure: Figure) -> None:
        """Exports and imports with their total and balance; where exports and imports are there, also without."""
        flow = figure.key.get("flow")
        if flow in (_TOTAL, _BALANCE):
            self._sum(figure.key, flow, figure, figure.iri)
        elif flow == _EXPORT and self.near(figure.key.put(flow=_IMPORT).cell, figure):
            for whole in (_TOTAL, _BALANCE):
                cell = figure.key.put(flow=whole).cell
                if cell not in self._all.cells and (whole == _TOTAL or figure.key.get("indicator") == _VALUE):
                    self._bound.keys[cell] = figure.key.put(flow=whole)
                    self._sum(figure.key, whole, figure, cell)

    def _sum(self, key: Key, flow: str, to: Figure, result: str) -> None:
        if flow == _BALANCE and key.get("indicator") != _VALUE:
            return
        sides = [self._name(key.put(flow=side), to) for side in (_EXPORT, _IMPORT)]
        if sides[0] and sides[1] and self._printed(*(one for one in sides if one)):
            role = "total" if flow == _TOTAL else "balance"
            roles: dict[str, str | Sequence[str]] = {"export": sides[0], "import": sides[1], role: result}
            self._add(TOTAL if flow == _TOTAL else BALANCE, roles)

    def _exchange(self, amount: Figure, dollars: Figure) -> None:
        period = Period.parse(amount.key.get("period"))
        last = int(dollars.vintage[:4]) if dollars.vintage[:4].isdecimal() else period.end_exclusive.year
        unit = amount.key.get("unit_kind")
        first, last = period.start.year, max(last, period.start.year)
        band = self._all.rate(unit, first, last)
        if band is None:
            return
        years = f"{first}" if first == last else f"{first}-{last}"
        name = f"rate:{unit.rpartition('_')[2]}/{years}"
        self._bound.quantities.setdefault(name, _band(name, band))
        self._add(EXCHANGE, {"rate": name, "amount": amount.iri, "converted": dollars.iri})

    def _periods(self, whole: Figure) -> None:
        if whole.key.get("indicator") not in _LEVELS:
            return
        keys = {name: _to(name, whole.key, self._all) for name in ("piece", "start", "end")}
        names = [self._name(key, whole) for key in keys["piece"]]
        pieces = [name for name in names if name is not None]
        if 2 < len(pieces) == len(names) and self._printed(*pieces) >= len(pieces) - 1:
            self._add(CUMULATIVE, {"whole": whole.iri, "piece": pieces})
        ends = {Period.parse(key.get("period")).start: key for key in keys["end"]}
        for start in keys["start"]:
            end = ends.get(Period.parse(start.get("period")).end_exclusive)
            pair = [self._name(key, whole) for key in (start, end) if key is not None]
            both = [name for name in pair if name is not None]
            if len(both) == 2 and self._printed(*both):
                self._add(CUMULATIVE, {"whole": whole.iri, "piece": both})


def _band(name: str, band: Interval) -> Quantity:
    return Quantity(name=name, interval=band)
