"""From the context of an entry to the key of the cell that it measures, its whole and its target included."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.model.cell import CellKey
from kg.model.terms import Iri
from kg.names import Names
from kg.reading.desk import MISSING, Desk, Missing
from kg.reading.keys import TARGET, WHOLE
from kg.reading.marked import Fields, Node
from kg.reading.values import read_fields, require
from kg.reading.wordings import UNITS
from kg.vocabulary import code, thing

__all__ = ["NEEDED", "PARTNERLESS", "cell_of", "own_currency", "read_target", "read_whole", "with_partner"]

NEEDED = ("reporter", "flow", "period")
"""What every cell needs from its entry or the defaults."""

PARTNERLESS = frozenset(code("flow", name) for name in ("investment", "none", "production"))
"""Flows that have no partner."""

_WORLD = thing("place", "world")
_ALL_GOODS = thing("product", "all")
_OWN_TERMS = code("terms", "own-currency")
_CHANGE, _SHARE = code("indicator", "change"), code("indicator", "share")
_INDICATOR_OF: dict[str, str] = {UNITS["NUM"]: "quantity", UNITS["TONNE"]: "quantity"}
_PERCENT_INDICATORS = ("change", "share")
_COUNTED_INDICATORS = ("count", "rank", "streak")
_CURRENCIES = {
    thing("place", "hong-kong"): UNITS["HKD"],
    thing("place", "macao"): UNITS["MOP"],
    thing("place", "china"): UNITS["CNY"],
    thing("group", "gba-9"): UNITS["CNY"],
}
_PARTNER_PARTS = ("partner_basis", "group_definition")


def own_currency(reporter: Iri, names: Names) -> Iri | None:
    """The currency of a reporter: yuan for China and its divisions, HKD and MOP for the two regions; else None.

    Divisions of China are known by their codes, CN- or six digits.
    """
    if reporter in _CURRENCIES:
        return _CURRENCIES[reporter]
    if names.kind(reporter) != "place":
        return None
    divisions = (text for text in names.codes(reporter) if text.startswith("CN-") or text.isdecimal())
    return UNITS["CNY"] if any(divisions) else None


def with_partner(context: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The context with its partner settled: none for flows without one, unless ``given`` names it; else the world."""
    flow = context.get("flow")
    if flow in PARTNERLESS and "partner" not in given:
        return {**context, "partner": None}
    return context if "partner" in context else {**context, "partner": _WORLD}


def cell_of(context: Mapping[str, Any], indicator: Iri, unit: Iri, **parts: Any) -> CellKey:
    """The key of a cell from its context; changes get their base and terms where ``parts`` does not give them."""
    period = context["period"]
    if indicator == _CHANGE:
        parts.setdefault("base_period", period.years_before(1))
        parts.setdefault("terms", _OWN_TERMS)
    return CellKey(
        reporter=context["reporter"],
        product=context.get("product", _ALL_GOODS),
        flow=context["flow"],
        indicator=indicator,
        period=period,
        unit_kind=unit,
        partner=context["partner"],
        partner_basis=context.get("partner_basis"),
        group_definition=context.get("group_definition"),
        valuation=context.get("valuation"),
        **parts,
    )


def read_whole(desk: Desk, node: Node, context: Mapping[str, Any]) -> CellKey | Missing:
    """The cell that a share is a share of: the entry's, with what ``of`` says otherwise."""
    if not isinstance(node, Fields):
        return desk.find("R09", "of takes a mapping, such as {reporter: china}.", node, about="of")
    if not desk.check_keys(node, WHOLE, "of"):
        return MISSING
    given = read_fields(desk, node, WHOLE)
    if MISSING in given.values():
        return MISSING
    return _described(desk, node, _inherited(context, given), given, "of")


def _inherited(context: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The entry's context under what is given; another partner does not inherit how the entry's partner is meant."""
    kept = {
        name: value for name, value in context.items() if "partner" not in given or name not in _PARTNER_PARTS
    }
    merged = {**kept, **given}
    if merged["flow"] not in PARTNERLESS and merged.get("partner") is None:
        merged.pop("partner", None)
    elif merged["flow"] in PARTNERLESS and "partner" not in given:
        merged["partner"] = None
    return merged


def read_target(desk: Desk, node: Node) -> CellKey | Missing:
    """The cell that a forecast is about."""
    if not isinstance(node, Fields):
        return desk.find("R09", "target takes a mapping of the cell that is forecast.", node, about="target")
    if not desk.check_keys(node, TARGET, "target"):
        return MISSING
    given = read_fields(desk, node, TARGET)
    if not require(desk, given, TARGET, node, "target"):
        return MISSING
    parts: dict[str, Any] = {}
    if "of" in given:
        whole = read_whole(desk, given.pop("of"), with_partner(given, given))
        if isinstance(whole, Missing):
            return MISSING
        parts["denominator"] = whole.digest()
    parts.update(change_parts(given))
    return _described(desk, node, given, given, "target", **parts)


def change_parts(given: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a key that a measure or target names itself: base, terms, universe."""
    names = {"base": "base_period", "terms": "terms", "among": "ranked_among"}
    return {part: given[name] for name, part in names.items() if name in given}


def _described(
    desk: Desk, node: Node, context: dict[str, Any], given: Mapping[str, Any], about: str, **parts: Any
) -> CellKey | Missing:
    """A cell that is described, not printed: its unit follows from its indicator, flow and reporter."""
    merged = with_partner(context, given)
    unit, named = merged.get("unit"), given.get("indicator")
    indicator = (
        named
        or _INDICATOR_OF.get(unit or "")
        or ("quantity" if merged["flow"] in PARTNERLESS and not unit else "value")
    )
    if indicator in _PERCENT_INDICATORS:
        unit = UNITS["PERCENT"]
    elif indicator in _COUNTED_INDICATORS or (indicator == "quantity" and unit is None):
        unit = UNITS["NUM"]
    elif unit is None:
        unit = own_currency(merged["reporter"], desk.names)
    if unit is None:
        reporter = desk.names.label(merged["reporter"])
        return desk.find(
            "R08",
            f"{about} does not say in which currency {reporter} counts.",
            node,
            about="unit",
            remedy="Add unit: USD.",
        )
    return cell_of(merged, code("indicator", indicator), unit, **parts)
