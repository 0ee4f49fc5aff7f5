"""From an entry of a sheet, or a row of a table, to its figures: one for each measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.errors import NumberUnreadable, Place
from kg.model.amount import Amount
from kg.model.cell import CellKey
from kg.model.facts import Figure, Passage
from kg.model.terms import Iri
from kg.reading.cells import NEEDED, cell_of, change_parts, read_whole, with_partner
from kg.reading.desk import MISSING, Desk, Missing
from kg.reading.keys import CONTEXT, ENTRY, INDICATORS, MEASURE, MEASURES
from kg.reading.marked import Fields, Items, Node, Scalar
from kg.reading.numbers import lacks_scale, read_amount
from kg.reading.values import BLANK, read_fields, read_passages, text_of
from kg.reading.wordings import UNITS
from kg.vocabulary import code, shorten, thing

__all__ = ["Defaults", "read_defaults", "read_entry", "replacing"]

_INDICATOR_IRIS = {name: code("indicator", indicator) for name, indicator in INDICATORS.items()}
_MONEY = ("value", "quantity", "count", "converted")
_NEED_UNIVERSE = ("rank", "streak")
_SLOT_OF = {"share": "denominator", "change": "base"}
_NUMBER = ("value", "printed", "unit", "multiplier", "decimals", "bound", "lower", "upper")
_PROPERTIES = {
    "among": ("rankedAmong",),
    "as_printed": ("asPrinted",),
    "base": ("basePeriod",),
    "flow": ("flow",),
    "from": ("convertedFrom",),
    "group_definition": ("groupDefinition",),
    "is": _NUMBER,
    "note": ("note",),
    "of": ("denominator",),
    "partner": ("partner",),
    "partner_basis": ("partnerBasis",),
    "passage": ("span", "anchor"),
    "passages": ("span", "anchor"),
    "period": ("period",),
    "product": ("product",),
    "replaces": ("revises",),
    "reporter": ("reporter",),
    "statement": ("statedIn",),
    "suspect": ("suspicion",),
    "terms": ("terms",),
    "unit": ("unit",),
    "valuation": ("valuation",),
}
_CURIES = {key: tuple(f"trade:{name}" for name in names) for key, names in _PROPERTIES.items()}
_OVERRIDES = ("partner_basis", "group_definition", "valuation")


@dataclass(slots=True)
class Defaults:
    """What a sheet says of all its figures: its source, its context, and where each part of that stands."""

    source: str
    values: dict[str, Any] = field(default_factory=dict)
    nodes: dict[str, Node] = field(default_factory=dict)


@dataclass(slots=True)
class _Entry:
    """One entry with its context settled."""

    defaults: Defaults
    fields: Fields
    context: dict[str, Any]
    places: dict[str, Place]
    sound: bool = True
    value_id: str | None = None


def read_defaults(desk: Desk, node: Node, source: str) -> Defaults:
    """The context that holds for every figure of a sheet."""
    if isinstance(node, Scalar) and node.text is None:
        return Defaults(source)
    if not isinstance(node, Fields):
        desk.find("R09", "defaults takes a mapping, such as {reporter: guangdong}.", node, about="defaults")
        return Defaults(source)
    desk.check_keys(node, CONTEXT, "defaults")
    return Defaults(source, read_fields(desk, node, CONTEXT), node.values)


def read_entry(desk: Desk, node: Node, defaults: Defaults) -> Iterator[Figure]:
    """The figures of one entry; what cannot be read is a finding."""
    desk.fact = None
    if not isinstance(node, Fields):
        desk.find("R09", "A figure is a mapping, such as {flow: total, value: 630.2 billion CNY}.", node)
        return
    if not desk.check_keys(node, ENTRY, "A figure"):
        return
    measures = [name for name in MEASURES if not _is_blank(node.values.get(name, BLANK))]
    if not measures:
        desk.find(
            "R08",
            "The entry has no measure.",
            node,
            remedy=f"Add one of {', '.join(MEASURES)}, such as value: 73.05 billion CNY.",
        )
        return
    entry = _entry(desk, node, defaults)
    for name in measures:
        figure = _figure(desk, entry, name, node.values[name])
        if figure is not None:
            yield figure
    desk.fact = None


def _is_blank(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text is None


def _entry(desk: Desk, node: Fields, defaults: Defaults) -> _Entry:
    """What the measures of an entry share; unsound where something of it is missing."""
    given = read_fields(desk, node, CONTEXT)
    context = {**defaults.values, **given}
    context["basis"] = {**(defaults.values.get("basis") or {}), **(given.get("basis") or {})}
    sound = MISSING not in context.values()
    for name in NEEDED:
        if name not in context:
            sound = False
            example = f"{name}: {CONTEXT[name].example}"
            desk.find(
                "R08",
                f"The entry has no {name}.",
                node,
                about=name,
                remedy=f"Add {example}, or put it into defaults.",
            )
    places = {
        curie: desk.place(at)
        for nodes in (defaults.nodes, node.values)
        for name, at in nodes.items()
        for curie in _CURIES.get(name, ())
    }
    return _Entry(defaults, node, with_partner(context, given) if sound else context, places, sound)


def _figure(desk: Desk, entry: _Entry, name: str, node: Node) -> Figure | None:
    fields = node if isinstance(node, Fields) else Fields({"is": node}, {}, node.line, node.column)
    desk.fact = _named(fields)
    if isinstance(node, Items):
        desk.find("R09", f"{name} takes a printed number or a mapping.", node, about=name)
        return None
    if isinstance(node, Fields) and not desk.check_keys(node, MEASURE, name):
        return None
    given = read_fields(desk, fields, MEASURE)
    passages = read_passages(desk, fields, entry.defaults.source)
    amount = _amount(desk, entry, name, fields, given)
    whole = _whole(desk, entry, name, fields, given) if entry.sound else MISSING
    sound = _marks(desk, name, fields, given)
    if (
        isinstance(passages, Missing)
        or amount is None
        or isinstance(whole, Missing)
        or not sound
        or MISSING in given.values()
    ):
        return None
    cell = _cell(desk, entry, name, fields, given, amount=amount, whole=whole)
    if cell is None:
        return None
    return _made(desk, entry, name, fields, given, cell=cell, amount=amount, whole=whole, passages=passages)


def _named(fields: Fields) -> str | None:
    node = fields.values.get("id")
    return node.text if isinstance(node, Scalar) else None


def _amount(desk: Desk, entry: _Entry, name: str, fields: Fields, given: Mapping[str, Any]) -> Amount | None:
    node = fields.values.get("is", BLANK)
    if _is_blank(node):
        desk.find(
            "R08", f"{name} has no number.", fields, about="is", remedy="Add is: with the number as printed."
        )
        return None
    text = text_of(desk, node, "is")
    unit = given.get("unit", entry.context.get("unit") if name in _MONEY else None)
    bound = given.get("bound")
    if isinstance(text, Missing) or unit is MISSING or bound is MISSING:
        return None
    try:
        amount = read_amount(text, indicator=name, unit=unit, bound=bound)
    except NumberUnreadable as error:
        desk.find("R05", error.message, node, about="is")
        return None
    if lacks_scale(amount):
        desk.find(
            "R05",
            f"“{text}” has no scale word: trade is not counted in so few units of money.",
            node,
            about="is",
        )
        return None
    if given.get("unit", amount.unit) != amount.unit:
        desk.find("R05", f"“{text}” names another unit than the key unit; keep one.", node, about="unit")
        return None
    return amount


def _whole(
    desk: Desk, entry: _Entry, name: str, fields: Fields, given: Mapping[str, Any]
) -> CellKey | Missing | None:
    if "of" in given:
        return read_whole(desk, given["of"], entry.context)
    if name != "share":
        return None
    return desk.find(
        "R08",
        "The share does not say of what.",
        fields,
        about="of",
        remedy="Add of: in what the whole differs, such as {reporter: china}.",
    )


def _marks(desk: Desk, name: str, fields: Fields, given: Mapping[str, Any]) -> bool:
    """Whether the marks that a measure needs are there: its universe, and a suspicion where it is kept as printed."""
    sound = True
    if name in _NEED_UNIVERSE and "among" not in given:
        desk.find(
            "R08",
            f"The {name} does not say among whom.",
            fields,
            about="among",
            remedy="Add among:, such as among: china.",
        )
        sound = False
    if given.get("as_printed") is True and "suspect" not in given:
        desk.find(
            "R08",
            "as_printed is given without what is suspected.",
            fields,
            about="suspect",
            remedy="Add suspect: with one of unit, value, sign, period, label, denominator, growth.",
        )
        sound = False
    return replacing(desk, fields, given) and sound


def replacing(desk: Desk, fields: Fields, given: Mapping[str, Any]) -> bool:
    """Whether ``replaces`` and ``because`` stand together, and fit the id: findings R08 and R09 where not."""
    own, old, why = (given.get(key) for key in ("id", "replaces", "because"))
    for name, other in (("because", "replaces"), ("replaces", "because")):
        if other in given and name not in given:
            remedy = "Add because: misread, or because: revised." if name == "because" else ""
            desk.find("R08", f"{other} is given without {name}.", fields, about=name, remedy=remedy)
            return False
    if why == "misread" and own and own != old:
        message = f"A fact that was misread keeps its id, {old}."
        desk.find("R09", message, fields.values["id"], about="id", remedy=f"Write id: {old}.")
        return False
    if why == "revised" and own and own == old:
        message = "A revision is a figure of its own, and the earlier one stays."
        desk.find("R09", message, fields.values["id"], about="id", remedy="Give it another id.")
        return False
    return True


def _cell(
    desk: Desk,
    entry: _Entry,
    name: str,
    fields: Fields,
    given: Mapping[str, Any],
    *,
    amount: Amount,
    whole: CellKey | None,
) -> CellKey | None:
    parts = change_parts(given)
    if name == "change" and "base" not in given and _basis(entry, given).get("base") == "unstated":
        parts["base_period"] = None
    if whole is not None:
        parts["denominator"] = whole.digest()
    context = {**entry.context, **{key: given[key] for key in _OVERRIDES if key in given}}
    cell = cell_of(context, _INDICATOR_IRIS[name], amount.unit, **parts)
    if whole is not None and _same_thing(cell, whole):
        desk.find("R14", "The share is a share of itself.", fields.values["of"], about="of")
        return None
    return cell


def _same_thing(cell: CellKey, whole: CellKey) -> bool:
    parts = (
        "reporter",
        "partner",
        "product",
        "flow",
        "period",
        "partner_basis",
        "group_definition",
        "valuation",
    )
    return all(getattr(cell, part) == getattr(whole, part) for part in parts)


def _basis(entry: _Entry, given: Mapping[str, Any]) -> dict[str, str]:
    return {**entry.context["basis"], **given.get("basis", {})}


def _slots(entry: _Entry, name: str, given: Mapping[str, Any]) -> dict[str, str]:
    """How each slot is known: period and unit always; base and denominator only where the measure has them."""
    own = given.get("basis", {})
    slots = {"period": "stated", "unit": "stated", **_basis(entry, given)}
    strange = {"base", "denominator"} - {_SLOT_OF.get(name, "")} - own.keys()
    return {slot: known for slot, known in sorted(slots.items()) if slot not in strange}


def _made(
    desk: Desk,
    entry: _Entry,
    name: str,
    fields: Fields,
    given: Mapping[str, Any],
    *,
    cell: CellKey,
    amount: Amount,
    whole: CellKey | None,
    passages: tuple[Passage, ...],
) -> Figure | None:
    old, misread = given.get("replaces"), given.get("because") == "misread"
    own = given.get("id") or (old if misread else None)
    figure_id = own or _minted(desk, entry.defaults.source, cell, beside=old)
    node = fields.values.get("id", fields)
    if not desk.take_id(figure_id, node, "figure"):
        return None
    if name == "value":
        entry.value_id = figure_id
    _keep_places(desk, entry, fields, thing("figure", figure_id))
    if misread:
        desk.misread.add(thing("figure", figure_id))
    word, why = given.get("suspect", (None, ""))
    notes = [text for text in (given.get("note", entry.context.get("note")), why) if text]
    return Figure(
        id=figure_id,
        source=entry.defaults.source,
        cell=cell,
        amount=amount,
        also=given.get("also", ()),
        statement=given.get("statement", entry.context.get("statement")),
        passages=passages,
        denominator=whole,
        basis=_slots(entry, name, given),
        suspicion=word,
        converted_from=given.get("from", entry.value_id) if name == "converted" else given.get("from"),
        converted=name == "converted" or "from" in given,
        revises=None if misread else old,
        note="; ".join(notes) or None,
    )


def _minted(desk: Desk, source: str, cell: CellKey, *, beside: str | None = None) -> str:
    """An id from what the figure says: source, reporter, what differs from the world and all goods, flow, period.

    ``beside`` is an id that stands for another figure already.
    """
    usual = (thing("place", "world"), thing("product", "all"), UNITS["CNY"], UNITS["PERCENT"], UNITS["NUM"])
    iris = (cell.reporter, cell.partner, cell.product, cell.flow)
    slugs = [shorten(iri).partition(":")[2] for iri in iris if iri and iri not in usual]
    unit = [] if cell.unit_kind in usual else [cell.unit_kind.rpartition("_")[2].rpartition("/")[2].lower()]
    indicator = shorten(cell.indicator).partition(":")[2]
    made = "-".join([source, *slugs, cell.period.slug.lower(), indicator, *unit])
    again = 2
    minted = made
    while f"figure {minted}" in desk.taken or minted == beside:
        minted = f"{made}-{again}"
        again += 1
    return minted


def _keep_places(desk: Desk, entry: _Entry, fields: Fields, iri: Iri) -> None:
    places = desk.places
    places[iri, None] = desk.place(fields)
    for curie, place in entry.places.items():
        places[iri, curie] = place
    for name, node in fields.values.items():
        place = desk.place(node)
        for curie in _CURIES.get(name, ()):
            places[iri, curie] = place
