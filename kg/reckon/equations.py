"""Equations that are affine in each of their operands, solved for any of them over intervals, exactly.

A sum, a share, a growth rate, a weighted mean, the growth of a whole: each is a sum of products in which no operand
stands twice in one product. Solved for one operand it is a quotient -Q / P of two such sums of the others. Where P
keeps its sign, this quotient is monotone in every operand while the others stand still, however often each of them
occurs. So its extremes over a box of intervals lie at corners of the box, and looking at the corners gives the exact
range, where reckoning term by term would count an operand that occurs twice as two independent ones (Moore, Interval
Analysis, 1966, calls this the dependency problem).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from itertools import product
from math import lcm, prod

from kg.reckon.germs import Germ, germs_of, ratio_limit
from kg.reckon.spans import EVERYTHING, Span

__all__ = ["CORNERS", "Equation", "Term", "bounded_sum"]

CORNERS = 12
"""The most operands whose ends are all tried; with more that no sign settles, the range is an outer one."""


@dataclass(frozen=True, slots=True)
class Term:
    """A number times operands, which are given by their places."""

    factor: Fraction
    operands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """The sum of ``terms`` is nought, or with ``at_least`` is at least nought.

    Raises:
        ValueError: an operand stands twice in one term.
    """

    terms: tuple[Term, ...]
    at_least: bool = False

    def __post_init__(self) -> None:
        """Refuse squares, of which corners say nothing; take together what has the same operands."""
        if any(len(set(term.operands)) < len(term.operands) for term in self.terms):
            raise ValueError("an operand must not stand twice in one term")
        factors: dict[tuple[int, ...], Fraction] = {}
        for term in self.terms:
            operands = tuple(sorted(term.operands))
            factors[operands] = factors.get(operands, Fraction(0)) + term.factor
        kept = tuple(Term(factor, operands) for operands, factor in factors.items() if factor)
        object.__setattr__(self, "terms", kept)

    def solved(self, wanted: int, spans: Mapping[int, Span]) -> Span:
        """All values of one operand for which the others can be chosen in their spans so that the equation holds.

        The hull of them where they are two pieces (a divisor that can be positive and negative); everything where
        nothing follows. Soft ends count as ends here. Exact unless more than CORNERS operands stay undecided.
        """
        plan = _planned(self, wanted)
        if not plan.with_it:
            return EVERYTHING
        if plan.shares is not None:
            found = bounded_sum((share, spans[i]) for share, i in plan.shares)
            found, sign = _shifted(found, plan.point), plan.sign
        else:
            found, sign = _quotient(plan.with_it, plan.without, spans)
        if not self.at_least:
            return found
        if sign > 0:
            return Span(found.low, None, low_open=found.low_open)
        return Span(None, found.high, high_open=found.high_open) if sign < 0 else EVERYTHING


@dataclass(frozen=True, slots=True)
class _Plan:
    """An equation made ready for one operand: what multiplies it, what stands without it.

    Where the operand is a plain sum of the others: ``shares`` times these and ``point``. ``sign`` is that of its factor.
    """

    with_it: tuple[Term, ...]
    without: tuple[Term, ...]
    shares: tuple[tuple[Fraction, int], ...] | None
    point: Fraction
    sign: int


@lru_cache(maxsize=4096)
def _planned(equation: Equation, wanted: int) -> _Plan:
    with_it = tuple(
        Term(term.factor, tuple(i for i in term.operands if i != wanted))
        for term in equation.terms
        if wanted in term.operands
    )
    without = tuple(term for term in equation.terms if wanted not in term.operands)
    factor = sum((term.factor for term in with_it), Fraction(0))
    plain = all(not term.operands for term in with_it) and all(len(term.operands) < 2 for term in without)
    if not plain or not factor:
        return _Plan(with_it, without, None, Fraction(0), 0)
    constant = sum((term.factor for term in without if not term.operands), Fraction(0))
    shares = tuple((-term.factor / factor, term.operands[0]) for term in without if term.operands)
    return _Plan(with_it, without, shares, -constant / factor, 1 if factor > 0 else -1)


def _shifted(span: Span, point: Fraction) -> Span:
    if not point:
        return span
    low, high = (None if end is None else end + point for end in span[:2])
    return span._replace(low=low, high=high)


def bounded_sum(parts: Iterable[tuple[Fraction, Span]]) -> Span:
    """The sum of spans, each multiplied by a number: every part moves by itself."""
    low: Fraction | None = Fraction(0)
    high: Fraction | None = Fraction(0)
    low_open = high_open = False
    for factor, span in parts:
        first, first_open, last, last_open = span.low, span.low_open, span.high, span.high_open
        if factor < 0:
            first, first_open, last, last_open = last, last_open, first, first_open
        if factor != 1:
            first, last = (None if end is None else factor * end for end in (first, last))
        low = None if low is None or first is None else low + first
        high = None if high is None or last is None else high + last
        low_open, high_open = low_open or first_open, high_open or last_open
    return Span(low, high, low is not None and low_open, high is not None and high_open)


def _quotient(
    with_it: tuple[Term, ...], without: tuple[Term, ...], spans: Mapping[int, Span]
) -> tuple[Span, int]:
    """The range of -Q / P over the box, and the sign of P (0 where it has both)."""
    used = sorted({i for term in (*with_it, *without) for i in term.operands})
    if all(spans[i].closed for i in used):
        fixed = _settled(with_it, without, spans, used) if len(used) > 4 else {}
        if len(used) - len(fixed) > CORNERS:
            return _outer(with_it, without, spans)
        box = _Box(with_it, without, used, spans)
        return _joined([box.range(fixed, top=top) for top in ((False, True) if fixed else (False,))])
    if len(used) > CORNERS:
        return _outer(with_it, without, spans)
    return _approached(with_it, without, {i: germs_of(spans[i]) for i in used})


def _joined(found: Sequence[tuple[Span, int]]) -> tuple[Span, int]:
    """The lower end of the first with the upper end of the last."""
    (lowest, sign), (highest, other) = found[0], found[-1]
    return Span(lowest.low, highest.high), sign if sign == other else 0


class _Box:
    """The corners of a closed box in whole numbers: every operand times a number that makes both its ends whole."""

    def __init__(
        self,
        with_it: tuple[Term, ...],
        without: tuple[Term, ...],
        used: Sequence[int],
        spans: Mapping[int, Span],
    ) -> None:
        self._used = used
        self._ends: list[tuple[int, ...]] = []
        scales: dict[int, int] = {}
        for i in used:
            low, high = spans[i].low or Fraction(0), spans[i].high or Fraction(0)
            scale = scales[i] = lcm(low.denominator, high.denominator)
            ends = (low.numerator * (scale // low.denominator), high.numerator * (scale // high.denominator))
            self._ends.append(ends[:1] if ends[0] == ends[1] else ends)
        whole = lcm(*(term.factor.denominator for term in (*with_it, *without)))
        places = {i: place for place, i in enumerate(used)}
        self._below, self._above = (
            [
                (
                    int(term.factor * whole) * prod(scales[i] for i in used if i not in term.operands),
                    tuple(places[i] for i in term.operands),
                )
                for term in terms
            ]
            for terms in (with_it, without)
        )

    def range(self, fixed: Mapping[int, int], *, top: bool) -> tuple[Span, int]:
        """The range of -Q / P over the corners and the sign of P; of ``fixed`` operands one end leads up or down."""
        choices = []
        for i, ends in zip(self._used, self._ends, strict=True):
            last = (fixed.get(i, 0) > 0) == top
            choices.append(ends if i not in fixed else ends[-1:] if last else ends[:1])
        signs: set[int] = set()
        runaway: set[int] = set()
        least: tuple[int, int] | None = None
        most: tuple[int, int] | None = None
        for corner in product(*choices):
            below, above = _whole(self._below, corner), -_whole(self._above, corner)
            if not below:
                runaway |= {1, -1} if not above else {1 if above > 0 else -1}
                continue
            signs.add(1 if below > 0 else -1)
            if below < 0:
                below, above = -below, -above
            if least is None or above * least[1] < least[0] * below:
                least = above, below
            if most is None or above * most[1] > most[0] * below:
                most = above, below
        if len(signs) != 1 or least is None or most is None:
            return EVERYTHING, 0
        sign = signs.pop()
        runaway = {direction * sign for direction in runaway}
        low = None if -1 in runaway else Fraction(*least)
        return Span(low, None if 1 in runaway else Fraction(*most)), sign


def _whole(terms: Sequence[tuple[int, tuple[int, ...]]], corner: tuple[int, ...]) -> int:
    total = 0
    for factor, places in terms:
        for place in places:
            factor *= corner[place]
        total += factor
    return total


def _approached(
    with_it: tuple[Term, ...], without: tuple[Term, ...], germs: Mapping[int, tuple[Germ, Germ]]
) -> tuple[Span, int]:
    """As _exact, where ends are open or missing."""
    signs: set[int] = set()
    ends: list[tuple[Fraction, bool]] = []
    runaway: set[int] = set()
    for choice in product(*germs.values()):
        corner = dict(zip(germs, choice, strict=True))
        below, above = _germ(with_it, corner), _germ(without, corner).times(Fraction(-1))
        if below.sign:
            signs.add(below.sign)
            direction, limit, reached = ratio_limit(above, below)
            if direction:
                runaway.add(direction * below.sign)
            else:
                ends.append((limit, reached))
        else:
            runaway |= {above.sign} if above.sign else {1, -1}
    if len(signs) != 1:
        return EVERYTHING, 0
    sign = signs.pop()
    runaway = {direction * sign for direction in runaway}
    low = min((limit for limit, _ in ends), default=None) if -1 not in runaway else None
    high = max((limit for limit, _ in ends), default=None) if 1 not in runaway else None
    there = {limit for limit, reached in ends if reached}
    return Span(low, high, low is not None and low not in there, high is not None and high not in there), sign


def _germ(terms: tuple[Term, ...], corner: Mapping[int, Germ]) -> Germ:
    total = Germ({})
    for term in terms:
        total += prod((corner[i] for i in term.operands), start=Germ({0: term.factor}))
    return total


def _enclosed(terms: Iterable[Term], spans: Mapping[int, Span]) -> Span:
    """A range of a sum, each term by itself: never too narrow."""
    return bounded_sum((term.factor, _product([spans[i] for i in term.operands])) for term in terms)


def _product(spans: Sequence[Span]) -> Span:
    low = high = Fraction(1)
    for span in spans:
        if span.low is None or span.high is None:
            return _half(spans)
        ends = (low * span.low, low * span.high, high * span.low, high * span.high)
        low, high = min(ends), max(ends)
    return Span(low, high)


def _half(spans: Sequence[Span]) -> Span:
    """A product with an end missing: not below nought where no factor is."""
    lows = [span.low for span in spans]
    if all(low is not None and low >= 0 for low in lows):
        return Span(prod((low for low in lows if low is not None), start=Fraction(1)), None)
    return EVERYTHING


def _sign(span: Span) -> int:
    if span.low is not None and span.low >= 0:
        return 1
    return -1 if span.high is not None and span.high <= 0 else 0


def _settled(
    with_it: tuple[Term, ...], without: tuple[Term, ...], spans: Mapping[int, Span], used: Sequence[int]
) -> dict[int, int]:
    """The operands along which -Q / P only rises (1) or only falls (-1), whatever the others are."""
    below, above = _enclosed(with_it, spans), _enclosed(without, spans)
    if not _sign(below):
        return {}
    found = {}
    for i in used:
        steep = [_enclosed(_by(terms, i), spans) for terms in (with_it, without)]
        # d(-Q/P)/dx has the sign of Q P' - Q' P.
        slope = bounded_sum(
            [(Fraction(1), _product([above, steep[0]])), (Fraction(-1), _product([steep[1], below]))]
        )
        if _sign(slope):
            found[i] = _sign(slope)
    return found


def _by(terms: tuple[Term, ...], i: int) -> list[Term]:
    return [
        Term(term.factor, tuple(k for k in term.operands if k != i)) for term in terms if i in term.operands
    ]


def _outer(
    with_it: tuple[Term, ...], without: tuple[Term, ...], spans: Mapping[int, Span]
) -> tuple[Span, int]:
    """An enclosure for equations with very many operands: the ranges of Q and P divided, as if independent."""
    below, above = _enclosed(with_it, spans), _enclosed(without, spans)
    sign = _sign(below) if not (below.low == 0 and below.high == 0) else 0
    if not sign:
        return EVERYTHING, 0
    found, _ = _quotient((Term(Fraction(1), (0,)),), (Term(Fraction(1), (1,)),), {0: below, 1: above})
    return Span(found.low, found.high, found.low_open, found.high_open), sign
