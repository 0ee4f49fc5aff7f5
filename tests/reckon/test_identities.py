"""The catalogue: each identity holds on a hand-made economy, whichever of its figures is asked for."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Interval
from kg.reckon import identities
from kg.reckon.identities import IDENTITIES
from kg.reckon.identity import Identity, Part, Role
from kg.reckon.spans import interval_of

D = Decimal

ECONOMY = {
    "balance": {"balance": "150", "export": "240", "import": "90"},
    "chain": {"growth": "32", "first": "20", "second": "10"},
    "change": {"change": "20", "value": "240", "base": "200"},
    "contribution": {"contribution": "5", "part": "45", "part growth": "50", "whole": "330", "growth": "10"},
    "cumulative": {"whole": "330", "piece": ("100", "110", "120")},
    "exchange": {"rate": "6.6", "amount": "330", "converted": "50"},
    "growth-between-parts": {"growth": "10", "part growth": ("20", "-10")},
    "growth-from-bases": {"growth": "10", "part base": ("200", "100"), "part growth": ("20", "-10")},
    "growth-of-rest": {
        "rest growth": "20",
        "whole": "330",
        "growth": "10",
        "part": "90",
        "part growth": "-10",
    },
    "growth-of-whole": {"growth": "10", "part": ("240", "90"), "part growth": ("20", "-10")},
    "mirror": {"import": "94.5", "export": "90", "margin": "1.05"},
    "part-in-whole": {"whole": "330", "part": "90"},
    "partition": {"whole": "330", "part": ("100", "110", "120")},
    "same": {"one": "330", "other": "330"},
    "share": {"share": "25", "part": "82.5", "whole": "330"},
    "share-between-parts": {"share": "25", "part share": ("20", "30")},
    "shares-of-all": {"share": ("20", "30", "50")},
    "total": {"total": "330", "export": "240", "import": "90"},
    "weighted-mean": {"mean": "25", "weight": ("1", "3"), "value": ("10", "30")},
}
"""Exports of 240 from 200 and imports of 90 from 100: every number by hand."""


def bound(name):
    """An identity over the economy, and the numbers by the names of its figures."""
    values, names = {}, {}
    for role, given_ in ECONOMY[name].items():
        numbers = (given_,) if isinstance(given_, str) else given_
        held = tuple(f"{role} {i}" for i in range(len(numbers)))
        values |= dict(zip(held, map(D, numbers), strict=True))
        names[role] = held[0] if isinstance(given_, str) else held
    return IDENTITIES[name].bind(names), values


CASES = [(name, place) for name in ECONOMY for place in range(len(bound(name)[0].names))]


def test_every_identity_is_tried():
    """The economy covers the catalogue."""
    assert set(ECONOMY) == set(IDENTITIES)


@pytest.mark.parametrize(("name", "place"), CASES)
def test_each_figure_follows_from_the_others(name, place):
    """From exact figures the last one is exact, or bounded by where it lies (economy by hand)."""
    instance, values = bound(name)
    intervals = {one: Interval(number, number) for one, number in values.items()}

    found = interval_of(instance.implied(place, intervals))

    assert found.holds(values[instance.names[place]])
    loose = instance.identity.between or instance.identity.at_least
    assert loose or found.width == 0


@settings(max_examples=60)
@given(
    case=st.sampled_from(CASES), reach=st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), min_size=6)
)
def test_wider_figures_still_leave_the_true_one(case, reach):
    """Whatever rounding does to the others, the true number is left (enclosure)."""
    name, place = case
    instance, values = bound(name)
    intervals = {
        one: Interval(number - D(below) / 2, number + D(above) / 2)
        for (one, number), (below, above) in zip(values.items(), reach, strict=False)
    }

    assert interval_of(instance.implied(place, intervals)).holds(values[instance.names[place]])


@pytest.mark.parametrize("name", IDENTITIES)
def test_an_identity_says_how_each_role_follows_and_where_it_is_from(name):
    """No role without words, no rule without origin."""
    identity = IDENTITIES[name]

    assert set(identity.written) == {role.name for role in identity.roles}
    assert identity.title
    assert identity.origin


def test_a_growth_rate_above_minus_100_only():
    """A level does not fall by more than all of it, whatever the base (definition)."""
    instance = identities.CHANGE.bind({"change": "g", "value": "v", "base": "b"})

    found = instance.implied(0, {"v": Interval(D(0), None), "b": Interval(D(1), None)})

    assert found[:2] == (-100, None)


def test_a_part_of_two_unknown_parts_is_at_most_the_rest():
    """Shares of 60 and of nought to 100 leave nought to 40 (by hand)."""
    instance = identities.SHARES_OF_ALL.bind({"share": ["a", "b", "c"]})

    found = instance.implied(2, {"a": Interval(D(60), D(60)), "b": Interval(None, None)})

    assert found[:2] == (0, 40)


def test_a_part_beyond_all_others_is_implied_by_the_whole():
    """The whole grew by 10, one part by 2: the other grew by at least 10 (by hand)."""
    instance = identities.GROWTH_BETWEEN_PARTS.bind({"growth": "g", "part growth": ["a", "b"]})

    found = instance.implied(2, {"g": Interval(D(10), D(11)), "a": Interval(D(2), D(3))})

    assert found[:2] == (10, None)


@pytest.mark.parametrize(
    ("bindings", "fact"),
    [
        ({"sum": "a"}, "has no role sum"),
        ({"growth": "g", "part": ["a", "b"], "part growth": ["c"]}, "as many figures"),
        ({"growth": "g"}, "at least one"),
        ({"growth": "g", "part": ["a", "g"], "part growth": ["c", "d"]}, "two roles"),
    ],
)
def test_a_binding_that_does_not_fit_is_refused(bindings, fact):
    """Unknown roles, uneven or empty many-fold roles, one figure twice."""
    with pytest.raises(ValueError, match=fact):
        identities.GROWTH_OF_WHOLE.bind(bindings)


def test_a_role_that_is_left_out_gets_a_name_of_its_own():
    """So that what follows for it can be told, the same in every run."""
    instance = identities.SHARE.bind({"share": "s", "part": "p"})

    assert instance.names == ("s", "p", "whole by share(share=s, part=p)")


def test_an_identity_that_speaks_of_other_roles_is_refused():
    """A typing error in the catalogue shows at once."""
    with pytest.raises(ValueError, match="other roles"):
        Identity("x", "x", (Role("a", "any"),), (Part(1, ("b",)),), "a", {"a": ""}, "test")
