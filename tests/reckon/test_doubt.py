"""Doubt: the fewest figures without which all can hold together, where they would have to lie, and why."""

import random
from decimal import Decimal

import pytest

from kg.model import Interval
from kg.reckon import identities as the
from kg.reckon.doubt import diagnose, tell
from kg.reckon.identity import Identity, Part, Role
from kg.reckon.quantities import Quantity
from tests.reckon.printing import ARTICLE_A, figure, figures

D = Decimal


def trade(total, exports, imports):
    """The sum of the two sides."""
    return the.TOTAL.bind({"total": total, "export": exports, "import": imports})


def surplus(balance, exports, imports):
    """The difference of the two sides."""
    return the.BALANCE.bind({"balance": balance, "export": exports, "import": imports})


def only(found):
    """The one doubt of the one knot."""
    assert [len(one.doubts) for one in found] == [1]
    return found[0].doubts[0]


def test_errorlocate_doubts_p_alone():
    """Of p + c = t and c >= 0.6 t with 755, 125 and 200 only p is wrong, and is 75 (errorlocate's README)."""
    costs = Identity(
        name="costs",
        title="costs are at least 60 percent of turnover",
        roles=(Role("cost", "level"), Role("turnover", "level")),
        parts=(Part(100, ("cost",)), Part(-60, ("turnover",))),
        result="cost",
        written={"cost": "at least 60 % of {turnover}", "turnover": "{cost} / 60 %"},
        origin="errorlocate",
        at_least=True,
    )
    held = figures(p=("755", "exact"), c=("125", "exact"), t=("200", "exact"))

    doubt = only(diagnose([trade("t", "p", "c"), costs.bind({"cost": "c", "turnover": "t"})], held))

    assert (doubt.figures, doubt.weight, doubt.proven) == (("p",), 1, True)
    assert doubt.implied["p"] == Interval(D(75), D(75))


MACAO_NEWS = {
    **figures(
        total_usd="633.9 billion",
        exports_usd="402.6 billion",
        imports_usd="321.3 billion",
        total=("4.55 trillion", "moreThan"),
        exports="2.89 trillion",
        imports="1.66 trillion",
    ),
    "rates": Quantity(name="rates", interval=Interval(D("7.17"), D("7.19"))),
}
"""Guangdong in the first half of 2025 (Macao News; the rates as in the analysis, section 3)."""


def test_macao_news_doubts_the_dollar_imports_alone():
    """231.2 to 231.4 billion, the digits of 231.3 swapped (analysis, section 3)."""
    instances = [
        trade("total_usd", "exports_usd", "imports_usd"),
        trade("total", "exports", "imports"),
        *(
            the.EXCHANGE.bind({"rate": "rates", "amount": one, "converted": f"{one}_usd"})
            for one in ("total", "exports", "imports")
        ),
    ]

    doubt = only(diagnose(instances, MACAO_NEWS))

    assert (doubt.figures, doubt.proven) == (("imports_usd",), True)
    assert doubt.implied["imports_usd"] == Interval(D("231.2e9"), D("231.4e9"))
    assert (doubt.slips["imports_usd"][0].kind, doubt.slips["imports_usd"][0].reading) == (
        "digits swapped",
        D("231.3e9"),
    )
    assert tell(doubt, MACAO_NEWS) == (
        "321.3 billion (imports_usd) should lie in [231.2, 231.4] billion: digits swapped, 231.3",
    )


def test_a_total_of_another_unit_is_doubted_alone():
    """22.28 billion for the sum of three quarters and of both sides (facts, C01; quarters made to fit)."""
    held = figures(
        t="22.28 billion", x="11.86 trillion", m="10.42 trillion", q1="6.75 trillion", q2="7.35 trillion",
        q3="8.18 trillion",
    )  # fmt: skip
    quarters = the.CUMULATIVE.bind({"whole": "t", "piece": ["q1", "q2", "q3"]})

    doubt = only(diagnose([trade("t", "x", "m"), quarters], held))

    assert doubt.figures == ("t",)
    assert doubt.slips["t"][0].reading == D("22.28e12")


def test_a_missing_leading_digit_is_the_first_of_equal_doubts():
    """35.35 for 435.35 billion: one sum cannot tell the three apart, the slip can (facts, C07)."""
    held = figures(t="681.75 billion", x="35.35 billion", m="246.4 billion")

    found = diagnose([trade("t", "x", "m")], held)[0].doubts

    assert {one.figures for one in found} == {("m",), ("t",), ("x",)}
    assert found[0].figures == ("x",)
    assert found[0].implied["x"] == Interval(D("435.295e9"), D("435.405e9"))


def test_a_wrong_sign_is_the_only_explanation_of_a_mix():
    """Imports said to rise 2.1 with exports -1.3 and the total -1.6: the three are tied, the sign explains
    (facts, C13).
    """
    held = figures(t="-1.6", xg="-1.3", mg="2.1", x="3.46 trillion", m="2.22 trillion")
    mix = the.GROWTH_OF_WHOLE.bind({"growth": "t", "part": ["x", "m"], "part growth": ["xg", "mg"]})

    first = diagnose([mix], held)[0].doubts[0]

    assert (first.figures, first.slips["mg"][0].kind) == (("mg",), "sign")
    assert first.implied["mg"].holds(D("-2.1"))


def test_swapped_labels_are_told():
    """Exports and imports exchanged: the surplus and both growth rates with the bases say so (article A, made
    wrong).
    """
    held = ARTICLE_A | figures(
        exports="241.06 billion",
        imports="389.14 billion",
        export_base="337.80 billion",
        import_base="236.33 billion",
    )
    instances = [
        trade("total", "exports", "imports"),
        surplus("surplus", "exports", "imports"),
        the.CHANGE.bind({"change": "export_growth", "value": "exports", "base": "export_base"}),
        the.CHANGE.bind({"change": "import_growth", "value": "imports", "base": "import_base"}),
    ]

    first = diagnose(instances, held)[0].doubts[0]

    assert (first.figures, first.swapped) == (("exports", "imports"), True)
    assert first.slips["exports"][0].reading == D("389.14e9")


def test_a_number_of_another_period_explains_a_doubt():
    """A balance of January 2019 printed for 2020 (facts, C15; numbers made)."""
    held = figures(b="271.16 billion", x="2.00 trillion", m="2.10 trillion")
    earlier = [figure("b 2019", "271.16 billion")]

    first = diagnose([surplus("b", "x", "m")], held, neighbours={"b": earlier})[0].doubts[0]

    assert (first.figures, first.slips["b"][0].kind) == (("b",), "period mislabelled")


def test_figures_that_clash_only_together_are_found():
    """Nobody printed the rest: 60 of 100 leave 40, and 50 of that rest are a tenth of what they should be
    (by hand).
    """
    held = figures(whole="100 billion", part="60 billion", third="50 billion")
    instances = [
        the.PARTITION.bind({"whole": "whole", "part": ["part", "rest"]}),
        the.PART_IN_WHOLE.bind({"whole": "rest", "part": "third"}),
    ]

    (found,) = diagnose(instances, held)

    assert found.contradictions == ()
    assert found.clashes == (("part", "third", "whole"),)
    assert {one.figures for one in found.doubts} == {("part",), ("third",), ("whole",)}


def test_weights_spare_the_official_figure():
    """Between two sources the press is doubted before customs."""
    held = {
        "customs": figure("customs", "2.17 trillion", weight=3),
        "press": figure("press", "21.17 trillion"),
    }

    doubt = only(diagnose([the.SAME.bind({"one": "customs", "other": "press"})], held))

    assert (doubt.figures, doubt.weight) == (("press",), 1)


def test_two_errors_that_meet_need_two_doubts():
    """Both sides are wrong and a second sum clears the total: two figures (by hand)."""
    held = figures(
        t="100 billion", t2="100 billion", x="90 billion", m="50 billion", x2="60 billion", m2="40 billion"
    )
    instances = [
        trade("t", "x", "m"),
        trade("t2", "x2", "m2"),
        the.SAME.bind({"one": "t", "other": "t2"}),
        the.SAME.bind({"one": "x", "other": "x2"}),
        the.SAME.bind({"one": "m", "other": "m2"}),
    ]

    (found,) = diagnose(instances, held)

    assert next(one.figures for one in found.doubts) == ("m", "x")
    assert found.complete


def test_separate_contradictions_are_separate_knots():
    """What shares no figure is told apart."""
    held = figures(a="5", b="8", c="5", d="9")
    instances = [the.SAME.bind({"one": "a", "other": "b"}), the.SAME.bind({"one": "c", "other": "d"})]

    assert [len(one.contradictions) for one in diagnose(instances, held)] == [1, 1]


def test_what_adds_up_is_not_doubted():
    """Article A as printed has no knot."""
    assert (
        diagnose([trade("total", "exports", "imports"), surplus("surplus", "exports", "imports")], ARTICLE_A)
        == ()
    )


def economy(draw):
    """Consistent figures of two flows and two partners, printed with two decimals (made)."""
    x, m, px = draw.uniform(200, 900), draw.uniform(200, 900), draw.uniform(0.2, 0.6)
    xg, mg = draw.uniform(-10, 20), draw.uniform(-10, 20)
    xb, mb = x / (1 + xg / 100), m / (1 + mg / 100)
    numbers = {
        "x": (x, 2), "m": (m, 2), "t": (x + m, 2), "b": (x - m, 2), "xb": (xb, 2), "mb": (mb, 2),
        "tb": (xb + mb, 2), "xg": (xg, 1), "mg": (mg, 1), "tg": (100 * ((x + m) / (xb + mb) - 1), 1),
        "p": (px * x, 2), "r": (x - px * x, 2), "ps": (100 * px, 1),
    }  # fmt: skip
    percents = {"xg", "mg", "tg", "ps"}
    return {
        name: figure(name, f"{number:.{places}f}{'' if name in percents else ' billion'}")
        for name, (number, places) in numbers.items()
    }


def rules():
    """All identities of the economy."""
    return [
        trade("t", "x", "m"),
        surplus("b", "x", "m"),
        trade("tb", "xb", "mb"),
        *(the.CHANGE.bind({"change": f"{s}g", "value": s, "base": f"{s}b"}) for s in "xmt"),
        the.GROWTH_OF_WHOLE.bind({"growth": "tg", "part": ["x", "m"], "part growth": ["xg", "mg"]}),
        the.PARTITION.bind({"whole": "x", "part": ["p", "r"]}),
        the.SHARE.bind({"share": "ps", "part": "p", "whole": "x"}),
    ]


def test_seeded_misprints_are_found_and_placed():
    """One digit of a level is broken, 12 times: nothing on the unbroken figures, and where a contradiction shows,
    the broken figure is among the doubts and its true number in the interval that is left.
    """
    draw = random.Random(4)
    seen = alone = 0
    for _ in range(12):
        held = economy(draw)
        assert diagnose(rules(), held) == ()
        name = draw.choice(("x", "m", "t", "p"))
        true = held[name]
        digits = str(int(true.value / true.step))
        place = draw.randrange(3)
        digit = draw.choice([d for d in "123456789" if d != digits[place]])
        wrong = D(digits[:place] + digit + digits[place + 1 :]) * true.step
        held[name] = Quantity(
            name=name, interval=Interval.of(wrong, "rounded", step=true.step), value=wrong, step=true.step
        )
        (found,) = diagnose(rules(), held)
        doubts = {one.figures: one for one in found.doubts}
        assert (name,) in doubts
        assert doubts[name,].implied[name].meets(true.interval)
        seen += 1
        alone += len(doubts) == 1

    assert (seen, alone) == (12, 12)


@pytest.mark.parametrize("rings", [1, 2])
def test_a_knot_is_judged_with_its_neighbours(rings):
    """The share of a partner clears exports; imports or the total are wrong (by hand)."""
    held = figures(
        t="100 billion", x="60 billion", m="80 billion", p="6 billion", s="10.0", q="3 billion", u="5.0"
    )
    instances = [
        trade("t", "x", "m"),
        the.SHARE.bind({"share": "s", "part": "p", "whole": "x"}),
        the.SHARE.bind({"share": "u", "part": "q", "whole": "x"}),
    ]

    (found,) = diagnose(instances, held, rings=rings)

    assert {one.figures for one in found.doubts} == {("m",), ("t",)}


def test_a_search_that_is_cut_off_says_so():
    """Two doubts are needed and one is allowed."""
    held = figures(t="100 billion", x="90 billion", m="50 billion", x2="60 billion", m2="40 billion")
    instances = [
        trade("t", "x", "m"),
        trade("t", "x2", "m2"),
        the.SAME.bind({"one": "x", "other": "x2"}),
        the.SAME.bind({"one": "m", "other": "m2"}),
    ]

    (found,) = diagnose(instances, held, most=1)

    assert (found.doubts, found.complete) == ((), False)


def test_labels_swapped_across_two_knots_are_seen():
    """Each base contradicts its own growth rate; that they stand in each other's place explains both (made)."""
    held = figures(
        x="240 billion",
        xg="20.0",
        xb="100 billion",
        m="90 billion",
        mg="-10.0",
        mb="200 billion",
        tb="300 billion",
    )
    instances = [
        the.CHANGE.bind({"change": "xg", "value": "x", "base": "xb"}),
        the.CHANGE.bind({"change": "mg", "value": "m", "base": "mb"}),
        trade("tb", "xb", "mb"),
    ]

    doubt = only(diagnose(instances, held))

    assert (doubt.figures, doubt.swapped, doubt.proven) == (("mb", "xb"), True, True)
