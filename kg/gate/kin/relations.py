"""The relations between the cells of arithmetic: which cells make up, or are made up by, which.

Each relation leads from a figure's key to keys of other cells, and back. Both ways are the same relation: a cell is
reached from a figure if and only if the way back from the cell reaches the figure's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.gate.kin.keys import Key
from kg.gate.kin.ranks import RANKS
from kg.gate.kin.series import SERIES
from kg.gate.kin.spans import after, bases, containing, inside, pieces, prefixes, suffixes
from kg.gate.kin.surroundings import WORLD, Surroundings
from kg.vocabulary import BASE, code, expand

__all__ = ["KIN", "RELATIONS", "Relation"]

KIN = f"{BASE}kin#"
"""The namespace of the relations. They are computed where a check asks for them, and stand in no graph."""

_VALUE, _QUANTITY, _CHANGE, _SHARE = (code("indicator", n) for n in ("value", "quantity", "change", "share"))
_EXPORT, _IMPORT, _TOTAL, _BALANCE = (code("flow", n) for n in ("export", "import", "total", "balance"))
_OWN, _DOLLAR, _AMOUNT = (code("terms", n) for n in ("own-currency", "us-dollar", "quantity"))
_PERCENT, _USD = expand("unit:PERCENT"), expand("unit:CCY_USD")
_OTHERS = tuple(expand(f"unit:CCY_{sign}") for sign in ("CNY", "HKD", "MOP"))
_COUNTED = (expand("unit:NUM"), expand("unit:TONNE"))
_LEVELS = (_VALUE, _QUANTITY)
_SUMMED = (_VALUE, _QUANTITY, _SHARE)

_Way = Callable[[Key, Surroundings], Iterable[Key]]


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation by its ways: ``to`` from the key of a figure, ``back`` from a key that it leads to."""

    to: _Way
    back: _Way


def _moved(key: Key, part: str, value: str) -> Key | None:
    """The key with another flow or period; of a share, that of the same share of the whole with the other one."""
    if key.get("indicator") != _SHARE:
        return key.put(**{part: value})
    if key.whole is None or key.whole.get(part) != key.get(part):
        return None
    return key.put(key.whole.put(**{part: value}), **{part: value})


def _flow(flow: str) -> Relation:
    def to(key: Key, _: Surroundings) -> Iterator[Key]:
        summed = key.get("indicator") in {*_SUMMED, _CHANGE}
        if summed and key.get("flow") in {_TOTAL, _BALANCE} and _may(key, key.get("flow")):
            yield from filter(None, [_moved(key, "flow", flow)])

    def back(key: Key, _: Surroundings) -> Iterator[Key]:
        if key.get("flow") == flow and key.get("indicator") in {*_SUMMED, _CHANGE}:
            yield from filter(
                None, [_moved(key, "flow", whole) for whole in (_TOTAL, _BALANCE) if _may(key, whole)]
            )

    return Relation(to, back)


def _may(key: Key, flow: str) -> bool:
    """Only the balance of values is a difference of exports and imports."""
    return flow == _TOTAL or key.get("indicator") == _VALUE


def _numerator(key: Key, around: Surroundings) -> Iterator[Key]:
    if key.get("indicator") == _SHARE and key.whole and key.whole.get("indicator") in _LEVELS:
        unit, indicator = key.whole.get("unit_kind"), key.whole.get("indicator")
        part = key.put(indicator=indicator, unit_kind=unit, denominator=None)
        if any(whole.cell == key.whole.cell for whole in _wholes_of(part, around)):
            yield part


def _shares(key: Key, around: Surroundings) -> Iterator[Key]:
    if key.get("indicator") in _LEVELS:
        for whole in _wholes_of(key, around):
            yield key.put(whole, indicator=_SHARE, unit_kind=_PERCENT)


def _wholes_of(part: Key, around: Surroundings) -> Iterator[Key]:
    """Whatever a figure may be a share of: in one or more parts of the key it is the same, or includes it."""
    flows = [part.get("flow"), *([_TOTAL] if part.get("flow") in (_EXPORT, _IMPORT) else [])]
    for partner in _partners_of(part, around):
        for reporter in (part.get("reporter"), *around.places_above(part.get("reporter"))):
            for product in (part.get("product"), *around.products_above(part.get("product"))):
                for flow in flows:
                    yield partner.put(reporter=reporter, product=product, flow=flow)


def _partners_of(part: Key, around: Surroundings) -> Iterator[Key]:
    yield part
    if part.get("partner"):
        for partner in {*around.places_above(part.get("partner")), WORLD} - {part.get("partner")}:
            yield part.put(partner=partner, partner_basis=None, group_definition=None)


def _units(key: Key, around: Surroundings) -> tuple[str, ...]:
    """The units of the levels that a change can be a change of."""
    own = around.own_currency(key.get("reporter"))
    by_terms: dict[str, tuple[str, ...]] = {_OWN: (own,) if own else (), _DOLLAR: (_USD,), _AMOUNT: _COUNTED}
    return by_terms.get(key.get("terms"), ())


def _levels(key: Key, around: Surroundings) -> Iterator[Key]:
    if key.get("indicator") == _CHANGE and key.get("base_period") in bases(key.get("period")):
        level = _QUANTITY if key.get("terms") == _AMOUNT else _VALUE
        for unit in _units(key, around):
            yield key.put(indicator=level, unit_kind=unit, base_period=None, terms=None)


def _bases(key: Key, around: Surroundings) -> Iterator[Key]:
    for level in _levels(key, around):
        yield level.put(period=key.get("base_period"))


def _changes(key: Key, around: Surroundings) -> Iterator[Key]:
    for base in bases(key.get("period")):
        yield from _grown(key, around, period=key.get("period"), base=base)


def _later_changes(key: Key, around: Surroundings) -> Iterator[Key]:
    for period in after(key.get("period")):
        yield from _grown(key, around, period=period, base=key.get("period"))


def _grown(key: Key, around: Surroundings, *, period: str, base: str) -> Iterator[Key]:
    if key.get("indicator") not in _LEVELS:
        return
    for terms in (_OWN, _DOLLAR, _AMOUNT):
        change = key.put(indicator=_CHANGE, unit_kind=_PERCENT, terms=terms, base_period=base, period=period)
        if (terms == _AMOUNT) == (key.get("indicator") == _QUANTITY) and key.get("unit_kind") in _units(
            change, around
        ):
            yield change


def _dollars(key: Key, _: Surroundings) -> Iterator[Key]:
    if key.get("indicator") == _VALUE and key.get("unit_kind") in _OTHERS:
        yield key.put(unit_kind=_USD)


def _not_dollars(key: Key, _: Surroundings) -> Iterator[Key]:
    if key.get("indicator") == _VALUE and key.get("unit_kind") == _USD:
        yield from (key.put(unit_kind=unit) for unit in _OTHERS)


def _includes(key: Key) -> bool:
    return key.get("indicator") in _LEVELS and key.get("flow") != _BALANCE


def _wholes(key: Key, around: Surroundings) -> Iterator[Key]:
    """The cells that are at least as large: one part of the key is wider."""
    if not _includes(key):
        return
    yield from (key.put(reporter=place) for place in around.places_above(key.get("reporter")))
    yield from (key.put(product=product) for product in around.products_above(key.get("product")))
    yield from (key.put(period=period) for period in containing(key.get("period")))
    partner = key.get("partner")
    if partner not in ("", WORLD) and not key.get("partner_basis") and not key.get("group_definition"):
        yield from (key.put(partner=place) for place in {*around.places_above(partner), WORLD})


def _parts(key: Key, around: Surroundings) -> Iterator[Key]:
    """The cells that are at most as large."""
    if not _includes(key):
        return
    yield from (key.put(reporter=place) for place in around.places_below(key.get("reporter")))
    yield from (key.put(product=product) for product in around.products_below(key.get("product")))
    yield from (key.put(period=period) for period in inside(key.get("period")))
    partner = key.get("partner")
    if partner and not key.get("partner_basis") and not key.get("group_definition"):
        below = around.partners if partner == WORLD else around.places_below(partner)
        yield from (key.put(partner=place) for place in below)


def _times(to: Callable[[str], tuple[str, ...]], holds: Callable[[str, str], bool]) -> Relation:
    """A relation from a period to a part of it."""

    def forth(key: Key, _: Surroundings) -> Iterator[Key]:
        if key.get("indicator") in _SUMMED:
            yield from filter(None, [_moved(key, "period", part) for part in to(key.get("period"))])

    def back(key: Key, _: Surroundings) -> Iterator[Key]:
        if key.get("indicator") in _SUMMED:
            part = key.get("period")
            wholes = [whole for whole in containing(part) if holds(whole, part)]
            yield from filter(None, [_moved(key, "period", whole) for whole in wholes])

    return Relation(forth, back)


RELATIONS: Mapping[str, Relation] = {
    f"{KIN}{name}": relation
    for name, relation in {
        "base": Relation(_bases, _later_changes),
        "dollars": Relation(_dollars, _not_dollars),
        "end": _times(suffixes, lambda whole, part: part in suffixes(whole)),
        "export": _flow(_EXPORT),
        "import": _flow(_IMPORT),
        "now": Relation(_levels, _changes),
        "numerator": Relation(_numerator, _shares),
        "piece": _times(pieces, lambda whole, part: part in pieces(whole)),
        "start": _times(prefixes, lambda whole, part: part in prefixes(whole)),
        "whole": Relation(_wholes, _parts),
        **{name: Relation(*ways) for name, ways in {**RANKS, **SERIES}.items()},
    }.items()
}
"""Every relation by its IRI:

- ``kin:export``, ``kin:import``: from a total or balance (value, quantity, change, share) to its two sides
- ``kin:numerator``: from a share to the level that it is the share of; the whole is its ``trade:denominator``
- ``kin:now``, ``kin:base``: from a change to the levels of its period and of its base
- ``kin:dollars``: from a value in another currency to that in US dollars
- ``kin:start``, ``kin:end``, ``kin:piece``: from a period to parts of it: at its start, at its end, its months or years
- ``kin:whole``: from a level to those that include it: a wider place, partner, product or period
- those of kg.gate.kin.ranks and kg.gate.kin.series
"""
