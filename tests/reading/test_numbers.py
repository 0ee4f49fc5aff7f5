"""Printed numbers: what they say, and what is refused rather than guessed. Expected values are worked out by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NumberUnreadable
from kg.model import BOUNDS, Amount
from kg.reading.numbers import lacks_scale, print_amount, read_amount, read_decimal, unit_of
from kg.reading.wordings import UNITS

READ = [
    ("73.05 billion CNY", "value", "73050000000", "CNY", "rounded", "73.05", 9, 2),
    ("18.07 trillion RMB", "value", "18070000000000", "CNY", "rounded", "18.07", 12, 2),
    ("630.2 billion yuan", "value", "630200000000", "CNY", "rounded", "630.2", 9, 1),
    ("6302亿元", "value", "630200000000", "CNY", "rounded", "6302", 8, 0),
    ("7.07万亿元", "value", "7070000000000", "CNY", "rounded", "7.07", 12, 2),
    ("人民币 7.07 万亿", "value", "7070000000000", "CNY", "rounded", "7.07", 12, 2),
    ("逾7万亿元", "value", "7000000000000", "CNY", "moreThan", "7", 12, 0),
    ("超 5 亿美元", "value", "500000000", "USD", "moreThan", "5", 8, 0),
    ("近50%", "share", "50", "PERCENT", "justBelow", "50", 0, 0),
    ("约1.5亿港元", "value", "150000000", "HKD", "about", "1.5", 8, 1),
    ("10.9 billion USD", "value", "10900000000", "USD", "rounded", "10.9", 9, 1),
    ("$10.9 billion", "value", "10900000000", "USD", "rounded", "10.9", 9, 1),
    ("US$ 10.9bn", "value", "10900000000", "USD", "rounded", "10.9", 9, 1),
    ("-$3 million", "value", "-3000000", "USD", "rounded", "3", 6, 0),
    ("HK$3.2 billion", "value", "3200000000", "HKD", "rounded", "3.2", 9, 1),
    ("MOP 2.30 billion", "value", "2300000000", "MOP", "rounded", "2.30", 9, 2),
    ("862 billion patacas", "value", "862000000000", "MOP", "rounded", "862", 9, 0),
    ("1,082.59 million USD", "value", "1082590000", "USD", "rounded", "1082.59", 6, 2),
    ("７３．０５ billion CNY", "value", "73050000000", "CNY", "rounded", "73.05", 9, 2),
    ("more than 95 percent", "share", "95", "PERCENT", "moreThan", "95", 0, 0),
    ("over 95 per cent", "share", "95", "PERCENT", "moreThan", "95", 0, 0),
    ("exceeding 35 trillion CNY", "value", "35000000000000", "CNY", "moreThan", "35", 12, 0),
    ("at least 20 %", "share", "20", "PERCENT", "atLeast", "20", 0, 0),
    ("20%以上", "share", "20", "PERCENT", "atLeast", "20", 0, 0),
    ("up to 20 %", "share", "20", "PERCENT", "atMost", "20", 0, 0),
    ("no more than 20 %", "share", "20", "PERCENT", "atMost", "20", 0, 0),
    ("less than -50 %", "change", "-50", "PERCENT", "lessThan", "50", 0, 0),
    ("under 20 %", "share", "20", "PERCENT", "lessThan", "20", 0, 0),
    ("nearly 50 %", "share", "50", "PERCENT", "justBelow", "50", 0, 0),
    ("close to 50 %", "share", "50", "PERCENT", "justBelow", "50", 0, 0),
    ("about 862 billion USD", "value", "862000000000", "USD", "about", "862", 9, 0),
    ("some 5 thousand vehicles", "quantity", "5000", "NUM", "about", "5", 3, 0),
    ("50%左右", "share", "50", "PERCENT", "about", "50", 0, 0),
    ("+0.5 %", "change", "0.5", "PERCENT", "rounded", "0.5", 0, 1),
    ("-1.3%", "change", "-1.3", "PERCENT", "rounded", "1.3", 0, 1),
    ("\u22121.30 %", "change", "-1.3", "PERCENT", "rounded", "1.30", 0, 2),
    ("above -5 %", "change", "-5", "PERCENT", "moreThan", "5", 0, 0),
    ("0 %", "change", "0", "PERCENT", "rounded", "0", 0, 0),
    ("-0.0 %", "change", "0", "PERCENT", "rounded", "0.0", 0, 1),
    ("4.7 times", "change", "470", "PERCENT", "rounded", "4.7", 2, 1),
    ("4.7倍", "change", "470", "PERCENT", "rounded", "4.7", 2, 1),
    ("1 in 4", "share", "25", "PERCENT", "unitFraction", "1/4", 0, 0),
    ("one in four", "share", "25", "PERCENT", "unitFraction", "1/4", 0, 0),
    ("one out of every 5", "share", "20", "PERCENT", "unitFraction", "1/5", 0, 0),
    ("a third", "share", "33.3333333333", "PERCENT", "unitFraction", "1/3", 0, 0),
    ("四分之一", "share", "25", "PERCENT", "unitFraction", "1/4", 0, 0),
    ("half", "share", "50", "PERCENT", "unitFraction", "1/2", 0, 0),
    ("nearly half", "share", "50", "PERCENT", "justBelow", "1/2", 0, 0),
    ("most", "share", "50", "PERCENT", "moreThan", "1/2", 0, 0),
    ("2.53 million vehicles", "quantity", "2530000", "NUM", "rounded", "2.53", 6, 2),
    ("253万辆", "quantity", "2530000", "NUM", "rounded", "253", 4, 0),
    ("90.4 million tonnes", "quantity", "90400000", "TONNE", "rounded", "90.4", 6, 1),
    ("9043.2万吨", "quantity", "90432000", "TONNE", "rounded", "9043.2", 4, 1),
    ("6,000余家", "count", "6000", "NUM", "moreThan", "6000", 0, 0),
    ("219", "count", "219", "NUM", "exact", "219", 0, 0),
    ("1", "rank", "1", "NUM", "exact", "1", 0, 0),
    ("12 (exact)", "streak", "12", "NUM", "exact", "12", 0, 0),
    ("12 pieces (rounded)", "quantity", "12", "NUM", "rounded", "12", 0, 0),
]


@pytest.mark.parametrize(
    ("text", "indicator", "value", "unit", "bound", "printed", "scale", "decimals"), READ
)
def test_printed_forms_are_read(
    text: str, indicator: str, value: str, unit: str, bound: str, printed: str, scale: int, decimals: int
) -> None:
    """Each form gives its value in base units, its unit, its bound and its digits as printed."""
    expected = Amount(
        value=Decimal(value),
        unit=UNITS[unit],
        bound=bound,
        printed=printed,
        multiplier=scale,
        decimals=decimals,
    )

    assert expected == read_amount(text, indicator=indicator)


REFUSED = [
    ("37,34 billion CNY", "value", "decimal mark"),
    ("1.000,00 CNY", "value", "decimal mark"),
    ("1,23", "count", "decimal mark"),
    ("0,123", "count", "decimal mark"),
    ("1,2345", "count", "decimal mark"),
    ("007", "count", "decimal mark"),
    ("12.", "count", "decimal mark"),
    ("12-13 %", "change", "more than one number"),
    ("12 to 13 %", "change", "more than one number"),
    ("1e5", "count", "more than one number"),
    ("73.05 billion", "value", "has no unit"),
    ("0.5", "change", "in percent"),
    ("23.1", "share", "in percent"),
    ("2.53 million", "quantity", "vehicles"),
    ("10.9 billion", "converted", "USD"),
    ("5 gazillion CNY", "value", "no scale word"),
    ("5 billion euros", "value", "no unit"),
    ("¥5 billion", "value", "begins with"),
    ("overall 5 %", "share", "begins with"),
    ("--5 %", "change", "begins with"),
    ("5 CNY USD", "value", "no unit"),
    ("US$5 billion CNY", "value", "two units"),
    ("0.5 percentage points", "change", "difference of two percentages"),
    ("0.5个百分点", "change", "difference of two percentages"),
    ("4.7 times", "value", "only as a growth"),
    ("nearly -5 %", "change", "larger or a smaller fall"),
    ("more than -5 %", "change", "larger or a smaller fall"),
    ("about 5 % (exact)", "share", "keep one"),
    ("约5%左右余", "share", "no unit"),
    ("about 6000余", "count", "keep one"),
    ("NaN", "count", "no number"),
    ("", "count", "no number"),
    ("half of it", "share", "no number"),
    ("10² %", "share", "raised"),
    ("٣ %", "share", "no number"),
    ("½", "share", "more than one number"),
    ("1 in 0", "share", "no share"),
    ("1 in 4000", "share", "no share"),
    ("one in umpteen", "share", "no share"),
    ("9" * 30 + " CNY", "value", "digits"),
    ("5 CNY" + " " * 200, "value", "too long"),
]


@pytest.mark.parametrize(("text", "indicator", "why"), REFUSED)
def test_what_can_be_meant_in_two_ways_is_refused(text: str, indicator: str, why: str) -> None:
    """No guess is made; the message says what is wrong with the print."""
    with pytest.raises(NumberUnreadable, match=why):
        read_amount(text, indicator=indicator)


def test_a_unit_beside_the_print_fills_in_for_one_in_it() -> None:
    """The unit of the context holds where the print names none, and only there."""
    assert UNITS["CNY"] == read_amount("389.14 billion", unit=UNITS["CNY"]).unit
    assert UNITS["USD"] == read_amount("3 billion USD", unit=UNITS["CNY"]).unit


def test_a_bound_beside_the_print_holds_where_the_print_says_none() -> None:
    """A key bound replaces the usual bound, never one that the wording says."""
    assert "lessThan" == read_amount("-5 %", indicator="change", bound="lessThan").bound
    with pytest.raises(NumberUnreadable, match="keep one"):
        read_amount("about 5 %", indicator="change", bound="exact")
    with pytest.raises(NumberUnreadable, match="no bound"):
        read_amount("5 %", indicator="change", bound="roughly")


def test_limits_are_read_without_an_interval() -> None:
    """The limits of a forecast may be bare numbers or printed ones."""
    assert (Decimal(0), Decimal("-2"), Decimal("5400000000000")) == tuple(
        read_decimal(text) for text in ("0", "-2", "5.4 trillion USD")
    )


def test_units_have_short_names_and_words() -> None:
    """The key unit takes the short name, a word, or the prefixed name of the unit."""
    assert (UNITS["CNY"], UNITS["CNY"], UNITS["TONNE"], UNITS["CNY"], None) == tuple(
        unit_of(text) for text in ("CNY", "yuan", "tonnes", "unit:CCY_CNY", "EUR")
    )


def amounts() -> st.SearchStrategy[Amount]:
    """Amounts as a page can print them: up to four digits and two decimals, any scale, unit and bound."""
    bounds = st.sampled_from([bound for bound in BOUNDS if bound != "unitFraction"])
    return st.builds(
        _amount,
        st.integers(0, 9999),
        st.integers(0, 2),
        st.sampled_from([0, 2, 3, 4, 6, 8, 9, 12]),
        st.sampled_from(sorted(UNITS.values())),
        bounds,
        st.booleans(),
    )


def _amount(number: int, decimals: int, scale: int, unit: str, bound: str, negative: bool) -> Amount:
    printed = f"{Decimal(number).scaleb(-decimals):f}"
    negative = negative and number != 0 and bound != "justBelow"
    value = Decimal(number).scaleb(scale - decimals) * (-1 if negative else 1)
    return Amount(
        value=Decimal(f"{value:f}") if number else Decimal(0),
        unit=next(iri for iri in UNITS.values() if iri == unit),
        bound=bound,
        printed=printed,
        multiplier=scale,
        decimals=decimals,
    )


@given(amounts())
def test_what_is_printed_reads_back(amount: Amount) -> None:
    """Printing an amount and reading the print gives the same amount: value, unit, bound, digits, scale."""
    assert amount == read_amount(print_amount(amount), indicator="value")


@pytest.mark.parametrize("text", ["1 in 4", "nearly half", "a third", "most"])
def test_shares_of_one_in_so_many_read_back(text: str) -> None:
    """Fractions survive printing too."""
    amount = read_amount(text, indicator="share")

    assert amount == read_amount(print_amount(amount), indicator="share")


def test_an_unknown_unit_is_not_printed() -> None:
    """No word is made up for a unit or a scale that has none."""
    with pytest.raises(ValueError, match="no printed form"):
        print_amount(
            Amount(value=Decimal(50000), unit=UNITS["NUM"], bound="rounded", printed="5", multiplier=5)
        )


_PIECES = st.sampled_from(
    [
        "1",
        "73.05",
        ",",
        ".",
        "0",
        "-",
        "+",
        "%",
        "billion",
        "CNY",
        "US$",
        "万",
        "亿",
        "元",
        "about",
        "in",
        "one",
        "times",
        " ",
        "½",
        "x",
    ]
)


@given(st.lists(_PIECES, max_size=7).map("".join))
def test_nothing_is_read_in_silence(text: str) -> None:
    """Whatever is read has all its digits in the amount: nothing printed is dropped."""
    try:
        amount = read_amount(text, indicator="value", unit=UNITS["CNY"])
    except NumberUnreadable:
        return
    digits = "".join(character for character in text if character.isdecimal())

    assert digits == amount.printed.replace(".", "").replace("/", "") or amount.printed.startswith("1/")
    assert (
        amount.interval.lower is None or amount.interval.upper is None or amount.interval.holds(amount.value)
    )


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text makes the reader fail in another way than by refusing."""
    try:
        printed = read_amount(text, indicator="share").printed
    except NumberUnreadable:
        return

    assert printed


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("73.05 CNY", True),
        ("$9,999", True),
        ("10,000 USD", False),
        ("73.05 billion CNY", False),
        ("0.05 million CNY", False),
        ("73.05 CNY (exact)", False),
        ("5 %", False),
        ("219", False),
    ],
)
def test_money_without_its_scale_word_is_seen(text, lacks):
    """No trade is counted in less than ten thousand units of money, unless it is said to be exact."""
    assert lacks == lacks_scale(read_amount(text, indicator="count"))
