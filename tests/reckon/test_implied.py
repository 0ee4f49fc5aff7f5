"""Implied figures: what article A says without printing it, and where it comes from."""

from decimal import Decimal

import pytest

from kg.model import Interval
from kg.reckon import identities as the
from kg.reckon.implied import account, derive, imply
from kg.reckon.intervals import inside
from kg.reckon.propagation import Network
from tests.reckon.printing import ARTICLE_A, figures

D = Decimal
GROWN = {
    "total": "total_growth",
    "exports": "export_growth",
    "imports": "import_growth",
    "eu": "eu_growth",
    "us": "us_growth",
    "electronics": "electronics_growth",
}


def contribution(part, whole="total"):
    """What a part gave to the growth of the whole."""
    return the.CONTRIBUTION.bind(
        {
            "contribution": f"points of {part}",
            "part": part,
            "part growth": GROWN[part],
            "whole": whole,
            "growth": GROWN[whole],
        }
    )


def base(name):
    """The level a year before."""
    return the.CHANGE.bind({"change": GROWN[name], "value": name, "base": f"{name} 2018"})


RULES = {
    "china": the.SHARE.bind({"share": "china_share", "part": "total", "whole": "china"}),
    "rate": the.EXCHANGE.bind({"rate": "rate", "amount": "us", "converted": "us_dollars"}),
    "rest": the.GROWTH_OF_REST.bind(
        {
            "whole": "exports",
            "growth": "export_growth",
            "part": "electronics",
            "part growth": "electronics_growth",
            "rest growth": "rest",
        }
    ),
    **{f"points of {part}": contribution(part) for part in ("exports", "imports", "eu", "us")},
    **{f"{name} 2018": base(name) for name in GROWN},
}


@pytest.mark.parametrize(
    ("name", "place", "low", "high"),
    [
        ("china", -8, "2722.0e9", "2734.3e9"),
        ("rate", 3, "6.671", "6.733"),
        ("points of exports", 1, "8.9", "9.0"),
        ("points of imports", 1, "0.6", "1.0"),
        ("points of eu", 2, "2.85", "2.86"),
        ("points of us", 2, "0.06", "0.07"),
        ("rest", 0, "18", "19"),
        ("total 2018", -8, "573.6e9", "574.3e9"),
        ("exports 2018", -8, "337.6e9", "337.9e9"),
        ("imports 2018", -8, "235.2e9", "237.5e9"),
        ("eu 2018", -8, "64.2e9", "64.3e9"),
        ("us 2018", -8, "72.6e9", "72.7e9"),
        ("electronics 2018", -8, "230.9e9", "231.1e9"),
    ],
)
def test_article_a_implies(name, place, low, high):
    """Known answers of the analysis (section 3) and the inventory (A-I4, A-I7 to A-I9), rounded as there."""
    found = derive(RULES[name], ARTICLE_A).interval

    assert (round(found.lower, place), round(found.upper, place)) == (D(low), D(high))


def test_exports_without_electronics_grew_by_18_2():
    """Inventory, A-I9."""
    assert derive(RULES["rest"], ARTICLE_A).interval.holds(D("18.2"))


def everything():
    """What follows from all identities of article A together."""
    instances = [
        the.TOTAL.bind({"total": "total", "export": "exports", "import": "imports"}),
        the.GROWTH_OF_WHOLE.bind(
            {
                "growth": "total_growth",
                "part": ["exports", "imports"],
                "part growth": ["export_growth", "import_growth"],
            }
        ),
        *RULES.values(),
        the.CHANGE.bind({"change": "china_growth", "value": "china", "base": "china 2018"}),
        the.SHARE.bind({"share": "share 2018", "part": "total 2018", "whole": "china 2018"}),
        the.BALANCE.bind({"balance": "surplus 2018", "export": "exports 2018", "import": "imports 2018"}),
    ]
    return {one.name: one for one in imply(instances, ARTICLE_A)}


def test_together_they_imply_at_least_as_much():
    """Nothing is wider than by one identity alone."""
    found = everything()

    assert all(inside(found[name].interval, derive(one, ARTICLE_A).interval) for name, one in RULES.items())


def test_a_share_a_year_before_follows_over_three_steps():
    """22.8 to 22.9 percent, now 23.1 (analysis, section 3): from China's total, its base, and Guangdong's."""
    found = everything()["share 2018"]

    assert (round(found.interval.lower, 1), round(found.interval.upper, 1)) == (D("22.8"), D("22.9"))
    assert found.depth == 4
    assert [name for name, _ in found.operands] == ["total 2018", "china 2018"]


def test_a_surplus_a_year_before_is_as_the_inventory_says():
    """101.46 billion (inventory, A-I8)."""
    assert everything()["surplus 2018"].interval.holds(D("101.46e9"))


def test_a_printed_figure_is_told_where_others_say_it_more_narrowly():
    """Imports grew by 2 percent in print; the other rates leave 1.9 to 2.3 (by hand from the mix)."""
    found = everything()["import_growth"]

    assert found.known == Interval(D("1.5"), D("2.5"))
    assert inside(found.interval, Interval(D("1.8"), D("2.3")))


def test_what_is_no_narrower_is_not_told():
    """The growth of the total, printed 9.8, is left at 9.52 to 10.02 by its parts."""
    assert "total_growth" not in everything()


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("china", "100 × 630.2 / 23.1 % = [2722, 2734.3] billion (share, whole)"),
        ("exports 2018", "389.14 / (1 + 15.2 %) = [337.64, 337.95] billion (change, base)"),
        ("points of us", "what 73.05 (0.5 %) gained, in percent of the base of 630.2 (9.8 %) = [0.0569, 0.0697] "
         "(contribution, contribution)"),
    ],
)  # fmt: skip
def test_a_derivation_is_written_out(name, line):
    """The operands as printed, the interval rounded outwards, the rule and the role."""
    assert account(derive(RULES[name], ARTICLE_A), ARTICLE_A) == line


def test_what_is_narrower_is_written_beside_its_print():
    """The total follows from its parts to within 20 million."""
    found = everything()["total"]

    assert account(found, ARTICLE_A).endswith(
        "= [630.19, 630.21] billion (total, total); printed 630.2 billion"
    )


def test_nothing_follows_from_what_is_contradicted():
    """A share of the wrong whole implies nothing, whatever else it meets."""
    wrong = the.SHARE.bind({"share": "electronics_share", "part": "electronics", "whole": "total"})

    assert imply([wrong], ARTICLE_A) == ()


def test_nothing_follows_from_doubted_figures():
    """What is doubted is unknown, and implied by the others."""
    (found,) = imply(
        [the.TOTAL.bind({"total": "total", "export": "exports", "import": "imports"})],
        ARTICLE_A,
        doubted=["imports"],
    )

    assert (found.name, found.known) == ("imports", None)
    assert found.interval == Interval(D("241.005e9"), D("241.115e9"))


def test_figures_that_clash_together_imply_nothing_through_each_other():
    """A rest of 40 cannot hold 50; what else there is still follows."""
    held = figures(whole="100 billion", part="60 billion", third="50 billion", share="50.0", a="1 billion")
    found = imply(
        [
            the.PARTITION.bind({"whole": "whole", "part": ["part", "rest"]}),
            the.PART_IN_WHOLE.bind({"whole": "rest", "part": "third"}),
            the.SHARE.bind({"share": "share", "part": "a", "whole": "b"}),
        ],
        held,
    )

    assert [one.name for one in found] == ["b"]


def test_two_missing_figures_are_not_derived():
    """One identity leaves one figure at most."""
    assert derive(the.TOTAL.bind({"total": "total"}), ARTICLE_A) is None


def test_the_same_figures_imply_the_same():
    """In the same order, in every run."""
    assert list(everything().items()) == list(everything().items())


def test_a_network_finds_numbers_that_satisfy_all():
    """The figures of article A hold together; a point is found."""
    network = Network(
        (RULES["china"], the.TOTAL.bind({"total": "total", "export": "exports", "import": "imports"}))
    )
    state = network.begun({name: one.interval for name, one in ARTICLE_A.items()})

    assert network.narrow(state) is None
    assert network.point(state, sorted(network.by_name), {name: one.value for name, one in ARTICLE_A.items()})
