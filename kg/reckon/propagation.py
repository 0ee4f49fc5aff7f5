"""What a set of identities leaves for the figures that meet in them: intervals narrowed until nothing moves.

Every identity is solved for each of its figures in turn, and what it leaves is met with what the figure had (bounds
consistency, as in Benhamou and Granvilliers, Continuous and Interval Constraints, 2006). That nothing is left proves a
contradiction; that something is left proves nothing yet, wherefore ``point`` looks for numbers that satisfy all.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

from kg.model.interval import Interval
from kg.reckon.identity import Instance
from kg.reckon.spans import Span, interval_of, meet, span_of

__all__ = ["UNKNOWN", "Clash", "Network", "State"]

UNKNOWN = Interval(None, None)
"""The interval of a figure that nothing is known about."""

_GAIN = Decimal("0.01")
"""The part by which a narrowing must narrow to be followed up."""
_ROUNDS = 60
"""How often an identity is solved at most, in the mean."""
_MANY = 8
_FEW = 40
_TINY = Decimal("1e-12")
_EXACT = Context(prec=60)


@dataclass(frozen=True, slots=True)
class Clash:
    """Nothing is left for a figure; ``names`` are the known figures that this follows from, ``rules`` the identities."""

    names: frozenset[str]
    rules: frozenset[Instance] = frozenset()


@dataclass(slots=True)
class State:
    """What is known of each figure, which known figures that rests on, and by which identities."""

    intervals: dict[str, Interval]
    reasons: dict[str, frozenset[str]]
    rules: dict[str, frozenset[Instance]] = field(default_factory=dict)

    def copy(self) -> State:
        """The same, to be changed by itself."""
        return State(dict(self.intervals), dict(self.reasons), dict(self.rules))


@dataclass(frozen=True, slots=True)
class Network:
    """Identities, and which of them each figure stands in."""

    instances: tuple[Instance, ...]
    by_name: Mapping[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the identities by their figures."""
        found: dict[str, list[int]] = {}
        for i, instance in enumerate(self.instances):
            for name in instance.names:
                found.setdefault(name, []).append(i)
        object.__setattr__(self, "by_name", {name: tuple(places) for name, places in found.items()})

    def parts(self) -> tuple[Network, ...]:
        """The identities in groups that share no figure, in the order of their first ones."""
        group: dict[str, int] = {}
        held: dict[int, list[int]] = {}
        for number, instance in enumerate(self.instances):
            near = sorted({group[name] for name in instance.names if name in group})
            home = near[0] if near else number
            merged = held.setdefault(home, [])
            for other in near[1:]:
                moved = held.pop(other)
                merged += moved
                group.update((name, home) for i in moved for name in self.instances[i].names)
            merged.append(number)
            group.update((name, home) for name in instance.names)
        return tuple(Network(tuple(self.instances[i] for i in sorted(numbers))) for numbers in held.values())

    def begun(self, intervals: Mapping[str, Interval]) -> State:
        """The state in which figures have their own intervals, and all others are unknown."""
        return State(
            {name: intervals.get(name, UNKNOWN) for name in self.by_name},
            {name: frozenset({name} if name in intervals else ()) for name in self.by_name},
        )

    def narrow(
        self,
        state: State,
        start: Iterable[str] | None = None,
        told: Callable[[Instance, int, Interval], None] | None = None,
    ) -> Clash | None:
        """Narrow ``state`` until nothing moves, by what the figures ``start`` (or all) bear on.

        ``told`` hears of every narrowing: by which identity, at which place, to what.

        Returns: what clashes, where nothing is left for a figure; ``state`` is then of no use.
        """
        names = self.by_name if start is None else start
        waiting = deque(dict.fromkeys(i for name in names for i in self.by_name[name]))
        queued = set(waiting)
        for _ in range(_ROUNDS * max(len(self.instances), 1)):
            if not waiting:
                return None
            number = waiting.popleft()
            queued.discard(number)
            instance = self.instances[number]
            for place in range(len(instance.names)):
                moved = self._narrowed(state, instance, place, told)
                if isinstance(moved, Clash):
                    return moved
                if not moved:
                    continue
                for i in self.by_name[instance.names[place]]:
                    if i != number and i not in queued:
                        waiting.append(i)
                        queued.add(i)
        return None

    def _narrowed(
        self,
        state: State,
        instance: Instance,
        place: int,
        told: Callable[[Instance, int, Interval], None] | None,
    ) -> bool | Clash:
        if not _worthwhile(instance, place, state.intervals):
            return False
        name = instance.names[place]
        known = span_of(state.intervals[name])
        others = tuple(state.intervals[other] for i, other in enumerate(instance.names) if i != place)
        found = meet(known, _left(instance, place, others))
        if found == known:
            return False
        if found is not None and not _gains(known, found):
            return False
        resting = frozenset().union(*(state.reasons[other] for other in instance.names))
        rules = frozenset({instance}).union(*(state.rules.get(other, ()) for other in instance.names))
        if found is None:
            return Clash(resting, rules)
        state.intervals[name] = interval_of(found)
        state.reasons[name], state.rules[name] = resting, rules
        if told is not None:
            told(instance, place, state.intervals[name])
        return True

    def sharpened(self, clash: Clash, intervals: Mapping[str, Interval]) -> Clash:
        """A clash with no identity that it does not need (deletion filter), where it has no more than forty."""
        found = clash
        if len(clash.rules) > _FEW:
            return clash
        for rule in sorted(clash.rules, key=_order):
            if rule not in found.rules:
                continue
            fewer = Network(tuple(sorted(found.rules - {rule}, key=_order)))
            still = fewer.narrow(fewer.begun(intervals))
            found = still or found
        return found

    def point(self, state: State, wanted: Sequence[str], values: Mapping[str, Decimal]) -> bool:
        """Whether numbers are found that satisfy all identities, to twelve digits.

        Each of the figures ``wanted`` in turn is held to its value where that is possible, else to the middle of what
        is left, and the rest narrowed. A yes is a proof (to twelve digits); a no is none.
        """
        held = state.copy()
        for name in wanted:
            if not any(
                self._held(held, name, at) for at in _candidates(held.intervals[name], values.get(name))
            ):
                return False
        return True

    def _held(self, state: State, name: str, at: Decimal) -> bool:
        reach = abs(at) * _TINY
        width = state.intervals[name].width
        if width is not None and width <= 2 * reach:
            return True
        tried = state.copy()
        found = meet(span_of(tried.intervals[name]), span_of(Interval(at - reach, at + reach)))
        if found is None:
            return False
        tried.intervals[name] = interval_of(found)
        if self.narrow(tried, (name,)) is not None:
            return False
        state.intervals.update(tried.intervals)
        state.reasons.update(tried.reasons)
        state.rules.update(tried.rules)
        return True


def _order(instance: Instance) -> tuple[str, tuple[str, ...]]:
    return instance.identity.name, instance.names


@lru_cache(maxsize=1 << 16)
def _left(instance: Instance, place: int, others: tuple[Interval, ...]) -> Span:
    """What the others leave for the figure at ``place``; kept, since the same is asked for many sets of doubts."""
    names = (name for i, name in enumerate(instance.names) if i != place)
    return instance.implied(place, dict(zip(names, others, strict=True)))


def _worthwhile(instance: Instance, place: int, intervals: Mapping[str, Interval]) -> bool:
    """Whether anything can follow: not from two unknown figures, nor from one in a product, nor among very many."""
    unknown = sum(1 for i, name in enumerate(instance.names) if i != place and intervals[name] == UNKNOWN)
    if not unknown:
        return True
    return (
        unknown < 2 and len(instance.names) <= _MANY and (len(instance.names) > 3 or instance.identity.linear)
    )


def _gains(known: Span, found: Span) -> bool:
    """Whether it is narrower by more than a hundredth, or has an end that it had not."""
    if known.low is None or known.high is None:
        return (
            (known.low is None) != (found.low is None)
            or (known.high is None) != (found.high is None)
            or (_moved(known.low, found.low) or _moved(known.high, found.high))
        )
    if found.low is None or found.high is None:
        return False
    return (found.high - found.low) < (known.high - known.low) * (1 - Fraction(_GAIN))


def _moved(known: Fraction | None, found: Fraction | None) -> bool:
    if known is None or found is None:
        return False
    return abs(found - known) > abs(known) * Fraction(_GAIN)


def _candidates(interval: Interval, value: Decimal | None) -> tuple[Decimal, ...]:
    """Numbers of an interval to try: the printed one, the middle, and near the ends."""
    low, high = interval.lower, interval.upper
    if low is None or high is None:
        end = low if low is not None else high
        near = () if end is None else (end, end + abs(end) + 1 if low is not None else end - abs(end) - 1)
        return (
            (value, *near)
            if value is not None and interval.holds(value)
            else near or (Decimal(1), Decimal(0))
        )
    width = high - low
    inner = tuple(_EXACT.add(low, _EXACT.multiply(width, Decimal(part))) for part in ("0.5", "0.25", "0.75"))
    return (value, *inner) if value is not None and interval.holds(value) else inner
