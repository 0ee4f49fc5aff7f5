"""Slips: what a misprint may have been, given what its identities leave."""

from decimal import Decimal

import pytest

from kg.model import Interval
from kg.reckon.quantities import Quantity
from kg.reckon.slips import SLIPS, sharp, slips
from tests.reckon.printing import figure

D = Decimal


@pytest.mark.parametrize(
    ("printed", "low", "high", "kind", "reading"),
    [
        ("321.3 billion", "231.2e9", "231.4e9", "digits swapped", "231.3e9"),
        ("35.35 billion", "435.29e9", "435.41e9", "digit missing", "435.35e9"),
        ("21.17 trillion", "2.1e12", "2.2e12", "power of ten", "2.117e12"),
        ("22.28 billion", "22.27e12", "22.29e12", "power of ten", "22.28e12"),
        ("2.1", "-2.22", "-2.0", "sign", "-2.1"),
        ("386 billion", "338.3e9", "338.5e9", "digit wrong", None),
        ("1.55 billion", "1.045e9", "1.055e9", "digit wrong", "1.05e9"),
        ("148.08 billion", "14.79e9", "14.81e9", "power of ten", "14.808e9"),
        ("755", "75", "75", "digit too many", "75"),
        ("63.3", "6.25", "6.35", "power of ten", "6.33"),
        ("26.5", "26.545", "26.552", "digit missing", "26.55"),
        ("26.55", "26.45", "26.5", "digit too many", "26.5"),
    ],
)
def test_a_slip_is_read_from_what_is_left(printed, low, high, kind, reading):
    """Known misprints (conflicts of the facts, errorlocate) and made ones; what no slip explains has none."""
    found = slips(figure("x", printed), Interval(D(low), D(high)))

    if reading is None:
        assert not found
    else:
        assert (found[0].kind, found[0].reading) == (kind, D(reading))


def test_what_is_too_wide_explains_nothing():
    """From nought to a trillion fits any reading by chance."""
    assert slips(figure("x", "321.3 billion"), Interval(D(0), D("1e12"))) == ()
    assert not sharp(Interval(D(0), None))


def test_a_number_of_another_period_is_named():
    """The balance of January 2019 printed for January 2020 (facts, C15)."""
    found = slips(
        figure("now", "271.16 billion"),
        Interval(None, None),
        [figure("then", "271.16 billion"), figure("b", "3")],
    )

    assert [(one.kind, one.other) for one in found] == [("period mislabelled", "then")]


def test_a_figure_without_a_print_has_no_slip():
    """A band of rates is nobody's misprint."""
    band = Quantity(name="band", interval=Interval(D(6), D(7)))

    assert slips(band, Interval(D(5), D("5.1"))) == ()


def test_slips_come_with_the_most_telling_first():
    """A sign explains more than a digit."""
    found = slips(figure("x", "5"), Interval(D("-5.5"), D("-4.5")))

    assert found[0].kind == "sign"
    assert [SLIPS.index(one.kind) for one in found] == sorted(SLIPS.index(one.kind) for one in found)
