"""The flat form: what a spreadsheet makes of an answer as CSV."""

from decimal import Decimal

import pytest

from kg.grid import Column, Grid
from kg.printing.flat import csv_text


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=cmd()", "'=cmd()"),
        ("+1+2", "'+1+2"),
        ("-2-3", "'-2-3"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("-12.5", "-12.5"),
        (Decimal("-12.5"), "-12.5"),
        ("a=b", "a=b"),
    ],
)
def test_a_text_is_no_formula_in_a_spreadsheet(value, written):
    """What would be run gets an apostrophe before it; numbers stay as they are."""
    grid = Grid(columns=(Column(name="note", label="Note", type="text"),), records=((value,),))

    assert f"note\n{written}\n" == csv_text(grid)
