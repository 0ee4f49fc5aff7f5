"""The words of printed numbers: scales, currencies, units, and what "more than" or "近" say of a number."""

from __future__ import annotations

from kg.model.terms import Iri
from kg.vocabulary import expand

__all__ = [
    "COUNTED",
    "CURRENCIES",
    "FRACTIONS",
    "NUMBER_WORDS",
    "PERCENT",
    "PERCENT_WORDS",
    "POINTS",
    "PREFIXES",
    "SCALES",
    "SUFFIXES",
    "TONNES",
    "UNITS",
]

UNITS: dict[str, Iri] = {
    "CNY": expand("unit:CCY_CNY"),
    "USD": expand("unit:CCY_USD"),
    "HKD": expand("unit:CCY_HKD"),
    "MOP": expand("unit:CCY_MOP"),
    "PERCENT": expand("unit:PERCENT"),
    "NUM": expand("unit:NUM"),
    "TONNE": expand("unit:TONNE"),
}
"""The units of the graph by their short names."""

PERCENT = UNITS["PERCENT"]
"""The unit of changes and shares."""


def _each(words: str, unit: Iri) -> dict[str, Iri]:
    return dict.fromkeys((word.strip() for word in words.split(",")), unit)


CURRENCIES: dict[str, Iri] = {
    **_each("cny, rmb, yuan, renminbi, yuan rmb, rmb yuan, chinese yuan, 元, 人民币, 元人民币", UNITS["CNY"]),
    **_each("usd, us$, $, dollars, us dollars, u.s. dollars, 美元, 元美元", UNITS["USD"]),
    **_each("hkd, hk$, hong kong dollars, 港元, 港币", UNITS["HKD"]),
    **_each("mop, mop$, patacas, macao patacas, 澳门元", UNITS["MOP"]),
}
"""Words for currencies, before or after the number. "¥" is left out: it is the yen's sign too."""

PERCENT_WORDS: dict[str, Iri] = _each("%, percent, per cent, pct", PERCENT)
"""Words for percent."""

POINTS = frozenset(
    "percentage point,percentage points,points,pp,pct points,% points,个百分点,百分点,basis points,‰".split(
        ","
    )
)
"""Words for differences of percentages, which no figure of ours is."""

TONNES: dict[str, Iri] = _each("tonnes, tonne, metric tons, metric tonnes, tons, ton, 吨", UNITS["TONNE"])
"""Words for tonnes. The sources' "tons" are tonnes; short and long tons are not known here."""

COUNTED: dict[str, Iri] = _each(
    "vehicles, vehicle, cars, units, unit, pieces, piece, sets, items, containers, teu, teus, enterprises, companies, "
    "firms, members, zones, ports, routes, cities, countries, people, entrepreneurs, fields, clusters, ships, trips, "
    "passages, projects, times a year, years, 辆, 台, 个, 家, 件, 艘, 架, 次, 人, 人次, 标箱, 只, 条, 种, 项, 套, 年",
    UNITS["NUM"],
)
"""Words for things that are counted."""

SCALES: dict[str, int] = {
    "hundred": 2,
    "thousand": 3,
    "ten thousand": 4,
    "hundred thousand": 5,
    "million": 6,
    "mn": 6,
    "ten million": 7,
    "hundred million": 8,
    "billion": 9,
    "bn": 9,
    "hundred billion": 11,
    "trillion": 12,
    "tn": 12,
    "百": 2,
    "千": 3,
    "万": 4,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "千亿": 11,
    "万亿": 12,
}
"""Scale words and their powers of ten."""

_BOUNDS = {
    "moreThan": "more than, over, above, exceeding, in excess of, greater than, upwards of, >, 逾, 超, 超过, 多于, 高于",
    "atLeast": "at least, no less than, not less than, no fewer than, >=, ≥, 至少, 不少于, 不低于",
    "lessThan": "less than, fewer than, under, below, <, 不足, 不到, 低于, 少于",
    "atMost": "up to, at most, no more than, not more than, <=, ≤, 至多, 最多, 不超过",
    "justBelow": "nearly, almost, close to, just under, just below, near, 近, 接近, 将近",
    "about": "about, around, some, approximately, roughly, approx., approx, circa, ~, 约, 大约",
}
PREFIXES: tuple[tuple[str, str], ...] = tuple(
    sorted(
        ((word.strip(), bound) for bound, words in _BOUNDS.items() for word in words.split(",")),
        key=lambda pair: (-len(pair[0]), pair[0]),
    )
)
"""Wordings before a number with the bound they say, the longest first."""

SUFFIXES: tuple[tuple[str, str], ...] = (("左右", "about"), ("以上", "atLeast"), ("余", "moreThan"))
"""Wordings after a number with the bound they say."""

NUMBER_WORDS: dict[str, int] = {
    **{word: n for n, word in enumerate("two three four five six seven eight nine ten".split(), 2)},
    **{word: n for n, word in enumerate("二三四五六七八九十", 2)},
}
"""Number words that a share of one in so many is printed with."""

FRACTIONS: dict[str, int] = {
    "half": 2,
    "a half": 2,
    "one half": 2,
    "一半": 2,
    **{
        f"{one} {part}": n
        for one in ("a", "one")
        for part, n in (
            ("third", 3),
            ("quarter", 4),
            ("fourth", 4),
            ("fifth", 5),
            ("sixth", 6),
            ("tenth", 10),
        )
    },
    **{
        f"one-{part}": n
        for part, n in (("half", 2), ("third", 3), ("quarter", 4), ("fourth", 4), ("fifth", 5))
    },
}
"""Shares printed as a word: one in so many."""
