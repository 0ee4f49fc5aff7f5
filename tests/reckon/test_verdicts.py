"""Verdicts: what the founding articles and the facts add up to."""

from decimal import Decimal

import pytest

from kg.model import Amount, Interval, Iri
from kg.reckon import identities as the
from kg.reckon.quantities import Quantity
from kg.reckon.verdicts import Slack, check, check_all, explain, which
from tests.reckon.printing import ARTICLE_A, figure, figures

D = Decimal
TOTAL_A = the.TOTAL.bind({"total": "total", "export": "exports", "import": "imports"})
BALANCE_A = the.BALANCE.bind({"balance": "surplus", "export": "exports", "import": "imports"})
MIX_A = the.GROWTH_OF_WHOLE.bind(
    {
        "growth": "total_growth",
        "part": ["exports", "imports"],
        "part growth": ["export_growth", "import_growth"],
    }
)
JANUARY = Quantity(name="rates", interval=Interval(D("6.7863"), D("6.7863")))
"""The mean rate of January 2019, yuan for a dollar (exchange rate table)."""


@pytest.mark.parametrize(
    ("instance", "verdict"),
    [
        (TOTAL_A, "confirmed"),
        (BALANCE_A, "confirmed"),
        (MIX_A, "consistent"),
        (
            the.SHARE.bind({"share": "electronics_share", "part": "electronics", "whole": "exports"}),
            "confirmed",
        ),
        (
            the.SHARE.bind({"share": "electronics_share", "part": "electronics", "whole": "total"}),
            "contradicted",
        ),
        (
            the.EXCHANGE.bind({"rate": "rates", "amount": "us", "converted": "us_dollars"}),
            "contradicted",
        ),
        (
            the.GROWTH_BETWEEN_PARTS.bind(
                {"growth": "total_growth", "part growth": ["export_growth", "import_growth"]}
            ),
            "confirmed",
        ),
        (the.PART_IN_WHOLE.bind({"whole": "exports", "part": "electronics"}), "confirmed"),
        (the.PART_IN_WHOLE.bind({"whole": "imports", "part": "electronics"}), "contradicted"),
    ],
)
def test_article_a_adds_up(instance, verdict):
    """Sum and surplus hold, the mix has room, the share is one of exports, the rate is none of January (inventory)."""
    assert check(instance, ARTICLE_A | {"rates": JANUARY}).verdict == verdict


def test_the_growth_of_the_whole_is_recomputed_from_its_parts():
    """9.52 to 10.02 percent (analysis, section 3), to two decimals."""
    found = check(MIX_A, ARTICLE_A).recomputed

    assert (round(found.lower, 2), round(found.upper, 2)) == (D("9.52"), D("10.02"))


def test_a_contradiction_says_how_far_apart():
    """67.55 to 67.65 percent printed, at most 41.72 of the total (by hand): 25.83 points below."""
    found = check(
        the.SHARE.bind({"share": "electronics_share", "part": "electronics", "whole": "total"}), ARTICLE_A
    )

    assert round(found.gap, 2) == D("-25.83")


def test_nearly_50_every_year_strains_against_45_8():
    """Slack 8.3 percent reconciles them (inventory, C-T2)."""
    years = {f"year{i}": figure(f"year{i}", "50", "justBelow") for i in range(5)}
    found = check(
        the.SHARE_BETWEEN_PARTS.bind({"share": "all", "part share": list(years)}),
        years | figures(all="45.8"),
    )

    assert (found.verdict, found.slack) == ("strained", Slack("soft", D("0.0830")))


def test_a_soft_end_far_off_still_only_strains():
    """About 862 against 1,000: 16 percent of 862 (by hand, with half a unit of 1,000)."""
    found = check(
        the.SAME.bind({"one": "here", "other": "there"}),
        figures(here=("862 billion", "about"), there="1000 billion"),
    )

    assert (found.verdict, found.slack) == ("strained", Slack("soft", D("0.1596")))


def test_a_sum_that_was_cut_off_is_coarse_print():
    """8.98 + 17.59 = 26.57 printed as 26.5 (facts, C57): 0.5834 units, since all three may give."""
    found = check(
        the.TOTAL.bind({"total": "t", "export": "x", "import": "m"}),
        figures(t="26.5 billion", x="8.98 billion", m="17.59 billion"),
    )

    assert (found.verdict, found.slack) == ("strained", Slack("coarse", D("0.5834")))


@pytest.mark.parametrize(
    ("printed", "verdict"), [(("25", "moreThan"), "confirmed"), (("30", "moreThan"), "contradicted")]
)
def test_more_than_is_held_to_its_open_end(printed, verdict):
    """A quarter and a bit is more than 25 percent and not more than 30 (by hand)."""
    held = figures(share=printed, part="26 billion", whole="100 billion")

    assert (
        check(the.SHARE.bind({"share": "share", "part": "part", "whole": "whole"}), held).verdict == verdict
    )


def test_an_excluded_end_is_no_meeting():
    """More than 95 of 100 leaves less than 5, and exactly 5 is printed (by hand)."""
    held = figures(a=("95", "moreThan"), b=("5", "exact"))

    assert check(the.SHARES_OF_ALL.bind({"share": ["a", "b"]}), held).verdict == "contradicted"


def test_what_is_missing_is_named_and_what_it_would_have_to_be():
    """China's trade by Guangdong's share: 2,722.0 to 2,734.3 billion (inventory, A-I4)."""
    found = check(the.SHARE.bind({"share": "china_share", "part": "total"}), ARTICLE_A)

    assert (found.verdict, found.missing) == ("not checkable", ("whole",))
    assert (round(found.recomputed.lower, -8), round(found.recomputed.upper, -8)) == (
        2722000000000,
        2734300000000,
    )


def test_several_missing_figures_are_all_named():
    """Neither side of the trade is there."""
    found = check(the.TOTAL.bind({"total": "total"}), ARTICLE_A)

    assert (found.missing, found.recomputed) == (("export", "import"), None)


def test_levels_of_two_currencies_are_not_added():
    """A mistake of the caller, not of the figures."""
    held = {
        "t": figure("t", "3 billion", unit="yuan"),
        "x": figure("x", "2 billion", unit="dollar"),
        "m": figure("m", "1 billion", unit="yuan"),
    }

    with pytest.raises(ValueError, match="different units"):
        check(the.TOTAL.bind({"total": "t", "export": "x", "import": "m"}), held)


def test_arithmetic_says_which_whole_is_meant():
    """67.6 percent of what? Of exports alone (inventory, A-I5)."""
    found = which(
        the.SHARE,
        {"share": "electronics_share", "part": "electronics"},
        "whole",
        ["total", "exports", "imports"],
        ARTICLE_A,
    )

    assert [one.instance.names[2] for one in found] == ["exports"]


@pytest.mark.parametrize(
    ("instance", "line"),
    [
        (
            TOTAL_A,
            "389.14 + 241.06 = [630.19, 630.21]; printed 630.2 = [630.15, 630.25] billion: confirmed",
        ),
        (
            MIX_A,
            "389.14 + 241.06 over their bases, by growth of 389.14 (15.2 %), 241.06 (2 %) = [9.51, 10.02]; "
            "printed 9.8 = [9.75, 9.85] %: consistent",
        ),
        (
            the.SHARE.bind({"share": "china_share", "part": "total", "whole": "China"}),
            "not checkable without whole; 100 × 630.2 / 23.1 % = [2722, 2734.3] billion",
        ),
        (
            the.PARTITION.bind({"whole": "total", "part": ["exports", "imports"]}),
            "389.14 + 241.06 = [630.19, 630.21]; printed 630.2 = [630.15, 630.25] billion: confirmed",
        ),
        (
            the.EXCHANGE.bind({"rate": "rates", "amount": "us", "converted": "us_dollars"}),
            "73.05 / 10.9 = [6.67, 6.734]; expected [6.7863, 6.7863]: contradicted",
        ),
    ],
)
def test_a_check_is_written_out(instance, line):
    """The sum with its intervals, as in the brief; ends rounded outwards."""
    held = ARTICLE_A | {"rates": JANUARY}

    assert explain(check(instance, held), held) == line


def test_strain_is_written_out():
    """What had to give way stands at the end."""
    held = figures(t="26.5 billion", x="8.98 billion", m="17.59 billion")
    line = explain(check(the.TOTAL.bind({"total": "t", "export": "x", "import": "m"}), held), held)

    assert line.endswith("strained, coarse print: 0.5834 units of the last digit")


def test_a_printed_amount_becomes_a_quantity():
    """73.05 billion yuan with two decimals (article A)."""
    amount = Amount(
        value=D("73050000000"),
        unit=Iri("unit:CNY"),
        bound="rounded",
        printed="73.05",
        multiplier=9,
        decimals=2,
    )
    found = Quantity.of("us", amount)

    assert (found.interval.lower, found.step, found.decimals) == (D("73045000000"), D(10**7), 2)


def test_checks_keep_their_order():
    """The first instance has the first verdict."""
    assert [one.instance for one in check_all([BALANCE_A, TOTAL_A], ARTICLE_A)] == [BALANCE_A, TOTAL_A]


def test_mirror_figures_strain_and_never_contradict():
    """130 imported for 100 exported: a margin of 1.289 at least, 22.72 percent beyond the middle of 1 to 1.1."""
    held = figures(there="130 billion", here="100 billion") | {
        "margin": Quantity(name="margin", interval=the.MIRROR_MARGIN)
    }
    mirror = the.MIRROR.bind({"import": "there", "export": "here", "margin": "margin"})

    found = check(mirror, held)

    assert (found.verdict, found.slack) == ("strained", Slack("soft", D("0.2272")))
