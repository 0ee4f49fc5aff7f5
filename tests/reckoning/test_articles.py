"""The reckoner on the founding articles: expected numbers from issue 4 and the inventory of what the articles print."""

from decimal import Decimal

import pytest

from kg.vocabulary import thing

BILLION = Decimal(10) ** 9


@pytest.fixture(scope="module")
def article_a(graph):
    """Everything that touches figures of source A."""
    return graph.reckon(source="A")


@pytest.fixture(scope="module")
def article_c(graph):
    """Everything that touches figures of source C."""
    return graph.reckon(source="C")


def found(reckoning, identity, figure):
    """The findings of an identity on a figure."""
    return [
        one
        for one in reckoning.findings
        if one.identity == identity and thing("figure", figure) in one.figures
    ]


def follows(reckoning, start):
    """The interval of the consequence about something, in its unit."""
    (one,) = [one for one in reckoning.consequences if one.about.startswith(start)]
    return one.interval


def within(interval, low, high, unit=1):
    """Whether an interval lies in another, given in a unit, and is not empty or endless."""
    return Decimal(low) * unit <= interval.lower <= interval.upper <= Decimal(high) * unit


@pytest.mark.parametrize(("identity", "figure"), [("total", "A-F4"), ("balance", "A-F11")])
def test_exports_and_imports_make_total_and_surplus(article_a, identity, figure):
    """389.14 with 241.06 billion: 630.2 and 148.08."""
    (one,) = found(article_a, identity, figure)

    assert one.verdict == "confirmed"


def test_nothing_in_article_a_is_contradicted(article_a):
    """As somebody who reckoned by hand found."""
    assert article_a.counts["contradicted"] == article_a.counts["strained"] == 0


def test_a_share_says_which_whole_it_can_be_of(graph):
    """67.6 percent are 262.88 of the exports (67.55), and not of all trade (41.7)."""
    exports, total = graph.explain("A-F17").candidates

    assert (exports.whole, exports.finding.verdict) == (thing("figure", "A-F7"), "confirmed")
    assert within(exports.finding.recomputed, "67.55", "67.56")
    assert (total.whole, total.finding.verdict) == (thing("figure", "A-F4"), "contradicted")
    assert within(total.finding.recomputed, "41.7", "41.72")


def test_an_amount_in_dollars_implies_a_rate(article_a):
    """73.05 billion yuan for 10.9 billion dollars: 6.671 to 6.733, a rate of 2019."""
    (one,) = found(article_a, "exchange", "A-F3")

    assert one.verdict == "confirmed"
    assert within(one.recomputed, "6.6707", "6.7334")


def test_a_missing_whole_follows_from_a_share(article_a):
    """630.2 billion are 23.1 percent of 2,722.0 to 2,734.3 billion; less, as exports and imports are more exact."""
    (one,) = [one for one in found(article_a, "share", "A-F6") if thing("figure", "A-F4") in one.figures]
    implied = follows(article_a, "China, total trade, 2019-01")

    assert (one.verdict, one.missing) == ("not checkable", ("whole",))
    assert within(one.recomputed, "2722.0", "2734.3", BILLION)
    assert within(implied, "2722.1", "2734.2", BILLION)


@pytest.mark.parametrize(
    ("about", "low", "high"),
    [
        ("Guangdong, exports, 2018-01", "337.6", "338.0"),
        ("Guangdong, imports, 2018-01", "235.1", "237.6"),
        ("Guangdong, total trade, 2018-01", "573.6", "574.3"),
        ("Guangdong, with European Union, total trade, 2018-01", "64.2", "64.4"),
    ],
)
def test_levels_of_the_year_before_follow(article_a, about, low, high):
    """Each is the level over its growth (analysis of the sources, section 3), or narrower."""
    assert within(follows(article_a, about), low, high, BILLION)


@pytest.mark.parametrize(
    ("about", "low", "high"),
    [
        ("contribution, in points: Guangdong, exports, 2019-01, in Guangdong, total", "8.9", "9.0"),
        ("contribution, in points: Guangdong, imports, 2019-01, in Guangdong, total", "0.6", "1.0"),
        ("contribution, in points: Guangdong, with European Union, total trade", "2.849", "2.862"),
        ("contribution, in points: Guangdong, with United States, total trade", "0.056", "0.07"),
        ("growth of the rest: Guangdong, exports, Mechanical and electrical", "17.9", "18.6"),
    ],
)
def test_what_parts_gave_to_the_growth_of_their_whole_follows(article_a, about, low, high):
    """The contributions to 9.8 percent, and the exports without electronics (issue 4)."""
    assert within(follows(article_a, about), low, high)


def test_nearly_half_in_every_year_is_strained(article_c):
    """45.8 percent over all years needs 8.3 percent of slack in "nearly 50"."""
    (one,) = found(article_c, "share-between-parts", "C-F6")

    assert one.verdict == "strained"
    assert one.text.endswith("strained, slack 8.3 %")


@pytest.mark.parametrize(
    ("about", "low", "high"),
    [
        ("Guangdong, total trade, 2019/2023", "37335", "39320"),
        ("Nine mainland cities of the Greater Bay Area, total trade, 2022", "7909", "7928"),
        ("Nine mainland cities of the Greater Bay Area, total trade, 2019/2022", "29380", "29400"),
        ("Shenzhen, exports, Electric vehicles, lithium batteries and solar", "185.1", "185.6"),
    ],
)
def test_what_article_c_implies_follows(article_c, about, low, high):
    """The items C-I1 to C-I5 of the inventory, in billion yuan."""
    assert within(follows(article_c, about), low, high, BILLION)


def test_the_key_driver_is_a_hundredth(article_c):
    """404.71 billion of 37.34 trillion: 1.08 percent (C-I3)."""
    three_products = "Nine mainland cities of the Greater Bay Area, exports, Electric vehicles"

    assert within(follows(article_c, three_products), "1.083", "1.085")


def test_a_place_and_a_period_bound_what_is_reckoned(graph):
    """Nothing of Guangdong is reckoned for a month of which nothing is told."""
    assert sum(graph.reckon(place="Guangdong", period="2019").counts.values()) > 10
    assert not graph.reckon(place="Guangdong", period="2001-05").findings
