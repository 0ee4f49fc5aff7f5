"""Which figure to doubt: the smallest sets without which all identities can hold together.

A contradicted identity says only that one of its figures is wrong. Where identities meet, most can be cleared: the
smallest (least heavy) sets of figures that hit every contradiction are searched in order of their weight (hitting sets,
Reiter 1987; the least-weight principle of error localisation, Fellegi and Holt 1976). A set is accepted only when all
the identities nearby can hold together with its figures free, which is found by narrowing them together; what then is
left for a doubted figure is the interval in which the right number lies.

Soft ends and coarse prints never count as contradictions here (see kg.reckon.verdicts): the search allows prints that
were cut off. What is left for a doubted figure is told for prints that were rounded, where that leaves anything.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import combinations

from kg.model.interval import Interval
from kg.reckon.identity import Instance
from kg.reckon.intervals import lifted
from kg.reckon.propagation import UNKNOWN, Clash, Network, State
from kg.reckon.quantities import Quantity
from kg.reckon.slips import SLIPS, Slip, slips
from kg.reckon.verdicts import Check, check_all
from kg.reckon.writing import printed, scale_word, shown

__all__ = ["Diagnosis", "Doubt", "diagnose", "tell"]

_NODES = 400
"""How many sets are tried for one knot of contradictions."""
_NEAR = 300
"""How many identities around a knot are heard."""
_JOINT = 50
_PROVED, _RANKS = 40, 3
"""How many identities a proof covers, and for how many of equal doubts it is tried."""
_CUT, _HALF = Fraction(1), Fraction(1, 2)
_Slips = Mapping[str, tuple[Slip, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A set of figures without which everything nearby can hold.

    ``implied`` is the interval (in the unit of the figure) in which each would have to lie, ``slips`` what explains its
    print. ``proven`` says that numbers were found which satisfy the identities of the knot's figures (the first forty),
    to twelve digits; it is tried for the three likeliest sets. ``swapped`` says that the two figures are right with
    their places exchanged.
    """

    figures: tuple[str, ...]
    weight: int
    implied: Mapping[str, Interval]
    slips: _Slips
    proven: bool = False
    swapped: bool = False

    @property
    def explained(self) -> bool:
        """Whether a slip explains each of its figures."""
        return all(self.slips.get(name) for name in self.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """A knot of contradictions that share figures, and the smallest sets of figures to doubt, the likeliest first.

    ``clashes`` are sets of figures that contradict each other only together, through several identities.
    ``complete`` says that no smaller or equal set was left untried. No doubts: where it is complete, no printed figure
    explains it; else more figures than were asked for, or too many sets.
    """

    contradictions: tuple[Check, ...]
    clashes: tuple[tuple[str, ...], ...]
    doubts: tuple[Doubt, ...]
    complete: bool = True


def diagnose(
    instances: Iterable[Instance],
    figures: Mapping[str, Quantity],
    *,
    neighbours: Mapping[str, Sequence[Quantity]] | None = None,
    rings: int = 2,
    most: int = 4,
) -> tuple[Diagnosis, ...]:
    """What is to doubt, for every knot of contradictions.

    Args:
        instances: identities; those that lack a figure take part where they bear on others.
        figures: the figures by name. Those without a printed value (bands of rates) are never doubted.
        neighbours: figures of the same thing in other periods, by the name of a figure, as origins of mislabelled ones.
        rings: how far around a knot identities are heard: 1 those of its figures, 2 also those of their neighbours.
        most: the most figures in a set.
    """
    network = Network(tuple(dict.fromkeys(instances)))
    checks = check_all(network.instances, figures)
    base = {name: lifted(figure.coarse(_CUT)) for name, figure in figures.items()}
    bad = [check for check in checks if check.verdict == "contradicted"]
    clashes = _clashes(network, base, {name for check in bad for name in check.instance.names})
    strained = {check.instance for check in checks if check.verdict == "strained"}

    def search(knot: _Knot) -> _Search:
        local = _local(network, knot, {check.instance for check in bad}, rings, base)
        return _Search(knot, local, figures, base, strained, neighbours or {})

    found = []
    for knot in _tied(network, _knots(bad, clashes, figures), search):
        doubts, complete = search(knot).smallest(most)
        told = tuple(tuple(sorted(clash.names)) for clash in knot.clashes)
        found.append(
            Diagnosis(contradictions=tuple(knot.checks), clashes=told, doubts=doubts, complete=complete)
        )
    return tuple(found)


@dataclass(slots=True)
class _Knot:
    checks: list[Check] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


def _clashes(network: Network, base: Mapping[str, Interval], freed: set[str]) -> list[Clash]:
    """What contradicts only together, when the figures of contradicted identities are left out."""
    found: list[Clash] = []
    for part in network.parts():
        free = set(freed)
        for _ in range(_JOINT):
            held = {name: base[name] for name in part.by_name if name in base and name not in free}
            clash = part.narrow(part.begun(held))
            if clash is None or not clash.names:
                break
            found.append(part.sharpened(clash, held))
            free |= found[-1].names
    return found


def _knots(bad: Sequence[Check], clashes: Sequence[Clash], figures: Mapping[str, Quantity]) -> list[_Knot]:
    """Contradictions in groups that share figures which can be doubted."""
    knots: list[_Knot] = []
    fresh = [_Knot(checks=[check], names=set(check.instance.names)) for check in bad]
    fresh += [_Knot(clashes=[clash], names=set(clash.names)) for clash in clashes]
    for new in fresh:
        names = {name for name in new.names if name in figures and figures[name].value is not None}
        new.names = names
        apart = []
        for knot in knots:
            if knot.names & names:
                new = _Knot(knot.checks + new.checks, knot.clashes + new.clashes, knot.names | new.names)
            else:
                apart.append(knot)
        knots = [*apart, new]
    return sorted(knots, key=lambda knot: sorted(knot.names))


def _tied(network: Network, knots: list[_Knot], search: Callable[[_Knot], _Search]) -> list[_Knot]:
    """The knots, two of them taken together where an exchange of two figures, one of each, explains both."""
    home = {name: place for place, knot in enumerate(knots) for name in knot.names}
    pairs = {pair for one in network.instances for pair in _exchangeable(one) if set(pair) <= set(home)}
    taken: dict[int, _Knot | None] = {}
    for one, other in sorted(pairs):
        first, second = sorted((home[one], home[other]))
        if first == second or first in taken or second in taken:
            continue
        a, b = knots[first], knots[second]
        both = _Knot(a.checks + b.checks, a.clashes + b.clashes, a.names | b.names)
        if search(both).exchanged(one, other) is not None:
            taken |= {first: both, second: None}
    held = [taken.get(place, knot) for place, knot in enumerate(knots)]
    return [knot for knot in held if knot is not None]


def _local(
    network: Network, knot: _Knot, bad: Collection[Instance], rings: int, base: Mapping[str, Interval]
) -> Network:
    """The identities around a knot, as far as they can hold when its own figures are free."""
    own = [check.instance for check in knot.checks]
    own += sorted(
        (rule for clash in knot.clashes for rule in clash.rules),
        key=lambda one: (one.identity.name, one.names),
    )
    for reach in range(rings, 0, -1):
        names, places = set(knot.names), list[int]()
        for _ in range(reach):
            near = {i for name in sorted(names) for i in network.by_name.get(name, ())}
            places = sorted(near)[:_NEAR]
            names |= {name for i in places for name in network.instances[i].names}
        around = [network.instances[i] for i in places if network.instances[i] not in bad]
        local = Network(tuple(dict.fromkeys([*own, *around])))
        state = local.begun({name: one for name, one in base.items() if name not in knot.names})
        if local.narrow(state) is None:
            return local
    return Network(tuple(dict.fromkeys(own)))


class _Search:
    """The search for one knot."""

    def __init__(
        self,
        knot: _Knot,
        network: Network,
        figures: Mapping[str, Quantity],
        base: Mapping[str, Interval],
        strained: Collection[Instance],
        neighbours: Mapping[str, Sequence[Quantity]],
    ) -> None:
        self._network = network
        self._figures = {name: figures[name] for name in network.by_name if name in figures}
        self._base = {name: base[name] for name in self._figures}
        self._strict = Network(tuple(one for one in network.instances if one not in strained))
        self._neighbours = neighbours
        self._knot = knot
        self._conflicts = [frozenset(check.instance.names) & set(self._figures) for check in knot.checks]
        self._conflicts += [clash.names & set(self._figures) for clash in knot.clashes]

    def smallest(self, most: int) -> tuple[tuple[Doubt, ...], bool]:
        """All sets of the least weight, the likeliest first, and whether none was left untried."""
        found: list[Doubt] = []
        best: int | None = None
        heap: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]
        seen: set[tuple[str, ...]] = {()}
        cut = False
        for _ in range(_NODES):
            if not heap or (best is not None and heap[0][0] > best):
                return self._chosen(found + list(self._swaps(best))), bool(found) or not cut
            weight, size, free = heapq.heappop(heap)
            conflict = self._unhit(free)
            if conflict is None:
                state = self._begun(free)
                clash = self._network.narrow(state)
                if clash is None:
                    best = weight
                    found.append(self._doubt(free, weight, state))
                    continue
                conflict = clash.names - set(free)
                self._conflicts.append(clash.names)
            if size == most:
                cut = cut or best is None
                continue
            for name in sorted(conflict - set(free)):
                wider = tuple(sorted((*free, name)))
                if self._figures[name].value is not None and wider not in seen:
                    seen.add(wider)
                    heapq.heappush(heap, (weight + self._figures[name].weight, size + 1, wider))
        return self._chosen(found + list(self._swaps(best))), False

    def _unhit(self, free: tuple[str, ...]) -> frozenset[str] | None:
        return next((one for one in self._conflicts if one and not one & set(free)), None)

    def _begun(self, free: Collection[str], strict: bool = False) -> State:  # noqa: FBT001
        network = self._strict if strict else self._network
        held = {
            name: lifted(self._figures[name].coarse(_HALF)) if strict else one
            for name, one in self._base.items()
            if name not in free
        }
        return network.begun(held)

    def _doubt(self, free: tuple[str, ...], weight: int, state: State) -> Doubt:
        """The doubt of these figures, when ``state`` is what is left with coarse prints."""
        implied = {name: state.intervals[name] for name in free}
        sharp = self._begun(free, strict=True)
        if self._strict.narrow(sharp) is None:
            implied |= {name: sharp.intervals[name] for name in free if name in sharp.intervals}
        told = {
            name: slips(self._figures[name], implied[name], self._neighbours.get(name, ())) for name in free
        }
        return Doubt(
            figures=free,
            weight=weight,
            implied=implied,
            slips=told,
        )

    def _proven(self, doubt: Doubt) -> bool:
        """Whether numbers are found that satisfy all identities of the knot's figures without the doubted ones."""
        state = self._begun(doubt.figures)
        if doubt.swapped:
            state.intervals |= {one: self._base[other] for one, other in _turned(doubt.figures)}
        if self._network.narrow(state) is not None:
            return False
        core = Network(
            tuple(one for one in self._network.instances if not self._knot.names.isdisjoint(one.names))[
                :_PROVED
            ]
        )
        values = {name: one.value for name, one in self._figures.items() if one.value is not None}
        return core.point(state, sorted(core.by_name), values)

    def _swaps(self, best: int | None) -> Iterator[Doubt]:
        """Pairs of figures that are right with their places exchanged, where no lighter set was found."""
        pairs = {pair for one in self._network.instances for pair in _exchangeable(one)}
        for one, other in sorted(pairs):
            if {one, other} <= self._knot.names:
                found = self.exchanged(one, other)
                if found is not None and (best is None or found.weight <= best):
                    yield found

    def exchanged(self, one: str, other: str) -> Doubt | None:
        """The doubt that two figures stand in each other's place; None where that does not make all hold."""
        first, second = self._figures.get(one), self._figures.get(other)
        if first is None or second is None or first.value is None or second.value is None:
            return None
        if first.interval == second.interval:
            return None
        state = self._begun((one, other))
        state.intervals |= {one: self._base[other], other: self._base[one]}
        if self._network.narrow(state) is not None:
            return None
        told = {
            one: (Slip("labels swapped", second.value, f"exchanged with {other}", other),),
            other: (Slip("labels swapped", first.value, f"exchanged with {one}", one),),
        }
        return Doubt(
            figures=(one, other),
            weight=max(first.weight, second.weight),
            implied={name: state.intervals[name] for name in (one, other)},
            slips=told,
            swapped=True,
        )

    def _chosen(self, found: Sequence[Doubt]) -> tuple[Doubt, ...]:
        """The lightest, those first that a slip explains, by the kind of slip."""
        least = min((doubt.weight for doubt in found), default=0)
        kept = [doubt for doubt in found if doubt.weight == least]
        ranked = sorted(kept, key=_likelihood)
        return tuple(
            replace(doubt, proven=self._proven(doubt)) if rank < _RANKS else doubt
            for rank, doubt in enumerate(ranked)
        )


def _turned(pair: tuple[str, ...]) -> tuple[tuple[str, str], tuple[str, str]]:
    one, other = pair
    return (one, other), (other, one)


def _likelihood(doubt: Doubt) -> tuple[bool, int, tuple[str, ...]]:
    worst = max((SLIPS.index(told[0].kind) for told in doubt.slips.values() if told), default=len(SLIPS))
    return not doubt.explained, worst, doubt.figures


def _exchangeable(instance: Instance) -> Iterator[tuple[str, str]]:
    """The figures of an identity whose labels can be swapped: exports and imports, or two of a many-fold role."""
    named: dict[str, list[str]] = {}
    for slot, name in zip(instance.slots, instance.names, strict=True):
        kind = "side" if slot.role.name in {"export", "import"} else slot.role.name
        named.setdefault(kind, []).append(name)
    for names in named.values():
        if len(names) <= 6:
            yield from ((min(pair), max(pair)) for pair in combinations(names, 2))


def tell(doubt: Doubt, figures: Mapping[str, Quantity]) -> tuple[str, ...]:
    """A line for every doubted figure: what was printed, where it would have to lie, and the slip.

    "321.3 billion (imports) should lie in [231.2, 231.4] billion: digits swapped, 231.3"
    """
    lines = []
    for name in doubt.figures:
        figure, implied = figures[name], doubt.implied.get(name, UNKNOWN)
        power = scale_word([implied if implied != UNKNOWN else figure])
        unit = {12: " trillion", 9: " billion", 6: " million"}.get(power, "")
        line = f"{printed(figure, power)}{unit} ({name}) should lie in {shown(implied, power)}{unit}"
        if doubt.slips.get(name):
            slip = doubt.slips[name][0]
            reading = shown(Interval(slip.reading, slip.reading), power).strip("[]").split(",")[0]
            line += f": {slip.kind}, {reading}"
        lines.append(line)
    return tuple(lines)
