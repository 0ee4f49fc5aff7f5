"""What an identity is: roles, one equation between them, how it is written out; and an instance of it over figures.

An identity is data. Its equation is a sum of products of roles that is nought (or at least nought), affine in every
role, so that it is declared once and solved for any role by kg.reckon.equations. Growth rates enter it as factors
(1 + g / 100) or deflators (100 / (100 + g)), which turn the growth of a whole into a weighted mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from kg.model.interval import Interval
from kg.reckon.equations import Equation, Term
from kg.reckon.intervals import solve_softly
from kg.reckon.quantities import Quantity
from kg.reckon.spans import EVERYTHING, Span, meet, span_of

__all__ = ["Identity", "Instance", "Part", "Role", "Slot"]

Scale = Literal["plain", "factor", "deflator"]
Measure = Literal["level", "signed", "other", "share", "growth", "points", "rate", "any"]
_ZERO, _HUNDRED = Fraction(0), Fraction(100)
_DOMAINS: Mapping[Measure, Span] = {
    "level": Span(_ZERO, None),
    "signed": EVERYTHING,
    "other": Span(_ZERO, None),
    "share": Span(_ZERO, _HUNDRED),
    "growth": Span(-_HUNDRED, None, low_open=True),
    "points": EVERYTHING,
    "rate": Span(_ZERO, None, low_open=True),
    "any": EVERYTHING,
}
_UNIT_GROUPS: Mapping[Measure, str] = {"level": "own", "signed": "own", "other": "other"}


@dataclass(frozen=True, slots=True)
class Role:
    """A part that a figure plays.

    ``measure`` says what it can be: a level (money or quantity, not below nought), a signed level (a balance), another
    unit's level, a share (percent, 0 to 100), a growth (percent, above -100), points (percentage points), a rate (above
    nought), or any. Levels and signed levels of one instance have one unit. ``many`` roles are played by several
    figures. ``scale`` is how it enters the equation.
    """

    name: str
    measure: Measure
    scale: Scale = "plain"
    many: bool = False

    @property
    def domain(self) -> Span:
        """What figures of this role can be at all, in their own unit."""
        return _DOMAINS[self.measure]

    def enter(self, span: Span) -> Span:
        """A span of the figure as it stands in the equation."""
        if self.scale == "plain":
            return span
        low, high = (None if end is None else (_HUNDRED + end) / _HUNDRED for end in span[:2])
        if self.scale == "factor":
            return span._replace(low=low, high=high)
        return _turned(span._replace(low=low, high=high))

    def leave(self, span: Span) -> Span:
        """The reverse of ``enter``."""
        if self.scale == "deflator":
            span = _turned(span)
        if self.scale == "plain":
            return span
        low, high = (None if end is None else _HUNDRED * end - _HUNDRED for end in span[:2])
        return span._replace(low=low, high=high)


def _turned(span: Span) -> Span:
    """One over a span of positive numbers."""
    below = span.low if span.low is not None and span.low > 0 else None
    high, high_open = (None, False) if below is None else (1 / below, span.low_open)
    low, low_open = (_ZERO, True) if span.high is None else (1 / span.high, span.high_open)
    return Span(low, high, low_open, high_open, span.high_soft, span.low_soft)


@dataclass(frozen=True, slots=True)
class Part:
    """A number times roles; repeated for every figure of its many-fold roles, which go side by side."""

    factor: int
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """A role, and which of its figures."""

    role: Role
    index: int = 0

    def __str__(self) -> str:
        return f"{self.role.name} {self.index + 1}" if self.role.many else self.role.name


@dataclass(frozen=True, slots=True, eq=False)
class Identity:
    """A rule of arithmetic between figures, declared once.

    ``parts`` add up to nought, or with ``at_least`` to nought or more; without parts the ``result`` lies between the
    smallest and the largest figure of its many-fold role. ``result`` is the role that is recomputed when all figures
    are there. ``written`` holds for each role how it follows from the others. ``origin`` says where the rule is from.
    """

    name: str
    title: str
    roles: tuple[Role, ...]
    parts: tuple[Part, ...]
    result: str
    written: Mapping[str, str]
    origin: str
    at_least: bool = False
    _by_name: Mapping[str, Role] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Hold what is written to the roles there are."""
        object.__setattr__(self, "_by_name", {role.name: role for role in self.roles})
        named = {self.result, *self.written, *(name for part in self.parts for name in part.roles)}
        if named - set(self._by_name) or set(self.written) != set(self._by_name):
            raise ValueError(f"{self.name} speaks of other roles than it has")

    @property
    def between(self) -> bool:
        """Whether it only says that the result lies between the others."""
        return not self.parts

    @property
    def linear(self) -> bool:
        """Whether no figure is multiplied by another."""
        return all(len(part.roles) < 2 for part in self.parts)

    def bind(self, figures: Mapping[str, str | Sequence[str]]) -> Instance:
        """The identity over figures, by their names: one for each role, several for a many-fold one.

        A role that is left out gets a name of its own, under which its implied figure will stand.

        Raises:
            ValueError: a role that the identity has not, a many-fold role without figures or many-fold roles of
                different lengths, or one figure in two roles.
        """
        unknown = sorted(set(figures) - set(self._by_name))
        if unknown:
            raise ValueError(f"{self.name} has no role {unknown[0]}; it has {', '.join(self._by_name)}")
        held = {name: (one,) if isinstance(one, str) else tuple(one) for name, one in figures.items()}
        given = ", ".join(
            f"{role.name}={'+'.join(held[role.name])}" for role in self.roles if role.name in held
        )
        many = {role.name: len(held.get(role.name, ())) for role in self.roles if role.many}
        if many and (0 in many.values() or len(set(many.values())) > 1):
            raise ValueError(
                f"{self.name} needs as many figures for each of {', '.join(many)}, and at least one"
            )
        names = [
            name
            for role in self.roles
            for name in held.get(role.name, (f"{role.name} by {self.name}({given})",))
        ]
        if len(set(names)) < len(names):
            raise ValueError(f"{self.name} has one figure in two roles: {', '.join(names)}")
        return Instance(self, tuple(names), next(iter(many.values()), 1))

    def slots(self, count: int) -> tuple[Slot, ...]:
        """The roles in order, a many-fold one ``count`` times."""
        return _slots(self, count)

    def equation(self, count: int) -> Equation:
        """The equation over the places of ``slots(count)``."""
        return _equation(self, count)


@lru_cache(maxsize=1024)
def _slots(identity: Identity, count: int) -> tuple[Slot, ...]:
    return tuple(Slot(role, i) for role in identity.roles for i in range(count if role.many else 1))


@lru_cache(maxsize=1024)
def _equation(identity: Identity, count: int) -> Equation:
    places = {(slot.role.name, slot.index): i for i, slot in enumerate(_slots(identity, count))}
    many = {role.name for role in identity.roles if role.many}
    terms = []
    for part in identity.parts:
        repeated = bool(many & set(part.roles))
        for i in range(count if repeated else 1):
            operands = tuple(places[name, i if name in many else 0] for name in part.roles)
            terms.append(Term(Fraction(part.factor), operands))
    return Equation(tuple(terms), identity.at_least)


@dataclass(frozen=True, slots=True)
class Instance:
    """An identity over figures: ``names`` in the order of ``slots``; ``count`` figures in each many-fold role."""

    identity: Identity
    names: tuple[str, ...]
    count: int = 1

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The roles of the names."""
        return _slots(self.identity, self.count)

    @property
    def result(self) -> int:
        """The place of the figure that is recomputed."""
        return next(i for i, slot in enumerate(self.slots) if slot.role.name == self.identity.result)

    def place(self, name: str) -> int:
        """Where a figure stands."""
        return self.names.index(name)

    def operands(self, place: int) -> Iterator[str]:
        """The other figures that bear on the one at ``place``, in order."""
        return (name for i, name in enumerate(self.names) if i != place)

    def missing(self, figures: Mapping[str, object]) -> tuple[int, ...]:
        """The places whose figures are not there."""
        return tuple(i for i, name in enumerate(self.names) if name not in figures)

    def units_agree(self, figures: Mapping[str, Quantity]) -> bool:
        """Whether the levels that are to be added or compared have one unit; what names none fits any."""
        units: dict[str, set[str]] = {}
        for slot, name in zip(self.slots, self.names, strict=True):
            group = _UNIT_GROUPS.get(slot.role.measure)
            if group and name in figures and figures[name].unit:
                units.setdefault(group, set()).add(figures[name].unit)
        return all(len(found) < 2 for found in units.values())

    def implied(self, place: int, intervals: Mapping[str, Interval]) -> Span:
        """What the other figures leave for the one at ``place``, in its own unit, within the domain of its role.

        Exact (kg.reckon.equations); everything in the domain where nothing follows.
        """
        slots = self.slots
        spans = {}
        for i, (slot, name) in enumerate(zip(slots, self.names, strict=True)):
            if i != place:
                spans[i] = _entered(slot.role, intervals[name])
        if self.identity.between:
            found = _between(self, place, spans)
        else:
            domains = _domains(self.identity, self.count)
            found = solve_softly(self.identity.equation(self.count), place, spans, domains)
        role = slots[place].role
        return meet(role.leave(found), role.domain) or role.leave(found)


@lru_cache(maxsize=1024)
def _domains(identity: Identity, count: int) -> Mapping[int, Span]:
    return {i: slot.role.enter(slot.role.domain) for i, slot in enumerate(_slots(identity, count))}


@lru_cache(maxsize=1 << 16)
def _entered(role: Role, interval: Interval) -> Span:
    """A figure as it stands in the equation, as far as its role goes."""
    return role.enter(_within(role, interval))


def _within(role: Role, interval: Interval) -> Span:
    """An interval within the domain of its role; as it is where nothing of it lies there."""
    span = span_of(interval)
    return span if role.domain is EVERYTHING else meet(span, role.domain) or span


def _between(instance: Instance, place: int, spans: Mapping[int, Span]) -> Span:
    """Where the result lies between the parts, or a part if the result lies beyond all the others."""
    result = instance.result
    others = [span for i, span in spans.items() if i != result]
    lows = [(span.low, span.low_open, span.low_soft) for span in others]
    highs = [(span.high, span.high_open, span.high_soft) for span in others]
    low = (
        None
        if any(end[0] is None for end in lows)
        else min(lows, key=lambda end: end[0] or _ZERO, default=None)
    )
    high = (
        None
        if any(end[0] is None for end in highs)
        else max(highs, key=lambda end: end[0] or _ZERO, default=None)
    )
    if place == result:
        first, last = low or (None, False, False), high or (None, False, False)
        return Span(first[0], last[0], first[1], last[1], first[2], last[2])
    whole = spans[result]
    if not others or (high and high[0] is not None and whole.low is not None and whole.low > high[0]):
        bottom = whole.low
    else:
        bottom = None
    if not others or (low and low[0] is not None and whole.high is not None and whole.high < low[0]):
        top = whole.high
    else:
        top = None
    return Span(bottom, top, whole.low_open and bottom is not None, whole.high_open and top is not None)
