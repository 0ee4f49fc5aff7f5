"""What questions must answer, worked out by hand from the articles A, B, C and from arithmetic on their numbers."""

import pytest

from kg.questions import Catalogue
from kg.resources import room

CATALOGUE = Catalogue(room("queries"))


@pytest.fixture
def rows(records):
    """The rows of a question of that name."""
    return lambda name: records(CATALOGUE.get(name))


def test_partners_of_guangdong(rows):
    """Article A prints trade with two partners in January 2019, and their growth."""
    found = [(r["partner"], r["trade"], r["change"]) for r in rows("partners")]

    assert [("group:eu", "80660000000", "25.5"), ("place:united-states", "73050000000", "0.5")] == found


def test_trade_of_guangdong(rows):
    """Article A prints eight figures of all trade in January 2019: A-F4 to A-F11."""
    found = [r["figure"] for r in rows("trade")]

    assert [f"figure:A-F{n}" for n in range(4, 12)] == found


def test_figures_of_a(rows):
    """Article A has 23 numbered figures."""
    assert {f"A-F{n}" for n in range(1, 24)} == {r["id"] for r in rows("figures-of")}


@pytest.mark.parametrize(("source", "count"), [("A", 23), ("B", 9), ("C", 23)])
def test_figures_of_each_article(graph, source, count):
    """A has 23 figures and B 9; C has 18, of which one is five cells and one two."""
    assert count == len(graph.ask("figures-of", source=source))


def test_claims_of_a(rows):
    """Article A has a majority and two ranks in words."""
    assert ["A-Q1", "A-R1", "A-R2"] == [r["id"] for r in rows("claims-of")]


def test_sums_of_january(rows):
    """389.14 + 241.06 = 630.20 and 389.14 - 241.06 = 148.08, each within 0.01."""
    found = {r["figure"]: (r["lower"], r["upper"], r["verdict"]) for r in rows("sums")}

    assert {
        "figure:A-F4": ("630190000000", "630210000000", "confirmed"),
        "figure:A-F11": ("148070000000", "148090000000", "confirmed"),
    } == found


def test_base_levels_of_january(rows):
    """630.2 grew by 9.8 percent: between 630.15 / 1.0985 = 573.65 and 630.25 / 1.0975 = 574.26 billion."""
    (total,) = [r for r in rows("base-level") if r["figure"] == "figure:A-F4"]

    assert (573.64e9, 574.27e9) == (
        pytest.approx(float(total["lower"]), rel=1e-4),
        pytest.approx(float(total["upper"]), rel=1e-4),
    )
    assert "period:2018-01" == total["base"]


def test_national_total_implied_by_a_share(rows):
    """630.2 is 23.1 percent of China's trade: between 630.15 / 0.2315 = 2722.0 and 630.25 / 0.2305 = 2734.3 billion."""
    (total,) = [r for r in rows("implied-total") if r["share_figure"] == "figure:A-F6"]

    assert 2722.0 == pytest.approx(float(total["lower"]) / 1e9, abs=0.06)
    assert 2734.3 == pytest.approx(float(total["upper"]) / 1e9, abs=0.06)


def test_rate_of_a_conversion(rows):
    """73.05 billion yuan given as 10.9 billion dollars: between 6.671 and 6.733 yuan for a dollar."""
    (found,) = [r for r in rows("conversion-rates") if r["figure"] == "figure:A-F3"]

    assert 6.671 == pytest.approx(float(found["lower"]), abs=0.001)
    assert 6.733 == pytest.approx(float(found["upper"]), abs=0.001)


def test_rest_of_exports_grew_faster(rows):
    """Exports without electronics grew by 18.2 percent, more than all exports did (15.2)."""
    (found,) = [r for r in rows("rest-growth") if r["product"] == "product:mech-elec"]

    assert 18.2 == pytest.approx(float(found["rest"]), abs=0.05)


def test_faster_partners(rows):
    """Trade with the EU grew by 25.5 percent, all trade by 9.8: a lead of 15.7 points; the United States lagged."""
    assert [("group:eu", "15.7", "true")] == [
        (r["partner"], r["lead"], r["surely"]) for r in rows("faster-partners")
    ]


def test_fastest_product(rows):
    """Integrated circuits led with 86.7 percent, then data processing equipment and electronics."""
    found = [(r["product"], r["change"]) for r in rows("fastest-products")]

    assert [("product:ic", "86.7"), ("product:adp", "24.1"), ("product:mech-elec", "13.8")] == found


def test_share_of_electronics(rows):
    """262.88 of 389.14 is 67.55 percent, which the printed 67.6 rounds."""
    (found,) = [r for r in rows("product-concentration") if r["product"] == "product:mech-elec"]

    assert float(found["lower"]) < 67.555 < float(found["upper"])
    assert "67.6" == found["printed"]


def test_members_of_the_union_then_and_now(rows):
    """The European Union had 28 members in January 2019 and has 27 since the United Kingdom left."""
    found = [(r["members_then"], r["members_now"], r["left"]) for r in rows("eu-then-and-now")]

    assert [("28", "27", "place:united-kingdom")] == found


def test_claimed_streak(rows):
    """Article B claims twelve years and the graph holds no figures for all of them."""
    (found,) = rows("streak")

    assert ("12", "12", "not checkable") == (found["claimed"], found["years"], found["verdict"])


def test_reported_speech(rows):
    """In article A a director general reports what the President asked for."""
    assert [("person:wang-ruijun", "person:xi-jinping")] == [
        (r["reporter"], r["speaker"]) for r in rows("reported-speech")
    ]


def test_outcome_of_a_forecast(rows):
    """Ding Xiaozhi expected growth for 2019; the year closed 0.3 percent lower."""
    (found,) = rows("forecasts")

    assert ("outcome:missed", "-0.3") == (found["result"], found["decisive"])


def test_narrator_without_a_source(rows):
    """Article A gives China's growth and the product figures without a source: A-F12, A-F15 to A-F21."""
    assert {f"figure:A-F{n}" for n in (12, *range(15, 22))} == {r["figure"] for r in rows("unsourced")}


def test_governor_in_february_2019(rows):
    """Ma Xingrui was Governor of Guangdong when he spoke in article A."""
    assert ["person:ma-xingrui"] == [r["person"] for r in rows("post-holders")]


def test_production_is_not_export(rows):
    """Article C prints 2.53 million vehicles made in 2023; they stand under production only."""
    made = [(r["flow"], r["amount"]) for r in rows("production-and-export") if r["figure"] == "figure:C-F8"]

    assert [("flow:production", "2530000")] == made
