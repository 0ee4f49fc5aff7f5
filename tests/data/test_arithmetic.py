"""No source contradicts itself without a mark: sums, balances, shares and growth, each figure as its interval.

A print that fails stands in the sheet with `as_printed`; decision 0001 lists those that the compiled list had left
unmarked. Soft ends (about, nearly) reach as far as kg.model says, and only strain.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import product

import pytest

from kg.model import Interval
from kg.vocabulary import code, expand

VALUE, CHANGE, SHARE = (code("indicator", word) for word in ("value", "change", "share"))
TOTAL, EXPORT, IMPORT, BALANCE = (code("flow", word) for word in ("total", "export", "import", "balance"))
CURRENCIES = {
    code("terms", "own-currency"): tuple(expand(f"unit:CCY_{sign}") for sign in ("CNY", "HKD", "MOP")),
    code("terms", "us-dollar"): (expand("unit:CCY_USD"),),
}


@pytest.fixture(scope="module")
def printed(figures):
    """A function that gives the unmarked figures of a source in a cell."""
    found = {}
    for figure in figures.values():
        if not figure.suspicion:
            found.setdefault((figure.source, figure.cell), []).append(figure)
    return lambda source, cell: found.get((source, cell), [])


@pytest.fixture(scope="module")
def believed(figures):
    """The figures without a mark."""
    return [figure for figure in figures.values() if not figure.suspicion]


def ends(figure):
    """Both ends of a figure's interval, None where it is unbounded."""
    return figure.amount.interval.lower, figure.amount.interval.upper


def plus(one, other, sign=1):
    """The sum of two intervals, or the difference."""
    low, high = other if sign > 0 else tuple(None if end is None else -end for end in reversed(other))
    return Interval(
        *(None if a is None or b is None else a + b for a, b in zip(one, (low, high), strict=True))
    )


def percent(part, whole, *, less=0):
    """The interval of part / whole in percent, less a hundred for growth; None where an end is missing or no trade."""
    if None in (*part, *whole) or whole[0] <= 0:
        return None
    low, high = sorted(abs(end) for end in part)
    return Interval(low / whole[1] * 100 - less, high / whole[0] * 100 - less)


def sides(printed, figure):
    """Each pair of export and import that the source prints beside a total or balance."""
    cells = (replace(figure.cell, flow=flow) for flow in (EXPORT, IMPORT))
    return product(*(printed(figure.source, cell) for cell in cells))


@pytest.mark.parametrize(
    ("flow", "sign", "least"), [(TOTAL, 1, 130), (BALANCE, -1, 40)], ids=["total", "balance"]
)
def test_exports_and_imports_make_total_and_balance(printed, believed, flow, sign, least):
    """The total is their sum and the balance their difference, wherever a source prints all three."""
    tried, wrong = 0, []
    for figure in believed:
        if figure.cell.flow == flow and figure.cell.indicator == VALUE:
            for exports, imports in sides(printed, figure):
                tried += 1
                if not figure.amount.interval.meets(plus(ends(exports), ends(imports), sign)):
                    wrong.append((figure.id, exports.id, imports.id))

    assert not wrong
    assert tried >= least


def test_a_share_is_its_part_of_the_whole(printed, believed):
    """A printed share fits the printed part and whole; a soft bound reaches as far as its convention."""
    tried, wrong = 0, []
    for figure in believed:
        if figure.cell.indicator == SHARE and figure.denominator:
            unit = figure.denominator.unit_kind
            part = replace(figure.cell, indicator=VALUE, unit_kind=unit, denominator=None)
            for one, whole in product(
                printed(figure.source, part), printed(figure.source, figure.denominator)
            ):
                found = percent(ends(one), ends(whole))
                tried += found is not None
                if found and not figure.amount.interval.meets(found):
                    wrong.append((figure.id, one.id, whole.id))

    assert not wrong
    assert tried >= 50


def test_growth_fits_the_levels(printed, believed):
    """A printed change fits the levels of its period and its base, where a source prints both."""
    tried, wrong = 0, []
    for figure in believed:
        cell = figure.cell
        if cell.indicator == CHANGE and cell.base_period and cell.flow != BALANCE:
            for unit in CURRENCIES.get(cell.terms, ()):
                level = replace(cell, indicator=VALUE, unit_kind=unit, base_period=None, terms=None)
                before = replace(level, period=cell.base_period)
                for now, base in product(printed(figure.source, level), printed(figure.source, before)):
                    found = percent(ends(now), ends(base), less=100)
                    tried += found is not None
                    if found and not figure.amount.interval.meets(found):
                        wrong.append((figure.id, now.id, base.id))

    assert not wrong
    assert tried >= 8


def test_a_total_grows_between_its_parts(printed, believed):
    """The growth of a total lies between that of exports and that of imports."""
    tried, wrong = 0, []
    for figure in believed:
        if figure.cell.flow == TOTAL and figure.cell.indicator == CHANGE:
            for exports, imports in sides(printed, figure):
                lows, highs = zip(ends(exports), ends(imports), strict=True)
                tried += 1
                if not figure.amount.interval.meets(Interval(min(lows), max(highs))):
                    wrong.append((figure.id, exports.id, imports.id))

    assert not wrong
    assert tried >= 130


def test_the_equations_find_a_slip(figures, printed):
    """What is marked really fails: the total of S066, printed in billion, is no sum of its parts."""
    total = figures["F1017"]
    ((exports, imports),) = sides(printed, total)

    assert total.suspicion == "unit"
    assert plus(ends(exports), ends(imports)) == Interval(Decimal("22.27e12"), Decimal("22.29e12"))
    assert not total.amount.interval.meets(plus(ends(exports), ends(imports)))
